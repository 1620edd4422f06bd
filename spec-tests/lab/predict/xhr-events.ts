import type { RequestRecord } from '../../../src/fetch/request'
import type { ResponseRecord } from '../../../src/fetch/response'
import { corsUnsafeRequestHeaderNames } from '../../../src/http/cors-safelisted'
import { hasHeader } from '../../../src/http/header-list'
import { corsSafelistedMethod } from '../../../src/http/methods'
import { redirectStatus } from '../../../src/http/statuses'
import { sameOrigin } from '../../../src/origin/origin'
import { withFragment } from '../../../src/origin/url-record'
import type { Profile } from '../../../src/profile/profile'
import type { XHRStep } from '../scenario'
import type { Arrival } from './short-body'
import type { Fetched, Sent } from './world'

type Ending = 'load' | 'error' | 'timeout'

/** What the lab hears of an XMLHttpRequest that has ended, in order; `request` is as the page made it. */
export function eventsOfXHR(
  profile: Profile,
  step: XHRStep,
  request: RequestRecord,
  fetched: Fetched,
  arrival: Arrival,
): string[] {
  const { response } = fetched
  const ending = endingOf(response, arrival)
  const upload = step.uploadListener ? uploadEvents(profile, request, fetched, arrival) : none
  const come = arrival === 'cut' || (arrival === 'whole' && ending === 'load') ? bytesOf(response) : null
  const events = ['readystatechange 1', ...loadstart(profile, request), ...upload.before]
  if (come !== null) events.push('readystatechange 2')
  if (come !== null && come !== '') events.push('readystatechange 3', 'progress')
  // Deviation(DV-167): engines say nothing where there is nothing.
  else if (come !== null && arrival === 'whole' && profile.xhrEmptyBodyProgress) events.push('progress')
  return [...events, 'readystatechange 4', ...upload.after, ending, 'loadend']
}

/** `responseURL` of one that failed. */
export function urlOfFailure(profile: Profile, { client }: RequestRecord, { sent }: Fetched): string {
  const last = sent[sent.length - 1]
  const own = sent.every((one) => client !== null && sameOrigin(one.request.url.origin, client.origin))
  // Deviation(DV-173): one engine shows the address that it has, unless it is of another origin.
  return profile.xhrFailureKeepsURL && own && last !== undefined
    ? withFragment(last.request.url, null).href
    : ''
}

function endingOf(response: ResponseRecord | null, arrival: Arrival): Ending {
  if (response !== null && response.type === 'error' && response.aborted) return 'timeout'
  return arrival === 'whole' && response !== null && response.type !== 'error' ? 'load' : 'error'
}

function bytesOf(response: ResponseRecord | null): string {
  return response !== null && response.type !== 'error' && response.body?.kind === 'bytes'
    ? response.body.bytes
    : ''
}

function loadstart({ xhrSchemesWithoutLoadstart }: Profile, { urlList: [url] }: RequestRecord): string[] {
  // Deviation(DV-172): by the standard it comes before the URL is looked at.
  return xhrSchemesWithoutLoadstart.some((beginning) => url.href.startsWith(beginning)) ? [] : ['loadstart']
}

interface Upload {
  /** Before the headers come, or the failure. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

const none: Upload = { before: [], after: [] }

function uploadEvents(
  profile: Profile,
  request: RequestRecord,
  { response, sent, took }: Fetched,
  arrival: Arrival,
): Upload {
  const ending = endingOf(response, arrival)
  const failure = [`upload.${ending}`, 'upload.loadend']
  const length = lengthOf(request)
  if (length === null) {
    // Deviation(DV-169): in one engine an upload is complete when something was sent, and not before.
    const told = ending !== 'load' && profile.xhrUploadFailsWithoutBody && !simple(profile, request)
    return { before: [], after: told ? failure : [] }
  }
  // Deviation(DV-168): engines tell less where there is nothing to send.
  const rule = length === 0 ? profile.xhrEmptyUpload : 'as-any'
  const before = ['upload.loadstart']
  const progress = rule === 'without-progress' ? [] : ['upload.progress']
  const over = [...progress, 'upload.load', 'upload.loadend']
  const times = sent.filter((one) => one.request.body !== null)
  // Deviation(DV-171): one engine goes on to tell how far it is.
  if (profile.xhrResentUploadProgress && times.length > 1) over.push('upload.progress')
  const readable = ending === 'load' || arrival === 'cut'
  if (rule === 'only-begins') return { before, after: readable ? [] : failure }
  if (readable) return { before: [...before, ...over], after: [] }
  const [first] = times
  if (first === undefined) return { before, after: failure }
  const passed = took - first.after
  // Deviation(DV-170): engines look after an upload at different times.
  switch (profile.xhrUploadEnds) {
    case 'when-sent':
      return { before: [...before, ...over], after: [] }
    case 'with-answer-or-looked-at':
      return passed >= 100 || (ending === 'error' && answered(sent, response))
        ? { before: [...before, ...over], after: [] }
        : { before, after: failure }
    case 'with-response':
      return { before: passed >= 50 ? [...before, ...progress] : before, after: failure }
  }
}

/** Whether the last request was the page's own, and no redirect that leads somewhere came of it. */
function answered(sent: readonly Sent[], response: ResponseRecord | null): boolean {
  const last = sent[sent.length - 1]
  if (last === undefined || isPreflight(last)) return false
  if (last.status === null || !redirectStatus(last.status)) return true
  const step = response !== null && response.type === 'error' ? response.reason.step : ''
  return step === 'http-redirect-fetch/location-duplicate' || step === 'http-redirect-fetch/location-invalid'
}

function simple(
  profile: Profile,
  { urlList: [url], client, method, initialHeaderList }: RequestRecord,
): boolean {
  if (client === null || sameOrigin(url.origin, client.origin)) return false
  return corsSafelistedMethod(method) && corsUnsafeRequestHeaderNames(initialHeaderList, profile).length === 0
}

function lengthOf({ body }: RequestRecord): number | null {
  return body === null ? null : body.kind === 'bytes' ? body.bytes.length : 0
}

function isPreflight({ request: { method, headerList } }: Sent): boolean {
  return method === 'OPTIONS' && hasHeader(headerList, 'access-control-request-method')
}
