import type { ExchangeEvent, Recording, Turn } from '../fetch/exchange-state'
import { replay } from '../fetch/replay'
import type { WireResponse } from '../fetch/response'
import { extractTokens, getHeader, type Header } from '../http/header-list'
import type { Reason } from '../spec/reason'
import { type Hop, lastHop, type Run, refusalOf, responseOf } from './run'

/** What a refused answer would have to be, found by changing it until the kernel goes on. */
export interface Repaired {
  /** Every refusal that stands in the way, in the order in which they come up; the first is the recorded one. */
  readonly refusals: readonly Reason[]
  /** Whether the changes below are enough. */
  readonly passes: boolean
  /** Null where the status can stay. */
  readonly status: number | null
  /** In place of those of the same name. */
  readonly headers: readonly Header[]
}

/** More refusals than any answer can collect: one for each header that a request needs permission for. */
const mostRefusals = 64

/**
 * Changes the last answer, one refusal after the other, and runs the kernel on it, until this browser goes
 * on or no change of an answer could help. Null where there is nothing to repair.
 */
export function repair(run: Run): Repaired | null {
  const refusal = refusalOf(run)
  const hop = lastHop(run)
  const original = responseOf(hop)
  if (refusal === null || hop === null || original === null) return null
  const refusals: Reason[] = [refusal]
  const set = new Map<string, string>()
  let response = original
  for (let reason = refusal; refusals.length <= mostRefusals; ) {
    const changed = change(response, reason, hop, set)
    if (changed === null) return outcome(refusals, false, original, response, set)
    response = changed
    const next = refusalAfter(run.recording, response)
    if (next === null) return outcome(refusals, true, original, response, set)
    refusals.push(next)
    reason = next
  }
  return outcome(refusals, false, original, response, set)
}

function outcome(
  refusals: readonly Reason[],
  passes: boolean,
  original: WireResponse,
  response: WireResponse,
  set: ReadonlyMap<string, string>,
): Repaired {
  const headers = [...set].map(([name, value]) => ({ name, value }))
  return { refusals, passes, status: response.status === original.status ? null : response.status, headers }
}

/** The answer without what a refusal was about; null where that was not about the answer. */
function change(
  response: WireResponse,
  reason: Reason,
  hop: Hop,
  set: Map<string, string>,
): WireResponse | null {
  const origin = allowedOrigin(hop)
  const subject = reason.evidence.subject ?? ''
  switch (reason.step) {
    case 'cors-check/origin-absent':
    case 'cors-check/wildcard-with-credentials':
    case 'cors-check/multiple-origins':
    case 'cors-check/origin-mismatch':
      return origin === null ? null : withHeader(response, 'access-control-allow-origin', origin, set)
    case 'cors-check/credentials-not-true':
      return withHeader(response, 'access-control-allow-credentials', 'true', set)
    case 'cors-preflight-fetch/redirect':
    case 'cors-preflight-fetch/status-not-ok':
      return { ...response, status: 204, statusText: 'No Content' }
    case 'cors-preflight-fetch/methods-unparsable':
      return withHeader(response, 'access-control-allow-methods', hop.request.method, set)
    case 'cors-preflight-fetch/method-not-allowed':
      return withMember(response, 'access-control-allow-methods', subject, set)
    case 'cors-preflight-fetch/headers-unparsable': {
      const asked = getHeader(hop.send.headerList, 'access-control-request-headers') ?? ''
      return withHeader(response, 'access-control-allow-headers', asked.split(',').join(', '), set)
    }
    case 'cors-preflight-fetch/header-not-allowed':
      return withMember(response, 'access-control-allow-headers', subject, set)
    case 'cors-preflight-fetch/non-wildcard-header-not-allowed':
      return withHeader(response, 'access-control-allow-headers', `*, ${subject}`, set)
    case 'corp-check/same-origin':
    case 'corp-check/same-site':
    case 'corp-check/embedder-policy':
      return withHeader(response, 'cross-origin-resource-policy', 'cross-origin', set)
    default:
      return null
  }
}

/**
 * What `Access-Control-Allow-Origin` should be. Never `null`, which every sandboxed frame has: a page of that
 * origin is allowed what everybody is, and nothing with credentials.
 */
function allowedOrigin(hop: Hop): string | null {
  const origin = getHeader(hop.send.headerList, 'origin')
  if (origin !== 'null') return origin
  return hop.request.credentialsMode === 'include' ? null : '*'
}

function withHeader(
  response: WireResponse,
  name: string,
  value: string,
  set: Map<string, string>,
): WireResponse {
  set.set(name, value)
  const others = response.headerList.filter((header) => header.name !== name)
  return { ...response, headerList: [...others, { name, value }] }
}

/** A list with one more member. A `*` goes: it would be no more than a member of that name. */
function withMember(
  response: WireResponse,
  name: string,
  member: string,
  set: Map<string, string>,
): WireResponse {
  const members = extractTokens(response.headerList, name)
  const kept = members === null || members === 'failure' ? [] : members.filter((token) => token !== '*')
  return withHeader(response, name, [...kept, member].join(', '), set)
}

/** What the same browser says to another last answer; null where it goes on, to the page or to the next request. */
function refusalAfter(recording: Recording, response: WireResponse): Reason | null {
  const [first, ...rest] = recording.turns
  const last = rest[rest.length - 1] as Turn<ExchangeEvent>
  const event: ExchangeEvent = { kind: 'response', response, now: last.now }
  const turns: Recording['turns'] = [first, ...rest.slice(0, -1), { ...last, event }]
  const { exchange } = replay({ request: recording.request, turns }, null)
  return exchange.state === 'settled' && exchange.response.type === 'error' ? exchange.response.reason : null
}
