import * as fc from 'fast-check'
import type { Pair } from './twin-request'

export type Weighted<T> = readonly (readonly [number, T])[]

/** One of the values; a failure shrinks to the first. */
export const pick = <T>(options: Weighted<T>): fc.Arbitrary<T> =>
  fc.oneof(
    { withCrossShrink: true },
    ...options.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })),
  )

export const nonEmpty = <T>(
  arbitrary: fc.Arbitrary<T>,
  maxLength: number,
): fc.Arbitrary<readonly [T, ...T[]]> =>
  fc.array(arbitrary, { minLength: 1, maxLength }) as fc.Arbitrary<unknown> as fc.Arbitrary<
    readonly [T, ...T[]]
  >

/** The header in `chance` of a hundred cases. */
export const maybe = (chance: number, headers: fc.Arbitrary<Pair>): fc.Arbitrary<readonly Pair[]> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - chance, arbitrary: fc.constant([]) },
    { weight: chance, arbitrary: headers.map((h) => [h]) },
  )
export const of = (name: string, ...values: string[]): fc.Arbitrary<Pair> =>
  fc.constantFrom(...values).map((value) => [name, value] as const)
export const all = (...parts: fc.Arbitrary<readonly Pair[]>[]): fc.Arbitrary<readonly Pair[]> =>
  fc.tuple(...parts).map((lists) => lists.flat())
