// WebKitGTK through WebKitWebDriver, its classic WebDriver, with the MiniBrowser under Xvfb. A WebKitWebDriver serves
// one session and a session is a browser process of its own with nothing kept on disk, so isolation comes for free and
// starting is what costs.
//
// Not shown by this driver: the console (in automation mode the MiniBrowser prints none), HSTS and the HTTP cache (an
// automation session has neither). The MiniBrowser asks for /favicon.ico after each navigation; no flag stops it.
import { existsSync, readdirSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { BrowserDriver, DriverSession } from './driver'
import { delay, type ProcessGroup, startProcessGroup } from './process-group'

/**
 * The MiniBrowser's `--cookies-policy` for a user's choice about third-party cookies.
 *
 * `no-third-party` is WebKitGTK's default. It keeps third parties from storing cookies; those that they have already are
 * still sent. Intelligent Tracking Prevention is off either way (`--enable-itp` is not given).
 *
 * @see https://webkitgtk.org/reference/webkit2gtk/stable/enum.CookieAcceptPolicy.html
 */
const cookiesPolicy: Readonly<Record<'allow' | 'block', string>> = {
  allow: 'always',
  block: 'no-third-party',
}

export interface WebKitGTKOptions {
  /** Default: the one of the newest API version below /usr/lib. */
  readonly miniBrowser?: string
  /** How long one script or page may take, in milliseconds; scenarios that wait need more. Default 60,000. */
  readonly timeout?: number
  /** Whether the next browser starts while the present session runs. Default true. */
  readonly spare?: boolean
}

type ThirdPartyCookies = 'allow' | 'block'

/** A driver whose display is up; rejects when something of it is not installed or does not come up. */
export async function startWebKitGTK(options: WebKitGTKOptions = {}): Promise<BrowserDriver> {
  const miniBrowser = options.miniBrowser ?? findMiniBrowser()
  const timeout = options.timeout ?? 60_000
  const xvfb = startProcessGroup('Xvfb', {
    args: () => ['-displayfd', '1', '-screen', '0', '1024x768x24', '-nolisten', 'tcp', '-noreset'],
    // Killed outright it would leave its lock and its socket behind.
    endSignal: 'SIGTERM',
  })
  const running = new Set<Browser>()
  let closed = false

  const launch = async (thirdPartyCookies: ThirdPartyCookies): Promise<Browser> => {
    const browser = await startBrowser(miniBrowser, display, xvfb.home, thirdPartyCookies, timeout)
    running.add(browser)
    if (closed) await end(browser)
    return browser
  }
  const end = async (browser: Browser): Promise<void> => {
    running.delete(browser)
    await browser.group.end()
  }

  // The browser that the next session gets, when it wants the same preference.
  let spare: { readonly thirdPartyCookies: ThirdPartyCookies; readonly browser: Promise<Browser> } | null =
    null
  const prepareSpare = (thirdPartyCookies: ThirdPartyCookies): void => {
    const browser = launch(thirdPartyCookies)
    browser.catch(() => {}) // Whoever takes it sees the error; perhaps nobody does.
    spare = { thirdPartyCookies, browser }
  }
  const takeSpare = (thirdPartyCookies: ThirdPartyCookies): Promise<Browser> | null => {
    const taken = spare
    spare = null
    if (taken === null || taken.thirdPartyCookies === thirdPartyCookies) return taken?.browser ?? null
    taken.browser.then(end, () => {})
    return null
  }

  const close = async (): Promise<void> => {
    closed = true
    await spare?.browser.catch(() => {})
    await Promise.all([...running].map(end))
    await xvfb.end()
  }

  let display = ''
  try {
    const [, number] = await xvfb.printed(/(\d+)\n/, 20_000)
    display = `:${number}`
    const first = await launch('allow') // It tells the version, and is the first session's.
    spare = { thirdPartyCookies: 'allow', browser: Promise.resolve(first) }
    return {
      name: 'webkitgtk',
      version: first.version,
      flags: [
        ...automationFlags,
        ...Object.values(cookiesPolicy).map((policy) => `--cookies-policy=${policy}`),
      ],
      newSession: async ({ thirdPartyCookies }) => {
        const browser = await (takeSpare(thirdPartyCookies) ?? launch(thirdPartyCookies))
        if (options.spare ?? true) prepareSpare(thirdPartyCookies)
        return openSession(browser, () => end(browser))
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

// Popups without a click are what Firefox allows when it is automated.
const automationFlags = ['--automation', '--javascript-can-open-windows-automatically=true']

/** The MiniBrowser is no command of its own: each API version of WebKitGTK has one among its libraries. */
function findMiniBrowser(): string {
  for (const library of readdirSync('/usr/lib')) {
    for (const version of ['6.0', '4.1', '4.0']) {
      const path = `/usr/lib/${library}/${version === '6.0' ? 'webkitgtk' : 'webkit2gtk'}-${version}/MiniBrowser`
      if (existsSync(path)) return path
    }
  }
  throw new Error('no MiniBrowser below /usr/lib; .ci/install-browsers installs it')
}

/** A WebKitWebDriver with its one session. */
interface Browser {
  readonly group: ProcessGroup
  readonly version: string
  /** The value of a WebDriver command of the session; rejects with its error. */
  command<Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value>
}

async function startBrowser(
  miniBrowser: string,
  display: string,
  shared: string,
  thirdPartyCookies: ThirdPartyCookies,
  timeout: number,
): Promise<Browser> {
  const port = await freePort()
  const group = startProcessGroup('WebKitWebDriver', {
    args: () => [`--port=${port}`],
    environment: {
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      // Its bubblewrap sandbox needs what containers do not give.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      // Neither settings, nor buses, nor proxies of the machine.
      GSETTINGS_BACKEND: 'memory',
      GIO_USE_VFS: 'local',
      GIO_USE_PROXY_RESOLVER: 'dummy',
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      NO_AT_BRIDGE: '1',
      // Looking at every codec takes a tenth of a second, so only the first browser does.
      GST_REGISTRY: join(shared, 'gstreamer-registry'),
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    },
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    await listening(agent, port, group)
    const { sessionId, capabilities } = await send<{
      sessionId: string
      capabilities: { browserVersion: string }
    }>(agent, port, 'POST', '/session', {
      capabilities: {
        alwaysMatch: {
          acceptInsecureCerts: true,
          unhandledPromptBehavior: 'accept',
          timeouts: { script: timeout, pageLoad: timeout },
          'webkitgtk:browserOptions': {
            binary: miniBrowser,
            args: [...automationFlags, `--cookies-policy=${cookiesPolicy[thirdPartyCookies]}`],
          },
        },
      },
    })
    return {
      group,
      version: capabilities.browserVersion,
      command: (method, path, body) => send(agent, port, method, `/session/${sessionId}${path}`, body),
    }
  } catch (error) {
    await group.end()
    throw error instanceof Error ? new Error(`${error.message}\n${group.output()}`) : error
  }
}

function openSession(browser: Browser, end: () => Promise<void>): DriverSession {
  return {
    navigate: async (url) => {
      await browser.command('POST', '/url', { url })
    },
    evaluate: (script) => evaluate(browser, script),
    evaluateInFrame: async (frameURLPrefix, script) => {
      try {
        if (!(await enterFrame(browser, frameURLPrefix))) {
          throw new Error(`no frame whose URL begins with ${frameURLPrefix}`)
        }
        return await evaluate(browser, script)
      } finally {
        await browser.command('POST', '/frame', { id: null })
      }
    },
    console: async () => [],
    dispose: end,
  }
}

/** The JSON value of an async function body run in the frame that is entered; rejects with what it throws. */
async function evaluate(browser: Browser, body: string): Promise<unknown> {
  const outcome = await browser.command<{ json?: string; error?: string } | null>('POST', '/execute/async', {
    script: `const done = arguments[arguments.length - 1];
      (async () => {\n${body}\n})().then(
        (value) => done({ json: JSON.stringify(value) }),
        (error) => done({ error: String(error) }),
      )`,
    args: [],
  })
  if (outcome === null) throw new Error('a dialogue came between')
  if (typeof outcome.error === 'string') throw new Error(outcome.error)
  // An undefined value comes as null or not at all.
  return typeof outcome.json === 'string' ? JSON.parse(outcome.json) : undefined
}

/** Makes the first frame, parents before children, whose URL begins with `prefix` the one that scripts run in. */
async function enterFrame(browser: Browser, prefix: string): Promise<boolean> {
  const elements = await browser.command<object[]>('POST', '/elements', {
    using: 'css selector',
    value: 'iframe, frame',
  })
  for (const id of elements) {
    await browser.command('POST', '/frame', { id })
    const url = await browser.command<string>('POST', '/execute/sync', {
      script: 'return location.href',
      args: [],
    })
    if (url.startsWith(prefix) || (await enterFrame(browser, prefix))) return true
    await browser.command('POST', '/frame/parent', {})
  }
  return false
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** WebKitWebDriver says nothing when it is ready, so it is asked. */
async function listening(agent: Agent, port: number, group: ProcessGroup): Promise<void> {
  for (let tries = 0; tries < 1000 && group.alive(); tries += 1) {
    try {
      await send(agent, port, 'GET', '/status')
      return
    } catch {
      await delay(10)
    }
  }
  throw new Error('WebKitWebDriver does not answer')
}

function send<Value>(
  agent: Agent,
  port: number,
  method: string,
  path: string,
  body?: object,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ agent, host: '127.0.0.1', port, method, path }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        try {
          const { value } = JSON.parse(text) as { value: Value & { error?: string; message?: string } }
          if (response.statusCode === 200) resolve(value)
          else reject(new Error(`${method} ${path}: ${value.error}: ${value.message}`))
        } catch {
          reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`))
        }
      })
    })
    outgoing.on('error', reject)
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
    if (bytes !== undefined) {
      outgoing.setHeader('Content-Type', 'application/json')
      outgoing.setHeader('Content-Length', bytes.length)
    }
    outgoing.end(bytes)
  })
}
