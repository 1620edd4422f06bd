import type { SpecAnchor } from '../spec/anchor'
import { type BrowserEngine, engineVersions } from './engine'
import type { Knobs } from './knobs'
import type { RowEvidence } from './row-evidence'

/** One place where an engine leaves the specification, or fills in what it leaves open. */
export interface Divergence<K extends keyof Knobs = keyof Knobs> {
  /** For ever: a row that goes takes its number with it. */
  readonly id: `DV-${number}`
  readonly knob: K
  readonly anchor: SpecAnchor
  /** What differs, in one sentence. */
  readonly summary: string
  /** Whether the standard leaves the choice to the user agent, so that no engine departs from it. */
  readonly leftOpen: boolean
  /** An engine that is not named does as `spec`. */
  readonly values: { readonly spec: Knobs[K] } & { readonly [E in BrowserEngine]?: Knobs[K] }
  /** The oldest version that each of the values is vouched for, which need not be the first to have it. */
  readonly since: { readonly [E in BrowserEngine]?: string }
  /** What the knob cannot say, and what engine sources have against the value; null where there is nothing. */
  readonly note: string | null
  readonly evidence: RowEvidence
}

/** One row: a knob with values of its own type, so that an impossible row does not compile. */
export type Row = { [K in keyof Knobs]: Divergence<K> }[keyof Knobs]

/** The versions of today, of the engines named. */
export function vouched(...names: readonly BrowserEngine[]): { readonly [E in BrowserEngine]?: string } {
  const since: { [E in BrowserEngine]?: string } = {}
  for (const name of names) since[name] = engineVersions[name]
  return since
}
