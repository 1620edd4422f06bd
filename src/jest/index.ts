/**
 * `corsac/jest`: matchers for jest. Importing it registers them on the global `expect`, where there is one; others give
 * `matchers` to the `expect` of `@jest/globals`.
 */
import type {} from 'expect'
import { matchers } from '../matchers/matchers'
import type { CorsacMatchers } from '../matchers/types'

/** What an assertion returns: a promise for a promise of a fetch, and otherwise what jest says. */
type Answer<R, T> = T extends PromiseLike<unknown> ? Promise<void> : R

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the declarations that are merged have to be the same
    interface Matchers<R, T = {}> extends CorsacMatchers<Answer<R, T>> {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends CorsacMatchers<Answer<R, T>> {}
}

const { expect } = globalThis as { readonly expect?: { readonly extend?: unknown } }
if (typeof expect?.extend === 'function') expect.extend({ ...matchers })

export type { StoredCookieAttributes } from '../matchers/cookie-expectation'
export { matchers } from '../matchers/matchers'
export type { CorsacMatchers } from '../matchers/types'
