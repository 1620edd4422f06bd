import type { Evidence, RefusalId } from '../spec/reason'
import type { StepId } from '../spec/steps/index'

/** Everything there is to say about one fetch: what each browser makes of it, and why. Plain data. */
export interface Explanation {
  readonly request: ExplainedRequest
  /** How page and URL are related. The seeds of most confusion, so it comes first. */
  readonly relation: Relation
  /** One for each profile asked about, the recorded one first. */
  readonly verdicts: readonly Verdict[]
}

export interface ExplainedRequest {
  readonly method: string
  readonly url: string
  /** `null` for an opaque origin. */
  readonly origin: string
  readonly mode: string
  readonly credentialsMode: string
}

export interface Relation {
  readonly page: string
  readonly target: string
  readonly sameOrigin: boolean
  readonly sameSite: boolean
  readonly schemelesslySameSite: boolean
  /** What makes them two origins. */
  readonly differs: readonly ('scheme' | 'host' | 'port')[]
}

/** What one browser makes of it. */
export interface Verdict {
  readonly profile: string
  readonly version: string | null
  readonly outcome: Outcome
  /** What went over the wire, in order. */
  readonly timeline: readonly TimelineEntry[]
  /** Every decision of the kernel, in order. */
  readonly decisions: readonly ExplainedDecision[]
  /** The step that refused; null where nothing did. */
  readonly refusal: ExplainedDecision | null
  /** What really went wrong first, which the refusing step (and the browser's message) may hide. */
  readonly firstCause: Cause | null
  /** What to do, the likeliest first. */
  readonly remedies: readonly Remedy[]
  /** The lines this engine would print in its console. */
  readonly console: readonly string[]
  /** What script gets; null on a network error. */
  readonly visible: VisibleResponse | null
  /** Whether the actual request (not only a preflight) reached the server, so that it may have taken effect. */
  readonly requestReachedServer: boolean
  /** The request this browser would send next, which the recording has no answer for. */
  readonly needs: WireRequestSummary | null
}

export type Outcome = 'readable' | 'opaque' | 'opaque-redirect' | 'network-error' | 'needs-exchange'

export interface WireRequestSummary {
  readonly kind: 'preflight' | 'request'
  readonly method: string
  readonly url: string
  /** Masked: see `mask`. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

export interface TimelineEntry extends WireRequestSummary {
  /** What came back; null where nothing did. */
  readonly answer: WireResponseSummary | null
  /** Why nothing did. */
  readonly failure: string | null
}

export interface WireResponseSummary {
  readonly status: number
  readonly statusText: string
  /** Masked: see `mask`. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

export interface ExplainedDecision {
  readonly step: StepId
  readonly outcome: boolean
  readonly evidence: Evidence | null
  /** Which entry of the timeline it was about; -1 before anything was sent. */
  readonly at: number
  readonly summary: string
  /** `Fetch, CORS check, step 4`. */
  readonly cite: string
  /** The link to it. */
  readonly url: string
}

/** What really went wrong first. */
export interface Cause {
  /** The refusing step's id, or one of the ids of `causes.ts` where something else came before it. */
  readonly id: RefusalId | CauseId
  /** One or two sentences for a tired developer. */
  readonly text: string
  /** `certain`: the wire shows it. `likely`: the wire alone cannot. */
  readonly certainty: 'certain' | 'likely'
}

/** Causes that hide behind a CORS message. */
export type CauseId =
  | 'preflight-needs-authentication'
  | 'preflight-route-missing'
  | 'preflight-server-error'
  | 'error-response-without-cors'
  | 'redirect-without-cors'
  | 'no-response'
  | 'near-miss-header'

/** Something to change. */
export interface Remedy {
  readonly certainty: 'certain' | 'likely'
  readonly text: string
  /** The same for particular servers: what to write there. */
  readonly snippets: readonly { readonly stack: string; readonly code: string }[]
}

export interface VisibleResponse {
  readonly type: string
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Names of headers that came and that script cannot see. */
  readonly hidden: readonly string[]
}
