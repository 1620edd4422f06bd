import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cookie } from '../../src/cookies/cookie'
import { allCookies, type CookieStore, emptyCookieStore } from '../../src/cookies/cookie-store'
import { cookieStoreFromJSON, cookieStoreToJSON } from '../../src/cookies/cookie-store-json'
import { parseCookie } from '../../src/cookies/parse-cookie'
import { type Retrieval, retrieveCookies } from '../../src/cookies/retrieve-cookies'
import { parseAndStoreCookies } from '../../src/cookies/store-cookie'
import { type Engine, profiles } from '../../src/profile/profile'
import type { CookieVerdict } from '../../src/spec/cookie-verdict'
import {
  attributes,
  beginning,
  contextOf,
  home,
  hosts,
  lines,
  type Place,
  places,
  type Step,
  type Story,
  stories,
} from './twin/arbitrary-stories'
import { through } from './twin/run-stories'
import { suffixes } from './twin/suffixes'
import { twinParse } from './twin/twin-parse'
import { theLetter } from './twin/twin-readings'

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 400)

const engines = fc.constantFrom<Engine[]>('spec', 'chromium', 'firefox', 'safari', 'webkitgtk')

/** A step as one function of the store, and what it retrieved. */
function take(engine: Engine, store: CookieStore, step: Step, now: number): Retrieval {
  const rules = profiles[engine]
  switch (step.kind) {
    case 'set': {
      const context = contextOf(step.at, now)
      return { store: parseAndStoreCookies(store, step.lines, context, rules, null), cookies: [] }
    }
    case 'get':
      return retrieveCookies(store, contextOf(step.at, now), rules, null)
    case 'json':
      return { store: cookieStoreFromJSON(through(cookieStoreToJSON(store))), cookies: [] }
    case 'wait':
      return { store, cookies: [] }
  }
}

/** Plays a story, and hands every step on with its clock, what it retrieved, and the stores before and after it. */
function play(
  engine: Engine,
  story: Story,
  each: (taken: { step: Step; now: number; before: CookieStore; after: Retrieval; index: number }) => void,
  start: CookieStore = emptyCookieStore,
): CookieStore {
  let store = start
  let now = beginning
  for (const [index, step] of story.entries()) {
    if (step.kind === 'wait') now += step.milliseconds
    const after = take(engine, store, step, now)
    each({ step, now, before: store, after, index })
    store = after.store
  }
  return store
}

const nothing = (): void => {}

const withoutJSON = (story: Story): Story => story.filter(({ kind }) => kind !== 'json')

/** Frozen through and through; what is frozen already has been by this. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) deepFreeze(member)
  }
  return value
}

describe('JSON', () => {
  it('of any store gives an equal store', () => {
    fc.assert(
      fc.property(engines, stories, (engine, story) => {
        play(engine, story, ({ after: { store } }) => {
          const read = cookieStoreFromJSON(through(cookieStoreToJSON(store)))
          expect(isDeepStrictEqual(allCookies(read), allCookies(store))).toBe(true)
          expect([read.size, read.nextOrder]).toEqual([store.size, store.nextOrder])
          expect(read.jars.size).toBe(store.jars.size)
          for (const [key, jar] of store.jars.entries()) expect(read.jars.get(key)).toEqual(jar)
        })
      }),
      { numRuns },
    )
  })

  it('at every step changes nothing of what follows', () => {
    fc.assert(
      fc.property(engines, stories, (engine, story) => {
        const seen: (readonly Cookie[])[] = []
        const plain = withoutJSON(story)
        const end = play(engine, plain, ({ after }) => seen.push(after.cookies))
        const withMuch = plain.flatMap((step): Step[] => [step, { kind: 'json' }])
        const again: (readonly Cookie[])[] = []
        const other = play(engine, withMuch, ({ step, after }) => {
          if (step.kind !== 'json') again.push(after.cookies)
        })
        expect(again).toEqual(seen)
        expect(cookieStoreToJSON(other)).toEqual(cookieStoreToJSON(end))
      }),
      { numRuns },
    )
  })
})

describe('a store', () => {
  it('counts its cookies, has no two of one identity, and keeps each jar in the order of sending', () => {
    fc.assert(
      fc.property(engines, stories, (engine, story) => {
        play(engine, story, ({ after: { store } }) => {
          const all = allCookies(store)
          expect(store.size).toBe(all.length)
          const identities = all.map(({ name, host, hostOnly, path, partition }) =>
            JSON.stringify([name, host, hostOnly, path, partition]),
          )
          expect(new Set(identities).size).toBe(all.length)
          expect(new Set(all.map(({ order }) => order)).size).toBe(all.length)
          for (const { order } of all) expect(order).toBeLessThan(store.nextOrder)
          for (const [, jar] of store.jars.entries()) {
            expect(jar).toEqual([...jar].sort((a, b) => b.path.length - a.path.length || a.order - b.order))
          }
        })
      }),
      { numRuns },
    )
  })

  it('is not changed by what is done after it was taken', () => {
    fc.assert(
      fc.property(engines, stories, (engine, story) => {
        const taken: [CookieStore, string][] = []
        // In modules, writing to what is frozen throws.
        play(engine, story, ({ after }) => {
          deepFreeze(after)
          taken.push([after.store, JSON.stringify(cookieStoreToJSON(after.store))])
        })
        for (const [store, written] of taken) expect(JSON.stringify(cookieStoreToJSON(store))).toBe(written)
      }),
      { numRuns },
    )
  })

  it('does not depend on who listens', () => {
    fc.assert(
      fc.property(engines, stories, (engine, story) => {
        play(engine, story, ({ step, now, before, after }) => {
          if (step.kind !== 'set' && step.kind !== 'get') return
          const judge = { judge: nothing }
          const context = contextOf(step.at, now)
          const heard =
            step.kind === 'set'
              ? {
                  store: parseAndStoreCookies(before, step.lines, context, profiles[engine], judge),
                  cookies: [],
                }
              : retrieveCookies(before, context, profiles[engine], judge)
          expect(heard.cookies).toEqual(after.cookies)
          expect(cookieStoreToJSON(heard.store)).toEqual(cookieStoreToJSON(after.store))
        })
      }),
      { numRuns },
    )
  })

  it('is the same one where nothing is kept, and nothing sent', () => {
    let nothingKept = 0
    fc.assert(
      fc.property(engines, stories, (engine, story) => {
        play(engine, story, ({ step, now, before, after }) => {
          if (step.kind === 'get' && after.cookies.length === 0) expect(after.store).toBe(before)
          if (step.kind !== 'set') return
          const became = new Set<string>()
          const judge = { judge: (verdict: CookieVerdict) => void became.add(verdict.step) }
          parseAndStoreCookies(before, step.lines, contextOf(step.at, now), profiles[engine], judge)
          const changing = ['store-cookie/stored', 'store-cookie/replaced', 'store-cookie/expired']
          if (changing.some((what) => became.has(what))) return
          expect(after.store).toBe(before)
          nothingKept++
        })
      }),
      { numRuns },
    )
    expect(nothingKept).toBeGreaterThan(numRuns / 10)
  })

  it('is the same one where a cookie goes that was not there', () => {
    const context = contextOf(home, beginning)
    const store = parseAndStoreCookies(emptyCookieStore, ['a=1'], context, profiles.spec, null)
    const gone = ['b=1; Max-Age=0', 'a=1; Path=/x; Max-Age=0', '__Secure-a=1; Max-Age=0']
    expect(parseAndStoreCookies(store, gone, context, profiles.spec, null)).toBe(store)
  })
})

describe('what is sent', () => {
  it('has longer paths first, and then what was created first', () => {
    fc.assert(
      fc.property(engines, stories, (engine, story) => {
        play(engine, story, ({ after: { cookies } }) => {
          for (const [i, cookie] of cookies.slice(1).entries()) {
            const previous = cookies[i] as Cookie
            expect(previous.path.length).toBeGreaterThanOrEqual(cookie.path.length)
            if (previous.path.length > cookie.path.length) continue
            // One engine sends those of nearer domains first.
            if (
              engine === 'webkitgtk' &&
              (previous.host !== cookie.host || previous.hostOnly !== cookie.hostOnly)
            ) {
              expect(previous.host.length).toBeGreaterThanOrEqual(cookie.host.length)
              continue
            }
            expect(previous.creation).toBeLessThanOrEqual(cookie.creation)
            expect(previous.order).toBeLessThan(cookie.order)
          }
        })
      }),
      { numRuns },
    )
  })

  /** The value of a cookie tells which line of which step set it. */
  const marked = fc
    .array(
      fc.record({
        at: places,
        name: fc.constantFrom('a', 'b', '__Secure-a', '__Host-a'),
        said: fc.array(attributes, { maxLength: 4 }),
        asked: fc.array(places, { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 10 },
    )
    .map((sets) =>
      sets.flatMap(({ at, name, said, asked }, index): Step[] => [
        { kind: 'set', at, lines: [[`${name}=${index}`, ...said].join(';')] },
        ...asked.map((place): Step => ({ kind: 'get', at: place })),
        // Where it was set it is seen most often.
        { kind: 'get', at: { ...at, scheme: 'https', script: false } },
      ]),
    )

  const siteOf = (host: string): string => suffixes.registrableDomain(host) ?? host

  /** What a line says to an engine. One reads attributes in a way of its own; to the others, the twin reads them out. */
  function said(engine: Engine, line: string): ReadonlySet<string> {
    if (engine !== 'webkitgtk') {
      const read = twinParse(line, beginning, theLetter)
      return new Set(typeof read === 'string' ? ['void'] : read.attributes.map(({ name }) => name))
    }
    const read = parseCookie(line, false, beginning, profiles[engine])
    if ('step' in read) return new Set(['void'])
    const { domain, secure, httpOnly, partitioned } = read
    const flags = { domain: domain !== null, secure, httponly: httpOnly, partitioned }
    return new Set(Object.entries(flags).flatMap(([name, there]) => (there ? [name] : [])))
  }

  /** Why a cookie should not have been seen from a place, in a word; null where nothing is wrong with it. */
  function leak(attributes: ReadonlySet<string>, from: Place, to: Place): string | null {
    if (attributes.has('void')) return 'a line that is void'
    if (siteOf(from.host) !== siteOf(to.host)) return 'another site'
    if (!attributes.has('domain') && from.host !== to.host) return 'another host'
    if (attributes.has('secure') && (from.scheme !== 'https' || to.scheme !== 'https')) return 'Secure'
    if (attributes.has('httponly') && (from.script || to.script)) return 'HttpOnly'
    return null
  }

  /** Everything that was seen in a story, and the place and attributes that it came from. */
  function sightings(
    engine: Engine,
    story: Story,
    each: (cookie: Cookie, attributes: ReadonlySet<string>, from: Place, to: Place) => void,
  ): void {
    const sets = story.filter((step) => step.kind === 'set')
    play(engine, story, ({ step, after: { cookies } }) => {
      for (const cookie of cookies) {
        const set = sets[Number(cookie.value)]
        if (set === undefined || step.kind !== 'get') throw new Error(`who set ${cookie.value}?`)
        each(cookie, said(engine, set.lines[0] ?? ''), set.at, step.at)
      }
    })
  }

  it('leaks to no other site, host, protocol or script', () => {
    let seen = 0
    fc.assert(
      fc.property(engines, marked, (engine, story) => {
        sightings(engine, story, (_cookie, attributes, from, to) => {
          expect(leak(attributes, from, to)).toBe(null)
          seen++
        })
      }),
      { numRuns },
    )
    expect(seen).toBeGreaterThan(numRuns / 2)
  })

  it('leaks to no other partition, and never from one to the jar that all share', () => {
    let seen = 0
    fc.assert(
      fc.property(engines, marked, (engine, story) => {
        sightings(engine, story, (cookie, attributes, from, to) => {
          const { partitionHolds, partition } = from
          const own =
            partitionHolds === 'all' || (attributes.has('partitioned') && profiles[engine].partitionedIsKnown)
          expect(cookie.partition).toBe(own ? partition : null)
          if (cookie.partition === null) {
            expect([from.unpartitioned, to.unpartitioned]).toEqual(['read-write', 'read-write'])
          } else {
            expect(to.partition).toBe(cookie.partition)
            seen++
          }
        })
      }),
      { numRuns },
    )
    expect(seen).toBeGreaterThan(numRuns / 20)
  })
})

describe('sites', () => {
  /** What somebody does at one site, with numbers that say when others have their turn. */
  const visits = (host: string): fc.Arbitrary<readonly (readonly [turn: number, step: Step])[]> =>
    fc.array(
      fc.tuple(
        fc.nat(9),
        fc.oneof(
          fc
            .tuple(places, fc.array(lines, { minLength: 1, maxLength: 2 }))
            .map(([at, set]): Step => ({ kind: 'set', at: { ...at, host }, lines: set })),
          places.map((at): Step => ({ kind: 'get', at: { ...at, host } })),
        ),
      ),
      { maxLength: 6 },
    )

  const withoutOrder = (cookies: readonly Cookie[]): Omit<Cookie, 'order'>[] =>
    cookies.map(({ order: _, ...cookie }) => cookie)

  it('are apart: whatever the order of turns, each sees the same', () => {
    const pair = fc
      .tuple(hosts, hosts)
      .filter(([one, two]) => siteOfHost(one) !== siteOfHost(two))
      .chain(([one, two]) => fc.tuple(visits(one), visits(two)))
    fc.assert(
      fc.property(engines, pair, (engine, [one, two]) => {
        const seen = (story: readonly Step[], of: readonly Step[]) => {
          const got: unknown[] = []
          const end = play(engine, story, ({ step, after }) => {
            if (of.includes(step)) got.push(withoutOrder(after.cookies))
          })
          const site = siteOfHost(of[0]?.kind === 'get' || of[0]?.kind === 'set' ? of[0].at.host : '')
          got.push(withoutOrder(allCookies(end).filter(({ host }) => siteOfHost(host) === site)))
          return got
        }
        const [a, b] = [one.map(([, step]) => step), two.map(([, step]) => step)]
        // A stable sort: each one's own steps stay in order where their numbers are made to rise.
        const rising = (steps: readonly (readonly [number, Step])[]) =>
          steps.map(([turn, step], i) => [i * 5 + turn / 2, step] as const)
        const mixed = [...rising(one), ...rising(two)].sort(([m], [n]) => m - n).map(([, step]) => step)
        for (const mine of [a, b]) {
          const alone = seen(mine, mine)
          expect(seen([...a, ...b], mine)).toEqual(alone)
          expect(seen([...b, ...a], mine)).toEqual(alone)
          expect(seen(mixed, mine)).toEqual(alone)
        }
      }),
      { numRuns },
    )
  })
})

const siteOfHost = (host: string): string => suffixes.registrableDomain(host) ?? host

describe('any bytes', () => {
  const bytes = fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 60 })
  const halfBytes = fc
    .tuple(lines, fc.nat(40), bytes)
    .map(([line, at, more]) => line.slice(0, at) + more + line.slice(at))

  it('are taken for a cookie or refused, and never thrown back', () => {
    fc.assert(
      fc.property(engines, fc.array(fc.oneof(bytes, halfBytes, lines)), places, (engine, set, at) => {
        const context = contextOf(at, beginning)
        const store = parseAndStoreCookies(emptyCookieStore, set, context, profiles[engine], null)
        expect(store.size).toBeLessThanOrEqual(set.length)
        for (const line of set) {
          const parsed = parseCookie(line, at.script, beginning, profiles[engine])
          if ('step' in parsed) expect(parsed.step).toMatch(/^parse-cookie\//)
        }
        // What is kept can be read again: there is no semicolon or line break in it.
        expect(cookieStoreFromJSON(through(cookieStoreToJSON(store))).size).toBe(store.size)
      }),
      { numRuns },
    )
  })
})

describe('reading', () => {
  it('writes nothing within a minute, where accesses are written down once a minute', () => {
    const rules = { ...profiles.spec, lastAccessGranularity: 60 }
    fc.assert(
      fc.property(stories, places, fc.nat(60_000), (story, at, later) => {
        let now = beginning
        const store = play('spec', story, (taken) => {
          now = taken.now
        })
        const first = retrieveCookies(store, contextOf(at, now), profiles.spec, null)
        const second = retrieveCookies(first.store, contextOf(at, now + later), rules, null)
        expect(second.store).toBe(first.store)
        const third = retrieveCookies(first.store, contextOf(at, now + 60_001), rules, null)
        if (third.cookies.length > 0) expect(third.store).not.toBe(first.store)
      }),
      { numRuns },
    )
  })

  it('is written down after a minute, and at once where there is no granularity', () => {
    const context = (now: number) => contextOf(home, now)
    const store = parseAndStoreCookies(emptyCookieStore, ['a=1'], context(0), profiles.spec, null)
    const lastAccess = (now: number, lastAccessGranularity: number) => {
      const rules = { ...profiles.spec, lastAccessGranularity }
      return allCookies(retrieveCookies(store, context(now), rules, null).store).map(
        (cookie) => cookie.lastAccess,
      )
    }
    expect(lastAccess(60_000, 60)).toEqual([0])
    expect(lastAccess(60_001, 60)).toEqual([60_001])
    expect(lastAccess(1, 0)).toEqual([1])
  })
})
