import type {
  BeaconStep,
  Body,
  FetchStep,
  FormStep,
  FrameDocument,
  HeaderLine,
  IframeStep,
  ImageStep,
  LinkStep,
  NavigateStep,
  PageDocument,
  Scenario,
  ScriptStep,
  ServerAnswer,
  ServerRule,
  Step,
  WireAnswer,
  XHRStep,
} from '../scenario'

// What the tables are written with. Everything that is not given has the default below.

/** The usual page, its origin, and where its requests usually go: same-site, then cross-site, origins. */
export const pageURL = 'https://app.example.com/'
export const origin = 'https://app.example.com'
export const api = 'https://api.example.com/data'
export const other = 'https://other.org/next'
export const third = 'https://third.net/end'

type Given<S> = Partial<Omit<S, 'kind'>>

/** A URL to visit and values of its `Set-Cookie` lines. */
export type CookieLines = readonly [url: string, ...set: string[]]

interface ScenarioInit {
  readonly families?: readonly string[]
  /** Numbers of the divergence rows that it tells apart. */
  readonly dv?: readonly number[]
  readonly thirdPartyCookies?: 'allow' | 'block'
  readonly page?: string
  readonly pageHeaders?: readonly HeaderLine[]
  readonly frame?: Partial<FrameDocument> & { readonly url: string }
  readonly cookies?: readonly CookieLines[]
  readonly steps: readonly Step[]
  readonly server?: readonly (ServerRule | readonly ServerRule[])[]
  readonly closing?: readonly string[]
}

export function scenario(id: string, about: string, init: ScenarioInit): Scenario {
  const page: PageDocument = { url: init.page ?? pageURL, headers: init.pageHeaders ?? [] }
  return {
    id,
    about,
    families: [...(init.families ?? []), ...(init.dv ?? []).map((row) => `DV-${row}`)],
    thirdPartyCookies: init.thirdPartyCookies ?? 'allow',
    page,
    frame: init.frame === undefined ? null : { headers: [], sandbox: null, ...init.frame },
    cookies: (init.cookies ?? []).map(([url, ...set]) => ({ url, set })),
    steps: init.steps,
    server: (init.server ?? []).flat(),
    closing: init.closing ?? [],
  }
}

/** The scenarios with one more family, which comes first. */
export function inFamily(family: string, scenarios: readonly Scenario[]): readonly Scenario[] {
  return scenarios.map((one) => ({ ...one, families: [family, ...one.families] }))
}

/** One fetch, whose URL gives `lines` with 200 to whatever comes. */
export function exchange(
  id: string,
  about: string,
  step: Given<FetchStep>,
  lines: readonly HeaderLine[],
  init: Partial<ScenarioInit> = {},
): Scenario {
  const sent = fetchStep(step)
  const server = init.server ?? [any(new URL(sent.url, pageURL).href, answer(200, lines, 'x'))]
  return scenario(id, about, { ...init, steps: [sent], server })
}

/** One fetch: `lines` are those of the preflight answer, of status 204, and `actual` those of the answer after it. */
export function ask(
  id: string,
  about: string,
  step: Given<FetchStep>,
  lines: readonly HeaderLine[],
  init: Partial<ScenarioInit> & { readonly actual?: readonly HeaderLine[] } = {},
): Scenario {
  const sent = fetchStep(step)
  const { actual: actualLines, ...rest } = init
  const credentialed = sent.credentials === 'include'
  return scenario(id, about, {
    steps: [sent],
    server: [
      preflight(sent.url, answer(204, lines)),
      actual(sent.url, answer(200, actualLines ?? (credentialed ? grant() : [allowOrigin()]), 'x')),
    ],
    ...rest,
  })
}

/** Cookies set by a visit to `url`, then what `document.cookie` and the next visits show. */
export function stored(
  id: string,
  about: string,
  lines: readonly string[],
  init: Partial<ScenarioInit> & { readonly url?: string } = {},
): Scenario {
  const { url = 'https://example.com/', ...rest } = init
  return scenario(id, about, {
    cookies: [[url, ...lines]],
    page: url,
    steps: [cookieGet()],
    closing: [url],
    ...rest,
  })
}

// ── Steps ───────────────────────────────────────────────────────────────────────────────────────────

export function fetchStep(given: Given<FetchStep> = {}): FetchStep {
  return {
    kind: 'fetch',
    in: 'page',
    url: api,
    method: null,
    headers: [],
    body: null,
    mode: null,
    credentials: null,
    cache: null,
    redirect: null,
    referrer: null,
    referrerPolicy: null,
    integrity: null,
    keepalive: false,
    ...given,
  }
}

export function put(given: Given<FetchStep> = {}): FetchStep {
  return fetchStep({ method: 'PUT', ...given })
}

export function xhr(given: Given<XHRStep> = {}): XHRStep {
  return {
    kind: 'xhr',
    in: 'page',
    url: api,
    method: 'GET',
    headers: [],
    body: null,
    withCredentials: false,
    uploadListener: false,
    timeout: 0,
    ...given,
  }
}

export function img(url: string, given: Given<ImageStep> = {}): ImageStep {
  return { kind: 'img', in: 'page', url, crossOrigin: null, referrerPolicy: null, ...given }
}

export function script(url: string, given: Given<ScriptStep> = {}): ScriptStep {
  const rest = { module: false, crossOrigin: null, referrerPolicy: null, integrity: null }
  return { kind: 'script', in: 'page', url, ...rest, ...given }
}

export function link(url: string, given: Given<LinkStep> = {}): LinkStep {
  const rest = { as: null, crossOrigin: null, referrerPolicy: null, integrity: null }
  return { kind: 'link', in: 'page', url, rel: 'stylesheet', ...rest, ...given }
}

export function iframe(url: string, given: Given<IframeStep> = {}): IframeStep {
  return { kind: 'iframe', in: 'page', url, sandbox: null, referrerPolicy: null, ...given }
}

export function beacon(url: string, body: Body | null = null, given: Given<BeaconStep> = {}): BeaconStep {
  return { kind: 'beacon', in: 'page', url, body, ...given }
}

export function eventSource(url: string, withCredentials = false, events = 2): Step {
  return { kind: 'eventsource', in: 'page', url, withCredentials, events }
}

export function webSocket(url: string, ...protocols: readonly string[]): Step {
  return { kind: 'websocket', in: 'page', url, protocols }
}

export function navigate(
  url: string,
  via: NavigateStep['via'] = 'link',
  given: Given<NavigateStep> = {},
): NavigateStep {
  return { kind: 'navigate', in: 'page', via, url, rel: null, referrerPolicy: null, target: null, ...given }
}

export function form(url: string, given: Given<FormStep> = {}): FormStep {
  return {
    kind: 'form',
    in: 'page',
    url,
    method: 'post',
    enctype: 'application/x-www-form-urlencoded',
    fields: [['a', '1']],
    target: null,
    ...given,
  }
}

export function reload(): Step {
  return { kind: 'reload', in: 'page' }
}

export function cookieGet(place: 'page' | 'frame' = 'page'): Step {
  return { kind: 'cookie-get', in: place }
}

export function cookieSet(value: string, place: 'page' | 'frame' = 'page'): Step {
  return { kind: 'cookie-set', in: place, value }
}

export function wait(milliseconds: number): Step {
  return { kind: 'wait', milliseconds }
}

export function parallel(...steps: readonly FetchStep[]): Step {
  return { kind: 'parallel', steps }
}

export function text(content = 'hi'): Body {
  return { kind: 'text', text: content }
}

export function blob(type: string): Body {
  return { kind: 'blob', type, text: '{}' }
}

// ── Servers ─────────────────────────────────────────────────────────────────────────────────────────

const reasons: ReadonlyMap<number, string> = new Map([
  [101, 'Switching Protocols'],
  [200, 'OK'],
  [204, 'No Content'],
  [206, 'Partial Content'],
  [301, 'Moved Permanently'],
  [302, 'Found'],
  [303, 'See Other'],
  [304, 'Not Modified'],
  [307, 'Temporary Redirect'],
  [308, 'Permanent Redirect'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [500, 'Internal Server Error'],
])

export function answer(status: number, headers: readonly HeaderLine[] = [], body = ''): WireAnswer {
  return { kind: 'answer', status, reason: reasons.get(status) ?? 'Whatever', headers, body, delay: 0 }
}

export const closed: ServerAnswer = { kind: 'close' }

function ruleFor(given: boolean | 'any') {
  return (url: string, ...answers: ServerAnswer[]): ServerRule => ({
    method: '*',
    url,
    preflight: given,
    answers,
  })
}

/** To whatever comes to the URL; to preflights; to all but preflights. */
type RuleBuilder = (url: string, ...answers: ServerAnswer[]) => ServerRule
export const any: RuleBuilder = ruleFor('any')
export const preflight: RuleBuilder = ruleFor(true)
export const actual: RuleBuilder = ruleFor(false)

/** A URL that allows everyone everything, but for credentials. */
export function open(url: string, ...lines: readonly HeaderLine[]): readonly ServerRule[] {
  return [
    preflight(url, answer(204, [allowOrigin(), allowMethods('*'), allowHeaders('*')])),
    actual(url, answer(200, [allowOrigin(), ...lines], 'x')),
  ]
}

/** A page for navigations and frames. */
export function document(url: string, ...lines: readonly HeaderLine[]): ServerRule {
  return any(
    url,
    answer(200, [contentType('text/html'), ...lines], '<!doctype html><link rel=icon href=data:,>'),
  )
}

/** A redirect that may be read by everyone, and is not kept by the HTTP cache. */
export function redirect(status: number, to: string, ...lines: readonly HeaderLine[]): WireAnswer {
  return answer(status, [allowOrigin(), location(to), ['Cache-Control', 'no-store'], ...lines])
}

export function allowOrigin(value = '*'): HeaderLine {
  return ['Access-Control-Allow-Origin', value]
}

export function allowCredentials(value = 'true'): HeaderLine {
  return ['Access-Control-Allow-Credentials', value]
}

export function allowMethods(value: string): HeaderLine {
  return ['Access-Control-Allow-Methods', value]
}

export function allowHeaders(value: string): HeaderLine {
  return ['Access-Control-Allow-Headers', value]
}

export function exposeHeaders(value: string): HeaderLine {
  return ['Access-Control-Expose-Headers', value]
}

export function maxAge(value: string): HeaderLine {
  return ['Access-Control-Max-Age', value]
}

export function location(value: string): HeaderLine {
  return ['Location', value]
}

export function setCookie(value: string): HeaderLine {
  return ['Set-Cookie', value]
}

export function contentType(value: string): HeaderLine {
  return ['Content-Type', value]
}

/** The two lines that allow one origin credentials. */
export function grant(to: string = origin): readonly HeaderLine[] {
  return [allowOrigin(to), allowCredentials()]
}
