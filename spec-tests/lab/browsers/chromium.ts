// Chromium over the DevTools protocol. One browser serves every session with the same choice about third-party cookies;
// each session is a browser context of its own, with its own cookies, caches, preflight cache and HSTS, and is never
// used again.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { type CDPConnection, type CDPEvent, connectCDP } from './cdp'
import {
  type BrowserDriver,
  type ConsoleLine,
  type DriverSession,
  type SessionOptions,
  settledConsole,
} from './driver'
import { type ProcessGroup, startProcessGroup } from './process-group'

export interface ChromiumOptions {
  /** Base64 of the SHA-256 of a public key whose certificates are trusted. */
  readonly publicKeyHash: string | null
  /** Default: chromium-headless-shell, which is faster, and chromium where that is not installed. */
  readonly program?: string
}

const switches: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--remote-debugging-port=0',
  '--no-proxy-server',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  // No traffic of the browser's own.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  // Changes what is seen: otherwise http:// addresses are tried on https first, and the lab does answer there.
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,HttpsFirstModeV2',
  // Changes what is seen: windows that scripts open without a click.
  '--disable-popup-blocking',
]

/**
 * The user's choice about third-party cookies as Chromium keeps it: 0 allows them, 1 blocks them in incognito windows,
 * which the contexts of sessions are. The headless shell has no such preference: it allows them, but for the switch.
 *
 * @see https://source.chromium.org/chromium/chromium/src/+/main:components/content_settings/core/browser/cookie_settings.h
 */
const cookieControlsMode: Readonly<Record<SessionOptions['thirdPartyCookies'], number>> = {
  allow: 0,
  block: 1,
}

/** Blocks third-party cookies in the headless shell, too. */
const thirdPartySwitches: Readonly<Record<SessionOptions['thirdPartyCookies'], readonly string[]>> = {
  allow: [],
  block: ['--test-third-party-cookie-phaseout'],
}

interface Browser {
  readonly group: ProcessGroup
  readonly connection: CDPConnection
  readonly version: string
}

/** Rejects where Chromium is not installed or does not come up. */
export async function startChromium(options: ChromiumOptions): Promise<BrowserDriver> {
  const program = options.program ?? findProgram()
  const shared = [...switches]
  if (options.publicKeyHash !== null)
    shared.push(`--ignore-certificate-errors-spki-list=${options.publicKeyHash}`)
  const browsers = new Map<SessionOptions['thirdPartyCookies'], Promise<Browser>>()
  const browserFor = (choice: SessionOptions['thirdPartyCookies']): Promise<Browser> => {
    const running = browsers.get(choice)
    if (running !== undefined) return running
    const browser = launch(program, [...shared, ...thirdPartySwitches[choice]], choice)
    browsers.set(choice, browser)
    return browser
  }
  const { version } = await browserFor('allow')
  return {
    name: 'chromium',
    version: `${version} (${program.replace(/^.*\//, '')})`,
    flags: [
      // A new key for each run says nothing.
      ...switches,
      ...(options.publicKeyHash === null ? [] : ['--ignore-certificate-errors-spki-list=…']),
      ...Object.entries(thirdPartySwitches).flatMap(([choice, list]) =>
        list.map((one) => `${one} (third-party cookies: ${choice})`),
      ),
      ...Object.entries(cookieControlsMode).map(
        ([choice, mode]) => `profile.cookie_controls_mode=${mode} (third-party cookies: ${choice})`,
      ),
    ],
    newSession: async ({ thirdPartyCookies }) => {
      const before = await browserFor(thirdPartyCookies)
      if (!before.group.alive()) {
        await before.group.end()
        browsers.delete(thirdPartyCookies)
      }
      return openSession((await browserFor(thirdPartyCookies)).connection)
    },
    close: async () => {
      for (const browser of browsers.values()) {
        const { group, connection } = await browser
        connection.close()
        await group.end()
      }
    },
  }
}

function findProgram(): string {
  const found = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync)
  if (found === undefined) throw new Error('no Chromium in /usr/bin')
  return found
}

async function launch(
  program: string,
  flags: readonly string[],
  choice: SessionOptions['thirdPartyCookies'],
): Promise<Browser> {
  const group = startProcessGroup(program, {
    args: (home) => [...flags, `--user-data-dir=${home}/profile`, 'about:blank'],
    prepare: (home) => {
      const preferences = { profile: { cookie_controls_mode: cookieControlsMode[choice] } }
      mkdirSync(`${home}/profile/Default`, { recursive: true })
      writeFileSync(`${home}/profile/Default/Preferences`, JSON.stringify(preferences))
    },
  })
  try {
    const [, address = ''] = await group.printed(/DevTools listening on (ws:\S+)/, 30_000)
    const connection = await connectCDP(address)
    const { product } = await connection.command<{ product: string }>('Browser.getVersion', {})
    return { group, connection, version: product.replace(/^.*\//, '') }
  } catch (error) {
    await group.end()
    throw error
  }
}

interface Evaluated {
  readonly result: { readonly value?: unknown }
  readonly exceptionDetails?: {
    readonly text: string
    readonly exception?: { readonly description?: string }
  }
}

async function openSession(connection: CDPConnection): Promise<DriverSession> {
  const { browserContextId } = await connection.command<{ browserContextId: string }>(
    'Target.createBrowserContext',
    { disposeOnDetach: true },
  )
  const { targetId } = await connection.command<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
    browserContextId,
  })
  const { sessionId } = await connection.command<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  })
  // The page's own, and those of frames that live in other processes.
  const sessions = new Set<string>()
  const lines: ConsoleLine[] = []
  const loaded = new Set<string>()
  let onLoaded: (() => void) | null = null

  const attach = (session: string): Promise<unknown> => {
    sessions.add(session)
    return Promise.all([
      connection.command('Log.enable', {}, session),
      connection.command('Audits.enable', {}, session),
      connection.command(
        'Target.setAutoAttach',
        { autoAttach: true, waitForDebuggerOnStart: false, flatten: true },
        session,
      ),
    ])
  }
  const stop = connection.listen((event) => {
    if (event.sessionId === undefined || !sessions.has(event.sessionId)) return
    const line = consoleLine(event)
    if (line !== null) lines.push(line)
    else if (event.method === 'Target.attachedToTarget') {
      // A frame may be gone before it is asked.
      attach(event.params['sessionId'] as string).catch(() => {})
    } else if (event.method === 'Page.lifecycleEvent' && event.params['name'] === 'load') {
      loaded.add(event.params['loaderId'] as string)
      onLoaded?.()
    }
  })
  await Promise.all([
    attach(sessionId),
    connection.command('Page.enable', {}, sessionId),
    connection.command('Page.setLifecycleEventsEnabled', { enabled: true }, sessionId),
  ])

  return {
    navigate: async (url) => {
      const { loaderId, errorText } = await connection.command<{ loaderId?: string; errorText?: string }>(
        'Page.navigate',
        { url, transitionType: 'typed' },
        sessionId,
      )
      if (loaderId === undefined || errorText !== undefined || loaded.has(loaderId)) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 8000)
        onLoaded = () => {
          if (!loaded.has(loaderId)) return
          clearTimeout(timer)
          resolve()
        }
      })
      onLoaded = null
    },
    evaluate: async (script) => {
      const { result, exceptionDetails } = await connection.command<Evaluated>(
        'Runtime.evaluate',
        { expression: `(async () => {\n${script}\n})()`, awaitPromise: true, returnByValue: true },
        sessionId,
      )
      if (exceptionDetails !== undefined)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    },
    console: () => settledConsole(async () => [...lines]),
    dispose: async () => {
      stop()
      await connection.command('Target.disposeBrowserContext', { browserContextId })
    },
  }
}

interface LogEntry {
  readonly source: string
  readonly level: string
  readonly text: string
  readonly url?: string
}

interface Issue {
  readonly code: string
  readonly details: object
}

/** About how the lab's own scripts and documents are written. */
const issuesOfTheLab: ReadonlySet<string> = new Set([
  'PerformanceIssue',
  'GenericIssue',
  'BounceTrackingIssue',
  'QuirksModeIssue',
])

function consoleLine({ method, params }: CDPEvent): ConsoleLine | null {
  if (method === 'Log.entryAdded') {
    const { source, level, text, url } = params['entry'] as LogEntry
    return {
      level: level === 'error' || level === 'warning' ? level : 'info',
      category: source,
      text,
      url: url ?? '',
    }
  }
  if (method === 'Audits.issueAdded') {
    const { code, details } = params['issue'] as Issue
    if (issuesOfTheLab.has(code)) return null
    return { level: 'info', category: `issue:${code}`, text: issueText(details), url: '' }
  }
  return null
}

/** JSON of what an issue says, without what differs from run to run. */
function issueText(details: object): string {
  const noise = ['requestId', 'loaderId', 'frameId', 'violatingNodeId', 'sourceCodeLocation', 'affectedFrame']
  return JSON.stringify(Object.values(details)[0] ?? {}, (key, value) =>
    noise.includes(key) ? undefined : value,
  )
}
