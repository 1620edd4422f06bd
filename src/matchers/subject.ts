import { explain } from '../explain/explain'
import type { Explanation } from '../explain/explanation'
import type { Recording } from '../fetch/exchange-state'
import { ConfigError } from '../infra/config-error'
import { type KeptBack, keptBackOf, recordingOf } from '../page/recording-of'

/** What a matcher is about: a fetch, as its recording or as somebody has explained it. */
export interface Subject {
  /** Null where only an explanation is there. */
  readonly recording: Recording | null
  /** With the recorded browser's verdict first. */
  readonly explanation: Explanation
  /** Why the page got nothing of a response that may be read; null where there is no such reason. */
  readonly keptBack: KeptBack | null
}

/**
 * The fetch that a value stands for: a recording, an explanation, an error with an explanation as its cause, what a page
 * handed out, or a browser, whose newest fetch it is.
 *
 * @throws ConfigError where it stands for none
 */
export function subjectOf(value: unknown): Subject {
  const recording = recordingIn(value)
  if (recording !== null) {
    const [{ userAgent }] = recording.turns
    const explanation = explain(recording, { profiles: [userAgent.profile] })
    return { recording, explanation, keptBack: keptBackOf(value as object) }
  }
  if (isExplanation(value)) return { recording: null, explanation: value, keptBack: null }
  const cause = causeOf(value)
  if (cause !== null) return { recording: null, explanation: cause, keptBack: null }
  const message =
    'must be a recording, an explanation, what a fetch of a page gave, its promise or its error, or a browser'
  throw new ConfigError([{ path: 'received', value: nameOf(value), reason: 'invalid', message }])
}

function recordingIn(value: unknown): Recording | null {
  if (typeof value !== 'object' || value === null) return null
  const remembered = recordingOf(value)
  if (remembered !== null) return remembered
  if ('turns' in value && 'request' in value) return value as Recording
  const sentWith = requestIn(value)
  if (sentWith !== null) return sentWith
  if (!('recordings' in value) || !Array.isArray(value.recordings)) return null
  const newest = value.recordings.at(-1)
  if (newest !== undefined) return newest as Recording
  const message = 'has no recording: this browser has sent nothing yet, or its recordingLimit is 0'
  throw new ConfigError([{ path: 'received', value: 'Browser', reason: 'missing', message }])
}

/** What axios gives holds the XMLHttpRequest that it was sent with, and so do its errors. */
function requestIn(value: object): Recording | null {
  const request: unknown = 'request' in value ? value.request : null
  return typeof request === 'object' && request !== null ? recordingOf(request) : null
}

/** Of an error; which class it has is not asked, as test runners have realms with an `Error` of their own. */
function causeOf(value: unknown): Explanation | null {
  if (typeof value !== 'object' || value === null || !('cause' in value)) return null
  return isExplanation(value.cause) ? value.cause : null
}

function isExplanation(value: unknown): value is Explanation {
  return (
    typeof value === 'object' &&
    value !== null &&
    'relation' in value &&
    'verdicts' in value &&
    Array.isArray(value.verdicts) &&
    value.verdicts.length > 0
  )
}

/** What a value is, and not what is in it: that may be a secret. */
function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  const made: unknown = value.constructor
  return typeof made === 'function' && made.name !== '' ? made.name : 'object'
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

/**
 * What a promise of a fetch came to, its rejection too, where that is the browser's.
 *
 * @throws the rejection, where it has nothing to do with a fetch
 */
export async function settledSubject(promise: PromiseLike<unknown>): Promise<Subject> {
  let value: unknown
  try {
    value = await promise
  } catch (error) {
    if (typeof error !== 'object' || error === null) throw error
    if ((recordingOf(error) ?? requestIn(error) ?? causeOf(error)) === null) throw error
    value = error
  }
  return subjectOf(value)
}
