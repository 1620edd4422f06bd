import type { RequestRecord } from '../../../src/fetch/request'
import type { ResponseRecord } from '../../../src/fetch/response'
import type { HeaderList } from '../../../src/http/header-list'
import { forbiddenResponseHeaderName } from '../../../src/http/header-names'
import type { URLRecord } from '../../../src/origin/url-record'
import { withFragment, withoutUserinfo } from '../../../src/origin/url-record'
import type { Profile } from '../../../src/profile/profile'
import type { SeenError, SeenResponse, SeenXHR } from '../observation'
import type { HeaderLine, XHRStep } from '../scenario'
import { utf8Decode } from './bodies'
import { intact } from './element-steps'
import { thrown } from './fetch-steps'
import { arrivalOf } from './short-body'
import type { Fetched } from './world'
import { eventsOfXHR, urlOfFailure } from './xhr-events'

/** What a script sees of `fetch()`. */
export function seenFetch(
  profile: Profile,
  { response }: Fetched,
  integrity: string | null,
): SeenResponse | SeenError {
  if (response === null) return { kind: 'timeout', name: '', message: '' }
  const arrival = arrivalOf(profile, response)
  if (response.type === 'error' || arrival === 'network-error') return thrown('TypeError')
  const bytes = bodyBytes(response)
  if (integrity !== null && !intact(integrity, response, bytes)) return thrown('TypeError')
  return {
    kind: 'response',
    type: response.type,
    status: response.status,
    statusText: response.statusText,
    url: shownURL(response)?.href ?? '',
    redirected: response.urlList.length > 1,
    headers: iterated(response.headerList),
    body: arrival === 'whole' ? utf8Decode(bytes) : null,
    bodyError: arrival === 'whole' ? null : '',
  }
}

/** What a script sees of an XMLHttpRequest that has ended; `request` is as the page made it. */
export function seenXHR(
  profile: Profile,
  step: XHRStep,
  request: RequestRecord,
  fetched: Fetched,
): SeenXHR | SeenError {
  const { response } = fetched
  if (response === null) return { kind: 'timeout', name: '', message: '' }
  const arrival = arrivalOf(profile, response)
  const events = eventsOfXHR(profile, step, request, fetched, arrival)
  if (response.type === 'error' || arrival !== 'whole') {
    const url = urlOfFailure(profile, request, fetched)
    return { kind: 'xhr', events, status: 0, statusText: '', url, headers: '', body: '' }
  }
  return {
    kind: 'xhr',
    events,
    status: response.status,
    statusText: response.statusText,
    url: responseURL(profile, response),
    headers: iterated(response.headerList)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join(''),
    body: utf8Decode(bodyBytes(response)),
  }
}

function bodyBytes(response: Exclude<ResponseRecord, { readonly type: 'error' }>): string {
  return response.body?.kind === 'bytes' ? response.body.bytes : ''
}

function shownURL(response: Exclude<ResponseRecord, { readonly type: 'error' }>): URLRecord | null {
  const url = response.urlList[response.urlList.length - 1]
  return url === undefined ? null : withFragment(url, null)
}

function responseURL(
  profile: Profile,
  response: Exclude<ResponseRecord, { readonly type: 'error' }>,
): string {
  const url = shownURL(response)
  if (url === null) return ''
  // Deviation(DV-89): one engine takes them out of what goes to another origin.
  const keeps = profile.responseURLKeepsCredentials || response.type !== 'cors'
  return keeps ? url.href : withoutUserinfo(url)
}

/** Sorted and combined. https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine */
function iterated(headerList: HeaderList): HeaderLine[] {
  const names = [...new Set(headerList.map(({ name }) => name))].filter(
    (name) => !forbiddenResponseHeaderName(name),
  )
  return names.sort().map(
    (name): HeaderLine => [
      name,
      headerList
        .filter((header) => header.name === name)
        .map(({ value }) => value)
        .join(', '),
    ],
  )
}
