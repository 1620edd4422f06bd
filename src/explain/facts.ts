import { locationURL } from '../fetch/location-url'
import { preflightHeaderNames } from '../fetch/needs-preflight'
import type { RequestRecord } from '../fetch/request'
import type { WireResponse } from '../fetch/response'
import { getHeader, type HeaderList } from '../http/header-list'
import { redirectStatus } from '../http/statuses'
import { serializeOrigin } from '../origin/origin'
import type { URLRecord } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import type { Reason, RefusalId } from '../spec/reason'
import { finalURL, type Hop, lastHop, type Run, refusalOf, responseOf } from './run'
import { type ServerSoftware, softwareOf } from './server-software'

/** What causes, remedies and console lines are worked out from: a refusal, and the answer it was about. */
export interface Facts {
  readonly refusal: Reason
  /** Whether the answer to a preflight was refused, and not that to the actual request. */
  readonly preflight: boolean
  /** What was asked for when the fetch was refused. */
  readonly url: URLRecord
  /** What the page had asked for. */
  readonly firstURL: URLRecord
  /** The origin that the server was told, which `Access-Control-Allow-Origin` has to name. */
  readonly origin: string
  /** The page's origin, which redirects can hide from the server. */
  readonly pageOrigin: string
  /** The page's URL; null where there is no page. */
  readonly pageURL: string | null
  readonly method: string
  /** The headers that need permission, in lower case. */
  readonly headerNames: readonly string[]
  readonly credentials: boolean
  readonly kind: string
  readonly mode: RequestRecord['mode']
  /** Of the refused answer; null where there was none, or where the refusal is not about it. */
  readonly status: number | null
  readonly statusText: string
  readonly headerList: HeaderList
  /** Where the refused answer redirects to, as this browser reads it; null where it does not, or not to a URL. */
  readonly location: URLRecord | null
  /** Why nothing came back: a code, and a sentence. */
  readonly failure: Failure | null
  /** Whether a preflight to the same URL has passed before. */
  readonly preflightPassed: boolean
  /** What the answer says of the server. */
  readonly software: ServerSoftware | null
}

export interface Failure {
  /** `refused`, `dns`, `tls` …: what stands before the colon of the recorded cause; empty where nothing does. */
  readonly code: string
  readonly text: string
}

const noHeaders: HeaderList = []

/** Null where nothing was refused. */
export function factsOf(run: Run): Facts | null {
  const refusal = refusalOf(run)
  if (refusal === null) return null
  const beforeSending = refusedBeforeSending(refusal.step)
  const hop = beforeSending ? null : lastHop(run)
  const response = responseOf(hop)
  const headerList = response === null ? noHeaders : response.headerList
  const request = hop === null ? run.exchange.request : hop.request
  const url = hop === null ? finalURL(run) : hop.send.url
  const { client } = request
  const pageOrigin = serializeOrigin(run.recording.request.origin)
  return {
    refusal,
    preflight: hop !== null && hop.kind === 'preflight',
    url,
    firstURL: run.recording.request.urlList[0],
    origin: (hop === null ? null : getHeader(hop.send.headerList, 'origin')) ?? pageOrigin,
    pageOrigin,
    pageURL: client === null ? null : client.creationURL.href,
    method: request.method,
    headerNames: preflightHeaderNames(run.profile, request),
    credentials: request.credentialsMode === 'include',
    kind: kindOf(request),
    mode: request.mode,
    status: response === null ? null : response.status,
    statusText: response === null ? '' : response.statusText,
    headerList,
    location: response === null ? null : locationOf(run.profile, request, response),
    failure: hop === null ? null : failureOf(hop),
    preflightPassed: run.hops.some(
      (other, i) => other.kind === 'preflight' && i < run.hops.length - 1 && other.send.url.href === url.href,
    ),
    software: softwareOf(headerList),
  }
}

/** Whether a step refuses before anything goes out to the current URL. */
export function refusedBeforeSending(step: RefusalId): boolean {
  switch (step) {
    case 'main-fetch/bad-port':
    case 'main-fetch/mixed-content':
    case 'main-fetch/same-origin-mode':
    case 'main-fetch/no-cors-redirect-mode':
    case 'main-fetch/scheme-without-cors':
    case 'scheme-fetch/data-url-invalid':
    case 'scheme-fetch/unsupported-scheme':
    case 'http-network-or-cache-fetch/keepalive-too-large':
    case 'http-network-or-cache-fetch/only-if-cached':
      return true
    default:
      return false
  }
}

/** What a page would say it loads: `fetch`, `XMLHttpRequest`, `image`. */
export function kindOf(request: RequestRecord): string {
  if (request.initiatorType === 'fetch') return 'fetch'
  if (request.initiatorType === 'xmlhttprequest') return 'XMLHttpRequest'
  return request.destination === '' ? (request.initiatorType ?? 'request') : request.destination
}

/** As this browser reads it, whether it would follow it or not. */
function locationOf(profile: Profile, request: RequestRecord, response: WireResponse): URLRecord | null {
  if (!redirectStatus(response.status)) return null
  const location = locationURL(profile, request, response)
  return location === null || 'step' in location ? null : location
}

/** Why a hop brought nothing; null where it did, or where the recording ends. */
export function failureOf(hop: Hop): Failure | null {
  if (hop.event === null || hop.event.kind === 'response') return null
  if (hop.event.kind === 'aborted') return { code: 'aborted', text: 'the fetch was aborted' }
  const { cause } = hop.event
  const colon = /^([a-z-]+): /.exec(cause)
  return colon === null
    ? { code: '', text: cause }
    : { code: colon[1] as string, text: cause.slice(colon[0].length) }
}
