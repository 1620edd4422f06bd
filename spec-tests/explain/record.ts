import { type CookieStore, emptyCookieStore } from '../../src/cookies/cookie-store'
import { type AnswerPool, answersOf, judge } from '../../src/explain/index'
import { resume, start } from '../../src/fetch/exchange'
import type { ExchangeEvent, Recording, Turn } from '../../src/fetch/exchange-state'
import type { RequestRecord } from '../../src/fetch/request'
import type { WireRequest, WireResponse } from '../../src/fetch/response'
import type { Header } from '../../src/http/header-list'
import { type Profile, profiles } from '../../src/profile/profile'
import { createUserAgent, withCookieStore } from '../../src/user-agent/user-agent'

/** What a server of these tests says: a response, or why none came. */
export type Said = WireResponse | string
export type Server = (send: WireRequest) => Said

/** A fetch with a server that may also not answer, recorded as a browser would. */
export function record(
  request: RequestRecord,
  server: Server,
  profile: Profile = profiles.chromium,
  cookieStore: CookieStore = emptyCookieStore,
): Recording {
  const userAgent = withCookieStore(createUserAgent(profile), cookieStore)
  const turns: [Turn<null>, ...Turn<ExchangeEvent>[]] = [{ userAgent, event: null, now: 1000 }]
  let transition = start(userAgent, request, 1000, null)
  while (transition.exchange.state !== 'settled') {
    const { exchange } = transition
    const event = eventOf(server(exchange.send))
    turns.push({ userAgent: transition.userAgent, event, now: event.now })
    transition = resume(transition.userAgent, exchange, event, null)
  }
  return { request, turns }
}

/** What other browsers ask that was not recorded, answered by the same server, as the command line does it. */
export function complete(
  recording: Recording,
  server: Server,
  others: readonly Profile[],
): {
  readonly answers: AnswerPool
  /** Which of the others asked something of their own. */
  readonly asked: readonly string[]
} {
  const [{ userAgent, now }] = recording.turns
  let answers = answersOf(recording)
  const asked: string[] = []
  for (const profile of others) {
    let judgement = judge(profile, userAgent, recording.request, answers, now)
    if (judgement.state === 'needs-exchange') asked.push(profile.name)
    while (judgement.state === 'needs-exchange') {
      answers = [...answers, { send: judgement.needs, event: eventOf(server(judgement.needs)) }]
      judgement = judge(profile, userAgent, recording.request, answers, now)
    }
  }
  return { answers, asked }
}

export function eventOf(said: Said): ExchangeEvent {
  return typeof said === 'string'
    ? { kind: 'connection-failed', cause: said, now: 1000 }
    : { kind: 'response', response: said, now: 1000 }
}

/** A response from header lines: `Name: value`. */
export function response(status: number, ...lines: readonly string[]): WireResponse {
  const headerList: Header[] = lines.map((line) => {
    const colon = line.indexOf(': ')
    return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 2) }
  })
  return { status, statusText: statusTexts.get(status) ?? '', headerList, body: null }
}

const statusTexts: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [204, 'No Content'],
  [301, 'Moved Permanently'],
  [401, 'Unauthorized'],
  [404, 'Not Found'],
  [413, 'Content Too Large'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
])
