import { explain } from '../explain/explain'
import type { Explanation } from '../explain/explanation'
import type { Recording } from '../fetch/exchange-state'
import { ConfigError } from '../infra/config-error'
import { recordingOf } from '../page/recording-of'

/** What a matcher is about: a fetch, as its recording or as somebody has explained it. */
export interface Subject {
  /** Null where only an explanation is there. */
  readonly recording: Recording | null
  /** With the recorded browser's verdict first. */
  readonly explanation: Explanation
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
    return { recording, explanation: explain(recording, { profiles: [userAgent.profile] }) }
  }
  if (isExplanation(value)) return { recording: null, explanation: value }
  if (value instanceof Error && isExplanation(value.cause)) {
    return { recording: null, explanation: value.cause }
  }
  const message =
    'must be a recording, an explanation, what a fetch of a page gave, its promise or its error, or a browser'
  throw new ConfigError([{ path: 'received', value: nameOf(value), reason: 'invalid', message }])
}

function recordingIn(value: unknown): Recording | null {
  if (typeof value !== 'object' || value === null) return null
  const remembered = recordingOf(value)
  if (remembered !== null) return remembered
  if ('turns' in value && 'request' in value) return value as Recording
  if (!('recordings' in value) || !Array.isArray(value.recordings)) return null
  const newest = value.recordings.at(-1)
  if (newest !== undefined) return newest as Recording
  const message = 'has no recording: this browser has sent nothing yet, or its recordingLimit is 0'
  throw new ConfigError([{ path: 'received', value: 'Browser', reason: 'missing', message }])
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
    const known = error instanceof Error && (recordingOf(error) !== null || isExplanation(error.cause))
    if (!known) throw error
    value = error
  }
  return subjectOf(value)
}
