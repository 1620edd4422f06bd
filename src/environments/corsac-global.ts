import { checkKeys } from '../drivers/option-issues'
import { type AnyTransport, TransportError } from '../drivers/transport'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { Browser } from '../page/browser'
import { type InstalledGlobals, installGlobals } from '../page/globals/install-globals'
import type { Page } from '../page/page'
import type { Profile, ProfileName } from '../profile/profile'

/** What an environment for tests is told, in vitest's `environmentOptions.corsac` or jest's `testEnvironmentOptions`. */
export interface EnvironmentOptions {
  /** The address of the page that tests run in; `http://localhost:3000/` where nothing is said. */
  readonly url: string
  /** The profile of its browser; `chromium` where nothing is said. */
  readonly profile: ProfileName | Profile
  /** Whose document and elements there are besides: nobody's, where nothing is said. */
  readonly dom: 'none' | 'jsdom' | 'happy-dom'
}

/** `globalThis.corsac` of a test environment. */
export interface CorsacGlobal {
  /** The browser that tests run in. */
  readonly browser: Browser
  /** The page that `fetch`, `XMLHttpRequest` and `document.cookie` belong to. */
  readonly page: Page
  /** Says who answers requests, from now on: for this browser and those to come. */
  use(transport: AnyTransport): void
  /** Begins anew: another browser, which knows no cookies, with a page. What is not said is as in the configuration. */
  start(options?: Partial<Pick<EnvironmentOptions, 'url' | 'profile'>>): Page
  /** Opens another page of the same browser, relative to this one, and makes the globals its own. */
  open(url: string): Page
}

declare global {
  /** The browser of `corsac/vitest-environment` and `corsac/jest-environment`. */
  var corsac: CorsacGlobal
}

const defaults: EnvironmentOptions = { url: 'http://localhost:3000/', profile: 'chromium', dom: 'none' }

/** @throws ConfigError with what is wrong, but for the page's address and the profile, which the browser judges */
export function readEnvironmentOptions(given: unknown): EnvironmentOptions {
  const issues: ConfigIssue[] = []
  const options = (given ?? {}) as Partial<EnvironmentOptions>
  checkKeys(options, Object.keys(defaults), '', issues)
  if (issues.length > 0) throw new ConfigError(issues)
  const { url = defaults.url, profile = defaults.profile, dom = defaults.dom } = options
  if (dom !== 'none' && dom !== 'jsdom' && dom !== 'happy-dom') {
    const message = "must be 'none', 'jsdom' or 'happy-dom'"
    throw new ConfigError([{ path: 'dom', value: dom, reason: 'invalid', message }])
  }
  return { url, profile, dom }
}

/** Gives tests a browser and a page, under the name of `corsac`, and takes all of it away again. */
export function enterPage(target: object, options: EnvironmentOptions): { leave(): void } {
  let transport: AnyTransport = nobody
  const browserOf = (profile: ProfileName | Profile): Browser =>
    new Browser({ profile, transport: (request, signal) => transport(request, signal) })
  let browser = browserOf(options.profile)
  let page = browser.open(options.url)
  let globals: InstalledGlobals = installGlobals(page, { target })
  const enter = (next: Page): Page => {
    // A test may have put something of its own there: that is gone with the page it was for.
    globals.restore({ force: true })
    globals = installGlobals(next, { target })
    page = next
    return next
  }
  const corsac: CorsacGlobal = {
    get browser() {
      return browser
    },
    get page() {
      return page
    },
    use(next) {
      if (typeof next !== 'function') {
        const message = 'must be a transport or a handler'
        throw new ConfigError([{ path: 'transport', value: next, reason: 'invalid', message }])
      }
      transport = next
    },
    start({ url = options.url, profile = options.profile } = {}) {
      const fresh = browserOf(profile)
      const opened = fresh.open(url)
      browser = fresh
      return enter(opened)
    },
    open(url) {
      const base = page.location.href
      return enter(browser.open(URL.canParse(url, base) ? new URL(url, base).href : url))
    },
  }
  Object.defineProperty(target, 'corsac', { value: corsac, configurable: true, writable: true })
  return {
    leave() {
      globals.restore({ force: true })
      Reflect.deleteProperty(target, 'corsac')
    },
  }
}

const nobody: AnyTransport = () => {
  throw new TransportError('refused', 'Nobody answers: call corsac.use(transport) in a test or a setup file.')
}
