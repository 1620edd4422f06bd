/**
 * What the fuzzer talks about. Everything here is plain JSON: intents are confirmed by people, cases are replayed
 * elsewhere, and reports of several runs are joined.
 */

/** Who may read. */
export type Who =
  /** These origins, serialized; `null` is every opaque one. */
  | { readonly kind: 'origins'; readonly origins: readonly string[] }
  /** Every host below that of `origin`, at any depth, with its scheme and port. Not the host itself. */
  | { readonly kind: 'subdomains-of'; readonly origin: string }
  | { readonly kind: 'anyone' }

/** Who may do what. Where several grants speak of an origin, each of them holds by itself. */
export interface Grant {
  readonly who: Who
  /** Paths with their query, `/items?page=1`; with a star at the end, `/api/*`, all that begin so. */
  readonly paths: readonly string[]
  readonly methods: readonly string[] | 'any'
  /** In lower case, those that a page sets itself. Safelisted ones need not be named. */
  readonly requestHeaders: readonly string[] | 'any'
  /** In lower case, what pages read beside the safelisted ones. */
  readonly exposedHeaders: readonly string[]
  /** Whether as the signed-in user, too. Without credentials is always meant. */
  readonly credentials: boolean
}

/** How users sign in, for the story of the session cookie. */
export interface Login {
  readonly path: string
  readonly method: string
  readonly headers: readonly HeaderPair[]
  readonly body: string | null
  /** The cookie that has to be set; null for any. */
  readonly cookie: string | null
  /** What is read afterwards, with that cookie. */
  readonly read: string
}

/** Who may read what of one server. See `learnIntent`, `readIntent` and `describeIntent`. */
export interface Intent {
  /** The server's origin, serialized. */
  readonly target: string
  readonly grants: readonly Grant[]
  /** Paths to ask for beside those that grants name, such as one that answers 404. */
  readonly paths: readonly string[]
  readonly login: Login | null
  /**
   * `Set-Cookie` lines of cookies that users have before anything is asked, as from an earlier visit to the server. Where
   * there are none, one is made up (users-cookies.ts).
   */
  readonly cookies: readonly string[]
}

export type HeaderPair = readonly [name: string, value: string]

/**
 * How a page comes to have its origin.
 *
 * - `https-page`, `http-page`: a top-level page
 * - `sandboxed-frame`: a frame without `allow-same-origin`, in a page of the attacker: `null`
 * - `redirect`: the attacker's page asks the attacker's server, which redirects to the target: `null`
 * - `file`: a document opened from the disk: `null`
 * - `raw`: not at all; the header is sent without a browser
 * - `none`: an image or the like, whose request has no `Origin` header
 */
export type How = 'https-page' | 'http-page' | 'sandboxed-frame' | 'redirect' | 'file' | 'raw' | 'none'

/** A page, as far as a case depends on it. */
export interface PageData {
  /** As in the `Origin` header; any bytes where `how` is `raw`, empty where it is `none`. */
  readonly origin: string
  readonly how: How
}

/** A request to the target. */
export interface RequestData {
  readonly path: string
  readonly method: string
  readonly headers: readonly HeaderPair[]
  readonly body: string | RepeatedBody | null
  readonly credentials: 'omit' | 'include'
}

/** A body too long to be written out. */
export interface RepeatedBody {
  readonly repeated: string
  readonly times: number
}

export interface StepData {
  readonly page: PageData
  readonly request: RequestData
}

/**
 * What the steps of a case have to do with each other.
 *
 * - `page`: one page asks, in one browser
 * - `login`: one page signs in and reads, in one browser
 * - `cache`: people with a browser each ask through one shared cache
 * - `raw`: requests are sent without a browser; one with `access-control-request-method` is a preflight
 */
export type Story = 'page' | 'login' | 'cache' | 'raw'

/** A sequence of requests with one profile: everything that is played and judged at once. */
export interface CaseData {
  readonly story: Story
  /** The name of the profile. */
  readonly profile: string
  /** Whether the browser has the users' cookies when the case begins. */
  readonly cookies: boolean
  readonly steps: readonly StepData[]
}

export const severities = ['info', 'low', 'medium', 'high'] as const
export type Severity = (typeof severities)[number]

/** What kind of thing is wrong. Ids are for ever; consequences are in classes.ts. */
export type FindingClass =
  | ReadClass
  | 'wildcard'
  | 'unintended-write'
  | 'intended-use-fails'
  | 'exposed-header-hidden'
  | 'error-without-headers'
  | 'limit-without-headers'
  | 'unreadable-path-without-headers'
  | 'method-laxity'
  | 'header-laxity'
  | 'credentials-laxity'
  | 'path-laxity'
  | 'options-side-effect'
  | 'preflight-sets-cookie'
  | 'cache-breaks-intended-use'
  | 'cache-may-break-intended-use'
  | 'cache-leaks'
  | 'login-fails'
  | 'login-sets-no-cookie'
  | 'session-cookie-lost'
  | 'session-cookie-blocked'
  | 'cookie-refused'
  | 'cookie-not-cross-site'
  | 'private-network'
  | 'raw-origin-accepted'
  | 'target-threw'
  | 'target-hangs'
  | 'target-never-answers'
  | 'target-answers-garbage'
  | 'target-always-fails'

/** By which mistake an origin outside the intent comes in: what its simplest example is made by. */
export type ReadClass =
  | 'reflect-any'
  | 'prefix-match'
  | 'suffix-match'
  | 'include-match'
  | 'part-match'
  | 'unescaped-dot'
  | 'null-origin'
  | 'special-characters'
  | 'any-subdomain'
  | 'http-origin'
  | 'other-port'
  | 'third-party'
  | 'development-origin'
  | 'shared-suffix'
  | 'trailing-dot'
  | 'lookalike-name'
  | 'address'
  | 'grammar'

/** A line of evidence: what went over the wire, with secrets masked. */
export interface WireLine {
  readonly request: string
  readonly requestHeaders: readonly HeaderPair[]
  /** Null where nothing came. */
  readonly status: number | null
  readonly responseHeaders: readonly HeaderPair[]
  /** Why nothing came; null where something did. */
  readonly failure: string | null
}

export interface Finding {
  /** The class, and a hash of the smallest case: the same for the same cause in every run. */
  readonly id: string
  readonly class: FindingClass
  readonly severity: Severity
  /** What may happen because of it, in a sentence. */
  readonly consequence: string
  /** What is wrong with which answer. */
  readonly detail: string
  /** How somebody has a page with that origin, and in which browsers; null where pages play no part. */
  readonly reach: string | null
  /** Names of the profiles in which the smallest case shows it. */
  readonly profiles: readonly string[]
  /** The case it was first seen in. */
  readonly seed: number
  readonly index: number
  /** In how many cases it was seen. */
  readonly occurrences: number
  /** The smallest case that shows it; null for what shows in all answers together. */
  readonly case: CaseData | null
  readonly wire: readonly WireLine[]
  /** The step that decided, with its place in the standard: `Fetch § CORS check, step 4`. */
  readonly step: { readonly id: string; readonly cite: string; readonly url: string } | null
  /** A line for a shell. */
  readonly curl: string | null
  /** A scenario for the lab: spec-tests/lab/README.md. */
  readonly scenario: unknown
  /** A test file for vitest, which fails for as long as it is not put right. */
  readonly test: string | null
  /**
   * Whether a server that was just started shows it by this case. False where it does not, so that what was asked before
   * matters; left out where it was not tried, as with a server that listens.
   */
  readonly fresh?: boolean
}

/** Counted over all cases, so that reports of parts add up. */
export interface Counts {
  readonly cases: number
  readonly answers: number
  /** Answers with a status from 500 up. */
  readonly serverErrors: number
  /** Answers with 429, 502, 503 or 504: of a limiter, or of a proxy that had nobody to ask. Those from 500 up are in both. */
  readonly turnedAway: number
  /** Requests that the target threw at, or refused a connection for. */
  readonly threw: number
  /** Requests answered with something that HTTP could not carry. */
  readonly garbage: number
}

/** What a campaign, or a part of it, has come to. */
export interface Report {
  /** The version of the format. */
  readonly corsac: 1
  readonly intent: Intent
  readonly profiles: readonly string[]
  readonly seed: number
  /** The cases played: from each first index up to, and without, the other. */
  readonly ranges: readonly (readonly [from: number, to: number])[]
  readonly counts: Counts
  /** What was left out of these ranges, by kind. Empty, but where the target hangs or ends its thread. */
  readonly skipped: readonly Skipped[]
  /** The worst first. */
  readonly findings: readonly Finding[]
  /** What findings are put together from, one for each way in which cases failed: needed to join reports. */
  readonly folds: readonly Fold[]
}

/** Cases that were not played, since the target had stopped at one of their kind. */
export interface Skipped {
  /** In words: `requests for /slow`. */
  readonly kind: string
  readonly cases: number
}

/** The first of the cases that failed in one way. */
export interface Fold {
  readonly key: string
  readonly occurrences: number
  readonly finding: Finding
}
