import type { Engine } from '../profile/engine'
import type { Evidence, RefusalId } from '../spec/reason'
import type { StepId } from '../spec/steps/index'
import type { CauseId } from './causes'
import type { HopCookies } from './explained-cookie'

/**
 * Everything there is to say about one fetch: what each browser makes of it, and why. Plain data, and safe
 * to show: what looks like a secret is masked, unless `explain` was told not to.
 *
 * @since 0.1.0
 */
export interface Explanation {
  readonly request: ExplainedRequest
  /** How page and URL are related. The seed of most confusion, so it comes first. */
  readonly relation: Relation
  /** One for each profile asked about, the recorded one first. */
  readonly verdicts: readonly Verdict[]
}

/**
 * What the page asked for.
 *
 * @since 0.1.0
 */
export interface ExplainedRequest {
  readonly method: string
  readonly url: string
  /** The page's origin, serialized: `null` for an opaque one. */
  readonly origin: string
  readonly mode: string
  readonly credentialsMode: string
  readonly redirectMode: string
  /** `fetch`, `XMLHttpRequest`, `image` …: what the page loads it as. */
  readonly kind: string
  /** The headers the page set. Masked: see `mask`. */
  readonly headers: readonly NameAndValue[]
}

/** @since 0.1.0 */
export type NameAndValue = readonly [name: string, value: string]

/**
 * How the page and the request's URL are related. Cookies go by site, CORS goes by origin.
 *
 * @since 0.1.0
 */
export interface Relation {
  /** The page's origin, serialized. */
  readonly page: string
  /** The origin of the request's URL, serialized: of that with http or https where it has ws or wss. */
  readonly target: string
  readonly sameOrigin: boolean
  readonly sameSite: boolean
  readonly schemelesslySameSite: boolean
  /** What makes them two origins; empty where they are one, or where either is opaque. */
  readonly differs: readonly ('scheme' | 'host' | 'port')[]
}

/**
 * What one browser makes of it.
 *
 * @since 0.1.0
 */
export interface Verdict {
  /** The profile's name: `chromium`. */
  readonly profile: string
  readonly engine: Engine
  /** What people call the browser: `Chrome`. */
  readonly browser: string
  readonly version: string | null
  /** Whether this is the profile that was recorded; the others are worked out from the same answers. */
  readonly recorded: boolean
  readonly outcome: Outcome
  /** What went over the wire, in order. */
  readonly timeline: readonly TimelineEntry[]
  /** Every decision of the kernel, in order. */
  readonly decisions: readonly ExplainedDecision[]
  /** The step that refused; null where nothing did. */
  readonly refusal: ExplainedDecision | null
  /** What the same answer would be refused for next, once the refusal is put right. */
  readonly furtherRefusals: readonly ExplainedDecision[]
  /** What really went wrong first, which the refusing step (and the browser's message) may hide. */
  readonly firstCause: Cause | null
  /** What to do, the likeliest first. */
  readonly remedies: readonly Remedy[]
  /** The least change to the answer with which this browser would go on; null where no answer would help. */
  readonly repair: Repair | null
  /** The lines this engine would print in its console. */
  readonly console: readonly ConsoleLine[]
  /** What script gets; null on a network error. */
  readonly visible: VisibleResponse | null
  /**
   * Whether the actual request (not only a preflight) reached the server, so that it may have taken effect;
   * null where that cannot be known, because the connection broke.
   */
  readonly requestReachedServer: boolean | null
  /** The request this browser would send next, which the recording has no answer for. */
  readonly needs: WireRequestSummary | null
}

/**
 * `readable`: whoever asked gets the response whole, whatever its status: script, or the browser itself where
 * it navigates, loads an image, opens a WebSocket. `needs-exchange`: it depends on the answer
 * to a request that was not recorded; see `Verdict.needs`.
 *
 * @since 0.1.0
 */
export type Outcome = 'readable' | 'opaque' | 'opaque-redirect' | 'network-error' | 'needs-exchange'

/** @since 0.1.0 */
export interface WireRequestSummary {
  readonly kind: 'preflight' | 'request'
  readonly method: string
  readonly url: string
  /** Masked: see `mask`. */
  readonly headers: readonly NameAndValue[]
}

/** @since 0.1.0 */
export interface TimelineEntry extends WireRequestSummary {
  /** What came back; null where nothing did. */
  readonly answer: WireResponseSummary | null
  /** Why nothing did; null where something did, or where the recording ends. */
  readonly failure: string | null
  /** What this browser looks at in the answer; empty where the request is not subject to CORS. */
  readonly checks: readonly Check[]
  /** What became of cookies. */
  readonly cookies: HopCookies
}

/** @since 0.1.0 */
export interface WireResponseSummary {
  readonly status: number
  readonly statusText: string
  /** Masked: see `mask`. */
  readonly headers: readonly NameAndValue[]
}

/**
 * One thing in an answer that decides, and whether it is as it has to be.
 *
 * @since 0.1.0
 */
export interface Check {
  /** A header in lower case, or `status`. */
  readonly what: string
  /** What is there; null where the header is absent. */
  readonly actual: string | null
  readonly ok: boolean
  /** What would do, or which members are missing in a list; null where it is as it has to be. */
  readonly expected: string | null
}

/** @since 0.1.0 */
export interface ExplainedDecision {
  readonly step: StepId
  /** Whether the fetch went on along this step. */
  readonly outcome: boolean
  readonly evidence: Evidence | null
  /** The entry of the timeline whose answer had come last; -1 before anything was sent. */
  readonly at: number
  readonly summary: string
  /** `Fetch § CORS check, step 4`. */
  readonly cite: string
  /** The link to it. */
  readonly url: string
}

/**
 * What really went wrong first.
 *
 * @since 0.1.0
 */
export interface Cause {
  /** The refusing step's id, or a `CauseId` where something else came before it. */
  readonly id: RefusalId | CauseId
  /** One to three sentences for a tired developer. */
  readonly text: string
  /** `certain`: the wire shows it. `likely`: the wire alone cannot. */
  readonly certainty: Certainty
}

/** @since 0.1.0 */
export type Certainty = 'certain' | 'likely'

/**
 * Something to change.
 *
 * @since 0.1.0
 */
export interface Remedy {
  /** Whose code it is that should change. */
  readonly where: 'server' | 'page' | 'network'
  readonly certainty: Certainty
  readonly text: string
  /** The same for particular servers: what to write there, the one that answered first, where it can be told. */
  readonly snippets: readonly Snippet[]
}

/** @since 0.1.0 */
export interface Snippet {
  /** `Express (cors)`, `Flask (flask-cors)`, `nginx`, `Response headers`, `Page`. */
  readonly stack: string
  readonly code: string
}

/**
 * Changes to one answer, which the kernel has been run on: with them, this browser goes on.
 *
 * @since 0.1.0
 */
export interface Repair {
  /** Which entry of the timeline. */
  readonly at: number
  /** The status it would have to have; null where it can stay. */
  readonly status: number | null
  /** The headers it would have to have, in place of those of the same name. */
  readonly headers: readonly NameAndValue[]
}

/** @since 0.1.0 */
export interface ConsoleLine {
  readonly level: 'error' | 'warning'
  readonly text: string
  /**
   * `documented`: taken from the engine's sources or reports. `recorded`: seen in the lab. `own`: no engine's, but this
   * library's, which says that it does not model something.
   */
  readonly evidence: 'documented' | 'recorded' | 'own'
}

/** @since 0.1.0 */
export interface VisibleResponse {
  readonly type: string
  readonly status: number
  /** Masked: see `mask`. */
  readonly headers: readonly NameAndValue[]
  /** Names of headers that came and that script cannot see. */
  readonly hidden: readonly string[]
}
