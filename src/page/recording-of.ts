import type { Recording } from '../fetch/exchange-state'

/** Kept beside the objects, not on them: scripts of a page must not see it. It goes when they go. */
const recordings = new WeakMap<object, Recording>()

/** Notes the fetch that an object came from: a response, the error of a rejection, a page that was navigated to. */
export function rememberRecording(object: object, recording: Recording): void {
  recordings.set(object, recording)
}

/** The fetch that an object came from; null where nobody noted one. */
export function recordingOf(object: object): Recording | null {
  return recordings.get(object) ?? null
}
