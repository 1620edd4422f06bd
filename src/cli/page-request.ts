import { mask } from '../explain/mask'
import { createClient, createRequest } from '../fetch/create-request'
import type {
  CacheMode,
  Client,
  CredentialsMode,
  RedirectMode,
  RequestMode,
  RequestRecord,
} from '../fetch/request'
import { corsSafelistedRequestHeader, standardSafelistRules } from '../http/cors-safelisted'
import { forbiddenRequestHeader, noCORSSafelistedRequestHeaderName } from '../http/header-names'
import { corsSafelistedMethod, forbiddenMethod, isMethod, normalizeMethod } from '../http/methods'
import { byteLowercase } from '../infra/byte-string'
import type { OpaqueOrigin } from '../origin/origin'
import { OriginSyntaxError } from '../origin/origin-syntax-error'
import { parseOriginURL } from '../origin/parse-origin'
import { parseURL, type URLRecord } from '../origin/url-record'
import { UsageError } from './usage-error'
import { shownArgument, withoutSecrets } from './without-secrets'

/** What a page is asked to fetch, as it was written. */
export interface PageRequest {
  readonly url: string
  /** The page's URL or origin; `null` for a page with an opaque one. */
  readonly origin: string
  /** For such a page. */
  readonly opaqueOrigin: OpaqueOrigin
  readonly method: string | null
  /** `Name: value`, each as it was written. */
  readonly headers: readonly string[]
  /** Bytes, one a character. */
  readonly body: string | null
  readonly mode: RequestMode
  readonly credentials: CredentialsMode | null
  readonly redirect: RedirectMode | null
  readonly cache: CacheMode | null
}

/** A request that a page can make, and what had to be left out of it. */
export interface PreparedRequest {
  readonly request: RequestRecord
  /** Sentences for people. */
  readonly notes: readonly string[]
}

type NameAndValue = readonly [name: string, value: string]

/**
 * What `fetch()` in a page makes of its arguments, or, under mode `navigate`, a link or form of it.
 * https://fetch.spec.whatwg.org/#dom-request
 *
 * @throws UsageError where `fetch()` would throw: for a method that no page may use, a body on a GET.
 */
export function preparePageRequest(given: PageRequest): PreparedRequest {
  const notes: string[] = []
  const url = targetOf(given.url)
  const client = clientOf(given, notes)
  const method = methodOf(given)
  const headers = given.headers.map(nameAndValueOf)
  if (given.mode === 'navigate') checkNavigation(given, method)
  if (given.cache === 'only-if-cached' && given.mode !== 'same-origin') {
    throw new UsageError('--cache only-if-cached needs --mode same-origin: fetch() takes it for no other.')
  }
  const kept = keptHeaders(given.mode, headers, notes)
  if (given.body !== null && !kept.some(([name]) => byteLowercase(name) === 'content-type')) {
    kept.push(['content-type', given.mode === 'navigate' ? formType : textType])
  }
  const navigation = given.mode === 'navigate'
  const request = createRequest({
    url: url.href,
    client,
    method,
    headers: kept,
    body: given.body,
    mode: given.mode,
    credentials: navigation ? 'include' : (given.credentials ?? 'same-origin'),
    redirect: given.redirect ?? 'follow',
    cache: given.cache ?? 'default',
    // A navigation is a link or form that the user has clicked.
    ...(navigation ? { destination: 'document', initiatorType: null, userActivation: true } : {}),
  })
  return { request, notes }
}

/** What `fetch()` says of a string body. https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
const textType = 'text/plain;charset=UTF-8'
/** What a form says that is told nothing else. */
const formType = 'application/x-www-form-urlencoded'

// ── URL and page ────────────────────────────────────────────────────────────────────────────────────

function targetOf(input: string): URLRecord {
  const url = parseURL(input)
  const shown = shownArgument(input)
  if (url === null || schemeIsNone(url)) {
    const scheme = /^(localhost|[\d.]+|\[)/i.test(input) ? 'http' : 'https'
    const way =
      parseURL(`${scheme}://${input}`) === null || input.includes('://')
        ? 'https://api.example.com/'
        : withoutSecrets(`${scheme}://${input}`)
    throw new UsageError(`${shown} is no absolute URL. Write one such as ${way}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      `${shown} has a user name or password in it, and fetch() refuses such URLs. Leave them out.`,
    )
  }
  return url
}

/** Whether `localhost:8080` or `ann:secret@localhost` has become a scheme and a path. */
function schemeIsNone({ host, path }: URLRecord): boolean {
  return host === null && /^(\d{1,5}(\/|$)|[^/,;]+@)/.test(path)
}

function clientOf({ origin, opaqueOrigin }: PageRequest, notes: string[]): Client {
  if (origin === 'null') return createClient({ url: 'data:text/html,', origin: opaqueOrigin })
  const url = parseOriginURL(origin)
  if (url instanceof OriginSyntaxError || schemeIsNone(url)) {
    const code = url instanceof OriginSyntaxError ? url.code : 'missing-scheme'
    throw new UsageError(`--origin: ${new OriginSyntaxError(code, withoutSecrets(origin.trim())).message}`)
  }
  if (url.origin.kind === 'tuple') return createClient(url.href)
  notes.push(
    `${url.scheme}: URLs have no origin of their own by the standards, so the page says Origin: null.`,
  )
  return createClient({ url: url.href, origin: opaqueOrigin })
}

// ── Method ──────────────────────────────────────────────────────────────────────────────────────────

function methodOf({ method: written, body, mode }: PageRequest): string {
  const method = normalizeMethod(written ?? (body === null ? 'GET' : 'POST'))
  if (!isMethod(method))
    throw new UsageError(`-X ${shownArgument(method)} is no method. Write one such as -X PUT.`)
  if (forbiddenMethod(method)) {
    throw new UsageError(`-X ${method}: browsers let no page use ${method}; fetch() throws a TypeError.`)
  }
  if (body !== null && (method === 'GET' || method === 'HEAD')) {
    throw new UsageError(`-d: fetch() sends no body with ${method}. Leave out -d, or write -X POST.`)
  }
  if (mode === 'no-cors' && !corsSafelistedMethod(method)) {
    throw new UsageError(`-X ${method}: under --mode no-cors fetch() takes GET, HEAD and POST only.`)
  }
  return method
}

function checkNavigation({ credentials, redirect }: PageRequest, method: string): void {
  if (method !== 'GET' && method !== 'POST') {
    throw new UsageError(`-X ${method}: a page navigates by GET or POST. Leave out -X, or --mode navigate.`)
  }
  if (credentials !== null && credentials !== 'include') {
    throw new UsageError('--credentials: a navigation always has credentials. Leave it out.')
  }
  if (redirect !== null && redirect !== 'follow') {
    throw new UsageError('--redirect: a navigation always follows redirects. Leave it out.')
  }
}

// ── Headers ─────────────────────────────────────────────────────────────────────────────────────────

function nameAndValueOf(line: string): NameAndValue {
  const colon = line.indexOf(':')
  if (colon < 1) {
    throw new UsageError(`-H ${shownArgument(mask('', line))} is no header. Write it as -H 'Name: value'.`)
  }
  return [line.slice(0, colon).trim(), line.slice(colon + 1)]
}

/** The headers that a page gets to send. https://fetch.spec.whatwg.org/#headers-validate */
function keptHeaders(mode: RequestMode, headers: readonly NameAndValue[], notes: string[]): NameAndValue[] {
  return headers.filter(([name, value]) => {
    const why = whyLeftOut(mode, byteLowercase(name), value.trim())
    if (why !== null) notes.push(why(name))
    return why === null
  })
}

function whyLeftOut(mode: RequestMode, name: string, value: string): ((written: string) => string) | null {
  if (mode === 'navigate' && name !== 'content-type') {
    return (written) => `A link or form sets no headers; ${written} left out.`
  }
  if (forbiddenRequestHeader(name, value)) {
    return (written) => `Browsers do not let a page set ${written}; left out.${instead(name)}`
  }
  if (mode !== 'no-cors') return null
  if (
    noCORSSafelistedRequestHeaderName(name) &&
    corsSafelistedRequestHeader(name, value, standardSafelistRules)
  ) {
    return null
  }
  return (written) => `Under --mode no-cors a page cannot set ${written} to this; left out.`
}

/** What does what the header was probably meant to do. */
function instead(name: string): string {
  switch (name) {
    case 'cookie':
      return ' (--credentials include sends the browser’s own; --cookie gives it some.)'
    case 'origin':
    case 'referer':
      return ' (It comes from --origin.)'
    case 'host':
      return ' (It comes from the URL.)'
    default:
      return ''
  }
}
