import type { RequestRecord } from '../fetch/request'
import type { FilteredResponse, WireRequest, WireResponse } from '../fetch/response'
import { getHeader, type HeaderList } from '../http/header-list'
import { corsSafelistedMethod } from '../http/methods'
import { okStatus } from '../http/statuses'
import { serializeOrigin } from '../origin/origin'
import type { Reason } from '../spec/reason'
import type {
  Check,
  ExplainedRequest,
  NameAndValue,
  TimelineEntry,
  VisibleResponse,
  WireRequestSummary,
  WireResponseSummary,
} from './explanation'
import { failureOf, kindOf } from './facts'
import { cookiesOf } from './hop-cookies'
import { mask, shown } from './mask'
import type { Repaired } from './repair'
import { type Hop, type Run, responseOf } from './run'

/** What the page asked for. */
export function requestOf(request: RequestRecord, unmask: boolean): ExplainedRequest {
  return {
    method: request.method,
    url: shown(request.urlList[0].href, unmask),
    origin: serializeOrigin(request.origin),
    mode: request.mode,
    credentialsMode: request.credentialsMode,
    redirectMode: request.redirectMode,
    kind: kindOf(request),
    headers: headersOf(request.headerList, unmask),
  }
}

/** What went over the wire, with what the browser looked at. */
export function timelineOf(run: Run, repaired: Repaired | null, unmask: boolean): readonly TimelineEntry[] {
  const answered = run.hops.filter((hop) => hop.event !== null)
  return answered.map((hop, i) => {
    const response = responseOf(hop)
    const failure = failureOf(hop)
    return {
      ...wireRequestOf(hop.kind, hop.send, unmask),
      answer: response === null ? null : wireResponseOf(response, unmask),
      failure: failure === null ? null : shown(failure.text, unmask),
      checks:
        response === null
          ? []
          : checksOf(hop, response, i === answered.length - 1 && repaired !== null ? repaired : null),
      cookies: cookiesOf(hop, run.profile, unmask),
    }
  })
}

export function wireRequestOf(
  kind: WireRequestSummary['kind'],
  send: WireRequest,
  unmask: boolean,
): WireRequestSummary {
  return {
    kind,
    method: send.method,
    url: shown(send.url.href, unmask),
    headers: headersOf(send.headerList, unmask),
  }
}

function wireResponseOf(response: WireResponse, unmask: boolean): WireResponseSummary {
  return {
    status: response.status,
    statusText: response.statusText,
    headers: headersOf(response.headerList, unmask),
  }
}

/** What script gets to see, and what it does not. */
export function visibleOf(response: FilteredResponse, unmask: boolean): VisibleResponse {
  const seen = new Set(response.headerList.map((header) => header.name))
  const came = response.internalResponse.headerList.map((header) => header.name)
  return {
    type: response.type,
    status: response.status,
    headers: headersOf(response.headerList, unmask),
    hidden: [...new Set(came.filter((name) => !seen.has(name)))],
  }
}

export function headersOf(headerList: HeaderList, unmask: boolean): readonly NameAndValue[] {
  return headerList.map(({ name, value }) => [name, unmask ? value : mask(name, value)])
}

/** What decides in one answer: those of its parts that a refusal could be about, whether there was one or not. */
function checksOf(hop: Hop, response: WireResponse, repaired: Repaired | null): readonly Check[] {
  const names = lookedAt(hop)
  const checks: Check[] = []
  if (hop.kind === 'preflight') {
    const ok = okStatus(response.status)
    checks.push({ what: 'status', actual: String(response.status), ok, expected: ok ? null : '200 to 299' })
  }
  for (const name of names) {
    const refusals =
      repaired === null ? [] : repaired.refusals.filter(({ evidence }) => evidence.header === name)
    checks.push({
      what: name,
      actual: getHeader(response.headerList, name),
      ok: refusals.length === 0,
      expected: refusals.length === 0 || repaired === null ? null : expectedOf(name, refusals, repaired),
    })
  }
  return checks
}

/** The value that would do; of a list, the members that are missing. */
function expectedOf(name: string, refusals: readonly Reason[], repaired: Repaired): string | null {
  const members = refusals.flatMap(({ evidence }) =>
    evidence.subject === undefined ? [] : [evidence.subject],
  )
  const list = name === 'access-control-allow-methods' || name === 'access-control-allow-headers'
  return list && members.length > 0 ? members.join(', ') : getHeader(repaired.headers, name)
}

function lookedAt(hop: Hop): readonly string[] {
  const { request } = hop
  if (hop.kind === 'request' && request.responseTainting === 'opaque') return ['cross-origin-resource-policy']
  if (hop.kind === 'request' && request.responseTainting !== 'cors') return []
  const names = ['access-control-allow-origin']
  if (request.credentialsMode === 'include') names.push('access-control-allow-credentials')
  if (hop.kind === 'request') return names
  if (!corsSafelistedMethod(request.method)) names.push('access-control-allow-methods')
  if (getHeader(hop.send.headerList, 'access-control-request-headers') !== null) {
    names.push('access-control-allow-headers')
  }
  return names
}
