import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PersistentMap } from '../../src/infra/persistent-map'

const numRuns = Number(process.env.CORSAC_RUNS ?? 400)

type HashOf = (key: number) => number

/** Good, bad and hopeless hashes. A collision of all 32 bits needs `constant` or `sixteen`. */
const hashes: readonly (readonly [desc: string, hashOf: HashOf])[] = [
  ['the key itself', (key) => key],
  ['well mixed', (key) => Math.imul(key ^ (key >>> 15), 0x2c1b3c6d) ^ (key << 7)],
  ['the same for every key', () => 7],
  ['sixteen different ones', (key) => key & 15],
  ['differing in the two highest bits only', (key) => key << 30],
  ['differing in one high and one low bit only', (key) => ((key & 1) << 31) | (key & 2)],
  ['negative', (key) => -1 - key],
  ['beyond 32 bits and broken', (key) => (key + 0.5) * 2 ** 31],
  ['not a number', () => Number.NaN],
]

const sameKey = (a: number, b: number) => a === b

const emptyMap = (hashOf: HashOf) => PersistentMap.empty<number, string>(hashOf, sameKey)

/** What there is, once by asking for every key up to 60 and once by going through all of it. */
function contents(map: {
  get(key: number): string | undefined
  entries(): Iterable<readonly [number, string]>
}) {
  const asked: (string | undefined)[] = []
  for (let key = 0; key <= 60; key++) asked.push(map.get(key))
  return [
    asked.join(),
    [...map.entries()]
      .map(([key, value]) => `${key}${value}`)
      .sort()
      .join(),
  ]
}

describe.each(hashes)('PersistentMap, where the hash is %s', (_, hashOf) => {
  it('has nothing in it when it is empty', () => {
    const map = emptyMap(hashOf)
    expect(map.size).toBe(0)
    expect(map.get(1)).toBe(undefined)
    expect([...map.entries()]).toEqual([])
    expect(map.without(1)).toBe(map)
  })

  it('does what a native Map does, and no write changes an earlier map', () => {
    const step = fc.oneof(
      fc.record({ write: fc.constant(true), key: fc.nat(60), value: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ write: fc.constant(false), key: fc.nat(60), value: fc.constant('') }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const model = new Map<number, string>()
        let map = emptyMap(hashOf)
        const snapshots: { map: PersistentMap<number, string>; model: Map<number, string> }[] = []
        for (const { write, key, value } of steps) {
          snapshots.push({ map, model: new Map(model) })
          const before = map
          const had = model.get(key)
          if (write) {
            map = map.with(key, value)
            model.set(key, value)
            expect(map === before).toBe(had === value)
          } else {
            map = map.without(key)
            model.delete(key)
            expect(map === before).toBe(had === undefined)
          }
          expect(map.size).toBe(model.size)
          expect(map.get(key)).toBe(model.get(key))
        }
        snapshots.push({ map, model })
        for (const snapshot of snapshots) expect(contents(snapshot.map)).toEqual(contents(snapshot.model))
      }),
      { numRuns: Math.ceil(numRuns / 4) },
    )
  })

  it('gives every key once, and as many as its size says', () => {
    let map = emptyMap(hashOf)
    for (let key = 0; key < 500; key++) map = map.with(key, String(key))
    const keys = [...map.entries()].map(([key]) => key)
    expect(keys.length).toBe(map.size)
    expect(keys.sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, key) => key))
  })

  it('is empty again after every key was taken out, in any order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { maxLength: 80 }),
        fc.infiniteStream(fc.nat()),
        (keys, random) => {
          let map = emptyMap(hashOf)
          for (const key of keys) map = map.with(key, 'x')
          const left = [...keys]
          while (left.length > 0) {
            const [key] = left.splice((random.next().value ?? 0) % left.length, 1)
            map = map.without(key as number)
            expect(map.size).toBe(left.length)
          }
          expect(map).toEqual(emptyMap(hashOf))
        },
      ),
      { numRuns: Math.ceil(numRuns / 4) },
    )
  })
})

describe('the shape of a PersistentMap', () => {
  const spread: HashOf = (key) => Math.imul(key, 0x9e3779b1)

  it('depends on what is in it, not on how that came there', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(5000), { maxLength: 60 }),
        fc.array(fc.nat(5000), { maxLength: 60 }),
        (keys, passing) => {
          let straight = emptyMap(spread)
          for (const key of keys) straight = straight.with(key, 'x')
          let detour = emptyMap(spread)
          for (const key of passing) detour = detour.with(key, 'y')
          for (const key of [...keys].reverse()) detour = detour.with(key, 'x')
          for (const key of passing) if (!keys.includes(key)) detour = detour.without(key)
          expect(detour).toEqual(straight)
          expect([...detour.entries()]).toEqual([...straight.entries()])
        },
      ),
      { numRuns },
    )
  })

  it('keeps keys of one hash in the order they were added, whichever of them is written to later', () => {
    let map = emptyMap(() => 3)
    for (const key of [5, 1, 9, 4]) map = map.with(key, 'first')
    map = map.with(9, 'second').without(1).with(1, 'again')
    expect([...map.entries()]).toEqual([
      [5, 'first'],
      [9, 'second'],
      [4, 'first'],
      [1, 'again'],
    ])
  })

  it('shares with the map before it all but the path to the key that was written', () => {
    let map = emptyMap((key) => key)
    for (let key = 0; key < 32 * 32 * 32; key++) map = map.with(key, 'x')
    const reachable = (of: object): Set<object> => {
      const seen = new Set<object>()
      const pending: object[] = [of]
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        if (seen.has(next)) continue
        seen.add(next)
        for (const value of Object.values(next))
          if (typeof value === 'object' && value !== null) pending.push(value)
      }
      return seen
    }
    const before = reachable(map)
    const fresh = [...reachable(map.with(12_345, 'y'))].filter((part) => !before.has(part))
    // The map itself, three branches with an array each, and the leaf.
    expect(fresh.length).toBe(8)
  })
})

describe('keys that are objects', () => {
  interface Name {
    readonly first: string
    readonly last: string
  }
  const empty = PersistentMap.empty<Name, number | undefined>(
    (name) => name.first.length + name.last.length,
    (a, b) => a.first === b.first && a.last === b.last,
  )

  it('are compared by the equality that was given, and the first of two equal ones stays', () => {
    const ada = { first: 'Ada', last: 'L' }
    const map = empty.with(ada, 1).with({ first: 'A', last: 'daL' }, 2).with({ first: 'Ada', last: 'L' }, 3)
    expect(map.size).toBe(2)
    expect(map.get({ first: 'Ada', last: 'L' })).toBe(3)
    expect(map.get({ first: 'Ad', last: 'aL' })).toBe(undefined)
    expect([...map.entries()].some(([key]) => key === ada)).toBe(true)
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])('may be called %j', (first) => {
    expect(empty.get({ first, last: '' })).toBe(undefined)
    expect(empty.with({ first, last: '' }, 1).get({ first, last: '' })).toBe(1)
  })

  it('may have a value of undefined, which counts', () => {
    const map = empty.with({ first: 'a', last: 'b' }, undefined)
    expect(map.size).toBe(1)
    expect([...map.entries()]).toEqual([[{ first: 'a', last: 'b' }, undefined]])
    expect(map.without({ first: 'a', last: 'b' }).size).toBe(0)
  })
})
