// WebKitGTK through WebKitWebDriver, its classic WebDriver, with the MiniBrowser under Xvfb. A WebKitWebDriver serves
// one session and a session is a browser process of its own with nothing kept on disk, so isolation comes for free and
// starting is what costs.
//
// Not shown by this driver: the console (in automation mode the MiniBrowser prints none), HSTS and the HTTP cache (an
// automation session has neither). The MiniBrowser asks for /favicon.ico after each navigation; no flag stops it.
import { existsSync, readdirSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
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
export const cookiesPolicy: Readonly<Record<'allow' | 'block', string>> = {
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
  // It leaves its lock and socket behind when it is killed.
  const xvfb = startProcessGroup('Xvfb', {
    args: () => ['-displayfd', '1', '-screen', '0', '1024x768x24', '-nolisten', 'tcp', '-noreset'],
    endSignal: 'SIGTERM',
  })
  const launched = new Set<Browser>()
  const launch = async (thirdPartyCookies: ThirdPartyCookies): Promise<Browser> => {
    const browser = await startBrowser(miniBrowser, display, thirdPartyCookies, timeout)
    launched.add(browser)
    return browser
  }
  const end = async (browser: Browser): Promise<void> => {
    launched.delete(browser)
    await browser.group.end()
  }
  let spare: { readonly thirdPartyCookies: ThirdPartyCookies; readonly browser: Promise<Browser> } | null = null
  const prepare = (thirdPartyCookies: ThirdPartyCookies): void => {
    const browser = launch(thirdPartyCookies)
    // Whoever takes it sees the error; nobody has to take it.
    browser.catch(() => {})
    spare = { thirdPartyCookies, browser }
  }
  const dropSpare = async (): Promise<void> => {
    const dropped = spare
    spare = null
    await dropped?.browser.then(end, () => {})
  }

  let display = ''
  try {
    const [, number] = await xvfb.printed(/(\d+)\n/, 20_000)
    display = `:${number}`
    // The first one tells the version, too.
    prepare('block')
    const version = await (spare as { browser: Promise<Browser> } | null)?.browser.then((browser) => browser.version)
    return {
      name: 'webkitgtk',
      version: version ?? '',
      flags: [
        '--automation',
        `--cookies-policy=${cookiesPolicy.allow} (allow)`,
        `--cookies-policy=${cookiesPolicy.block} (block)`,
      ],
      newSession: async ({ thirdPartyCookies }) => {
        if (spare !== null && spare.thirdPartyCookies !== thirdPartyCookies) await dropSpare()
        const browser = await (spare?.browser ?? launch(thirdPartyCookies))
        spare = null
        if (options.spare ?? true) prepare(thirdPartyCookies)
        return openSession(browser, () => end(browser))
      },
      close: async () => {
        await dropSpare()
        await Promise.all([...launched].map(end))
        await xvfb.end()
      },
    }
  } catch (error) {
    await dropSpare()
    await xvfb.end()
    throw error
  }
}
