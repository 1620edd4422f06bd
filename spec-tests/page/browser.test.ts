import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Transport, TransportError } from '../../src/drivers/transport'
import { virtualClock } from '../../src/drivers/virtual-clock'
import type { Handler } from '../../src/fetch/exchange-state'
import { replay } from '../../src/fetch/replay'
import type { ResponseRecord, WireRequest, WireResponse } from '../../src/fetch/response'
import { simulate } from '../../src/fetch/simulate'
import { ConfigError } from '../../src/infra/config-error'
import { Browser, type BrowserOptions } from '../../src/page/browser'
import { defineProfile, profiles } from '../../src/profile/profile'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { answer, api, app, request } from '../fetch/kit'

/** Lets everybody from `app` do anything, and has preflights cached for an hour. */
const open: Handler = ({ method }) =>
  answer(method === 'OPTIONS' ? 204 : 200, {
    'access-control-allow-origin': app,
    'access-control-allow-methods': 'PUT, DELETE',
    'access-control-max-age': '3600',
  })
const causeOf = (response: ResponseRecord): string | null | undefined =>
  response.type === 'error' ? response.reason.evidence.actual : null
const never: Transport = () => new Promise(() => {})

/** A transport whose answers a test gives, in any order. */
function byHand(): {
  transport: Transport
  asked: { request: WireRequest; answer: (response: WireResponse) => void; fail: (error: unknown) => void }[]
} {
  const asked: ReturnType<typeof byHand>['asked'] = []
  const transport: Transport = (wire) =>
    new Promise((resolve, reject) => asked.push({ request: wire, answer: resolve, fail: reject }))
  return { transport, asked }
}

/** Lets everything that waits for a promise run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const unhandled: unknown[] = []
const onUnhandled = (reason: unknown): void => {
  unhandled.push(reason)
}
beforeEach(() => {
  process.on('unhandledRejection', onUnhandled)
})
afterEach(async () => {
  await settle()
  process.off('unhandledRejection', onUnhandled)
  expect(unhandled.splice(0)).toEqual([])
})

describe('perform', () => {
  it('gives what the kernel gives, over a handler and over a transport', async () => {
    const put = request(`${api}/`, { method: 'PUT' })
    const expected = simulate(createUserAgent(profiles.chromium), put, open, 5)
    for (const transport of [open, async (wire: WireRequest) => open(wire)]) {
      const browser = new Browser({ profile: 'chromium', transport, clock: () => 5 })
      expect(await browser.perform(put)).toEqual(expected.response)
      expect(browser.userAgent).toEqual(expected.userAgent)
      expect(browser.recordings).toEqual([expected.recording])
    }
  })

  it('remembers, until it is told to forget', async () => {
    const sent: string[] = []
    const transport: Handler = (wire) => {
      sent.push(wire.method)
      return open(wire)
    }
    const browser = new Browser({ profile: 'spec', transport, clock: virtualClock() })
    const fresh = browser.userAgent
    await browser.perform(request(`${api}/`, { method: 'PUT' }))
    const learned = browser.userAgent
    await browser.perform(request(`${api}/`, { method: 'PUT' }))
    expect(sent.splice(0)).toEqual(['OPTIONS', 'PUT', 'PUT'])

    browser.clear()
    expect(browser.userAgent).toEqual(fresh)
    await browser.perform(request(`${api}/`, { method: 'PUT' }))
    expect(sent.splice(0)).toEqual(['OPTIONS', 'PUT'])

    // The memory of a moment is a value: it can be put back, in either direction.
    browser.userAgent = fresh
    await browser.perform(request(`${api}/`, { method: 'PUT' }))
    browser.userAgent = learned
    await browser.perform(request(`${api}/`, { method: 'PUT' }))
    expect(sent).toEqual(['OPTIONS', 'PUT', 'PUT'])
  })

  it('has fetches in flight share one memory, whatever order their answers come in', async () => {
    const { transport, asked } = byHand()
    const browser = new Browser({ profile: 'spec', transport, clock: virtualClock() })
    const puts = [
      browser.perform(request(`${api}/a`, { method: 'PUT' })),
      browser.perform(request(`${api}/b`, { method: 'PUT' })),
    ]
    expect(asked.map((one) => `${one.request.method} ${one.request.url.path}`)).toEqual([
      'OPTIONS /a',
      'OPTIONS /b',
    ])
    for (const one of [asked[1], asked[0]]) one?.answer(open(one.request))
    await settle()
    expect(asked.slice(2).map((one) => `${one.request.method} ${one.request.url.path}`)).toEqual([
      'PUT /b',
      'PUT /a',
    ])
    for (const one of asked.slice(2)) one.answer(open(one.request))
    await Promise.all(puts)

    // Neither has overwritten what the other learned.
    for (const path of ['a', 'b']) void browser.perform(request(`${api}/${path}`, { method: 'PUT' }))
    expect(asked.slice(4).map((one) => one.request.method)).toEqual(['PUT', 'PUT'])
    for (const one of asked.slice(4)) one.answer(open(one.request))
    await settle()
  })

  it('does not follow redirects itself: each is the kernel’s, twenty and no more', async () => {
    let count = 0
    const transport: Transport = async () => {
      count++
      return answer(302, { location: `/${count}`, 'access-control-allow-origin': '*' })
    }
    const browser = new Browser({ profile: 'spec', transport })
    expect(await browser.perform(request(`${api}/`))).toMatchObject({
      type: 'error',
      reason: { step: 'http-redirect-fetch/too-many-redirects' },
    })
    expect(count).toBe(21)
  })
})

describe('a transport that fails', () => {
  const unprintable = {
    toString(): string {
      throw new Error('no')
    },
  }
  it.each<{ desc: string; transport: () => unknown; cause: string }>([
    {
      desc: 'throws a transport error',
      transport: () => {
        throw new TransportError('dns', 'a.example has no address.')
      },
      cause: 'dns: a.example has no address.',
    },
    {
      desc: 'rejects with one',
      transport: () => Promise.reject(new TransportError('tls', 'Expired.')),
      cause: 'tls: Expired.',
    },
    {
      desc: 'throws',
      transport: () => {
        throw new TypeError('bad')
      },
      cause: 'transport-threw: TypeError: bad',
    },
    {
      desc: 'rejects',
      transport: () => Promise.reject(new TypeError('bad')),
      cause: 'transport-threw: TypeError: bad',
    },
    { desc: 'rejects with nothing', transport: () => Promise.reject(), cause: 'transport-threw: undefined' },
    {
      desc: 'rejects with what cannot be printed',
      transport: () => Promise.reject(unprintable),
      cause: 'transport-threw: a value that cannot be printed',
    },
    { desc: 'returns nothing', transport: () => undefined, cause: 'transport-returned-garbage: ' },
    {
      desc: 'resolves with nothing',
      transport: async () => undefined,
      cause: 'transport-returned-garbage: ',
    },
    {
      desc: 'returns a Response of the platform',
      transport: () => new Response('hi'),
      cause: 'transport-returned-garbage: ',
    },
    {
      desc: 'resolves with a value that breaks out',
      transport: async () => answer(200, { a: '1\r\nb: 2' }),
      cause: 'transport-returned-garbage: ',
    },
    {
      desc: 'returns an object that cannot be read',
      transport: () =>
        new Proxy(
          {},
          {
            get(_target, property): unknown {
              if (property === 'then') return undefined
              throw new Error('trap')
            },
          },
        ),
      cause: 'transport-returned-garbage: Error: trap',
    },
    {
      desc: 'returns a promise that cannot be waited for',
      transport: () => ({
        // biome-ignore lint/suspicious/noThenProperty: a broken promise is what this is about
        then(): never {
          throw new Error('no promise')
        },
      }),
      cause: 'transport-threw: Error: no promise',
    },
    {
      desc: 'returns a promise that answers twice and throws',
      transport: () => ({
        // biome-ignore lint/suspicious/noThenProperty: a broken promise is what this is about
        then(resolve: (value: unknown) => void): void {
          resolve(undefined)
          resolve(answer(200))
          throw new Error('late')
        },
      }),
      cause: 'transport-returned-garbage: ',
    },
  ])('because it $desc makes a network error that says so', async ({ transport, cause }) => {
    const browser = new Browser({ profile: 'spec', transport: transport as Transport })
    const response = await browser.perform(request(`${api}/`))
    expect(response).toMatchObject({
      type: 'error',
      aborted: false,
      reason: { step: 'http-network-fetch/connection-failed', evidence: { subject: `${api}/` } },
    })
    expect(causeOf(response)?.startsWith(cause)).toBe(true)
    expect(browser.recordings).toHaveLength(1)
  })
})

describe('a transport that does not answer', () => {
  it('is given thirty seconds, by the virtual clock, and the reason says so', async () => {
    const clock = virtualClock(1_000)
    const browser = new Browser({ profile: 'spec', transport: never, clock })
    let response: ResponseRecord | null = null
    void browser.perform(request(`${api}/x`)).then((settled) => {
      response = settled
    })
    clock.advance(29_999)
    await settle()
    expect(response).toBeNull()
    clock.advance(500_000)
    await settle()
    expect(response).toMatchObject({ type: 'error', aborted: false })
    expect(causeOf(response as unknown as ResponseRecord)).toBe(
      'timeout: https://api.example.com did not answer within 30000 ms (option timeoutMs of the browser).',
    )
    // It is known when the time is up, not when somebody looks.
    expect(browser.recordings[0]?.turns[1]?.now).toBe(31_000)
  })

  it('is given as much time again after each redirect and preflight', async () => {
    const clock = virtualClock()
    const { transport, asked } = byHand()
    const browser = new Browser({ profile: 'spec', transport, clock, timeoutMs: 100 })
    const put = browser.perform(request(`${api}/`, { method: 'PUT' }))
    clock.advance(99)
    asked[0]?.answer(open(asked[0].request))
    await settle()
    clock.advance(99)
    asked[1]?.answer(open(asked[1].request))
    expect(await put).toMatchObject({ type: 'cors', status: 200 })
    expect(browser.recordings[0]?.turns.map(({ now }) => now)).toEqual([0, 99, 198])
  })

  it('is told, and not heard any more', async () => {
    const clock = virtualClock()
    const signals: (AbortSignal | null)[] = []
    const { transport, asked } = byHand()
    const browser = new Browser({
      profile: 'spec',
      transport: (wire, signal) => {
        signals.push(signal)
        return transport(wire, signal)
      },
      clock,
      timeoutMs: 10,
    })
    const fetches = [browser.perform(request(`${api}/a`)), browser.perform(request(`${api}/b`))]
    clock.advance(10)
    const responses = await Promise.all(fetches)
    expect(responses.map(causeOf)).toEqual([
      expect.stringContaining('timeout: '),
      expect.stringContaining('timeout: '),
    ])
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true])
    expect(signals[0]?.reason).toMatchObject({ code: 'timeout' })
    const before = browser.userAgent
    asked[0]?.answer(open(asked[0].request))
    asked[1]?.fail(new Error('late'))
    await settle()
    expect(browser.userAgent).toBe(before)
    expect(browser.recordings).toHaveLength(2)
  })

  it('is not waited for by a clock whose timer was taken back', async () => {
    const clock = virtualClock()
    const browser = new Browser({
      profile: 'spec',
      transport: async (wire) => open(wire),
      clock,
      timeoutMs: 10,
    })
    await browser.perform(request(`${api}/`))
    const { userAgent, recordings } = browser
    clock.advance(1000)
    await settle()
    expect([browser.userAgent, browser.recordings]).toEqual([userAgent, recordings])
  })

  it('is timed by the platform where the clock is a mere function', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const browser = new Browser({ profile: 'spec', transport: never, clock: () => 7, timeoutMs: 5000 })
      const fetching = browser.perform(request(`${api}/`))
      vi.advanceTimersByTime(5000)
      expect(causeOf(await fetching)).toContain('within 5000 ms')
      await new Browser({ profile: 'spec', transport: async (wire) => open(wire) }).perform(
        request(`${api}/`),
      )
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('is waited for without end only if that is asked for', async () => {
    const clock = virtualClock()
    const { transport, asked } = byHand()
    const browser = new Browser({ profile: 'spec', transport, clock, timeoutMs: Number.POSITIVE_INFINITY })
    const fetching = browser.perform(request(`${api}/`))
    clock.advance(1e12)
    asked[0]?.answer(open(asked[0].request))
    expect(await fetching).toMatchObject({ status: 200 })
  })
})

describe('a signal', () => {
  it('that is aborted before has nothing sent', async () => {
    const transport = vi.fn(open)
    const browser = new Browser({ profile: 'spec', transport })
    expect(await browser.perform(request(`${api}/`), AbortSignal.abort())).toMatchObject({
      type: 'error',
      aborted: true,
    })
    expect(transport).not.toHaveBeenCalled()
  })

  it('ends the wait, tells the transport, and leaves the memory as it was', async () => {
    const { transport, asked } = byHand()
    const signals: (AbortSignal | null)[] = []
    const browser = new Browser({
      profile: 'spec',
      transport: (wire, signal) => {
        signals.push(signal)
        return transport(wire, signal)
      },
    })
    const controller = new AbortController()
    const before = browser.userAgent
    const fetching = browser.perform(request(`${api}/`, { method: 'PUT' }), controller.signal)
    controller.abort('enough')
    expect(await fetching).toMatchObject({
      type: 'error',
      aborted: true,
      reason: { step: 'http-network-fetch/aborted' },
    })
    expect(signals[0]?.reason).toBe('enough')
    asked[0]?.answer(open(asked[0].request))
    await settle()
    expect(browser.userAgent).toBe(before)
    expect(asked).toHaveLength(1)
  })

  it('that is aborted afterwards does nothing, and is not held on to', async () => {
    const controller = new AbortController()
    const add = vi.spyOn(controller.signal, 'addEventListener')
    const remove = vi.spyOn(controller.signal, 'removeEventListener')
    const browser = new Browser({ profile: 'spec', transport: async (wire) => open(wire) })
    const response = await browser.perform(request(`${api}/`, { method: 'PUT' }), controller.signal)
    controller.abort()
    expect(response).toMatchObject({ status: 200 })
    expect(add).toHaveBeenCalledTimes(2)
    expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(
      add.mock.calls.map(([, listener]) => listener),
    )
  })
})

describe('recordings', () => {
  it('are of what has ended, the newest last, and only so many', async () => {
    const { transport, asked } = byHand()
    const browser = new Browser({ profile: 'spec', transport, clock: virtualClock(), recordingLimit: 2 })
    const fetches = ['a', 'b', 'c'].map((path) => browser.perform(request(`${api}/${path}`)))
    expect(browser.recordings).toEqual([])
    for (const index of [1, 0]) asked[index]?.answer(open(asked[index].request))
    await fetches[0]
    const two = browser.recordings
    expect(two.map((recording) => recording.request.urlList[0].path)).toEqual(['/b', '/a'])
    asked[2]?.answer(open(asked[2].request))
    await Promise.all(fetches)
    expect(browser.recordings.map((recording) => recording.request.urlList[0].path)).toEqual(['/a', '/c'])
    expect(two).toHaveLength(2)
  })

  it('are not kept where the limit is 0', async () => {
    const browser = new Browser({ profile: 'spec', transport: open, recordingLimit: 0 })
    await browser.perform(request(`${api}/`))
    expect(browser.recordings).toEqual([])
  })

  it('replay to the same end, with fetches in between and failures', async () => {
    const { transport, asked } = byHand()
    const clock = virtualClock()
    const browser = new Browser({ profile: 'firefox', transport, clock })
    const fetches = ['PUT', 'DELETE', 'PATCH', 'GET'].map((method) =>
      browser.perform(request(`${api}/`, { method })),
    )
    for (let i = 0; i < asked.length; i++) {
      clock.advance(10)
      const one = asked[i]
      if (i === 5) one?.fail(new Error('lost'))
      else one?.answer(open(one.request))
      await settle()
    }
    const responses = await Promise.all(fetches)
    const replayed = browser.recordings.map((recording) => replay(recording, null).exchange)
    expect(replayed.every(({ state }) => state === 'settled')).toBe(true)
    expect(
      new Set(replayed.map((exchange) => exchange.state === 'settled' && JSON.stringify(exchange.response))),
    ).toEqual(new Set(responses.map((response) => JSON.stringify(response))))
    expect(responses.map(({ type }) => type)).toEqual(['cors', 'error', 'error', 'cors'])
  })
})

describe('the clock', () => {
  it('never goes back for a browser, though that of the system may', async () => {
    const times = [1000, 400, 2000, 10]
    const browser = new Browser({ profile: 'spec', transport: open, clock: () => times.shift() ?? 0 })
    expect(await browser.perform(request(`${api}/`, { method: 'PUT' }))).toMatchObject({ status: 200 })
    await browser.perform(request(`${api}/`))
    expect(browser.recordings.map(({ turns }) => turns.map(({ now }) => now))).toEqual([
      [1000, 1000, 2000],
      [2000, 2000],
    ])
  })

  it('is that of the system where none is given', async () => {
    const browser = new Browser({ profile: 'spec', transport: open })
    const before = Date.now()
    await browser.perform(request(`${api}/`))
    const now = browser.recordings[0]?.turns[0].now
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now())
    expect(browser.clock()).toBeGreaterThanOrEqual(before)
  })

  it('that tells no time is a mistake of the configuration', async () => {
    const browser = new Browser({ profile: 'spec', transport: open, clock: () => Number.NaN })
    await expect(browser.perform(request(`${api}/`))).rejects.toBeInstanceOf(ConfigError)
  })

  it('that breaks in the middle stands still', async () => {
    let calls = 0
    const browser = new Browser({
      profile: 'spec',
      transport: async (wire) => open(wire),
      clock: () => {
        calls++
        if (calls > 1) throw new Error('broken')
        return 5
      },
    })
    expect(await browser.perform(request(`${api}/`))).toMatchObject({ status: 200 })
    expect(browser.recordings[0]?.turns.map(({ now }) => now)).toEqual([5, 5])
  })
})

describe('options', () => {
  it.each([
    ['chromium', 'chromium'],
    ['chrome', 'chromium'],
    ['edge', 'chromium'],
    ['firefox', 'firefox'],
    ['safari', 'safari'],
    ['webkitgtk', 'webkitgtk'],
    ['spec', 'spec'],
  ] as const)('take the name %s for the profile %s', (profile, name) => {
    expect(new Browser({ profile, transport: open }).userAgent.profile).toBe(profiles[name])
  })

  it('take a profile', () => {
    const own = defineProfile('chromium', { maxAgeDefault: 17 })
    expect(new Browser({ profile: own, transport: open }).userAgent.profile).toBe(own)
  })

  it('are named by every message', () => {
    const options = {
      profile: { engine: 'x' },
      transport: 1,
      clock: 0,
      recordingLimit: -1,
      timeoutMs: 0,
      tea: 1,
    }
    let error: unknown = null
    try {
      new Browser(options as unknown as BrowserOptions)
    } catch (thrown) {
      error = thrown
    }
    if (!(error instanceof ConfigError)) throw error
    expect(error.issues).toHaveLength(8)
    for (const { path, message } of error.issues) expect(message.startsWith(`${path} `), message).toBe(true)
    expect(error.message.split('\n')).toEqual(error.issues.map(({ message }) => message))
  })

  it.each([
    ['nothing', undefined, 'userAgent'],
    ['null', null, 'userAgent'],
    ['the name of a profile', 'chromium', 'userAgent'],
    ['a profile', profiles.chromium, 'userAgent'],
    ['JSON that was only parsed', JSON.parse(JSON.stringify(createUserAgent('spec'))), 'userAgent'],
    ['a user agent without a cache', { ...createUserAgent('spec'), preflightCache: null }, 'userAgent'],
    [
      'a profile that is odd',
      { ...createUserAgent('spec'), profile: { ...profiles.spec, maxAgeLimit: 'x' } },
      'profile.maxAgeLimit',
    ],
  ])('are not assigned as a user agent: %s', (_, userAgent: unknown, path) => {
    const browser = new Browser({ profile: 'spec', transport: open })
    const before = browser.userAgent
    let error: unknown = null
    try {
      browser.userAgent = userAgent as typeof before
    } catch (thrown) {
      error = thrown
    }
    if (!(error instanceof ConfigError)) throw error
    expect(error.issues.map((issue) => issue.path)).toEqual([path])
    expect(browser.userAgent).toBe(before)
  })

  it('are not what a request is made from', async () => {
    const browser = new Browser({ profile: 'spec', transport: open })
    const init = { url: api, client: 'https://app.example.com' } as never
    await expect(browser.perform(init)).rejects.toThrow(/^request must be .*createRequest/)
    await expect(browser.perform(init)).rejects.toBeInstanceOf(ConfigError)
    expect(browser.recordings).toEqual([])
  })

  const wrong = (options: unknown): readonly string[] => {
    try {
      new Browser(options as BrowserOptions)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      return error.issues.map(({ path, reason }) => `${path} ${reason}`)
    }
    return []
  }

  it.each([
    { desc: 'nothing', options: undefined, issues: ['options invalid'] },
    { desc: 'null', options: null, issues: ['options invalid'] },
    { desc: 'an empty object', options: {}, issues: ['profile missing', 'transport missing'] },
    {
      desc: 'everything wrong',
      options: {
        profile: 'netscape',
        transport: 'http',
        clock: 0,
        recordingLimit: -1,
        timeoutMs: 0,
        timeout: 1,
      },
      issues: [
        'timeout invalid',
        'profile invalid',
        'transport invalid',
        'clock invalid',
        'recordingLimit invalid',
        'timeoutMs invalid',
      ],
    },
    {
      desc: 'a profile that is none',
      options: { profile: {}, transport: open },
      issues: ['profile.engine missing', 'profile.name missing', 'profile.version missing'],
    },
    { desc: 'null for a profile', options: { profile: null, transport: open }, issues: ['profile invalid'] },
    {
      desc: 'a property of every object',
      options: { profile: '__proto__', transport: open },
      issues: ['profile invalid'],
    },
    {
      desc: 'half a recording',
      options: { profile: 'spec', transport: open, recordingLimit: 0.5 },
      issues: ['recordingLimit invalid'],
    },
    {
      desc: 'more time than timers have',
      options: { profile: 'spec', transport: open, timeoutMs: 2 ** 31 },
      issues: ['timeoutMs invalid'],
    },
  ])('do not take $desc, and say all of it', ({ options, issues }) => {
    expect(wrong(options)).toEqual(issues)
  })
})
