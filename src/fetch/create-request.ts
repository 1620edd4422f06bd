import type { Header, HeaderList } from '../http/header-list'
import { isMethod, normalizeMethod } from '../http/methods'
import { byteLowercase, isByteString, isToken, stripHTTPWhitespace } from '../infra/byte-string'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import type { Origin } from '../origin/origin'
import { sameSite } from '../origin/site'
import { parseURL, type URLRecord } from '../origin/url-record'
import type {
  Body,
  CacheMode,
  Client,
  CredentialsMode,
  Destination,
  EmbedderPolicyValue,
  Initiator,
  InitiatorType,
  RedirectMode,
  ReferrerPolicy,
  RequestMode,
  RequestRecord,
} from './request'

/** A page, as far as its requests depend on it. */
export interface ClientInit {
  /** The document's URL. Its origin is the page's, but for sandboxed ones. */
  readonly url: string
  /** An opaque origin (from `newOpaqueOrigin`), for a sandboxed document. */
  readonly origin?: Origin
  /** The URL of the top-level document, where this one is a frame. */
  readonly topLevelURL?: string
  /** Whether a document in between is cross-site with the top-level one. By default: whether this one is. */
  readonly hasCrossSiteAncestor?: boolean
  readonly hasStorageAccess?: boolean
  readonly isDocument?: boolean
  readonly referrerPolicy?: ReferrerPolicy
  readonly embedderPolicy?: EmbedderPolicyValue
}

/** What a request is made from; the defaults are those of `fetch(url)` in a page. */
export interface RequestInit {
  readonly url: string
  /** Who asks: a page's URL, or a client from `createClient`. */
  readonly client: string | Client
  readonly method?: string
  readonly headers?: readonly (readonly [name: string, value: string])[] | { readonly [name: string]: string }
  /** A byte string, or a stream that only the driver can read. */
  readonly body?: string | Body | null
  readonly mode?: RequestMode
  readonly credentials?: CredentialsMode
  readonly redirect?: RedirectMode
  readonly cache?: CacheMode
  readonly destination?: Destination
  readonly initiator?: Initiator
  readonly initiatorType?: InitiatorType | null
  /** A URL, `client` (the default), or `no-referrer`. */
  readonly referrer?: string
  readonly referrerPolicy?: ReferrerPolicy
  readonly keepalive?: boolean
  readonly userActivation?: boolean
  readonly userInitiated?: boolean
  readonly reloadNavigation?: boolean
  readonly topLevelNavigationInitiatorOrigin?: Origin | null
  readonly useCORSPreflight?: boolean
  readonly unsafeRequest?: boolean
}

/**
 * A client (Fetch's environment settings object) from a page's URL.
 *
 * @throws ConfigError where a URL cannot be parsed.
 */
export function createClient(init: ClientInit | string): Client {
  const given: ClientInit = typeof init === 'string' ? { url: init } : init
  const issues: ConfigIssue[] = []
  const url = urlOf(given.url, 'url', issues)
  const top = given.topLevelURL === undefined ? url : urlOf(given.topLevelURL, 'topLevelURL', issues)
  if (url === null || top === null) throw new ConfigError(issues)
  const nested = given.topLevelURL !== undefined
  return {
    origin: given.origin ?? url.origin,
    topLevelOrigin: nested ? top.origin : (given.origin ?? url.origin),
    creationURL: url,
    hasCrossSiteAncestor: given.hasCrossSiteAncestor ?? (nested && !sameSite(url.origin, top.origin)),
    hasStorageAccess: given.hasStorageAccess ?? false,
    isDocument: given.isDocument ?? true,
    hasTrustworthyAncestor: nested && top.potentiallyTrustworthy,
    referrerPolicy: given.referrerPolicy ?? '',
    embedderPolicy: given.embedderPolicy ?? 'unsafe-none',
  }
}

/**
 * A request record, checked: what cannot go over HTTP (a bad URL, method, header name, a value with CR or
 * LF) never becomes one. What a page may not do (forbidden headers and methods) is the page's business.
 *
 * @throws ConfigError with every problem at once.
 */
export function createRequest(init: RequestInit): RequestRecord {
  const issues: ConfigIssue[] = []
  const client = typeof init.client === 'string' ? clientOf(init.client, issues) : init.client
  const url = urlOf(init.url, 'url', issues, client)
  const method = methodOf(init.method ?? 'GET', issues)
  const headerList = headerListOf(init.headers ?? [], issues)
  const body = bodyOf(init.body ?? null, issues)
  const referrer = referrerOf(init.referrer ?? 'client', client, issues)
  if (url === null || client === null || issues.length > 0) throw new ConfigError(issues)
  return {
    method,
    urlList: [url],
    headerList,
    body,
    client,
    origin: client.origin,
    topLevelNavigationInitiatorOrigin: init.topLevelNavigationInitiatorOrigin ?? null,
    mode: init.mode ?? 'cors',
    credentialsMode: init.credentials ?? 'same-origin',
    redirectMode: init.redirect ?? 'follow',
    cacheMode: init.cache ?? 'default',
    destination: init.destination ?? '',
    initiator: init.initiator ?? '',
    initiatorType: init.initiatorType === undefined ? 'fetch' : init.initiatorType,
    referrer,
    referrerPolicy: init.referrerPolicy ?? '',
    keepalive: init.keepalive ?? false,
    userActivation: init.userActivation ?? false,
    userInitiated: init.userInitiated ?? false,
    reloadNavigation: init.reloadNavigation ?? false,
    useCORSPreflight: init.useCORSPreflight ?? false,
    unsafeRequest: init.unsafeRequest ?? true,
    redirectCount: 0,
    responseTainting: 'basic',
    methodChanged: false,
    removedHeaderNames: [],
  }
}

function clientOf(url: string, issues: ConfigIssue[]): Client | null {
  return urlOf(url, 'client', issues) === null ? null : createClient(url)
}

function urlOf(
  input: unknown,
  path: string,
  issues: ConfigIssue[],
  client: Client | null = null,
): URLRecord | null {
  const url = typeof input === 'string' ? parseURL(input, client === null ? null : client.creationURL) : null
  if (url === null) {
    issues.push({
      path,
      value: input,
      reason: input === undefined ? 'missing' : 'invalid',
      message: `${path} must be a URL such as https://app.example.com/`,
    })
  }
  return url
}

function methodOf(method: string, issues: ConfigIssue[]): string {
  if (typeof method !== 'string' || !isMethod(method)) {
    issues.push({
      path: 'method',
      value: method,
      reason: 'invalid',
      message: 'method must be a token such as PUT',
    })
    return 'GET'
  }
  return normalizeMethod(method)
}

function headerListOf(headers: NonNullable<RequestInit['headers']>, issues: ConfigIssue[]): HeaderList {
  const list: Header[] = []
  const pairs = Array.isArray(headers)
    ? headers
    : Object.entries(headers as { readonly [name: string]: string })
  for (const [name, value] of pairs as readonly (readonly [string, string])[]) {
    const path = `headers[${JSON.stringify(name)}]`
    if (typeof name !== 'string' || !isToken(name)) {
      issues.push({ path, value: name, reason: 'invalid', message: `${path}: a header name must be a token` })
      continue
    }
    const normalized = typeof value === 'string' ? stripHTTPWhitespace(value) : null
    if (normalized === null || !isByteString(normalized) || /[\0\n\r]/.test(normalized)) {
      issues.push({
        path,
        // The value itself may be a secret.
        value: '…',
        reason: 'invalid',
        message: `${path}: a header value must be bytes (characters up to U+00FF) without NUL, CR or LF`,
      })
      continue
    }
    list.push({ name: byteLowercase(name), value: normalized })
  }
  return list
}

function bodyOf(body: string | Body | null, issues: ConfigIssue[]): Body | null {
  if (body === null || typeof body === 'object') return body
  if (typeof body === 'string' && isByteString(body)) return { kind: 'bytes', bytes: body }
  issues.push({
    path: 'body',
    value: typeof body,
    reason: 'invalid',
    message: 'body must be a byte string: encode text as UTF-8 first',
  })
  return null
}

function referrerOf(
  referrer: string,
  client: Client | null,
  issues: ConfigIssue[],
): RequestRecord['referrer'] {
  if (referrer === 'client' || referrer === 'no-referrer') return referrer
  return urlOf(referrer, 'referrer', issues, client) ?? 'client'
}
