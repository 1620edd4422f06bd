import axios from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchTransport } from '../../src/drivers/fetch-transport'
import { listenerTransport } from '../../src/drivers/listener-transport'
import { type AnyTransport, TransportError } from '../../src/drivers/transport'
import { type VirtualClock, virtualClock } from '../../src/drivers/virtual-clock'
import { explain } from '../../src/explain/explain'
import { Browser } from '../../src/page/browser'
import type { Page } from '../../src/page/page'
import { answer } from '../fetch/kit'

/*
 * A transport that throws, returns garbage or never answers: to the page a network error like any other, by every way that a
 * page has, told in the recording, without an unhandled rejection and without an end that does not come.
 */
const api = 'https://api.example.com/'
const never = (): Promise<never> => new Promise(() => {})

const broken: { desc: string; transport: AnyTransport; cause: string }[] = [
  {
    desc: 'throws',
    transport: () => {
      throw new Error('boom')
    },
    cause: 'transport-threw: Error: boom',
  },
  {
    desc: 'throws what is no error',
    transport: () => {
      throw undefined
    },
    cause: 'transport-threw: undefined',
  },
  {
    desc: 'throws what cannot be printed',
    transport: () => {
      throw new Proxy(
        {},
        {
          get: () => {
            throw new Error('no')
          },
          getPrototypeOf: () => null,
        },
      )
    },
    cause: 'transport-threw: a value that cannot be printed',
  },
  {
    desc: 'rejects',
    transport: async () => Promise.reject(new Error('boom')),
    cause: 'transport-threw: Error: boom',
  },
  {
    desc: 'rejects with a kind',
    transport: async () => Promise.reject(new TransportError('dns', 'No such host.')),
    cause: 'dns: No such host.',
  },
  { desc: 'returns nothing', transport: () => undefined as never, cause: 'transport-returned-garbage' },
  { desc: 'returns a text', transport: () => 'hi' as never, cause: 'transport-returned-garbage' },
  { desc: 'promises a number', transport: async () => 7 as never, cause: 'transport-returned-garbage' },
  {
    desc: 'returns a status of 1000',
    transport: () => answer(1000),
    cause: 'transport-returned-garbage',
  },
  {
    desc: 'returns a header with a line break',
    transport: () => answer(200, { a: 'x\r\nb: y' }),
    cause: 'transport-returned-garbage',
  },
  {
    desc: 'returns text where bytes belong',
    transport: () => answer(200, {}, '→'),
    cause: 'transport-returned-garbage',
  },
  {
    desc: 'returns what throws when it is looked at',
    transport: () =>
      Object.defineProperty({}, 'status', {
        get: () => {
          throw new Error('looked')
        },
      }) as never,
    cause: 'transport-returned-garbage',
  },
  {
    desc: 'returns what pretends to be a promise',
    // biome-ignore lint/suspicious/noThenProperty: this is what is tested
    transport: () => ({ then: 'soon' }) as never,
    cause: 'transport-returned-garbage',
  },
  {
    desc: 'returns a promise that throws when asked',
    transport: () =>
      ({
        // biome-ignore lint/suspicious/noThenProperty: this is what is tested
        then: () => {
          throw new Error('boom')
        },
      }) as never,
    cause: 'transport-threw: Error: boom',
  },
  {
    desc: 'never answers',
    transport: never,
    cause: 'timeout: https://api.example.com did not answer within 30000 ms',
  },
  {
    desc: 'is a server that throws',
    transport: fetchTransport(() => {
      throw new Error('boom')
    }),
    cause: 'transport-threw: Error: boom',
  },
  {
    desc: 'is a server that returns no Response',
    transport: fetchTransport(() => ({ status: 200 }) as never),
    cause: 'transport-returned-garbage',
  },
  {
    desc: 'is a server that streams text',
    transport: fetchTransport(
      () => new Response(new ReadableStream({ start: (controller) => controller.enqueue('text' as never) })),
    ),
    cause: 'transport-returned-garbage',
  },
  {
    desc: 'is a server that never answers',
    transport: fetchTransport(never),
    cause: 'timeout: https://api.example.com did not answer within 30000 ms',
  },
  {
    desc: 'is a listener that throws',
    transport: listenerTransport(() => {
      throw new Error('boom')
    }),
    cause: 'transport-threw: The server threw Error: boom',
  },
  {
    desc: 'is a listener that hangs up',
    transport: listenerTransport((request) => request.socket.destroy()),
    cause: 'closed: ',
  },
  {
    desc: 'is a listener that writes no HTTP',
    transport: listenerTransport((request) => request.socket.end('SMTP ready\r\n\r\n')),
    cause: 'invalid-response: ',
  },
  {
    desc: 'is a listener that never answers',
    transport: listenerTransport(() => {}),
    cause: 'timeout: ',
  },
]

/** The ways of a page to a server, each with what it says where there is none. */
const ways: { way: string; ask: (page: Page, browser: Browser) => Promise<unknown>; end: unknown }[] = [
  { way: 'fetch', ask: (page) => page.fetch(api).catch(String), end: 'TypeError: Failed to fetch' },
  {
    way: 'fetch with a preflight',
    ask: (page) => page.fetch(api, { method: 'PUT' }).catch(String),
    end: 'TypeError: Failed to fetch',
  },
  {
    way: 'XMLHttpRequest',
    ask: (page) =>
      new Promise((resolve) => {
        const request = new page.XMLHttpRequest()
        const seen: string[] = []
        for (const type of ['load', 'error', 'timeout', 'abort'] as const) {
          request.addEventListener(type, () => seen.push(type))
        }
        request.onloadend = () => resolve([...seen, request.status, request.readyState])
        request.open('GET', api)
        request.send()
      }),
    end: ['error', 0, 4],
  },
  {
    way: 'axios',
    ask: (page) =>
      axios
        .create({ adapter: page.axiosAdapter })
        .get(api)
        .catch((error: { code: unknown }) => error.code),
    end: 'ERR_NETWORK',
  },
  {
    way: 'an image',
    ask: async (page) => (await page.load({ element: 'img', url: api })).event,
    end: 'error',
  },
  {
    way: 'a frame',
    ask: async (page) => (await page.load({ element: 'iframe', url: api })).reason?.step,
    end: 'http-network-fetch/connection-failed',
  },
  {
    way: 'a link',
    ask: async (page) => {
      const next = await page.followLink(api)
      return [next?.origin, typeof next?.failure === 'object' ? next.failure?.step : next?.failure]
    },
    end: ['null', 'http-network-fetch/connection-failed'],
  },
  {
    way: 'a typed address',
    ask: async (_page, browser) => (await browser.navigate(api)).origin,
    end: 'null',
  },
  {
    way: 'a beacon',
    ask: async (page, browser) => {
      const queued = page.sendBeacon(api, 'x')
      await browser.idle()
      return queued
    },
    end: true,
  },
  {
    way: 'EventSource',
    ask: (page) =>
      new Promise((resolve) => {
        const source = new page.EventSource(api)
        source.onerror = () => {
          source.close()
          resolve(source.readyState)
        }
      }),
    end: 2,
  },
  {
    way: 'WebSocket',
    ask: (page) =>
      new Promise((resolve) => {
        const socket = new page.WebSocket('wss://api.example.com/')
        socket.onclose = (event) => resolve([event.code, event.wasClean])
      }),
    end: [1006, false],
  },
]

const rejections: unknown[] = []
const note = (reason: unknown): void => void rejections.push(reason)
beforeEach(() => {
  rejections.length = 0
  process.on('unhandledRejection', note)
})
afterEach(() => {
  process.off('unhandledRejection', note)
})

/** Moves the clock as long as somebody waits: what waits for a time waits for this one. */
async function settledBy(clock: VirtualClock, asked: Promise<unknown>): Promise<unknown> {
  let settled = false
  const done = asked.finally(() => {
    settled = true
  })
  for (let turns = 0; !settled && turns < 400; turns++) {
    await new Promise((resolve) => setImmediate(resolve))
    // Not at once: what answers on its own shall have had its time.
    if (turns % 40 === 39) clock.advance(30_000)
  }
  if (!settled) throw new Error('it waits without end')
  return done
}

describe.each(broken)('a transport that $desc', ({ transport, cause }) => {
  it.each(ways)('is a network error to $way', async ({ ask, end }) => {
    const clock = virtualClock(1e12)
    const browser = new Browser({ profile: 'chromium', transport, clock })
    const outcome = await settledBy(clock, ask(browser.open('https://app.example.org/'), browser))
    expect(outcome).toEqual(end)
    const event = browser.recordings[0]?.turns[1]?.event
    expect(event).toMatchObject({ kind: 'connection-failed', cause: expect.stringContaining(cause) })
    // Nobody's rejection is nobody's: it would have been told by now.
    await new Promise((resolve) => setImmediate(resolve))
    expect(rejections).toEqual([])
  })

  it('is told as one, and not as something the browser refused', async () => {
    const clock = virtualClock(1e12)
    const browser = new Browser({ profile: 'firefox', transport, clock })
    await settledBy(
      clock,
      browser
        .open('https://app.example.org/')
        .fetch(api)
        .catch(() => {}),
    )
    const [verdict] = explain(browser.recordings[0] as never).verdicts
    expect(verdict).toMatchObject({
      outcome: 'network-error',
      refusal: { step: 'http-network-fetch/connection-failed' },
    })
    expect(browser.console.length).toBeGreaterThan(0)
  })
})
