import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Cookie } from '../../src/cookies/cookie'
import type { CookieRules } from '../../src/cookies/cookie-rules'
import { allCookies, emptyCookieStore } from '../../src/cookies/cookie-store'
import { retrieveCookies } from '../../src/cookies/retrieve-cookies'
import { parseAndStoreCookies } from '../../src/cookies/store-cookie'
import { profiles } from '../../src/profile/profile'
import { at, now as beginning } from './contexts'

/** Small limits, so that a few cookies are too many. */
interface Limits {
  readonly cookiesPerHostLimit: number | null
  readonly cookiesPerHostPurged: number
  readonly cookiesInAllLimit: number | null
  readonly cookiesInAllPurged: number
  readonly cookiesSafeFromPurge: number
}

interface Step {
  readonly kind: 'set' | 'read'
  readonly host: string
  readonly names: readonly string[]
  readonly secure: boolean
  /** Seconds that the cookies live; null for as long as the session. */
  readonly maxAge: number | null
  /** Seconds since the step before. */
  readonly later: number
}

const limits: fc.Arbitrary<Limits> = fc.record({
  cookiesPerHostLimit: fc.option(fc.integer({ min: 1, max: 5 })),
  cookiesPerHostPurged: fc.integer({ min: 0, max: 2 }),
  cookiesInAllLimit: fc.option(fc.integer({ min: 3, max: 12 })),
  cookiesInAllPurged: fc.integer({ min: 0, max: 3 }),
  cookiesSafeFromPurge: fc.constantFrom(0, 2, 5),
})

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('set' as const, 'set' as const, 'set' as const, 'read' as const),
    host: fc.constantFrom('a.example', 'b.example', 'c.example', 'd.example', 'www.a.example'),
    names: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { minLength: 1, maxLength: 3 }),
    secure: fc.boolean(),
    maxAge: fc.option(fc.integer({ min: 1, max: 6 })),
    later: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 10, maxLength: 40, size: 'max' },
)

const siteOf = (host: string): string => host.split('.').slice(-2).join('.')

/** Every cookie as a line, in the order in which they came: lists are compared as a whole. */
const written = (cookies: readonly Cookie[]): string[] =>
  [...cookies]
    .sort((a, b) => a.order - b.order)
    .map(
      ({ name, host, value, lastAccess }) => `${host} ${name}=${value} at ${(lastAccess - beginning) / 1000}`,
    )

/** The same by looking through all cookies for each question, with a list for a store and what was ever sent forgotten. */
class Naive {
  cookies: Cookie[] = []

  constructor(readonly limits: Limits) {}

  /** One cookie came, as the store made it: what leaves on its account. */
  came(cookie: Cookie, now: number): void {
    const same = ({ name, host }: Cookie): boolean => name === cookie.name && host === cookie.host
    this.cookies = [...this.cookies.filter((one) => !same(one)), cookie]
    const { cookiesPerHostLimit, cookiesPerHostPurged, cookiesInAllLimit, cookiesInAllPurged } = this.limits
    const ofSite = (): Cookie[] => this.cookies.filter(({ host }) => siteOf(host) === siteOf(cookie.host))
    if (cookiesPerHostLimit !== null && ofSite().length > cookiesPerHostLimit) {
      this.#leave(ofSite().filter((one) => expired(one, now)))
      const excess = ofSite().length - cookiesPerHostLimit
      const order = ofSite().sort((a, b) => Number(a.secure) - Number(b.secure) || lessUsed(a, b))
      if (excess > 0) this.#leave(order.slice(0, excess + cookiesPerHostPurged))
    }
    if (cookiesInAllLimit === null || this.cookies.length <= cookiesInAllLimit) return
    this.#leave(this.cookies.filter((one) => expired(one, now)))
    const excess = this.cookies.length - cookiesInAllLimit
    if (excess <= 0) return
    const old = this.cookies.filter(
      ({ lastAccess }) => lastAccess <= now - this.limits.cookiesSafeFromPurge * 1000,
    )
    this.#leave(old.sort(lessUsed).slice(0, excess + cookiesInAllPurged))
  }

  #leave(gone: readonly Cookie[]): void {
    this.cookies = this.cookies.filter((one) => !gone.includes(one))
  }
}

const expired = ({ expiry }: Cookie, now: number): boolean => expiry !== null && expiry <= now
const lessUsed = (a: Cookie, b: Cookie): number => a.lastAccess - b.lastAccess || a.order - b.order

it('leaves what a search through all cookies would leave, however small the limits', () => {
  fc.assert(
    fc.property(limits, steps, (small, story) => {
      const rules: CookieRules = { ...profiles.spec, lastAccessGranularity: 0, ...small }
      const free: CookieRules = { ...rules, cookiesPerHostLimit: null, cookiesInAllLimit: null }
      const naive = new Naive(small)
      let store = emptyCookieStore
      let now = beginning
      let value = 0
      for (const step of story) {
        now += step.later * 1000
        const context = at(`https://${step.host}/`, { now })
        if (step.kind === 'read') {
          const read = retrieveCookies(store, context, rules, null)
          const sent = new Set(read.cookies.map(({ order }) => order))
          naive.cookies = naive.cookies.map((one) =>
            sent.has(one.order) ? { ...one, lastAccess: now } : one,
          )
          store = read.store
        } else {
          for (const name of step.names) {
            const line = `${name}=${value++}${step.secure ? '; Secure' : ''}${step.maxAge === null ? '' : `; Max-Age=${step.maxAge}`}`
            // What comes is made by the store without limits: here it is about what goes.
            const made = allCookies(parseAndStoreCookies(store, [line], context, free, null)).find(
              (one) => one.name === name && one.host === step.host,
            )
            store = parseAndStoreCookies(store, [line], context, rules, null)
            naive.came(made as Cookie, now)
          }
        }
        // What has expired may stay until its jar is written to, and is never sent: it does not count here.
        const alive = (one: Cookie): boolean => !expired(one, now)
        expect(written(allCookies(store).filter(alive))).toEqual(written(naive.cookies.filter(alive)))
      }
    }),
    { numRuns: 300 },
  )
})
