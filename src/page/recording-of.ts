import type { Recording } from '../fetch/exchange-state'

/**
 * Where an object keeps the fetch that it came from. The symbol is the same in every copy of this library in a process:
 * a test may import one and what it tests require another, and test runners load modules afresh for each file.
 */
const key = Symbol.for('corsac.recording')

/**
 * Notes the fetch that an object came from: a response, the error of a rejection, a page that was navigated to. It is
 * out of sight there: no loop, copy, comparison or print of the object shows it. An object that is frozen stays as it is.
 */
export function rememberRecording<T extends object>(object: T, recording: Recording): T {
  Reflect.defineProperty(object, key, {
    value: recording,
    enumerable: false,
    configurable: true,
    writable: true,
  })
  return object
}

/** The fetch that an object came from; null where nobody noted one. */
export function recordingOf(object: object): Recording | null {
  const noted: unknown = Object.getOwnPropertyDescriptor(object, key)?.value
  return (noted as Recording | undefined) ?? null
}

/** Why a page was given nothing of a response, or not all, though the fetch itself let it through. */
export interface KeptBack {
  /** It is not what the page's integrity metadata wants; or it came only in part. */
  readonly why: 'integrity' | 'broken-off'
  /** The same for people, in one sentence. */
  readonly text: string
}

const keptBackKey = Symbol.for('corsac.kept-back')

/** Notes why a page got an error or nothing, where a recording alone would say that it may read; null for no such reason. */
export function rememberKeptBack<T extends object>(object: T, keptBack: KeptBack | null): T {
  Reflect.defineProperty(object, keptBackKey, {
    value: keptBack,
    enumerable: false,
    configurable: true,
    writable: true,
  })
  return object
}

/** Why a page was given nothing; null where nobody noted it. */
export function keptBackOf(object: object): KeptBack | null {
  const noted: unknown = Object.getOwnPropertyDescriptor(object, keptBackKey)?.value
  return (noted as KeptBack | null | undefined) ?? null
}
