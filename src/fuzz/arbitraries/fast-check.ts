import type * as fc from 'fast-check'

/** The package as a project has it: arbitraries are made with it, so that none of them is of another copy. */
export type FastCheck = typeof fc
export type Arbitrary<Value> = fc.Arbitrary<Value>
