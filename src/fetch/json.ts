import { invalidJSON, readArray, readBoolean, readNumber, readObject, readString } from '../infra/read-json'
import type { Evidence, Reason } from '../spec/reason'
import { refusals } from '../spec/steps/refusals'
import { formatVersion, readFormatVersion } from '../user-agent/format-version'
import { type UserAgent, userAgentFromJSON, userAgentToJSON } from '../user-agent/user-agent'
import type { Exchange, ExchangeEvent, Recording, Turn } from './exchange-state'
import {
  bodyToJSON,
  headerListToJSON,
  type JSONValue,
  readBody,
  readHeaderList,
  readMethod,
  readOneOf,
  readURL,
  requestFromJSON,
  requestToJSON,
} from './request-json'
import type { ResponseRecord, WireRequest, WireResponse } from './response'

/** A fetch at any point, as plain JSON: keep it, send it, and go on with it elsewhere. */
export function exchangeToJSON(exchange: Exchange): JSONValue {
  const request = requestToJSON(exchange.request)
  if (exchange.state === 'settled') {
    return { corsac: formatVersion, state: 'settled', request, response: responseToJSON(exchange.response) }
  }
  const { state, send, clearCacheOnError, isNewConnection, since } = exchange
  return {
    corsac: formatVersion,
    state,
    request,
    send: wireRequestToJSON(send),
    clearCacheOnError,
    isNewConnection,
    since,
  }
}

/** @throws ConfigError naming the first place that is wrong, `corsac` where it is of another version. */
export function exchangeFromJSON(json: unknown): Exchange {
  const given = readObject<
    'corsac' | 'state' | 'request' | 'response' | 'send' | 'clearCacheOnError' | 'isNewConnection' | 'since'
  >(json, 'exchange')
  readFormatVersion(given.corsac, 'exchange.corsac')
  const request = requestFromJSON(given.request, 'exchange.request')
  const state = readOneOf(given.state, 'exchange.state', [
    'awaiting-preflight',
    'awaiting-response',
    'settled',
  ])
  if (state === 'settled')
    return { state, request, response: readResponse(given.response, 'exchange.response') }
  return {
    state,
    request,
    send: readWireRequest(given.send, 'exchange.send'),
    clearCacheOnError: readBoolean(given.clearCacheOnError, 'exchange.clearCacheOnError'),
    isNewConnection: readBoolean(given.isNewConnection, 'exchange.isNewConnection'),
    since: readNumber(given.since, 'exchange.since'),
  }
}

/** A recording as plain JSON. User agents that turns share are written once. */
export function recordingToJSON(recording: Recording): JSONValue {
  const userAgents: UserAgent[] = []
  const index = (userAgent: UserAgent): number => {
    const at = userAgents.indexOf(userAgent)
    return at === -1 ? userAgents.push(userAgent) - 1 : at
  }
  const turns = recording.turns.map(({ userAgent, event, now }) => ({
    userAgent: index(userAgent),
    event: event === null ? null : eventToJSON(event),
    now,
  }))
  return {
    corsac: formatVersion,
    request: requestToJSON(recording.request),
    userAgents: userAgents.map((userAgent) => userAgentToJSON(userAgent) as unknown as JSONValue),
    turns,
  }
}

/** @throws ConfigError naming the first place that is wrong, `corsac` where it is of another version. */
export function recordingFromJSON(json: unknown): Recording {
  const given = readObject<'corsac' | 'request' | 'userAgents' | 'turns'>(json, 'recording')
  readFormatVersion(given.corsac, 'recording.corsac')
  const userAgents = readArray(given.userAgents, 'recording.userAgents').map((userAgent, i) =>
    userAgentFromJSON(userAgent, `recording.userAgents[${i}]`),
  )
  const [first, ...rest] = readArray(given.turns, 'recording.turns').map((turn, i) =>
    readTurn(turn, `recording.turns[${i}]`, userAgents),
  )
  if (first === undefined || first.event !== null) {
    return invalidJSON(
      given.turns,
      'recording.turns',
      'an array whose first turn, and no other, has no event',
    )
  }
  return {
    request: requestFromJSON(given.request, 'recording.request'),
    turns: [{ userAgent: first.userAgent, event: null, now: first.now }, ...rest.map(answered)],
  }
}

function answered(turn: Turn<ExchangeEvent | null>, i: number): Turn<ExchangeEvent> {
  const { userAgent, event, now } = turn
  if (event === null) return invalidJSON(event, `recording.turns[${i + 1}].event`, 'an event')
  return { userAgent, event, now }
}

function readTurn(json: unknown, path: string, userAgents: readonly UserAgent[]): Turn<ExchangeEvent | null> {
  const turn = readObject<'userAgent' | 'event' | 'now'>(json, path)
  const userAgent = userAgents[readNumber(turn.userAgent, `${path}.userAgent`)]
  if (userAgent === undefined)
    return invalidJSON(turn.userAgent, `${path}.userAgent`, 'an index into userAgents')
  return {
    userAgent,
    event: turn.event === null ? null : readEvent(turn.event, `${path}.event`),
    now: readNumber(turn.now, `${path}.now`),
  }
}

function eventToJSON(event: ExchangeEvent): JSONValue {
  return event.kind === 'response' ? { ...event, response: wireResponseToJSON(event.response) } : { ...event }
}

function readEvent(json: unknown, path: string): ExchangeEvent {
  const event = readObject<'kind' | 'response' | 'cause' | 'now'>(json, path)
  const now = readNumber(event.now, `${path}.now`)
  const kind = readOneOf(event.kind, `${path}.kind`, ['response', 'connection-failed', 'aborted'])
  switch (kind) {
    case 'response':
      return { kind, response: readWireResponse(event.response, `${path}.response`), now }
    case 'connection-failed':
      return { kind, cause: readString(event.cause, `${path}.cause`), now }
    case 'aborted':
      return { kind, now }
  }
}

function wireRequestToJSON({ method, url, headerList, body }: WireRequest): JSONValue {
  return { method, url: url.href, headerList: headerListToJSON(headerList), body: bodyToJSON(body) }
}

function readWireRequest(json: unknown, path: string): WireRequest {
  const given = readObject<keyof WireRequest>(json, path)
  return {
    method: readMethod(given.method, `${path}.method`),
    url: readURL(given.url, `${path}.url`),
    headerList: readHeaderList(given.headerList, `${path}.headerList`, 'request'),
    body: readBody(given.body, `${path}.body`),
  }
}

function wireResponseToJSON({ status, statusText, headerList, body }: WireResponse): JSONValue {
  return { status, statusText, headerList: headerListToJSON(headerList), body: bodyToJSON(body) }
}

function readWireResponse(json: unknown, path: string): WireResponse {
  const given = readObject<keyof WireResponse>(json, path)
  return {
    status: readNumber(given.status, `${path}.status`),
    statusText: readString(given.statusText, `${path}.statusText`),
    headerList: readHeaderList(given.headerList, `${path}.headerList`, 'response'),
    body: readBody(given.body, `${path}.body`),
  }
}

function responseToJSON(response: ResponseRecord): JSONValue {
  if (response.type === 'error') {
    const { step, evidence } = response.reason
    return { type: 'error', aborted: response.aborted, reason: { step, evidence: { ...evidence } } }
  }
  return {
    type: response.type,
    status: response.status,
    statusText: response.statusText,
    headerList: headerListToJSON(response.headerList),
    urlList: response.urlList.map((url) => url.href),
    body: bodyToJSON(response.body),
    internalResponse: wireResponseToJSON(response.internalResponse),
  }
}

function readResponse(json: unknown, path: string): ResponseRecord {
  const given = readObject<
    | 'type'
    | 'aborted'
    | 'reason'
    | 'status'
    | 'statusText'
    | 'headerList'
    | 'urlList'
    | 'body'
    | 'internalResponse'
  >(json, path)
  const type = readOneOf(given.type, `${path}.type`, ['error', 'basic', 'cors', 'opaque', 'opaqueredirect'])
  if (type === 'error') {
    return {
      type,
      aborted: readBoolean(given.aborted, `${path}.aborted`),
      reason: readReason(given.reason, `${path}.reason`),
    }
  }
  return {
    type,
    status: readNumber(given.status, `${path}.status`),
    statusText: readString(given.statusText, `${path}.statusText`),
    headerList: readHeaderList(given.headerList, `${path}.headerList`, 'response'),
    urlList: readArray(given.urlList, `${path}.urlList`).map((url, i) =>
      readURL(url, `${path}.urlList[${i}]`),
    ),
    body: readBody(given.body, `${path}.body`),
    internalResponse: readWireResponse(given.internalResponse, `${path}.internalResponse`),
  }
}

function readReason(json: unknown, path: string): Reason {
  const given = readObject<'step' | 'evidence'>(json, path)
  const step = readString(given.step, `${path}.step`)
  if (!Object.hasOwn(refusals, step)) return invalidJSON(step, `${path}.step`, 'the id of a refusing step')
  const evidence = readObject<keyof Evidence>(given.evidence, `${path}.evidence`)
  const read: { -readonly [K in keyof Evidence]: Evidence[K] } = {}
  for (const name of ['header', 'expected', 'subject'] as const) {
    if (evidence[name] !== undefined) read[name] = readString(evidence[name], `${path}.evidence.${name}`)
  }
  if (evidence.actual !== undefined) {
    read.actual = evidence.actual === null ? null : readString(evidence.actual, `${path}.evidence.actual`)
  }
  return { step: step as Reason['step'], evidence: read }
}
