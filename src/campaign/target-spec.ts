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
 * Where a thread says how far it is, shared with whoever watches it. Its cells are: the index of the case, counted from
 * the first one of its range; a number that changes whenever the target is asked; whether the thread has ended itself;
 * whether it is to stop after the case that it plays; whether it has loaded the target; a number that grows for as long as its
 * event loop goes round; and whether what the target was asked last is a preflight.
 */
export interface Progress {
  readonly cells: Int32Array
}

export function createProgress(): Progress {
  return { cells: new Int32Array(new SharedArrayBuffer(7 * Int32Array.BYTES_PER_ELEMENT)) }
}

/** The case that is being played. */
export function caseOf({ cells }: Progress): number {
  return Atomics.load(cells, 0)
}

export function noteCase({ cells }: Progress, at: number): void {
  Atomics.store(cells, 0, at)
}

export function heartbeat({ cells }: Progress): number {
  return Atomics.load(cells, 1)
}

/** Says that the target is asked now. */
export function beat({ cells }: Progress): void {
  Atomics.add(cells, 1, 1)
}

/** Whether the target has ended its thread. */
export function hasExited({ cells }: Progress): boolean {
  return Atomics.load(cells, 2) === 1
}

/** Says that it has. */
export function noteExit({ cells }: Progress): void {
  Atomics.store(cells, 2, 1)
}

/** Asks the thread to hand in what it has. */
export function askToStop({ cells }: Progress): void {
  Atomics.store(cells, 3, 1)
}

export function isToStop({ cells }: Progress): boolean {
  return Atomics.load(cells, 3) === 1
}

/** Whether the target is there, so that what follows is asked of it. */
export function hasLoaded({ cells }: Progress): boolean {
  return Atomics.load(cells, 4) === 1
}

export function noteLoaded({ cells }: Progress): void {
  Atomics.store(cells, 4, 1)
}

/** Grows for as long as the thread does not stand still. */
export function pulse({ cells }: Progress): number {
  return Atomics.load(cells, 5)
}

export function notePulse({ cells }: Progress): void {
  Atomics.add(cells, 5, 1)
}

/** Whether the last request was a preflight. */
export function wasPreflight({ cells }: Progress): boolean {
  return Atomics.load(cells, 6) === 1
}

export function noteRequest({ cells }: Progress, isPreflight: boolean): void {
  Atomics.store(cells, 6, isPreflight ? 1 : 0)
}
