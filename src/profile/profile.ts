import { divergences, type Row } from './divergences'
import type { Knobs } from './knobs'

export type Engine = 'spec' | 'chromium' | 'firefox' | 'safari' | 'webkitgtk'

/** One browser: a value for every knob. Compiled from the divergence table, one hidden class for all. */
export interface Profile extends Knobs {
  /** `chromium`, or what a user's own profile is called. */
  readonly name: string
  readonly engine: Engine
  /** The browser version the rows were read or recorded from; null for `spec`. */
  readonly version: string | null
}
