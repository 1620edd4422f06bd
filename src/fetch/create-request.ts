import { isMethod, normalizeMethod } from '../http/methods'
import { isByteString } from '../infra/byte-string'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import type { Origin } from '../origin/origin'
import { sameSite } from '../origin/site'
import { potentiallyTrustworthyOrigin } from '../origin/trustworthy'
import { type HeadersInput, headerListOf } from './header-list-of'
import { booleanOf, checkNames, isOrigin, memberOf, originOf, report, urlOf } from './init-issues'
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
import { members } from './request-members'

/** A page, as far as its requests depend on it. */
export interface CreateClientInit {
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
export interface CreateRequestInit {
  readonly url: string
  /** Who asks: a page's URL, or a client from `createClient`. */
  readonly client: string | Client
  readonly method?: string
  /** Pairs, such as an array, a `Headers` or a `Map`, or an object from names to values. */
  readonly headers?: HeadersInput
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

const clientMembers: ReadonlySet<string> = new Set<keyof CreateClientInit>([
  'url',
  'origin',
  'topLevelURL',
  'hasCrossSiteAncestor',
  'hasStorageAccess',
  'isDocument',
  'referrerPolicy',
  'embedderPolicy',
])

const requestMembers: ReadonlySet<string> = new Set<keyof CreateRequestInit>([
  'url',
  'client',
  'method',
  'headers',
  'body',
  'mode',
  'credentials',
  'redirect',
  'cache',
  'destination',
  'initiator',
  'initiatorType',
  'referrer',
  'referrerPolicy',
  'keepalive',
  'userActivation',
  'userInitiated',
  'reloadNavigation',
  'topLevelNavigationInitiatorOrigin',
  'useCORSPreflight',
  'unsafeRequest',
])

/**
 * A client (Fetch's environment settings object) from a page's URL.
 *
 * @throws ConfigError with every problem at once: a URL that cannot be parsed, a value or member there is none of.
 */
export function createClient(init: CreateClientInit | string): Client {
  const given: CreateClientInit = typeof init === 'string' ? { url: init } : init
  const issues: ConfigIssue[] = []
  checkObject(given, 'client', 'the URL of a page, or an object with it as its url')
  const url = urlOf(given.url, 'url', issues)
  const top = given.topLevelURL === undefined ? url : urlOf(given.topLevelURL, 'topLevelURL', issues)
  const nested = given.topLevelURL !== undefined
  const own = originOf(given.origin, 'origin', null, issues)
  const crossSite = nested && url !== null && top !== null && !sameSite(url.origin, top.origin)
  const { referrerPolicy, embedderPolicy } = members
  const policies = {
    hasCrossSiteAncestor: booleanOf(given.hasCrossSiteAncestor, 'hasCrossSiteAncestor', crossSite, issues),
    hasStorageAccess: booleanOf(given.hasStorageAccess, 'hasStorageAccess', false, issues),
    isDocument: booleanOf(given.isDocument, 'isDocument', true, issues),
    referrerPolicy: memberOf(given.referrerPolicy, 'referrerPolicy', referrerPolicy, '', issues),
    embedderPolicy: memberOf(given.embedderPolicy, 'embedderPolicy', embedderPolicy, 'unsafe-none', issues),
  }
  checkNames(given, clientMembers, issues)
  if (url === null || top === null || issues.length > 0) throw new ConfigError(issues)
  return {
    origin: own ?? url.origin,
    topLevelOrigin: nested ? top.origin : (own ?? url.origin),
    creationURL: url,
    hasCrossSiteAncestor: policies.hasCrossSiteAncestor,
    hasStorageAccess: policies.hasStorageAccess,
    isDocument: policies.isDocument,
    hasTrustworthyAncestor: nested && potentiallyTrustworthyOrigin(top.origin),
    referrerPolicy: policies.referrerPolicy,
    embedderPolicy: policies.embedderPolicy,
  }
}

/**
 * A request record, checked: what cannot go over HTTP (a bad URL, method, header name, a value with CR or
 * LF) never becomes one, nor does a value or member that there is none of. What a page may not do (forbidden
 * headers and methods) is the page's business.
 *
 * @throws ConfigError with every problem at once.
 */
export function createRequest(init: CreateRequestInit): RequestRecord {
  const issues: ConfigIssue[] = []
  checkObject(init, 'request', 'an object with url and client')
  const client = clientOf(init.client, issues)
  const url = urlOf(init.url, 'url', issues, client)
  const method = methodOf(init.method, issues)
  const headerList = init.headers === undefined ? [] : headerListOf(init.headers, issues)
  const body = bodyOf(init.body, issues)
  const referrer = referrerOf(init.referrer, client, issues)
  const modes = modesOf(init, issues)
  const flags = flagsOf(init, issues)
  const initiatorOrigin =
    init.topLevelNavigationInitiatorOrigin === null
      ? null
      : originOf(init.topLevelNavigationInitiatorOrigin, 'topLevelNavigationInitiatorOrigin', null, issues)
  checkNames(init, requestMembers, issues)
  if (url === null || client === null || issues.length > 0) throw new ConfigError(issues)
  return {
    method,
    urlList: [url],
    headerList,
    body,
    client,
    origin: client.origin,
    topLevelNavigationInitiatorOrigin: initiatorOrigin,
    mode: modes.mode,
    credentialsMode: modes.credentialsMode,
    redirectMode: modes.redirectMode,
    cacheMode: modes.cacheMode,
    destination: modes.destination,
    initiator: modes.initiator,
    initiatorType: modes.initiatorType,
    referrer,
    referrerPolicy: modes.referrerPolicy,
    keepalive: flags.keepalive,
    userActivation: flags.userActivation,
    userInitiated: flags.userInitiated,
    reloadNavigation: flags.reloadNavigation,
    useCORSPreflight: flags.useCORSPreflight,
    unsafeRequest: flags.unsafeRequest,
    redirectCount: 0,
    responseTainting: 'basic',
    methodChanged: false,
    removedHeaderNames: [],
    initialMethod: method,
    initialHeaderList: headerList,
    hadBody: body !== null,
    initialReferrer: referrer,
    wasPreflighted: false,
  }
}

/**
 * Nothing, where this is a request record. The likely mistake is to pass what a record is made from.
 *
 * @throws ConfigError that says how to make one.
 */
export function checkRequestRecord(request: unknown): void {
  const { urlList, headerList } = Object(request) as { readonly [name: string]: unknown }
  if (Array.isArray(urlList) && urlList.length > 0 && typeof urlList[0]?.href === 'string') {
    if (Array.isArray(headerList)) return
  }
  const issues: ConfigIssue[] = []
  report('request', request, 'a request record: make one with createRequest({ url, client })', issues)
  // What it holds may be a secret.
  throw new ConfigError(issues.map((issue) => ({ ...issue, value: typeof request })))
}

/** Without an object there is nothing more to check. */
function checkObject(given: unknown, path: string, expected: string): void {
  if (typeof given === 'object' && given !== null) return
  const issues: ConfigIssue[] = []
  report(path, given, expected, issues)
  throw new ConfigError(issues)
}

type Modes = Pick<
  RequestRecord,
  | 'mode'
  | 'credentialsMode'
  | 'redirectMode'
  | 'cacheMode'
  | 'destination'
  | 'initiator'
  | 'initiatorType'
  | 'referrerPolicy'
>

function modesOf(init: CreateRequestInit, issues: ConfigIssue[]): Modes {
  const { initiatorType } = init
  return {
    mode: memberOf(init.mode, 'mode', members.mode, 'cors', issues),
    credentialsMode: memberOf(
      init.credentials,
      'credentials',
      members.credentialsMode,
      'same-origin',
      issues,
    ),
    redirectMode: memberOf(init.redirect, 'redirect', members.redirectMode, 'follow', issues),
    cacheMode: memberOf(init.cache, 'cache', members.cacheMode, 'default', issues),
    destination: memberOf(init.destination, 'destination', members.destination, '', issues),
    initiator: memberOf(init.initiator, 'initiator', members.initiator, '', issues),
    initiatorType:
      initiatorType === null
        ? null
        : memberOf(initiatorType, 'initiatorType', members.initiatorType, 'fetch', issues),
    referrerPolicy: memberOf(init.referrerPolicy, 'referrerPolicy', members.referrerPolicy, '', issues),
  }
}

type Flags = Pick<
  RequestRecord,
  'keepalive' | 'userActivation' | 'userInitiated' | 'reloadNavigation' | 'useCORSPreflight' | 'unsafeRequest'
>

function flagsOf(init: CreateRequestInit, issues: ConfigIssue[]): Flags {
  return {
    keepalive: booleanOf(init.keepalive, 'keepalive', false, issues),
    userActivation: booleanOf(init.userActivation, 'userActivation', false, issues),
    userInitiated: booleanOf(init.userInitiated, 'userInitiated', false, issues),
    reloadNavigation: booleanOf(init.reloadNavigation, 'reloadNavigation', false, issues),
    useCORSPreflight: booleanOf(init.useCORSPreflight, 'useCORSPreflight', false, issues),
    unsafeRequest: booleanOf(init.unsafeRequest, 'unsafeRequest', true, issues),
  }
}

function clientOf(given: unknown, issues: ConfigIssue[]): Client | null {
  if (typeof given === 'string') return urlOf(given, 'client', issues) === null ? null : createClient(given)
  const { creationURL, origin, topLevelOrigin } = Object(given) as Partial<Client>
  if (typeof creationURL?.href === 'string' && isOrigin(origin) && isOrigin(topLevelOrigin)) {
    return given as Client
  }
  report('client', given, 'the URL of a page, or a client from createClient({ url })', issues)
  return null
}

function methodOf(method: unknown, issues: ConfigIssue[]): string {
  if (method === undefined) return 'GET'
  if (typeof method === 'string' && isMethod(method)) return normalizeMethod(method)
  report('method', method, 'a token such as PUT', issues)
  return 'GET'
}

function bodyOf(body: unknown, issues: ConfigIssue[]): Body | null {
  if (body === undefined || body === null) return null
  if (typeof body === 'string' && isByteString(body)) return { kind: 'bytes', bytes: body }
  const { kind, bytes, ref } = Object(body) as { readonly [name: string]: unknown }
  if (kind === 'bytes' && typeof bytes === 'string' && isByteString(bytes)) return body as Body
  if (kind === 'stream' && typeof ref === 'number') return body as Body
  report('body', typeof body, 'a byte string: encode text as UTF-8 first', issues)
  return null
}

function referrerOf(
  referrer: unknown,
  client: Client | null,
  issues: ConfigIssue[],
): RequestRecord['referrer'] {
  if (referrer === undefined) return 'client'
  if (referrer === 'client' || referrer === 'no-referrer') return referrer
  return urlOf(referrer, 'referrer', issues, client) ?? 'client'
}
