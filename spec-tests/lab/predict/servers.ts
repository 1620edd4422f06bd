import { InvalidWireResponse, normalizeWireResponse } from '../../../src/fetch/normalize-wire-response'
import type { WireRequest, WireResponse } from '../../../src/fetch/response'
import type { URLRecord } from '../../../src/origin/url-record'
import { blankAnswer, frameAnswer, pageAnswer } from '../documents'
import { labHosts, labPorts } from '../hosts'
import type { SeenRequest } from '../observation'
import type { HeaderLine, Scenario, WireAnswer } from '../scenario'
import { notFound, sentHeaders, serverTable } from '../server-table'

/** What becomes of a request; `delay` in milliseconds. */
export type Reply =
  | { readonly kind: 'response'; readonly response: WireResponse; readonly delay: number }
  | { readonly kind: 'failed'; readonly code: ReplyFailure; readonly message: string; readonly delay: number }
  | { readonly kind: 'hang' }

export type ReplyFailure = 'dns' | 'closed' | 'invalid-response'

/** The servers of a scenario, as a simulation asks them. */
export interface Servers {
  /** Takes a request in, which the server has then seen. */
  receive(request: WireRequest): Reply
  /** Answers whatever is asked for with an empty document that has these headers, instead of the scenario's servers. */
  visited(headers: readonly HeaderLine[] | null): void
  /** What the servers saw since this was last asked. */
  take(): SeenRequest[]
}

export function createServers(scenario: Scenario): Servers {
  const table = serverTable(scenario.server)
  let visit: WireAnswer | null = null
  let seen: SeenRequest[] = []
  return {
    receive,
    visited: (headers) => {
      visit = headers === null ? null : blankAnswer(headers)
    },
    take: () => {
      const taken = seen
      seen = []
      return taken
    },
  }

  function receive(request: WireRequest): Reply {
    if (!inLab(request.url)) return { kind: 'failed', code: 'dns', message: 'no lab there', delay: 0 }
    const url = wireURL(request.url)
    const headers = request.headerList.map(({ name, value }) => [name, value] as const)
    const preflight =
      request.method === 'OPTIONS' && headers.some(([name]) => name === 'access-control-request-method')
    const match = visit !== null ? null : table.match({ method: request.method, url, preflight })
    seen.push({
      method: request.method,
      url,
      headers,
      body: request.body?.kind === 'bytes' ? request.body.bytes : '',
      rule: match === null ? null : match.rule,
      answer: match === null ? null : match.answer,
    })
    const give = match === null ? (visit ?? unruled(scenario, request.method, url)) : match.give
    switch (give.kind) {
      case 'close':
        return { kind: 'failed', code: 'closed', message: 'no answer', delay: 0 }
      case 'hang':
        return give
      case 'answer':
        return received(give, request.method)
    }
  }
}

/** What the lab's server gives where no rule fits. */
function unruled(scenario: Scenario, method: string, url: string): WireAnswer {
  if (method !== 'GET') return notFound
  if (url === scenario.page.url) return pageAnswer(scenario)
  if (scenario.frame !== null && url === scenario.frame.url) return frameAnswer(scenario.frame)
  return notFound
}

/** The answer as it comes out of an HTTP parser, which takes no NUL, say. */
function received(answer: WireAnswer, method: string): Reply {
  const { delay } = answer
  const bodiless = method === 'HEAD' || answer.status === 204 || answer.status === 304
  try {
    const response = normalizeWireResponse({
      status: answer.status,
      statusText: answer.reason,
      // A line that begins with a space goes on with the one before.
      headerList: sentHeaders(answer, null).map(([name, value]) => ({
        name,
        value: value.replace(/\r\n[\t ]+/g, ' '),
      })),
      body: bodiless ? null : { kind: 'bytes', bytes: answer.body },
    })
    return { kind: 'response', response, delay }
  } catch (error) {
    if (!(error instanceof InvalidWireResponse)) throw error
    return { kind: 'failed', code: 'invalid-response', message: error.message, delay }
  }
}

/** The URL as a server puts it together: without what never goes over the wire. */
function wireURL(url: URLRecord): string {
  return `${url.scheme}://${url.host}${url.port === null ? '' : `:${url.port}`}${url.path}${url.query === null ? '' : `?${url.query}`}`
}

function inLab(url: URLRecord): boolean {
  const port = url.port ?? (url.scheme === 'https' ? 443 : 80)
  return url.host !== null && labHosts.includes(url.host) && labPorts.includes(port)
}
