import * as fc from 'fast-check'
import { CookieJar } from 'tough-cookie'
import { describe, expect, it } from 'vitest'
import type { Cookie } from '../../../src/cookies/cookie'
import { allCookies, type CookieStore } from '../../../src/cookies/cookie-store'
import type { Interop, InteropLoss } from '../../../src/cookies/interop/interop'
import { fromNetscape, toNetscape } from '../../../src/cookies/interop/netscape'
import { fromPlaywright, toPlaywright } from '../../../src/cookies/interop/playwright'
import {
  fromToughCookieJar,
  fromToughCookieJSON,
  toToughCookieJar,
  toToughCookieJSON,
} from '../../../src/cookies/interop/tough-cookie'
import { anyStore, brief, cookiesOf, numRuns, storeOf } from './kit'

interface Trip {
  readonly desc: string
  readonly there: (store: CookieStore) => Interop<unknown>
  readonly back: (value: never) => Interop<CookieStore>
}

const trips: readonly Trip[] = [
  { desc: 'JSON of tough-cookie', there: toToughCookieJSON, back: fromToughCookieJSON },
  {
    desc: 'a real jar of tough-cookie',
    there: (store) => toToughCookieJar(store, CookieJar),
    back: (jar: CookieJar) => fromToughCookieJar(jar),
  },
  { desc: 'cookies.txt', there: toNetscape, back: fromNetscape },
  {
    desc: 'Playwright, by way of a file',
    there: (store) => {
      const { value, lost } = toPlaywright(store)
      return { value: JSON.stringify({ cookies: value, origins: [] }), lost }
    },
    back: (file: string) => fromPlaywright(JSON.parse(file)),
  },
]

/** What came back, and everything that was said to be lost on the way. */
function travel({ there, back }: Trip, store: CookieStore): { came: CookieStore; lost: InteropLoss[] } {
  const sent = there(store)
  const received = back(sent.value as never)
  return { came: received.value, lost: [...sent.lost, ...received.lost] }
}

const sameLabel = (a: Cookie, b: { name: string; host: string; path: string }): boolean =>
  a.name === b.name && a.host === b.host && a.path === b.path

/** Members in which two differ without its having been said. */
function silentlyLost(before: Cookie, after: Cookie, lost: readonly InteropLoss[]): string[] {
  const told = lost
    .filter(({ cookie, leftOut }) => !leftOut && (cookie === null || sameLabel(before, cookie)))
    .map(({ member }) => member)
  return Object.keys(before).filter((member) => {
    const name = member as keyof Cookie
    return name !== 'order' && before[name] !== after[name] && !told.includes(name)
  })
}

/** What is wrong with a trip: cookies that came as something else, out of order or not at all, and nobody said so. */
function findings(store: CookieStore, came: CookieStore, lost: readonly InteropLoss[]): string[] {
  const before = allCookies(store)
  const found: string[] = []
  let next = 0
  for (const after of allCookies(came)) {
    const at = before.findIndex(
      (cookie, i) => i >= next && sameLabel(cookie, after) && silentlyLost(cookie, after, lost).length === 0,
    )
    if (at === -1) found.push(`${JSON.stringify(after)} came from nowhere`)
    else next = at + 1
  }
  for (const cookie of before) {
    const of = (cookies: readonly Cookie[]): number => cookies.filter((one) => sameLabel(one, cookie)).length
    const told = lost.filter((loss) => loss.leftOut && loss.cookie !== null && sameLabel(cookie, loss.cookie))
    if (of(before) - told.length !== of(allCookies(came)))
      found.push(`${JSON.stringify(cookie)} did not come`)
  }
  return found
}

describe.each(trips)('there and back by $desc', (trip) => {
  it('loses nothing of a store without saying so', () => {
    fc.assert(
      fc.property(anyStore, (store) => {
        const { came, lost } = travel(trip, store)
        expect(findings(store, came, lost)).toEqual([])
      }),
      { numRuns },
    )
  })

  it('says in a sentence what is lost, and of cookies that were there', () => {
    fc.assert(
      fc.property(anyStore, (store) => {
        const { lost } = travel(trip, store)
        const before = allCookies(store)
        for (const { cookie, reason } of lost) {
          if (cookie !== null) expect(before.some((one) => sameLabel(one, cookie))).toBe(true)
          expect(reason).toMatch(/^[A-Za-z0-9].*\.$/)
        }
      }),
      { numRuns },
    )
  })

  it('is the same the second time: what could be lost is lost then', () => {
    fc.assert(
      fc.property(anyStore, (store) => {
        const once = travel(trip, store).came
        const twice = travel(trip, once).came
        expect(cookiesOf(twice)).toEqual(cookiesOf(once))
      }),
      { numRuns },
    )
  })

  it('says nothing of a value', () => {
    const store = storeOf(
      { value: 'geheim\xff', expiry: 1 },
      { value: 'geheim', partition: 'opaque:1', partitioned: true, expiry: -5 },
      { value: 'geheim\tx', name: '', host: 'localhost', hostOnly: false },
    )
    expect(JSON.stringify(travel(trip, store).lost)).not.toContain('geheim')
  })

  it('brings an empty store back as one, and says nothing', () => {
    const { came, lost } = travel(trip, storeOf())
    expect(allCookies(came)).toEqual([])
    expect(lost).toEqual([])
  })
})

describe('what is looked for above', () => {
  const store = storeOf({ name: 'a' }, { name: 'b' })
  it.each([
    { desc: 'a cookie less', came: storeOf({ name: 'a' }), count: 1 },
    { desc: 'a cookie more', came: storeOf({ name: 'a' }, { name: 'b' }, { name: 'c' }), count: 1 },
    { desc: 'another order', came: storeOf({ name: 'b' }, { name: 'a' }), count: 1 },
    { desc: 'another member', came: storeOf({ name: 'a' }, { name: 'b', secure: true }), count: 1 },
    { desc: 'the same', came: store, count: 0 },
  ])('finds $desc', ({ came, count }) => expect(findings(store, came, [])).toHaveLength(count))

  it('takes what was said', () => {
    const { lost } = toNetscape(storeOf({ sameSite: 'lax' }, { name: '' }))
    expect(brief(lost)).toEqual(['sid sameSite', '- name', '* creation', '* lastAccess'])
    expect(findings(storeOf({ sameSite: 'lax' }), storeOf({}), lost)).toEqual([])
    expect(findings(storeOf({ sameSite: 'lax' }), storeOf({ secure: true }), lost)).toHaveLength(1)
  })
})
