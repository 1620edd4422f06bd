import type { Header, HeaderList } from '../http/header-list'
import { isMethod } from '../http/methods'
import { byteLowercase, isByteString, isToken } from '../infra/byte-string'
import { invalidJSON, readArray, readBoolean, readNumber, readObject, readString } from '../infra/read-json'
import type { Origin } from '../origin/origin'
import { parseURL, type URLRecord } from '../origin/url-record'
import type { Body, Client, RequestRecord } from './request'
import { members } from './request-members'

/** Plain JSON: what `JSON.stringify` writes and `JSON.parse` gives back. */
export type JSONValue =
  | null
  | boolean
  | number
  | string
  | readonly JSONValue[]
  | { readonly [name: string]: JSONValue }

/** @throws ConfigError naming the path. */
export function readOneOf<const T extends readonly string[]>(value: unknown, path: string, of: T): T[number] {
  return of.includes(value as T[number])
    ? (value as T[number])
    : invalidJSON(value, path, `one of ${of.join(', ')}`)
}

/** A request as plain JSON; URLs as their serialization. */
export function requestToJSON(request: RequestRecord): JSONValue {
  return {
    ...request,
    urlList: request.urlList.map((url) => url.href),
    headerList: headerListToJSON(request.headerList),
    body: bodyToJSON(request.body),
    client: request.client === null ? null : clientToJSON(request.client),
    origin: originToJSON(request.origin),
    topLevelNavigationInitiatorOrigin:
      request.topLevelNavigationInitiatorOrigin === null
        ? null
        : originToJSON(request.topLevelNavigationInitiatorOrigin),
    initialHeaderList: headerListToJSON(request.initialHeaderList),
    referrer: referrerToJSON(request.referrer),
    initialReferrer: referrerToJSON(request.initialReferrer),
  }
}

function referrerToJSON(referrer: RequestRecord['referrer']): JSONValue {
  return typeof referrer === 'string' ? referrer : { url: referrer.href }
}

/** @throws ConfigError naming the first place that is wrong. */
export function requestFromJSON(json: unknown, path = 'request'): RequestRecord {
  const at = (name: keyof RequestRecord): string => `${path}.${name}`
  const given = readObject<keyof RequestRecord>(json, path)
  const [first, ...rest] = readArray(given.urlList, at('urlList')).map((url, i) =>
    readURL(url, `${at('urlList')}[${i}]`),
  )
  if (first === undefined) return invalidJSON(given.urlList, at('urlList'), 'an array of one URL or more')
  return {
    method: readMethod(given.method, at('method')),
    urlList: [first, ...rest],
    headerList: readHeaderList(given.headerList, at('headerList'), 'request'),
    body: readBody(given.body, at('body')),
    client: given.client === null ? null : readClient(given.client, at('client')),
    origin: readOrigin(given.origin, at('origin')),
    topLevelNavigationInitiatorOrigin:
      given.topLevelNavigationInitiatorOrigin === null
        ? null
        : readOrigin(given.topLevelNavigationInitiatorOrigin, at('topLevelNavigationInitiatorOrigin')),
    mode: readOneOf(given.mode, at('mode'), members.mode),
    credentialsMode: readOneOf(given.credentialsMode, at('credentialsMode'), members.credentialsMode),
    redirectMode: readOneOf(given.redirectMode, at('redirectMode'), members.redirectMode),
    cacheMode: readOneOf(given.cacheMode, at('cacheMode'), members.cacheMode),
    destination: readOneOf(given.destination, at('destination'), members.destination),
    initiator: readOneOf(given.initiator, at('initiator'), members.initiator),
    initiatorType:
      given.initiatorType === null
        ? null
        : readOneOf(given.initiatorType, at('initiatorType'), members.initiatorType),
    referrer: readReferrer(given.referrer, at('referrer')),
    referrerPolicy: readOneOf(given.referrerPolicy, at('referrerPolicy'), members.referrerPolicy),
    keepalive: readBoolean(given.keepalive, at('keepalive')),
    userActivation: readBoolean(given.userActivation, at('userActivation')),
    userInitiated: readBoolean(given.userInitiated, at('userInitiated')),
    reloadNavigation: readBoolean(given.reloadNavigation, at('reloadNavigation')),
    useCORSPreflight: readBoolean(given.useCORSPreflight, at('useCORSPreflight')),
    unsafeRequest: readBoolean(given.unsafeRequest, at('unsafeRequest')),
    redirectCount: readNumber(given.redirectCount, at('redirectCount')),
    responseTainting: readOneOf(given.responseTainting, at('responseTainting'), members.responseTainting),
    methodChanged: readBoolean(given.methodChanged, at('methodChanged')),
    removedHeaderNames: readArray(given.removedHeaderNames, at('removedHeaderNames')).map((name, i) =>
      readString(name, `${at('removedHeaderNames')}[${i}]`),
    ),
    initialMethod: readMethod(given.initialMethod, at('initialMethod')),
    initialHeaderList: readHeaderList(given.initialHeaderList, at('initialHeaderList'), 'request'),
    hadBody: readBoolean(given.hadBody, at('hadBody')),
    initialReferrer: readReferrer(given.initialReferrer, at('initialReferrer')),
    wasPreflighted: readBoolean(given.wasPreflighted, at('wasPreflighted')),
  }
}

export function readURL(json: unknown, path: string): URLRecord {
  return parseURL(readString(json, path)) ?? invalidJSON(json, path, 'a serialized URL')
}

export function headerListToJSON(headerList: HeaderList): JSONValue {
  return headerList.map(({ name, value }) => [name, value])
}

/** A method that can go over HTTP. One that the standard normalizes was normalized before it was written. */
export function readMethod(json: unknown, path: string): string {
  const method = readString(json, path)
  return isMethod(method) ? method : invalidJSON(json, path, 'a token such as PUT')
}

/**
 * A header list, names in lower case. Those of a request are tokens; those of a response need only be what
 * HTTP could carry, since that is all a server's are checked for.
 */
export function readHeaderList(json: unknown, path: string, of: 'request' | 'response'): HeaderList {
  return readArray(json, path).map((pair, i): Header => {
    const [name, value] = readArray(pair, `${path}[${i}]`)
    return {
      name: readHeaderName(name, `${path}[${i}][0]`, of),
      value: readHeaderValue(value, `${path}[${i}][1]`),
    }
  })
}

function readHeaderName(json: unknown, path: string, of: 'request' | 'response'): string {
  const name = readString(json, path)
  if (of === 'request' && !isToken(name)) return invalidJSON(json, path, 'a token such as content-type')
  if (name === '' || !carriable(name)) {
    return invalidJSON(json, path, 'a byte string, not empty and without NUL, CR or LF')
  }
  return byteLowercase(name)
}

/** What is wrong with it is not repeated, since it may be a secret. */
function readHeaderValue(json: unknown, path: string): string {
  const value = readString(json, path)
  return carriable(value)
    ? value
    : invalidJSON('…', path, 'a byte string (characters up to U+00FF) without NUL, CR or LF')
}

function carriable(s: string): boolean {
  return isByteString(s) && !/[\0\n\r]/.test(s)
}

export function bodyToJSON(body: Body | null): JSONValue {
  if (body === null) return null
  return body.kind === 'bytes' ? { kind: 'bytes', bytes: body.bytes } : { kind: 'stream', ref: body.ref }
}

export function readBody(json: unknown, path: string): Body | null {
  if (json === null) return null
  const body = readObject<'kind' | 'bytes' | 'ref'>(json, path)
  return readOneOf(body.kind, `${path}.kind`, ['bytes', 'stream']) === 'bytes'
    ? { kind: 'bytes', bytes: readByteString(body.bytes, `${path}.bytes`) }
    : { kind: 'stream', ref: readNumber(body.ref, `${path}.ref`) }
}

function readByteString(json: unknown, path: string): string {
  const bytes = readString(json, path)
  return isByteString(bytes) ? bytes : invalidJSON('…', path, 'a byte string (characters up to U+00FF)')
}

function originToJSON(origin: Origin): JSONValue {
  return origin.kind === 'opaque'
    ? { opaque: origin.id }
    : { scheme: origin.scheme, host: origin.host, port: origin.port }
}

/** An origin by way of the URL parser: others share the origins that it makes, so none is made from what is read. */
function readOrigin(json: unknown, path: string): Origin {
  const given = readObject<'opaque' | 'scheme' | 'host' | 'port'>(json, path)
  if (given.opaque !== undefined) {
    const id = readNumber(given.opaque, `${path}.opaque`)
    return Number.isSafeInteger(id) && id >= 0
      ? { kind: 'opaque', id }
      : invalidJSON(id, `${path}.opaque`, 'a number, whole and not negative')
  }
  const scheme = readString(given.scheme, `${path}.scheme`)
  const host = readString(given.host, `${path}.host`)
  const port = given.port === null ? null : readNumber(given.port, `${path}.port`)
  const origin = parseURL(port === null ? `${scheme}://${host}` : `${scheme}://${host}:${port}`)?.origin
  if (origin?.kind !== 'tuple' || origin.scheme !== scheme || origin.host !== host || origin.port !== port) {
    return invalidJSON(json, path, 'an origin as it is serialized, its port null where it is the default')
  }
  return origin
}

function clientToJSON(client: Client): JSONValue {
  return {
    ...client,
    origin: originToJSON(client.origin),
    topLevelOrigin: originToJSON(client.topLevelOrigin),
    creationURL: client.creationURL.href,
  }
}

function readClient(json: unknown, path: string): Client {
  const at = (name: keyof Client): string => `${path}.${name}`
  const client = readObject<keyof Client>(json, path)
  return {
    origin: readOrigin(client.origin, at('origin')),
    topLevelOrigin: readOrigin(client.topLevelOrigin, at('topLevelOrigin')),
    creationURL: readURL(client.creationURL, at('creationURL')),
    hasCrossSiteAncestor: readBoolean(client.hasCrossSiteAncestor, at('hasCrossSiteAncestor')),
    hasStorageAccess: readBoolean(client.hasStorageAccess, at('hasStorageAccess')),
    isDocument: readBoolean(client.isDocument, at('isDocument')),
    hasTrustworthyAncestor: readBoolean(client.hasTrustworthyAncestor, at('hasTrustworthyAncestor')),
    referrerPolicy: readOneOf(client.referrerPolicy, at('referrerPolicy'), members.referrerPolicy),
    embedderPolicy: readOneOf(client.embedderPolicy, at('embedderPolicy'), members.embedderPolicy),
  }
}

function readReferrer(json: unknown, path: string): RequestRecord['referrer'] {
  if (json === 'client' || json === 'no-referrer') return json
  return readURL(readObject<'url'>(json, path).url, `${path}.url`)
}
