import type { Instant } from '../profile/knobs'
import type { UserAgent } from '../user-agent/user-agent'
import { checkNow, checkUserAgent } from './check-user-agent'
import { checkRequestRecord } from './create-request'
import { resume, start } from './exchange'
import type { ExchangeEvent, Handler, Recording, Turn } from './exchange-state'
import { normalizeWireResponse } from './normalize-wire-response'
import type { RequestRecord } from './request'
import type { ResponseRecord } from './response'

/** What a simulated fetch came to. */
export interface Simulation {
  /** What the browser remembers afterwards. */
  readonly userAgent: UserAgent
  readonly response: ResponseRecord
  /** For `explain` and `replay`. */
  readonly recording: Recording
}

/**
 * A whole fetch at once, against a server that answers at once. All of it happens at the moment `now`, in
 * milliseconds.
 *
 * What the handler throws goes to the caller; what it returns is checked and its header names lower-cased.
 *
 * @throws ConfigError where `userAgent` is no user agent, `request` no request record, but what one is made
 * from, say, or `now` no moment.
 * @throws InvalidWireResponse where the handler returns something that cannot have come over HTTP.
 */
export function simulate(
  userAgent: UserAgent,
  request: RequestRecord,
  handler: Handler,
  now: Instant,
): Simulation {
  checkUserAgent(userAgent)
  checkRequestRecord(request)
  checkNow(now)
  const first: Turn<null> = { userAgent, event: null, now }
  const turns: [Turn<null>, ...Turn<ExchangeEvent>[]] = [first]
  let transition = start(userAgent, request, now, null)
  while (transition.exchange.state !== 'settled') {
    const { exchange } = transition
    const response = normalizeWireResponse(handler(exchange.send))
    const event: ExchangeEvent = { kind: 'response', response, now }
    turns.push({ userAgent: transition.userAgent, event, now })
    transition = resume(transition.userAgent, exchange, event, null)
  }
  return {
    userAgent: transition.userAgent,
    response: transition.exchange.response,
    recording: { request, turns },
  }
}
