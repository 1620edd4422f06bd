import type { Recording } from '../fetch/exchange-state'
import { currentURL, handshakeRequest } from '../fetch/request'
import { type Profile, profileNamed, profiles } from '../profile/profile'
import type { Explanation } from './explanation'
import { type AnswerPool, answersOf, judge } from './judge'
import { checkRecording } from './recording-check'
import { relationOf } from './relation'
import { type Run, runOf } from './run'
import { requestOf } from './summaries'
import { verdictOf } from './verdict'

/**
 * What `explain` can be told.
 *
 * @since 0.1.0
 */
export interface ExplainOptions {
  /**
   * The browsers to ask, by profile or by name. Where nothing is said: Chrome, Firefox and Safari, and before
   * them the one that was recorded, if it is another.
   */
  readonly profiles?: readonly (Profile | string)[]
  /** What is known of the server beside the recording: exchanges that other browsers needed. See `judge`. */
  readonly answers?: AnswerPool
  /** Whether cookies, tokens and the like are shown as they are. */
  readonly unmask?: boolean
}

/**
 * What browsers make of a recorded fetch, and why: decisions with their places in the standards, the first
 * cause, what to change, and what each browser prints. Nothing is sent.
 *
 * The recorded browser's verdict comes from running the kernel again on the recording, the others' from
 * running it with their profiles on the same answers. Where one of them would ask the server something that
 * nobody has asked yet, its outcome is `needs-exchange`. Secrets are masked, unless `unmask` is set.
 *
 * @throws ConfigError where the recording is none, or a profile's name is unknown.
 * @throws ProtocolMisuse where the recording has turns that its fetch does not.
 *
 * @example console.log(renderText(explain(recording)))
 * @since 0.1.0
 */
export function explain(recording: Recording, options: ExplainOptions = {}): Explanation {
  checkRecording(recording)
  const unmask = options.unmask === true
  const [{ userAgent, now }] = recording.turns
  const recorded = runOf(recording)
  const answers = [...answersOf(recording), ...(options.answers ?? [])]
  const verdicts = askedFor(recorded.profile, options.profiles ?? null).map((profile) => {
    const own = sameProfile(profile, recorded.profile)
    const run =
      own && settled(recorded)
        ? recorded
        : runOf(judge(profile, userAgent, recording.request, answers, now).recording)
    return verdictOf(run, own, unmask)
  })
  const { request } = recording
  return {
    request: requestOf(request, unmask),
    // A WebSocket begins with an HTTP request, and that is what the kernel compares.
    relation: relationOf(request.origin, currentURL(handshakeRequest(request)).origin),
    verdicts,
  }
}

/** The profiles to ask, the recorded one first. */
function askedFor(recorded: Profile, asked: readonly (Profile | string)[] | null): readonly Profile[] {
  if (asked === null) {
    const usual = [profiles.chromium, profiles.firefox, profiles.safari]
    return [recorded, ...usual.filter((profile) => !sameProfile(profile, recorded))]
  }
  const found = asked.map((profile) => (typeof profile === 'string' ? profileNamed(profile) : profile))
  return [
    ...found.filter((profile) => sameProfile(profile, recorded)),
    ...found.filter((profile) => !sameProfile(profile, recorded)),
  ]
}

/** Whether two profiles are the same, whichever objects they are: a recording may have been read from JSON. */
function sameProfile(a: Profile, b: Profile): boolean {
  if (a === b) return true
  return (
    a.name === b.name &&
    (Object.keys(a) as (keyof Profile)[]).every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]))
  )
}

/** A recording that breaks off goes on with answers that came later. */
function settled(run: Run): boolean {
  return run.exchange.state === 'settled'
}
