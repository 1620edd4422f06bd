import fc from 'fast-check'

/** One of some values, by weight. The first is the simplest: shrinking leads there. */
export function weighted<Value>(
  ...choices: readonly (readonly [weight: number, value: Value])[]
): fc.Arbitrary<Value> {
  return mixed(...choices.map(([weight, value]) => [weight, fc.constant(value)] as const))
}

/** A value of one of some arbitraries, by weight. The first is the simplest: shrinking leads there. */
export function mixed<Value>(
  ...choices: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<Value>])[]
): fc.Arbitrary<Value> {
  return fc.oneof({ withCrossShrink: true }, ...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })))
}

/** The first value most of the time, each of the others equally often in the rest. */
export function mostly<Value>(
  percent: number,
  first: Value,
  ...others: readonly Value[]
): fc.Arbitrary<Value> {
  return mixed([percent, fc.constant(first)], [100 - percent, fc.constantFrom(...others)])
}

/** Null, or in so many of a hundred cases what the arbitrary gives. */
export function sometimes<Value>(
  percent: number,
  arbitrary: fc.Arbitrary<Value>,
): fc.Arbitrary<Value | null> {
  return mixed<Value | null>([100 - percent, fc.constant(null)], [percent, arbitrary])
}

/** True in so many of a hundred cases. */
export function chance(percent: number): fc.Arbitrary<boolean> {
  return weighted([100 - percent, false], [percent, true])
}
