import { resume, start } from '../fetch/exchange'
import type { Exchange, ExchangeEvent, Recording, Turn } from '../fetch/exchange-state'
import type { RequestRecord } from '../fetch/request'
import type { ResponseRecord, WireRequest, WireResponse } from '../fetch/response'
import { getHeader, type Header } from '../http/header-list'
import { sameOrigin, serializeOrigin } from '../origin/origin'
import type { Instant } from '../profile/knobs'
import type { UserAgent } from '../user-agent/user-agent'
import type { Campaign, Case, Step } from './campaign-values'
import { redirector, requestOfPage } from './compile-shape'
import { createSharedCache, type SharedCache } from './shared-cache'

/** Why a target gave no answer. */
export interface Failure {
  /**
   * `unsent`: the transport cannot write such a request, so that the target was not asked. `refused`: a model says that
   * there is no connection, as nobody listens there or the server hangs up on purpose.
   */
  readonly kind: 'threw' | 'garbage' | 'unsent' | 'refused'
  readonly message: string
}

export type Answer = WireResponse | Failure

/** What became of one request of a case. */
export interface PlayedStep {
  readonly step: Step
  /** What went over the wire, to the attacker's own server too; `answers` has as many members. */
  readonly sent: readonly WireRequest[]
  readonly answers: readonly Answer[]
  /** Null where there was no browser. */
  readonly response: ResponseRecord | null
  /** For explanations; null where there was no browser. */
  readonly recording: Recording | null
  readonly userAgent: UserAgent | null
  /** Where a shared cache answered: what the server itself would have. Null where it did. */
  readonly direct: PlayedStep | null
}

export interface Played {
  readonly case: Case
  readonly steps: readonly PlayedStep[]
}

/** A case under way: it gives what has to be sent to the target, and takes the answer. */
export type Playing<Result> = Generator<WireRequest, Result, Answer>

/** When cases are played: 1 January 2026. */
export const beginning: Instant = 1_767_225_600_000

export function failed(answer: Answer): answer is Failure {
  return 'kind' in answer
}

/** Plays a case. Whoever drives it asks the target, at once or in time, so that both are judged by the same rules. */
export function* playing(campaign: Campaign, played: Case): Playing<Played> {
  const steps: PlayedStep[] = []
  const browsers = played.cookies ? campaign.returning : campaign.userAgents
  let userAgent = browsers.get(played.profile) as UserAgent
  const cache = played.story === 'cache' ? createSharedCache() : null
  for (const step of played.steps) {
    const now = beginning + steps.length * 1000
    if (played.story === 'raw' || step.page.client === null) {
      steps.push(yield* sending(step))
      continue
    }
    const done: PlayedStep = yield* asking(campaign, userAgent, step, now, cache)
    steps.push(done)
    // Behind a cache are people with a browser each.
    if (cache === null && done.userAgent !== null) userAgent = done.userAgent
  }
  return { case: played, steps }
}

/** One request of a page, to its end. */
function* asking(
  campaign: Campaign,
  before: UserAgent,
  step: Step,
  now: Instant,
  cache: SharedCache | null,
): Playing<PlayedStep> {
  const request = requestOf(step)
  const first: Turn<null> = { userAgent: before, event: null, now }
  const turns: [Turn<null>, ...Turn<ExchangeEvent>[]] = [first]
  const sent: WireRequest[] = []
  const answers: Answer[] = []
  let cached = false
  let transition = start(before, request, now, null)
  let exchange: Exchange = transition.exchange
  while (exchange.state !== 'settled') {
    const { send } = exchange
    let answer: Answer | null = attackersAnswer(campaign, send)
    if (answer === null && cache !== null) answer = cache.answer(send)
    if (answer === null) {
      answer = yield send
      if (cache !== null && !failed(answer)) cache.store(send, answer)
    } else if (cache !== null) cached = true
    sent.push(send)
    answers.push(answer)
    const event: ExchangeEvent = failed(answer)
      ? { kind: 'connection-failed', cause: answer.message, now }
      : { kind: 'response', response: answer, now }
    turns.push({ userAgent: transition.userAgent, event, now })
    transition = resume(transition.userAgent, exchange, event, null)
    exchange = transition.exchange
  }
  const { userAgent } = transition
  const direct: PlayedStep | null = cached ? yield* asking(campaign, before, step, now, null) : null
  return {
    step,
    sent,
    answers,
    response: exchange.response,
    recording: { request, turns },
    userAgent,
    direct,
  }
}

function requestOf({ page, shape }: Step): RequestRecord {
  const client = page.client as NonNullable<typeof page.client>
  switch (page.data.how) {
    case 'none':
      return shape.image
    case 'redirect':
      return requestOfPage(shape.redirected, client)
    default:
      return requestOfPage(shape.template, client)
  }
}

/** The attacker's second server lets everybody in and redirects to the target; null for requests to the target. */
function attackersAnswer(
  { intent, target }: Campaign,
  { headerList, method, url }: WireRequest,
): WireResponse | null {
  if (sameOrigin(url.origin, target.origin) || serializeOrigin(url.origin) !== redirector) return null
  const headers: Header[] = [
    { name: 'access-control-allow-origin', value: getHeader(headerList, 'origin') ?? '*' },
    { name: 'access-control-allow-credentials', value: 'true' },
  ]
  const asked = method === 'OPTIONS' ? getHeader(headerList, 'access-control-request-method') : null
  if (asked === null) {
    headers.push({
      name: 'location',
      value: `${intent.target}${url.path}${url.query === null ? '' : `?${url.query}`}`,
    })
    return { status: 307, statusText: '', headerList: headers, body: null }
  }
  headers.push({ name: 'access-control-allow-methods', value: asked })
  const names = getHeader(headerList, 'access-control-request-headers')
  if (names !== null) headers.push({ name: 'access-control-allow-headers', value: names })
  return { status: 204, statusText: '', headerList: headers, body: null }
}

const acceptAnything: Header = { name: 'accept', value: '*/*' }

/** A request that no browser sends. */
function* sending(step: Step): Playing<PlayedStep> {
  const { page, shape } = step
  const { method, headerList, body, urlList } = shape.template
  const origin: Header = { name: 'origin', value: page.data.origin }
  const send: WireRequest = {
    method,
    url: urlList[0],
    headerList: [acceptAnything, origin, ...headerList],
    body,
  }
  const answer = yield send
  return {
    step,
    sent: [send],
    answers: [answer],
    response: null,
    recording: null,
    userAgent: null,
    direct: null,
  }
}
