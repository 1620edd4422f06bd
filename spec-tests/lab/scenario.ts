/**
 * The scenario language: who is on which page, what that page does, and what every server answers, to the byte.
 * Plain JSON, read by read-scenario.ts, explained in README.md. Every field is always there.
 */
export interface Scenario {
  readonly id: string
  /** What a hand-written scenario shows, as a sentence; null for a generated one. */
  readonly about: string | null
  /** Which groups agreement is counted for: `preflight`, `redirect`, `cookies` … */
  readonly families: readonly string[]
  readonly thirdPartyCookies: 'allow' | 'block'
  readonly page: PageDocument
  readonly frame: FrameDocument | null
  /** Set before the page is opened, by visiting each URL first-party, in this order. */
  readonly cookies: readonly PlantedCookies[]
  readonly steps: readonly Step[]
  readonly server: readonly ServerRule[]
  /** Visited first-party after the steps: their `Cookie` header shows what is stored. */
  readonly closing: readonly string[]
}

/** A raw header line, sent as `name: value` with one byte per character (so U+0000–U+00FF), untouched. */
export type HeaderLine = readonly [name: string, value: string]

/** A document the lab makes itself, with nothing in it but the frame. */
export interface PageDocument {
  readonly url: string
  readonly headers: readonly HeaderLine[]
}

export interface FrameDocument extends PageDocument {
  /** The value of the `sandbox` attribute, null for none. Steps in the frame need `allow-scripts`. */
  readonly sandbox: string | null
}

export interface PlantedCookies {
  readonly url: string
  /** Values of `Set-Cookie` lines. */
  readonly set: readonly string[]
}

export type Place = 'page' | 'frame'

export type Step =
  | FetchStep
  | XHRStep
  | ImageStep
  | ScriptStep
  | LinkStep
  | IframeStep
  | BeaconStep
  | EventSourceStep
  | WebSocketStep
  | NavigateStep
  | FormStep
  | ReloadStep
  | CookieGetStep
  | CookieSetStep
  | WaitStep
  | ParallelStep

/** Null always means: not given by the page. */
export interface FetchStep {
  readonly kind: 'fetch'
  readonly in: Place
  readonly url: string
  readonly method: string | null
  readonly headers: readonly HeaderLine[]
  readonly body: Body | null
  readonly mode: 'cors' | 'no-cors' | 'same-origin' | null
  readonly credentials: 'omit' | 'same-origin' | 'include' | null
  readonly cache: 'default' | 'no-store' | 'reload' | 'no-cache' | 'force-cache' | 'only-if-cached' | null
  readonly redirect: 'follow' | 'error' | 'manual' | null
  readonly referrer: string | null
  readonly referrerPolicy: string | null
  readonly integrity: string | null
  readonly keepalive: boolean
}

export type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly latin1: string }
  | { readonly kind: 'search-params'; readonly fields: readonly HeaderLine[] }
  | { readonly kind: 'form-data'; readonly fields: readonly HeaderLine[] }
  | { readonly kind: 'blob'; readonly type: string; readonly text: string }
  | { readonly kind: 'stream'; readonly text: string }

export interface XHRStep {
  readonly kind: 'xhr'
  readonly in: Place
  readonly url: string
  readonly method: string
  readonly headers: readonly HeaderLine[]
  /** `stream` is none of XMLHttpRequest's. */
  readonly body: Body | null
  readonly withCredentials: boolean
  readonly uploadListener: boolean
  /** Milliseconds, 0 for none. */
  readonly timeout: number
}

export type CrossOrigin = 'anonymous' | 'use-credentials' | null

export interface ImageStep {
  readonly kind: 'img'
  readonly in: Place
  readonly url: string
  readonly crossOrigin: CrossOrigin
  readonly referrerPolicy: string | null
}

export interface ScriptStep {
  readonly kind: 'script'
  readonly in: Place
  readonly url: string
  readonly module: boolean
  readonly crossOrigin: CrossOrigin
  readonly referrerPolicy: string | null
  readonly integrity: string | null
}

export interface LinkStep {
  readonly kind: 'link'
  readonly in: Place
  readonly url: string
  /** `stylesheet`, `preload` … */
  readonly rel: string
  /** The `as` attribute. */
  readonly as: string | null
  readonly crossOrigin: CrossOrigin
  readonly referrerPolicy: string | null
  readonly integrity: string | null
}

export interface IframeStep {
  readonly kind: 'iframe'
  readonly in: Place
  readonly url: string
  readonly sandbox: string | null
  readonly referrerPolicy: string | null
}

export interface BeaconStep {
  readonly kind: 'beacon'
  readonly in: Place
  readonly url: string
  readonly body: Body | null
}

/** Closed by the page after `events` events, or with the first error. */
export interface EventSourceStep {
  readonly kind: 'eventsource'
  readonly in: Place
  readonly url: string
  readonly withCredentials: boolean
  readonly events: number
}

/** Closed by the page once it is open. */
export interface WebSocketStep {
  readonly kind: 'websocket'
  readonly in: Place
  /** With the scheme `ws` or `wss`; the server's rules name the `http` or `https` URL. */
  readonly url: string
  readonly protocols: readonly string[]
}

/**
 * - `link`: a click on an `<a href>` by script; `location`: `location.assign()`; `replace`: `location.replace()`
 * - `open`: `window.open()`, the new window is left alone
 * - `address-bar`: typed by the user; only in the page
 */
export interface NavigateStep {
  readonly kind: 'navigate'
  readonly in: Place
  readonly via: 'link' | 'location' | 'replace' | 'open' | 'address-bar'
  readonly url: string
  /** Attributes of the link. */
  readonly rel: string | null
  readonly referrerPolicy: string | null
  /** The link's `target`: `_top` and `_blank` leave a frame; null is the place itself. */
  readonly target: string | null
}

export interface FormStep {
  readonly kind: 'form'
  readonly in: Place
  readonly url: string
  readonly method: 'get' | 'post'
  readonly enctype: 'application/x-www-form-urlencoded' | 'multipart/form-data' | 'text/plain'
  readonly fields: readonly HeaderLine[]
  readonly target: string | null
}

/** `location.reload()`. */
export interface ReloadStep {
  readonly kind: 'reload'
  readonly in: Place
}

export interface CookieGetStep {
  readonly kind: 'cookie-get'
  readonly in: Place
}

export interface CookieSetStep {
  readonly kind: 'cookie-set'
  readonly in: Place
  readonly value: string
}

export interface WaitStep {
  readonly kind: 'wait'
  readonly milliseconds: number
}

/** All started in one go, in this order; over when the last has ended. */
export interface ParallelStep {
  readonly kind: 'parallel'
  readonly steps: readonly FetchStep[]
}

/**
 * The first rule that fits a request answers it: its first request with the first answer, the n-th with the n-th,
 * the last again and again. Without a rule, the page's and the frame's URL give those documents, and everything else
 * is `404 Not Found`.
 */
export interface ServerRule {
  /** As it stands in the request line, by case; `*` for any. */
  readonly method: string
  /** Absolute, `http` or `https`, as the URL standard serializes it, no fragment and no user. */
  readonly url: string
  /** Whether the request has to be `OPTIONS` with `Access-Control-Request-Method`. */
  readonly preflight: boolean | 'any'
  readonly answers: readonly ServerAnswer[]
}

/**
 * What is sent. The lab adds `Content-Length` where there is neither that nor `Transfer-Encoding`, and
 * `Connection: close` where there is no `Connection`; to status 101 what the WebSocket handshake needs instead.
 */
export interface WireAnswer {
  readonly kind: 'answer'
  readonly status: number
  readonly reason: string
  readonly headers: readonly HeaderLine[]
  /** One byte per character. Not sent to `HEAD`, nor with 204, 304 and 101. */
  readonly body: string
  readonly delay: number
}

/** `close`: the connection ends without an answer; `hang`: nothing happens until the scenario is over. */
export type ServerAnswer = WireAnswer | { readonly kind: 'close' } | { readonly kind: 'hang' }
