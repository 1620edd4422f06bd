// Firefox ESR over WebDriver BiDi. One browser serves every session; each session is a user context ("container")
// of its own, which keys cookies, caches, the preflight cache and storage, and is never used again.
//
// A host whose certificate is accepted without trust cannot set HSTS; `authority` makes it trusted. Even then only
// navigations were seen to be upgraded: a cross-site fetch to a known host stayed on http.
//
// Preflights to a literal IP address are repeated once or twice before Firefox takes them from its cache, whatever the
// answer says. An entry counts only when it is no older than the address records of its host, of which a literal gets
// a new one each time that a family of addresses is asked for first. Names, `localhost` among them, are affected only
// once their record is renewed; the lab keeps that from happening (network.dnsCacheExpiration).

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { labNames } from '../hosts'
import { type BiDi, connectBiDi } from './bidi'
import { type BrowserDriver, type ConsoleLine, type DriverSession, settledConsole } from './driver'
import { delay, type ProcessGroup, startProcessGroup } from './process-group'

/**
 * `network.cookie.cookieBehavior` for a user's choice about third-party cookies.
 *
 * - 0: accept all; 1: reject all third-party; 2: reject all; 3: third-party only where cookies exist already;
 *   4: reject trackers'; 5: reject trackers' and give every other third party a jar per top-level site (the default,
 *   "Total Cookie Protection").
 *
 * `allow` is 5 and not 0, since 0 is nothing that Firefox's settings page offers today: there "allowed" means
 * partitioned.
 *
 * @see https://searchfox.org/mozilla-central/source/netwerk/cookie/nsICookieService.idl
 */
const cookieBehavior: Readonly<Record<'allow' | 'block', number>> = { allow: 5, block: 1 }

/**
 * What differs from a default profile, besides the preferences that Firefox sets itself when it is driven over BiDi
 * (`remote.prefs.recommended`; it switches off the HSTS preload list, among others). Nothing here may change what a
 * page can see, except where the comment says so.
 */
const preferences: Readonly<Record<string, boolean | number | string>> = {
  // Changes what is seen: otherwise http:// addresses are tried on https first, and the lab does answer there.
  'dom.security.https_first': false,
  'dom.security.https_first_pbm': false,
  'dom.security.https_first_schemeless': false,
  'dom.security.https_only_mode': false,
  'dom.security.https_only_mode_pbm': false,
  // Changes what is seen: connections and requests that no page asked for.
  'network.http.speculative-parallel-limit': 0,
  'network.dns.disablePrefetch': true,
  'network.dns.disablePrefetchFromHTTPS': true,
  'network.prefetch-next': false,
  'network.predictor.enabled': false,
  'browser.chrome.site_icons': false,
  'browser.chrome.guess_favicon': false,
  'browser.urlbar.speculativeConnect.enabled': false,
  // The operating system's resolver, no proxy.
  'network.trr.mode': 5,
  'network.dns.native_https_query': false,
  // Changes what is seen: a preflight is repeated when the addresses of its host have been asked for again since, which
  // by default is each minute and so hits a scenario by chance. Seconds.
  'network.dnsCacheExpiration': 86_400,
  // The second connection to a host would look up its IPv4 addresses alone: a younger record, by which Firefox drops
  // what preflights said.
  'network.dns.ipv4OnlyDomains': labNames().join(','),
  // The same: a connection that is a quarter of a second in coming is tried in another family of addresses.
  'network.http.connection-retry-timeout': 0,
  'network.http.fast-fallback-to-IPv4': false,
  'network.proxy.type': 0,
  // No traffic of the browser's own.
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.newtabpage.activity-stream.feeds.system.topstories': false,
  'browser.ping-centre.telemetry': false,
  'browser.region.update.enabled': false,
  'browser.safebrowsing.provider.google4.updateURL': '',
  'browser.safebrowsing.provider.google5.updateURL': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'datareporting.healthreport.uploadEnabled': false,
  'dom.push.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'media.gmp-manager.url': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#no-remote-settings',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.unified': false,
  // A page keeps time the same after it has opened another tab before itself.
  'dom.min_background_timeout_value': 4,
  'dom.timeout.enable_budget_timer_throttling': false,
  // No dialogue stands in the way of the next navigation.
  'dom.disable_beforeunload': true,
}

export interface FirefoxOptions {
  /** The certificate authority to trust, in PEM; then no other certificate is. Default: every certificate is accepted. */
  readonly authority?: string
  /** Default `firefox-esr`. */
  readonly binary?: string
  /** Preferences over the driver's own. */
  readonly preferences?: Readonly<Record<string, boolean | number | string>>
  /** How long one command may take, in milliseconds; scenarios that wait need more. Default 60,000. */
  readonly timeout?: number
}

/** Milliseconds. In its first seconds Firefox repeats preflights that it has in its cache, now and then. */
const warmUp = 3000

const switches = ['-headless', '-no-remote', '--remote-debugging-port=0', '--remote-allow-system-access']

/**
 * A running Firefox with at most one session at a time; rejects when it is not installed or does not come up. Should it
 * end by itself, the session of the time fails and the next one gets another Firefox.
 */
export async function startFirefox(options: FirefoxOptions = {}): Promise<BrowserDriver> {
  const userPreferences = { ...preferences, ...options.preferences }
  let browser = await launch(options, userPreferences)
  let open = false
  return {
    name: 'firefox',
    version: browser.version,
    flags: [
      ...switches,
      ...Object.entries(userPreferences).map(([name, value]) => `${name}=${JSON.stringify(value)}`),
      ...Object.values(cookieBehavior).map((value) => `network.cookie.cookieBehavior=${value}`),
    ],
    newSession: async ({ thirdPartyCookies }) => {
      // The preference and the console are the browser's as a whole.
      if (open) throw new Error('Firefox: the session before has to be disposed of first')
      if (!browser.connection.alive()) {
        await browser.group.end()
        browser = await launch(options, userPreferences)
      }
      const session = await openSession(browser, cookieBehavior[thirdPartyCookies], () => {
        open = false
      })
      open = true
      return session
    },
    close: async () => {
      browser.connection.close()
      await browser.group.end()
    },
  }
}

interface Browser {
  readonly group: ProcessGroup
  readonly connection: BiDi
  readonly version: string
  /** The browsing context of the browser's own window, where scripts may do what the browser may. */
  readonly chrome: string
}

async function launch(
  options: FirefoxOptions,
  userPreferences: Readonly<Record<string, boolean | number | string>>,
): Promise<Browser> {
  const group = startProcessGroup(options.binary ?? 'firefox-esr', {
    args: (home) => [...switches, '-profile', home, 'about:blank'],
    // Without the second a released Firefox does not listen to `services.settings.server`.
    environment: { MOZ_CRASHREPORTER_DISABLE: '1', MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    prepare: (home) =>
      writeFileSync(
        join(home, 'user.js'),
        Object.entries(userPreferences)
          .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
          .join(''),
      ),
  })
  try {
    const [, address] = await group.printed(/WebDriver BiDi listening on (ws:\S+)/, 60_000)
    const connection = await connectBiDi(`${address}/session`, options.timeout ?? 60_000)
    const { capabilities } = await connection.command<{ capabilities: { browserVersion: string } }>(
      'session.new',
      { capabilities: { alwaysMatch: { acceptInsecureCerts: options.authority === undefined } } },
    )
    const chrome = await chromeWindow(connection)
    const ignored = await evaluate(connection, chrome, preferencesNotAsIn(userPreferences))
    if (JSON.stringify(ignored) !== '[]') throw new Error(`preferences ignored: ${JSON.stringify(ignored)}`)
    await evaluate(connection, chrome, collectConsole)
    if (options.authority !== undefined) await evaluate(connection, chrome, trust(options.authority))
    await delay(warmUp)
    return { group, connection, version: capabilities.browserVersion, chrome }
  } catch (error) {
    await group.end()
    throw new Error(`Firefox: ${error}\n${group.output()}`)
  }
}

async function openSession(
  { connection, chrome }: Browser,
  behavior: number,
  disposed: () => void,
): Promise<DriverSession> {
  await evaluate(
    connection,
    chrome,
    `corsacConsole.length = 0
     // HSTS is kept across user contexts.
     Cc['@mozilla.org/ssservice;1'].getService(Ci.nsISiteSecurityService).clearAll()
     Services.prefs.setIntPref('network.cookie.cookieBehavior', ${behavior})`,
  )
  const { userContext } = await connection.command<{ userContext: string }>('browser.createUserContext', {})
  const { context } = await connection.command<{ context: string }>('browsingContext.create', {
    type: 'tab',
    userContext,
  })
  return {
    navigate: async (url) => {
      try {
        await connection.command('browsingContext.navigate', { context, url, wait: 'complete' })
      } catch (error) {
        // No answer, a bad one, 204 or a download: an outcome like another, which the server and the page show.
        if (!/\bNS_(ERROR|BINDING)_/.test(String(error))) throw error
      }
    },
    evaluate: (script) => evaluate(connection, context, script),
    evaluateInFrame: async (frameURLPrefix, script) => {
      const { contexts } = await connection.command<{ contexts: BrowsingContext[] }>(
        'browsingContext.getTree',
        { root: context },
      )
      const frame = find(contexts[0]?.children ?? [], frameURLPrefix)
      if (frame === null) throw new Error(`no frame whose URL begins with ${frameURLPrefix}`)
      return evaluate(connection, frame.context, script)
    },
    console: () =>
      settledConsole(
        async () => (await evaluate(connection, chrome, 'return corsacConsole')) as ConsoleLine[],
      ),
    dispose: async () => {
      disposed()
      // Closes its tabs, and clears its cookies and caches.
      if (connection.alive()) await connection.command('browser.removeUserContext', { userContext })
    },
  }
}

interface BrowsingContext {
  readonly context: string
  readonly url: string
  readonly children: readonly BrowsingContext[] | null
}

/** The first frame, parents before children, whose URL begins with `prefix`. */
function find(frames: readonly BrowsingContext[], prefix: string): BrowsingContext | null {
  for (const frame of frames) {
    if (frame.url.startsWith(prefix)) return frame
    const inner = find(frame.children ?? [], prefix)
    if (inner !== null) return inner
  }
  return null
}

/** The browser's own window. Needs `--remote-allow-system-access`. */
async function chromeWindow(connection: BiDi): Promise<string> {
  const { contexts } = await connection.command<{ contexts: BrowsingContext[] }>('browsingContext.getTree', {
    'moz:scope': 'chrome',
  })
  const [window] = contexts
  if (window === undefined) throw new Error('Firefox has no window')
  return window.context
}

/**
 * Body of a script for the browser's window: collects what its browser console shows about pages. BiDi's own
 * `log.entryAdded` leaves out the messages about cookies.
 */
const collectConsole = `
  globalThis.corsacConsole = []
  Services.console.registerListener({
    observe(message) {
      if (!(message instanceof Ci.nsIScriptError)) return
      const { flags, category, errorMessage, sourceName } = message
      // What the browser's own scripts complain of.
      if (/^(chrome|resource|moz-extension|about|jar):/.test(sourceName)) return
      corsacConsole.push({
        level: flags & Ci.nsIScriptError.infoFlag ? 'info'
          : flags & Ci.nsIScriptError.warningFlag ? 'warning' : 'error',
        category,
        text: errorMessage,
        url: sourceName,
      })
    },
  })`

/** Body of a script for the browser's window: the names of the preferences that are not as they were asked for. */
function preferencesNotAsIn(wanted: Readonly<Record<string, boolean | number | string>>): string {
  return `
    const { prefs } = Services
    const value = (name) => {
      switch (prefs.getPrefType(name)) {
        case prefs.PREF_BOOL: return prefs.getBoolPref(name)
        case prefs.PREF_INT: return prefs.getIntPref(name)
        case prefs.PREF_STRING: return prefs.getStringPref(name)
      }
    }
    return Object.entries(${JSON.stringify(wanted)}).filter(([name, asked]) => value(name) !== asked)`
}

/** Body of a script for the browser's window: trusts an authority for web sites. */
function trust(authority: string): string {
  const base64 = authority.replace(/-----[^-]+-----|\s/g, '')
  return `
    Cc['@mozilla.org/security/x509certdb;1']
      .getService(Ci.nsIX509CertDB)
      .addCertFromBase64(${JSON.stringify(base64)}, 'C,,')`
}

/** The JSON value of an async function body run in a browsing context; rejects with what it throws. */
async function evaluate(connection: BiDi, context: string, body: string): Promise<unknown> {
  const answer = await connection.command<
    | { type: 'success'; result: { value?: string } }
    | { type: 'exception'; exceptionDetails: { text: string } }
  >('script.callFunction', {
    functionDeclaration: `async () => JSON.stringify(await (async () => {\n${body}\n})())`,
    awaitPromise: true,
    target: { context },
    userActivation: false,
  })
  if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
  return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value)
}
