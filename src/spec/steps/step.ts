import type { SpecAnchor } from '../anchor'

/** Where a decision stands in the standards. */
export interface Step {
  /** The algorithm, or the definition where there is no algorithm. */
  readonly anchor: SpecAnchor
  /** The step within it (`7.3`), in the pinned edition; empty for a definition. Numbers move, ids do not. */
  readonly number: string
  /** What is decided there, in our own words. */
  readonly summary: string
}

/** A family of steps, by the name behind the slash. */
export type StepTable<Id extends string> = { readonly [K in Id]: Step }
