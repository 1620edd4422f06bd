import type { BrowserName, ConsoleLine } from './browsers/driver'
import type { HeaderLine, Scenario } from './scenario'

/** Everything that was seen while a scenario was played, by the servers and by its scripts. */
export interface Observation {
  /** What opening the page asked for: its document and the frame's. */
  readonly opening: readonly SeenRequest[]
  readonly steps: readonly StepObservation[]
  readonly closing: readonly ClosingObservation[]
  readonly console: readonly ConsoleLine[]
}

/** What a server saw, in the order of arrival. */
export interface SeenRequest {
  readonly method: string
  /** Absolute, put together from the scheme of the connection, `Host` and the request target. */
  readonly url: string
  /** In the order sent, names lower-cased, one character a byte, less `unrecordedHeaders` and the browser's usual ones. */
  readonly headers: readonly HeaderLine[]
  /** One character a byte. */
  readonly body: string
  /** Which rule and which of its answers it got; null where no rule fits. */
  readonly rule: number | null
  readonly answer: number | null
}

export interface StepObservation {
  readonly requests: readonly SeenRequest[]
  readonly seen: Seen
}

export type Seen =
  | SeenResponse
  | SeenError
  | SeenXHR
  | SeenEvents
  | SeenValue
  | SeenDocument
  | SeenNothing
  | SeenParallel

export interface SeenResponse {
  readonly kind: 'response'
  readonly type: string
  readonly status: number
  readonly statusText: string
  readonly url: string
  readonly redirected: boolean
  readonly headers: readonly HeaderLine[]
  /** Null where reading it fails, with the error in `bodyError`. */
  readonly body: string | null
  readonly bodyError: string | null
}

/** A rejection or an exception, of any step; `kind: 'timeout'` of the lab's own, where nothing came of it. */
export interface SeenError {
  readonly kind: 'error' | 'timeout'
  readonly name: string
  readonly message: string
}

export interface SeenXHR {
  readonly kind: 'xhr'
  /** `readystatechange 1`, `loadstart`, `upload.progress` …, repeated `progress` once. */
  readonly events: readonly string[]
  readonly status: number
  readonly statusText: string
  readonly url: string
  /** `getAllResponseHeaders()` */
  readonly headers: string
  readonly body: string
}

/** Of elements, EventSource (`open`, `message DATA`, `error READYSTATE`) and WebSocket (`close CODE CLEAN`). */
export interface SeenEvents {
  readonly kind: 'events'
  readonly events: readonly string[]
}

/** What `document.cookie` and `sendBeacon()` return. */
export interface SeenValue {
  readonly kind: 'value'
  readonly value: string | boolean
}

/** The page after a navigation; null where the lab cannot ask: of frames, and of pages that are gone. */
export interface SeenDocument {
  readonly kind: 'document'
  readonly url: string | null
  readonly referrer: string | null
}

export interface SeenNothing {
  readonly kind: 'nothing'
}

export interface SeenParallel {
  readonly kind: 'parallel'
  readonly seen: readonly (SeenResponse | SeenError)[]
}

export interface ClosingObservation {
  readonly url: string
  /** The `Cookie` header, null where there was none. */
  readonly cookie: string | null
  /** `document.cookie` there, null where the page did not open. */
  readonly script: string | null
}

/** A scenario as it was played. */
export interface Recording {
  readonly scenario: Scenario
  readonly observation: Observation
}

/** First line of a recording file; each further line is one `Recording`. */
export interface RecordingHeader {
  readonly format: 1
  readonly browser: BrowserName
  readonly version: string
  readonly flags: readonly string[]
  /** ISO 8601, UTC. */
  readonly date: string
  /** Of the generator; null for scenarios from a file. */
  readonly seed: number | null
  /** What the browser sends everywhere: left out of requests where the value is this one. */
  readonly usual: readonly HeaderLine[]
}

/**
 * Headers that are never recorded: about the connection, about the browser's build, or random.
 * A script can set none of them.
 */
export const unrecordedHeaders: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'keep-alive',
  'accept-encoding',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-extensions',
  'priority',
  'te',
])
