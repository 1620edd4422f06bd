import type { RefusalId } from '../spec/reason'
import type { StoredCookieAttributes } from './cookie-expectation'

/** `Promise<void>` for a promise of a fetch: await it. */
// biome-ignore lint/suspicious/noConfusingVoidType: what a matcher without a promise returns
export type Done<T> = T extends PromiseLike<unknown> ? Promise<void> : void

/**
 * What `expect` can do with a fetch: with its recording, its explanation, its promise, response or error, and with a
 * browser, whose newest fetch is meant.
 */
export interface CorsacMatchers<R> {
  /** Whoever asked gets the whole response, whatever its status. */
  toBeReadable(): R
  /**
   * The browser refused, at this step, where one is given. A server that did not answer is no refusal.
   *
   * @example expect(recording).toBeBlocked('cors-check/wildcard-with-credentials')
   */
  toBeBlocked(stepId?: RefusalId): R
  /** A preflight went over the wire: none that the preflight cache has saved. */
  toPreflight(): R
  /** The cookie went along, with the first request or after a redirect. */
  toSendCookie(name: string): R
  /**
   * The browser kept the cookie, and it is like this.
   *
   * @example expect(recording).toStoreCookie('sid', { sameSite: 'none', secure: true })
   */
  toStoreCookie(name: string, attributes?: StoredCookieAttributes): R
  /** Chrome, Firefox and Safari give script the same, and send and keep the same cookies, where the server answers so. */
  toAgreeAcrossBrowsers(): R
}
