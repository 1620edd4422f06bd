import { describe, expect, it } from 'vitest'
import type { CreateRequestInit } from '../../src/fetch/create-request'
import { resume, start } from '../../src/fetch/exchange'
import type { Exchange, ExchangeEvent, PendingExchange, Transition } from '../../src/fetch/exchange-state'
import { NotModelled, ProtocolMisuse } from '../../src/fetch/misuse'
import type { WireResponse } from '../../src/fetch/response'
import { simulate } from '../../src/fetch/simulate'
import { defineProfile, type Profile, profiles } from '../../src/profile/profile'
import { createTraceLog } from '../../src/spec/trace'
import { createUserAgent, type UserAgent } from '../../src/user-agent/user-agent'
import { allow, answer, api, app, request, run } from './kit'
import { agree } from './traffic'

const url = `${api}/x`
const userAgent = createUserAgent(profiles.spec)

function pending(exchange: Exchange): PendingExchange {
  if (exchange.state === 'settled') throw new Error('settled too early')
  return exchange
}

const responded = (response: WireResponse, now = 0): ExchangeEvent => ({ kind: 'response', response, now })

/** A PUT that waits for its preflight's answer, or, `afterPreflight`, for its own. */
function waiting(afterPreflight: boolean, init: Partial<CreateRequestInit> = {}, by: UserAgent = userAgent) {
  const first = start(by, request(url, { method: 'PUT', ...init }), 10, null)
  const exchange = pending(first.exchange)
  if (!afterPreflight) return { userAgent: first.userAgent, exchange }
  const next = resume(first.userAgent, exchange, responded(agree(exchange.send), 20), null)
  return { userAgent: next.userAgent, exchange: pending(next.exchange) }
}

describe('start', () => {
  it('waits for the preflight', () => {
    const { exchange } = waiting(false)
    expect(exchange).toMatchObject({ state: 'awaiting-preflight', clearCacheOnError: true, since: 10 })
    expect(exchange.send.method).toBe('OPTIONS')
  })

  it('waits for the response, where no preflight is needed', () => {
    const exchange = pending(start(userAgent, request(url), 10, null).exchange)
    expect(exchange).toMatchObject({ state: 'awaiting-response', clearCacheOnError: false, since: 10 })
  })

  it('settles at once, where nothing is to be sent', () => {
    const { exchange, userAgent: after } = start(userAgent, request('data:,x'), 10, null)
    expect(exchange.state).toBe('settled')
    expect(after).toBe(userAgent)
  })

  it('gives back the user agent it was given', () => {
    expect(start(userAgent, request(url), 10, null).userAgent).toBe(userAgent)
  })
})

describe('resume', () => {
  it('goes on from the preflight to the request, and remembers what it learned', () => {
    const { exchange, userAgent: after } = waiting(true)
    expect(exchange).toMatchObject({ state: 'awaiting-response', clearCacheOnError: true, since: 20 })
    expect(exchange.send.method).toBe('PUT')
    expect(after.preflightCache.size).toBe(1)
    expect(userAgent.preflightCache.size).toBe(0)
  })

  it('gives back the user agent it was given where a preflight taught nothing', () => {
    const { exchange } = waiting(false)
    const response = answer(204, {
      ...allow,
      'access-control-allow-methods': 'PUT',
      'access-control-max-age': '0',
    })
    expect(resume(userAgent, exchange, responded(response, 10), null).userAgent).toBe(userAgent)
  })

  it.each([false, true])(
    'does not accept a time before it waited (after the preflight: %j)',
    (afterPreflight) => {
      const { exchange } = waiting(afterPreflight)
      const late = exchange.since - 1
      for (const event of [
        responded(answer(200), late),
        { kind: 'aborted', now: late },
        { kind: 'connection-failed', cause: 'x', now: late },
      ] satisfies ExchangeEvent[]) {
        expect(() => resume(userAgent, exchange, event, null)).toThrow(ProtocolMisuse)
        expect(() => resume(userAgent, exchange, event, null)).toThrow(
          `resumed at ${late}, but the exchange waits since ${exchange.since}`,
        )
      }
      expect(() => resume(userAgent, exchange, responded(answer(200), exchange.since), null)).not.toThrow()
    },
  )

  it('does not accept an exchange that has settled', () => {
    const { exchange } = start(userAgent, request('data:,x'), 10, null)
    // The types do not let it happen, but drivers are written in JavaScript, too.
    const settled = exchange as unknown as PendingExchange
    expect(() => resume(userAgent, settled, responded(answer(200), 20), null)).toThrow(ProtocolMisuse)
    expect(() => resume(userAgent, settled, responded(answer(421), 20), null)).toThrow(ProtocolMisuse)
    expect(() => resume(userAgent, settled, { kind: 'aborted', now: 20 }, null)).toThrow(ProtocolMisuse)
    expect(() => resume(userAgent, settled, responded(answer(200), 20), null)).toThrow(
      'only an exchange that waits for a response can be resumed',
    )
  })

  it.each([false, true])('an abort settles it (after the preflight: %j)', (afterPreflight) => {
    const { exchange } = waiting(afterPreflight)
    expect(resume(userAgent, exchange, { kind: 'aborted', now: 30 }, null).exchange).toEqual({
      state: 'settled',
      request: exchange.request,
      response: {
        type: 'error',
        aborted: true,
        reason: { step: 'http-network-fetch/aborted', evidence: {} },
      },
    })
  })

  it.each([false, true])('a connection that fails settles it (after the preflight: %j)', (afterPreflight) => {
    const { exchange } = waiting(afterPreflight)
    const event: ExchangeEvent = { kind: 'connection-failed', cause: 'ECONNREFUSED', now: 30 }
    expect(resume(userAgent, exchange, event, null).exchange).toEqual({
      state: 'settled',
      request: exchange.request,
      response: {
        type: 'error',
        aborted: false,
        reason: {
          step: 'http-network-fetch/connection-failed',
          evidence: { actual: 'ECONNREFUSED', subject: url },
        },
      },
    })
  })

  const failures: readonly [string, ExchangeEvent][] = [
    ['an abort', { kind: 'aborted', now: 100 }],
    ['a connection that fails', { kind: 'connection-failed', cause: 'x', now: 100 }],
    ['a refused response', responded(answer(500), 100)],
  ]
  /** A browser that knows a DELETE to be allowed. */
  function experienced(profile: Profile): UserAgent {
    return run(request(url, { method: 'DELETE' }), agree, { profile }).userAgent
  }

  // WebKit does not clear it, but has dropped what did not cover the request before it sent the preflight.
  const withoutDropping = defineProfile('safari', { uncoveredEntryDropped: false })
  it.each(failures)('%s of a preflight leaves nothing kept for the URL', (_, event) => {
    const cleared = (profile: Profile) => {
      const { userAgent: by, exchange } = waiting(false, {}, experienced(profile))
      return resume(by, exchange, event, null).userAgent.preflightCache.size === 0
    }
    expect([profiles.spec, profiles.chromium, profiles.safari, withoutDropping].map(cleared)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  it.each(failures)(
    '%s of a preflighted request clears the cache, but in Chromium and WebKit',
    (_, event) => {
      const cleared = (profile: Profile) => {
        const { userAgent: by, exchange } = waiting(true, {}, createUserAgent(profile))
        return resume(by, exchange, event, null).userAgent.preflightCache.size === 0
      }
      expect([profiles.spec, profiles.firefox, profiles.chromium, profiles.safari].map(cleared)).toEqual([
        true,
        true,
        false,
        false,
      ])
    },
  )

  it.each(failures)('%s of a simple request clears nothing', (_, event) => {
    const by = experienced(profiles.spec)
    const first = start(by, request(url), 0, null)
    expect(resume(by, pending(first.exchange), event, null).userAgent).toBe(by)
  })

  it('uses the user agent of its own turn, which may be another than that of the turn before', () => {
    const { exchange } = waiting(false)
    const meanwhile = run(request(`${api}/y`, { method: 'PUT' }), agree, { userAgent }).userAgent
    const after = resume(meanwhile, exchange, responded(agree(exchange.send), 20), null).userAgent
    expect(after.preflightCache.size).toBe(2)
  })
})

describe('a misdirected request', () => {
  const misdirected = (now: number) => responded(answer(421, allow), now)

  it.each([false, true])('is sent once more (after the preflight: %j)', (afterPreflight) => {
    const { userAgent: by, exchange } = waiting(afterPreflight)
    expect(exchange.isNewConnection).toBe(false)
    const again = resume(by, exchange, misdirected(30), null)
    expect(again).toEqual({ userAgent: by, exchange: { ...exchange, isNewConnection: true, since: 30 } })
    expect(again.userAgent).toBe(by)
  })

  it('and not a third time', () => {
    const { userAgent: by, exchange } = waiting(false)
    const again = pending(resume(by, exchange, misdirected(30), null).exchange)
    const { exchange: settled } = resume(by, again, misdirected(40), null)
    expect(settled).toMatchObject({
      state: 'settled',
      response: { reason: { step: 'cors-preflight-fetch/status-not-ok' } },
    })
  })

  it('the request behind a preflight has a second try of its own', () => {
    const { userAgent: by, exchange } = waiting(false)
    const again = pending(resume(by, exchange, misdirected(30), null).exchange)
    const next = resume(by, again, responded(agree(again.send), 40), null)
    expect(next.exchange).toMatchObject({ state: 'awaiting-response', isNewConnection: false })
    const last = pending(resume(next.userAgent, pending(next.exchange), misdirected(50), null).exchange)
    expect(last).toMatchObject({ state: 'awaiting-response', isNewConnection: true, since: 50 })
    expect(resume(by, last, misdirected(60), null).exchange).toMatchObject({
      state: 'settled',
      response: { type: 'cors', status: 421 },
    })
  })

  it('is not sent again with a stream', () => {
    const { exchange } = start(
      userAgent,
      request(`${app}/x`, { method: 'POST', body: { kind: 'stream', ref: 1 } }),
      0,
      null,
    )
    expect(resume(userAgent, pending(exchange), misdirected(0), null).exchange).toMatchObject({
      state: 'settled',
      response: { status: 421 },
    })
  })

  it('is sent again with bytes', () => {
    const { exchange } = start(userAgent, request(`${app}/x`, { method: 'POST', body: 'a' }), 0, null)
    expect(resume(userAgent, pending(exchange), misdirected(0), null).exchange.state).toBe(
      'awaiting-response',
    )
  })

  it('no other status is', () => {
    const { exchange } = start(userAgent, request(`${app}/x`), 0, null)
    expect(resume(userAgent, pending(exchange), responded(answer(420), 0), null).exchange.state).toBe(
      'settled',
    )
  })
})

describe('the response as an HTTP parser hands it on', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, headers: [string, string][], spec: string, chromium: string]>([
    ['whitespace before the colon', [['x-a ', '1'], ['x-b', '2']], 'x-b=2', 'x-a=1 x-b=2'],
    ['a tab', [['x-b', '2'], ['x-a\t', '1']], 'x-b=2', 'x-b=2 x-a=1'],
    ['several', [['x-a \t ', '1'], ['x-b ', '2']], '', 'x-a=1 x-b=2'],
    ['whitespace elsewhere', [['x a', '1']], 'x a=1', 'x a=1'],
    ['none', [['x-a', '1']], 'x-a=1', 'x-a=1'],
  ])('%s', (_, headers, ...expected) => {
    const visible = (profile: Profile) => {
      const { response } = run(request(`${app}/x`), () => answer(200, headers), { profile })
      if (response.type === 'error') throw new Error(response.reason.step)
      return response.headerList.map(({ name, value }) => `${name}=${value}`).join(' ')
    }
    expect([profiles.spec, profiles.chromium].map(visible)).toEqual(expected)
  })

  it('has its status and body as they were', () => {
    const { response } = run(request(`${app}/x`), () => answer(201, { 'x-a ': '1' }, 'body'), {
      profile: profiles.chromium,
    })
    expect(response).toMatchObject({ status: 201, body: { bytes: 'body' } })
  })
})

describe('simulate', () => {
  it('gives the recording of what it did', () => {
    const made = request(url, { method: 'PUT' })
    const { recording, response, userAgent: after } = simulate(userAgent, made, agree, 7)
    expect(recording.request).toBe(made)
    expect(recording.turns.map(({ event, now }) => [event?.kind ?? null, now])).toEqual([
      [null, 7],
      ['response', 7],
      ['response', 7],
    ])
    expect(recording.turns[0].userAgent).toBe(userAgent)
    expect(recording.turns[1]?.userAgent).toBe(userAgent)
    expect(recording.turns[2]?.userAgent).toBe(after)
    expect(response.type).toBe('cors')
  })

  it('lets what the handler throws through', () => {
    const boom = new Error('boom')
    expect(() =>
      simulate(
        userAgent,
        request(url),
        () => {
          throw boom
        },
        0,
      ),
    ).toThrow(boom)
  })

  it('takes header names in any case', () => {
    const { response } = simulate(
      userAgent,
      request(url),
      () => answer(200, { 'Access-Control-Allow-Origin': ' * ' }),
      0,
    )
    expect(response.type).toBe('cors')
  })
})

describe('errors of the machine itself', () => {
  it('have names', () => {
    expect(new ProtocolMisuse('x')).toMatchObject({ name: 'ProtocolMisuse', message: 'x' })
    expect(new NotModelled('x')).toMatchObject({ name: 'NotModelled', place: 'x', step: null })
    expect(new NotModelled('x', 'main-fetch/bad-port').step).toBe('main-fetch/bad-port')
  })
})

describe('a trace along the way', () => {
  it('is told that the cache was cleared, and only where it was', () => {
    const steps = (transition: (trace: ReturnType<typeof createTraceLog>) => Transition) => {
      const trace = createTraceLog()
      transition(trace)
      return trace.decisions.map(({ step, outcome }) => `${outcome ? '' : '!'}${step}`)
    }
    const { exchange, userAgent: by } = waiting(true)
    expect(steps((trace) => resume(by, exchange, { kind: 'aborted', now: 100 }, trace))).toEqual([
      '!http-network-fetch/aborted',
      'cors-preflight-cache/cleared',
    ])
    expect(steps((trace) => resume(userAgent, exchange, { kind: 'aborted', now: 100 }, trace))).toEqual([
      '!http-network-fetch/aborted',
    ])
  })
})
