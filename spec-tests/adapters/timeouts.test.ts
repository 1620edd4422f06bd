import axios from 'axios'
import { describe, expect, it } from 'vitest'
import { fetchTransport } from '../../src/drivers/fetch-transport'
import { type Listener, listenerTransport } from '../../src/drivers/listener-transport'
import type { Transport } from '../../src/drivers/transport'
import { type VirtualClock, virtualClock } from '../../src/drivers/virtual-clock'
import { Browser } from '../../src/page/browser'
import type { Page } from '../../src/page/page'

/*
 * Everything that waits for a time waits for the browser's clock: timeouts of XMLHttpRequest and axios, AbortSignal.timeout,
 * the default timeout, and servers that take their time by that clock.
 */
const app = 'https://app.example.com/'

/** Both adapters before a server that answers after some seconds by the clock, or never. */
const servers: { adapter: string; transportBy: (clock: VirtualClock) => Transport }[] = [
  {
    adapter: 'fetchTransport',
    transportBy: (clock) =>
      fetchTransport(
        ({ url }) =>
          new Promise((resolve) => {
            const seconds = Number(new URL(url).pathname.slice(1))
            clock.setTimer(seconds * 1000, () => resolve(new Response('late')))
          }),
      ),
  },
  {
    adapter: 'listenerTransport',
    transportBy: (clock) => {
      const listener: Listener = ({ url }, response) => {
        clock.setTimer(Number.parseInt(url?.slice(1) ?? '', 10) * 1000, () => response.end('late'))
      }
      return listenerTransport(listener)
    },
  },
]

/** Everything that goes on by itself has its turn. */
async function turns(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
}

interface Row {
  readonly desc: string
  readonly ask: (page: Page) => Promise<unknown>
  /** When it ends, in milliseconds from its beginning, and how. */
  readonly at: number
  readonly end: unknown
}

function requested(page: Page, path: string, set: (request: XMLHttpRequest) => void): Promise<unknown> {
  return new Promise((resolve) => {
    const request = new page.XMLHttpRequest() as unknown as XMLHttpRequest
    const seen: string[] = []
    for (const type of ['load', 'error', 'timeout', 'abort'] as const)
      request.addEventListener(type, () => seen.push(type))
    request.onloadend = () => resolve([...seen, request.status].join(' '))
    request.open('GET', path)
    set(request)
    request.send()
  })
}

/** As far as it is used here: what it is in browsers. */
interface XMLHttpRequest extends EventTarget {
  open(method: string, url: string): void
  send(): void
  timeout: number
  onloadend: unknown
  readonly status: number
}

const textOf = (response: Response): Promise<string> => response.text()

const rows: readonly Row[] = [
  {
    desc: 'a server that takes five seconds, fetch that waits',
    ask: (page) => page.fetch('/5').then(textOf),
    at: 5000,
    end: 'late',
  },
  {
    desc: 'fetch that waits for thirty seconds at most, as nothing else is said',
    ask: (page) => page.fetch('/100').catch(String),
    at: 30_000,
    end: 'TypeError: Failed to fetch',
  },
  {
    desc: 'fetch with AbortSignal.timeout',
    ask: (page) => page.fetch('/5', { signal: page.AbortSignal.timeout(2000) }).catch(({ name }) => name),
    at: 2000,
    end: 'TimeoutError',
  },
  {
    desc: 'fetch with AbortSignal.timeout that is in time',
    ask: (page) => page.fetch('/1', { signal: page.AbortSignal.timeout(2000) }).then(textOf),
    at: 1000,
    end: 'late',
  },
  {
    desc: 'fetch with any of two signals',
    ask: (page) => {
      const signals = [new AbortController().signal, page.AbortSignal.timeout(700)]
      return page.fetch('/5', { signal: page.AbortSignal.any(signals) }).catch(({ name }) => name)
    },
    at: 700,
    end: 'TimeoutError',
  },
  {
    desc: 'XMLHttpRequest with a timeout',
    ask: (page) => requested(page, '/5', (request) => (request.timeout = 3000)),
    at: 3000,
    end: 'timeout 0',
  },
  {
    desc: 'XMLHttpRequest with a timeout that is in time',
    ask: (page) => requested(page, '/2', (request) => (request.timeout = 3000)),
    at: 2000,
    end: 'load 200',
  },
  {
    desc: 'XMLHttpRequest without one: an error after the default',
    ask: (page) => requested(page, '/100', () => {}),
    at: 30_000,
    end: 'error 0',
  },
  {
    desc: 'axios with a timeout',
    ask: (page) =>
      axios
        .create({ adapter: page.axiosAdapter, timeout: 1500 })
        .get('/5')
        .catch(({ code, message }) => `${code} ${message}`),
    at: 1500,
    end: 'ECONNABORTED timeout of 1500ms exceeded',
  },
  {
    desc: 'a page that is navigated to',
    ask: async (page) => (await page.followLink('/100'))?.failure !== null,
    at: 30_000,
    end: true,
  },
]

describe.each(servers)('by the clock of the browser, over $adapter', ({ transportBy }) => {
  it.each(rows)('$desc', async ({ ask, at, end }) => {
    const clock = virtualClock(1e12)
    const browser = new Browser({ profile: 'chromium', transport: transportBy(clock), clock })
    let outcome: unknown = 'waits'
    const asked = ask(browser.open(app)).then((ended) => {
      outcome = ended
    })
    await turns()
    clock.advance(at - 1)
    await turns()
    expect(outcome).toBe('waits')
    clock.advance(1)
    await asked
    expect(outcome).toEqual(end)
  })

  it('waits as long as the browser is told to', async () => {
    const clock = virtualClock(1e12)
    const transport = transportBy(clock)
    const patient = new Browser({ profile: 'chromium', transport, clock, timeoutMs: 90_000 })
    const endless = new Browser({
      profile: 'chromium',
      transport,
      clock,
      timeoutMs: Number.POSITIVE_INFINITY,
    })
    const asked = [patient, endless].map((browser) => browser.open(app).fetch('/100').then(textOf, String))
    await turns()
    clock.advance(90_000)
    await turns()
    clock.advance(10_000)
    expect(await Promise.all(asked)).toEqual(['TypeError: Failed to fetch', 'late'])
    expect(patient.recordings[0]?.turns[1]?.event).toMatchObject({
      cause:
        'timeout: https://app.example.com did not answer within 90000 ms (option timeoutMs of the browser).',
    })
  })

  it('counts anew for each answer on the way', async () => {
    const clock = virtualClock(1e12)
    const slow = transportBy(clock)
    const hops: Transport = async (request, signal) => {
      const response = await slow(request, signal)
      if (request.url.query !== null) return response
      return { ...response, status: 302, headerList: [{ name: 'location', value: '/20?once' }] }
    }
    const browser = new Browser({ profile: 'chromium', transport: hops, clock })
    const asked = browser.open(app).fetch('/20').then(textOf)
    for (let i = 0; i < 2; i++) {
      await turns()
      clock.advance(20_000)
    }
    expect(await asked).toBe('late')
  })

  it('leaves no timer behind', async () => {
    const clock = virtualClock(1e12)
    let set = 0
    const counting = Object.assign(() => clock(), {
      advance: clock.advance,
      setTimer: (milliseconds: number, callback: () => void) => {
        set++
        const cancel = clock.setTimer(milliseconds, () => {
          set--
          callback()
        })
        return () => {
          set--
          cancel()
        }
      },
    })
    const browser = new Browser({ profile: 'chromium', transport: transportBy(clock), clock: counting })
    const asked = browser.open(app).fetch('/1').then(textOf)
    await turns()
    expect(set).toBe(1)
    clock.advance(1000)
    await asked
    expect(set).toBe(0)
  })
})
