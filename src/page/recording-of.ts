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
