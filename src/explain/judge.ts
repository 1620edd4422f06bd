import { resume, start } from '../fetch/exchange'
import type { ExchangeEvent, PendingExchange, Recording, Turn } from '../fetch/exchange-state'
import { replayTurns } from '../fetch/replay'
import type { Body, RequestRecord } from '../fetch/request'
import type { ResponseRecord, WireRequest } from '../fetch/response'
import type { HeaderList } from '../http/header-list'
import type { URLRecord } from '../origin/url-record'
import type { Instant } from '../profile/knobs'
import type { Profile } from '../profile/profile'
import { type UserAgent, withProfile } from '../user-agent/user-agent'

/**
 * What a server was asked, and what came of it.
 *
 * @since 0.1.0
 */
export interface Answer {
  readonly send: WireRequest
  readonly event: ExchangeEvent
}

/**
 * What is known of a server: every exchange with it, in order. Add to it by making a new one.
 *
 * @since 0.1.0
 */
export type AnswerPool = readonly Answer[]

/**
 * What a profile makes of a request, as far as the answers reach. The recording is one like those of a
 * browser: `explain`, `replay` and `recordingToJSON` take it.
 *
 * @since 0.1.0
 */
export type Judgement =
  | { readonly state: 'settled'; readonly response: ResponseRecord; readonly recording: Recording }
  | {
      readonly state: 'needs-exchange'
      readonly kind: 'preflight' | 'request'
      /** Get an answer to this, add both to the pool, and judge again. */
      readonly needs: WireRequest
      readonly recording: Recording
    }

/**
 * The exchanges of a recording, as a pool to judge other profiles by.
 *
 * @since 0.1.0
 */
export function answersOf(recording: Recording): AnswerPool {
  const answers: Answer[] = []
  for (const { exchange, event } of replayTurns(recording)) {
    if (event !== null) answers.push({ send: exchange.send, event })
  }
  return answers
}

/**
 * What a profile makes of a request where the server answers as it has answered before: the pool's answer
 * to a request that is the same byte for byte. Of several, the first is used first, and none is used twice: a
 * server may answer differently each time.
 * Nothing is ever sent; where the pool has no answer, the judgement says what would have to be.
 *
 * `userAgent` is the browser as it stood, whatever its profile. Answers arrive at their own moments, but
 * none before `now`, in milliseconds.
 *
 * @example
 * let pool = answersOf(recording)
 * let judgement = judge(profiles.safari, userAgent, request, pool, now)
 * while (judgement.state === 'needs-exchange') {
 *   pool = [...pool, { send: judgement.needs, event: await perform(judgement.needs) }]
 *   judgement = judge(profiles.safari, userAgent, request, pool, now)
 * }
 *
 * @since 0.1.0
 */
export function judge(
  profile: Profile,
  userAgent: UserAgent,
  request: RequestRecord,
  answers: AnswerPool,
  now: Instant,
): Judgement {
  const first: Turn<null> = { userAgent: withProfile(userAgent, profile), event: null, now }
  const turns: [Turn<null>, ...Turn<ExchangeEvent>[]] = [first]
  const used = new Set<Answer>()
  let transition = start(first.userAgent, request, now, null)
  for (;;) {
    const { exchange } = transition
    const recording: Recording = { request, turns }
    if (exchange.state === 'settled') return { state: 'settled', response: exchange.response, recording }
    const answer = answerTo(exchange, answers, used)
    if (answer === null) {
      const kind = exchange.state === 'awaiting-preflight' ? 'preflight' : 'request'
      return { state: 'needs-exchange', kind, needs: exchange.send, recording }
    }
    used.add(answer)
    const event = notBefore(answer.event, exchange.since)
    turns.push({ userAgent: transition.userAgent, event, now: event.now })
    transition = resume(transition.userAgent, exchange, event, null)
  }
}

function answerTo(exchange: PendingExchange, answers: AnswerPool, used: ReadonlySet<Answer>): Answer | null {
  for (const answer of answers) {
    if (!used.has(answer) && sameOnTheWire(answer.send, exchange.send)) return answer
  }
  return null
}

function notBefore(event: ExchangeEvent, since: Instant): ExchangeEvent {
  return event.now >= since ? event : { ...event, now: since }
}

/**
 * Whether a server could not tell one request from the other: same method, URL but for the fragment, header
 * lines but for their order, and body. What kind of request the browser takes it for is not on the wire.
 */
export function sameOnTheWire(a: WireRequest, b: WireRequest): boolean {
  return (
    a.method === b.method &&
    withoutFragment(a.url) === withoutFragment(b.url) &&
    sameBody(a.body, b.body) &&
    sameLines(a.headerList, b.headerList)
  )
}

function withoutFragment(url: URLRecord): string {
  return url.fragment === null ? url.href : url.href.slice(0, url.href.length - url.fragment.length - 1)
}

function sameBody(a: Body | null, b: Body | null): boolean {
  if (a === null || b === null) return a === b
  if (a.kind === 'bytes') return b.kind === 'bytes' && a.bytes === b.bytes
  // A stream's bytes are the driver's business; the same stream has the same ones.
  return b.kind === 'stream' && a.ref === b.ref
}

function sameLines(a: HeaderList, b: HeaderList): boolean {
  if (a.length !== b.length) return false
  const linesOfA = a.map(lineOf).sort()
  const linesOfB = b.map(lineOf).sort()
  return linesOfA.every((line, i) => line === linesOfB[i])
}

function lineOf(header: HeaderList[number]): string {
  return `${header.name}: ${header.value}`
}
