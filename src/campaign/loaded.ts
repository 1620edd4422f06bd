import type { AnyTransport } from '../drivers/transport'
import type { Handler } from '../fetch/exchange-state'
import type { Configured } from '../fuzz/learn-intent'
import type { Target } from '../fuzz/target'

/** A target that answers at once, or one that takes its time; and what it was taken for, in a few words. */
export type Loaded = {
  readonly taken: string
  /** Where it is asked, as far as its configuration says. */
  readonly origin?: string | null
  /** Which server of several that is, in words that follow `taken`; empty where there is no choice. */
  readonly choice?: string
  /** Origins of other servers of the configuration that say something of CORS. */
  readonly alsoCors?: readonly string[]
  /** Paths that its configuration treats on their own, or that it has routes for: to be asked for beside `/`. */
  readonly paths?: readonly string[]
  /** Paths of further routes, which are not asked for unless somebody names them. */
  readonly leftPaths?: readonly string[]
  /** What its configuration says of who is meant. */
  readonly configured?: Configured
} & (
  | { readonly inTime: false; readonly target: Target<Handler> }
  | { readonly inTime: true; readonly target: Target<AnyTransport> }
)
