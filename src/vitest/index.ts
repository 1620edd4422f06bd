/**
 * `corsac/vitest`: matchers for vitest. Importing it registers them.
 */
import { expect } from 'vitest'
import { matchers } from '../matchers/matchers'
import type { CorsacMatchers, Done } from '../matchers/types'

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the declarations that are merged have to be the same
  interface Matchers<T = any> extends CorsacMatchers<Done<T>> {}
}

expect.extend({ ...matchers })

export type { StoredCookieAttributes } from '../matchers/cookie-expectation'
export { matchers } from '../matchers/matchers'
export type { CorsacMatchers } from '../matchers/types'
