import type { Intent } from '../fuzz/types'

/** What a module's default export is, where it cannot be told from it. */
export type As = 'handler' | 'fetch' | 'listener'

/** Where a target comes from, as plain data: every thread makes its own. */
export type TargetSpec =
  /** A module whose default export is a server. */
  | { readonly kind: 'module'; readonly path: string; readonly as: As | null }
  /** A configuration file, of which a model is made; null for a dialect that is told from the file. */
  | { readonly kind: 'configuration'; readonly path: string; readonly dialect: string | null }
  /** A server that listens. `rate` is in requests a second, null for no limit. */
  | { readonly kind: 'url'; readonly origin: string; readonly rate: number | null }

/** What a thread needs to know of a campaign. */
export interface CampaignSpec {
  readonly target: TargetSpec
  readonly intent: Intent
  /** Names. */
  readonly profiles: readonly string[]
  readonly seed: number
}

/**
 * Where a thread says how far it is, shared with whoever watches it: the index of the case, counted from the first one
 * of its range; a number that changes whenever the target is asked; whether the thread has ended itself; and whether it is
 * to stop after the case that it plays.
 */
export interface Progress {
  readonly shared: SharedArrayBuffer
}

export function createProgress(): Progress {
  return { shared: new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT) }
}

/** The case that is being played. */
export function caseOf({ shared }: Progress): number {
  return Atomics.load(new Int32Array(shared), 0)
}

export function heartbeat({ shared }: Progress): number {
  return Atomics.load(new Int32Array(shared), 1)
}

/** Whether the target has ended its thread. */
export function hasExited({ shared }: Progress): boolean {
  return Atomics.load(new Int32Array(shared), 2) === 1
}

/** Says that it has. */
export function noteExit({ shared }: Progress): void {
  Atomics.store(new Int32Array(shared), 2, 1)
}

/** Asks the thread to hand in what it has. */
export function askToStop({ shared }: Progress): void {
  Atomics.store(new Int32Array(shared), 3, 1)
}

export function isToStop({ shared }: Progress): boolean {
  return Atomics.load(new Int32Array(shared), 3) === 1
}
