/**
 * What fetch/api/request of web-platform-tests says of the Request of a page. Compared with the text of:
 * request-error.any.js at 30c15c8b, request-init-stream.any.js at 34659445, request-consume-empty.any.js at 79eca680,
 * request-consume.any.js at 3c392d70, request-structure.any.js at cb416a36,
 * request-constructor-init-body-override.any.js at 1fa54608, abort/general.any.js at 125a9dce. The others are from
 * memory, path and fact.
 */
import { expect, test } from 'vitest'
import { Browser } from '../../../src/page/browser'
import {
  app,
  type BodyInit,
  check,
  type Fact,
  init,
  lastBody,
  lastHeader,
  open,
  other,
  there,
  thrownBy,
} from './kit'

const stream = (text = 'x'): ReadableStream => new Blob([text]).stream()

const facts: readonly Fact[] = [
  {
    wpt: 'fetch/api/request/request-error.any.js',
    fact: 'a call without new, a URL with a user, and one that is none are a TypeError',
    look: async ({ page }) => [
      await thrownBy(() => (page.Request as unknown as () => void)()),
      await thrownBy(() => new page.Request('http://user@test.url')),
      await thrownBy(() => new page.Request('http:///')),
      await thrownBy(() => new page.Request('http://:not a valid URL')),
    ],
    is: ['TypeError', 'TypeError', 'TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/request/request-error.any.js',
    fact: 'a window that is not null is a TypeError',
    // Chromium and Firefox do not look at it.
    profiles: ['spec', 'safari', 'webkitgtk'],
    look: ({ page }) => thrownBy(() => new page.Request('/', { window: 'http://test.url' as never })),
    is: 'TypeError',
  },
  {
    wpt: 'fetch/api/request/request-error.any.js',
    fact: 'an invalid referrer and an invalid mode are a TypeError',
    look: async ({ page }) => [
      await thrownBy(() => new page.Request('/', { referrer: 'http://:not a valid URL' })),
      await thrownBy(() => new page.Request('/', { mode: 'navigate' })),
    ],
    is: ['TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/request/request-error.any.js',
    fact: 'an invalid method and a forbidden one are a TypeError',
    look: async ({ page }) => [
      await thrownBy(() => new page.Request('/', { method: 'IN VALID' })),
      await thrownBy(() => new page.Request('/', { method: 'TRACE' })),
      await thrownBy(() => new page.Request('/', { method: 'connect' })),
    ],
    is: ['TypeError', 'TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/request/request-error.any.js',
    fact: 'only GET, HEAD and POST go without CORS; the mode of the input counts, too',
    look: async ({ page }) => [
      await thrownBy(() => new page.Request('/', { method: 'PUT', mode: 'no-cors' })),
      await thrownBy(() => new page.Request('/', { method: 'head', mode: 'no-cors' })),
      await thrownBy(() => new page.Request(new page.Request('/', { mode: 'no-cors' }), { method: 'PUT' })),
    ],
    is: ['TypeError', null, 'TypeError'],
  },
  {
    wpt: 'fetch/api/request/request-cache-only-if-cached.any.js',
    fact: 'only-if-cached wants the same origin',
    look: async ({ page }) => [
      await thrownBy(() => new page.Request('/', init({ cache: 'only-if-cached', mode: 'cors' }))),
      await thrownBy(() => new page.Request('/', init({ cache: 'only-if-cached', mode: 'no-cors' }))),
      await thrownBy(() => new page.Request('/', init({ cache: 'only-if-cached', mode: 'same-origin' }))),
    ],
    is: ['TypeError', 'TypeError', null],
  },
  {
    wpt: 'fetch/api/request/request-consume-empty.any.js',
    fact: 'without a body there is nothing to read, as often as one likes',
    look: async ({ page }) => {
      const request = new page.Request('/')
      return [
        await request.text(),
        (await request.arrayBuffer()).byteLength,
        (await request.blob()).size,
        await thrownBy(() => request.json()),
        request.bodyUsed,
        request.body,
      ]
    },
    is: ['', 0, 0, 'SyntaxError', false, null],
  },
  {
    wpt: 'fetch/api/request/request-consume-empty.any.js',
    fact: 'no body is no form, whatever the type, unless that is urlencoded',
    look: async ({ page }) => {
      const typed = (type: string): Request => new page.Request('/', { headers: { 'content-type': type } })
      return [
        await thrownBy(() => new page.Request('/').formData()),
        await thrownBy(() => typed('multipart/form-data; boundary=x').formData()),
        [...(await typed('application/x-www-form-urlencoded').formData())],
      ]
    },
    is: ['TypeError', 'TypeError', []],
  },
  {
    wpt: 'fetch/api/request/request-disturbed.any.js',
    fact: 'what was read can be read no more, and makes no request',
    look: async ({ page }) => {
      const request = new page.Request('/', { method: 'POST', body: 'x' })
      await request.text()
      return [
        request.bodyUsed,
        await thrownBy(() => request.text()),
        await thrownBy(() => new page.Request(request)),
        await thrownBy(() => page.fetch(request)),
        await thrownBy(() => request.clone()),
        await thrownBy(() => new page.Request(request, { body: 'y', method: 'PUT' })),
      ]
    },
    is: [true, 'TypeError', 'TypeError', 'TypeError', 'TypeError', null],
  },
  {
    wpt: 'fetch/api/request/request-disturbed.any.js',
    fact: 'a request whose constructor threw has not taken the body of the other',
    look: async ({ page }) => {
      const request = new page.Request('/', { method: 'POST', body: 'x' })
      const thrown = await thrownBy(() => new page.Request(request, { method: 'GET' }))
      return [thrown, request.bodyUsed, await request.text()]
    },
    is: ['TypeError', false, 'x'],
  },
  {
    wpt: 'fetch/api/request/request-disturbed.any.js',
    fact: 'a body without bytes is used by reading it, too',
    look: async ({ page }) => {
      const request = new page.Request('/', { method: 'POST', body: '' })
      const before = request.bodyUsed
      await request.text()
      return [before, request.bodyUsed]
    },
    is: [false, true],
  },
  {
    wpt: 'fetch/api/request/request-headers.any.js',
    fact: 'names that belong to the browser are dropped, those with Proxy- and Sec- among them',
    look: ({ page }) => [
      ...new page.Request('/', {
        headers: [
          ['Accept-Charset', 'x'],
          ['Access-Control-Request-Method', 'x'],
          ['Connection', 'x'],
          ['Content-Length', '1'],
          ['Cookie', 'a=b'],
          ['Cookie2', 'x'],
          ['Date', 'x'],
          ['DNT', '4'],
          ['Expect', 'x'],
          ['Host', 'x'],
          ['Keep-Alive', 'x'],
          ['Origin', 'x'],
          ['Referer', 'x'],
          ['Set-Cookie', 'a=b'],
          ['TE', 'x'],
          ['Trailer', 'x'],
          ['Transfer-Encoding', 'x'],
          ['Upgrade', 'x'],
          ['Via', 'x'],
          ['Proxy-X', 'x'],
          ['sec-x', 'x'],
          ['Content-Potato', 'kept'],
        ],
      }).headers,
    ],
    is: [['content-potato', 'kept']],
  },
  {
    wpt: 'fetch/api/request/request-headers.any.js',
    fact: 'headers of the init replace those of the input, and an empty record removes them',
    look: ({ page }) => {
      const before = new page.Request('/', { headers: { a: '1' } })
      return [
        [...new page.Request(before).headers],
        [...new page.Request(before, { headers: { b: '2' } }).headers],
        [...new page.Request(before, { headers: {} }).headers],
      ]
    },
    is: [[['a', '1']], [['b', '2']], []],
  },
  {
    wpt: 'fetch/api/request/request-headers.any.js',
    fact: 'the type of a body comes where the headers have none, and headers of requests are the same object',
    look: ({ page }) => {
      const request = new page.Request('/', { method: 'POST', body: 'x' })
      const { headers } = request
      const typed = new page.Request('/', { method: 'POST', body: 'x', headers: { 'Content-Type': 'a/b' } })
      return [
        request.headers.get('content-type'),
        typed.headers.get('content-type'),
        headers === request.headers,
      ]
    },
    is: ['text/plain;charset=UTF-8', 'a/b', true],
  },
  {
    wpt: 'fetch/api/request/request-init-002.any.js',
    fact: 'other kinds of body come with types of their own, or none',
    look: ({ page }) =>
      [
        new Blob(['x']),
        new Blob(['x'], { type: 'Text/HTML' }),
        new URLSearchParams('a=b'),
        new Uint8Array(1),
        new ArrayBuffer(1),
        new DataView(new ArrayBuffer(1)),
        'x',
        1,
      ].map((body) =>
        new page.Request('/', { method: 'POST', body: body as BodyInit }).headers.get('content-type'),
      ),
    is: [
      null,
      'text/html',
      'application/x-www-form-urlencoded;charset=UTF-8',
      null,
      null,
      null,
      'text/plain;charset=UTF-8',
      'text/plain;charset=UTF-8',
    ],
  },
  {
    wpt: 'fetch/api/request/request-init-003.sub.html',
    fact: 'a request says what it was made with',
    look: ({ page }) => {
      const {
        method,
        mode,
        credentials,
        cache,
        redirect,
        integrity,
        keepalive,
        referrerPolicy,
        destination,
      } = new page.Request(
        '/',
        init({
          method: 'POST',
          mode: 'same-origin',
          credentials: 'omit',
          cache: 'reload',
          redirect: 'manual',
          integrity: 'sha256-x',
          keepalive: true,
          referrerPolicy: 'origin',
        }),
      )
      return { method, mode, credentials, cache, redirect, integrity, keepalive, referrerPolicy, destination }
    },
    is: {
      method: 'POST',
      mode: 'same-origin',
      credentials: 'omit',
      cache: 'reload',
      redirect: 'manual',
      integrity: 'sha256-x',
      keepalive: true,
      referrerPolicy: 'origin',
      destination: '',
    },
  },
  {
    wpt: 'fetch/api/request/request-init-stream.any.js',
    fact: 'a stream wants duplex, and not one that was read or is being read',
    profiles: ['spec', 'chromium'],
    look: async ({ page }) => {
      const read = stream()
      await read.cancel()
      const locked = stream()
      locked.getReader()
      const made = (body: BodyInit, duplex?: 'half'): Promise<string | null> =>
        thrownBy(
          () =>
            new page.Request('/', {
              method: 'POST',
              body,
              ...(duplex === undefined ? {} : { duplex }),
            } as RequestInit),
        )
      return [
        await made(stream()),
        await made(stream(), 'half'),
        await made(locked, 'half'),
        await made(read, 'half'),
        await made('x'),
      ]
    },
    is: ['TypeError', null, 'TypeError', 'TypeError', null],
  },
  {
    wpt: 'fetch/api/request/request-init-stream.any.js',
    fact: 'a request with a stream is copied without saying duplex again',
    profiles: ['spec', 'chromium'],
    look: async ({ page }) => {
      const first = new page.Request('/', {
        method: 'POST',
        body: stream('abc'),
        duplex: 'half',
      } as RequestInit)
      return await new page.Request(first).text()
    },
    is: 'abc',
  },
  {
    wpt: 'fetch/api/request/request-init-contenttype.any.js',
    fact: 'a form comes as multipart with a boundary that is in the body',
    look: async ({ page }) => {
      const body = new FormData()
      body.append('a', 'b')
      const request = new page.Request('/', { method: 'POST', body })
      const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(
        request.headers.get('content-type') ?? '',
      )?.[1]
      return (await request.text()).startsWith(`--${boundary}\r\n`)
    },
    is: true,
  },
  {
    wpt: 'fetch/api/request/request-structure.any.js',
    fact: 'attributes cannot be written',
    look: ({ page }) => {
      const request = new page.Request('/') as unknown as Record<string, unknown>
      const names = [
        'method',
        'url',
        'headers',
        'destination',
        'referrer',
        'referrerPolicy',
        'mode',
        'credentials',
      ]
      names.push('cache', 'redirect', 'integrity', 'keepalive', 'bodyUsed', 'duplex', 'signal', 'body')
      return names.filter((name) => {
        const before = request[name]
        try {
          request[name] = 'x'
        } catch {
          // In strict code it throws.
        }
        return request[name] !== before
      })
    },
    is: [],
  },
  {
    wpt: 'fetch/api/request/request-clone.sub.html',
    fact: 'a clone has all of the other, and headers of its own',
    look: async ({ page }) => {
      const first = new page.Request(
        '/x',
        init({ method: 'PUT', headers: { a: '1' }, body: 'b', cache: 'reload' }),
      )
      const copy = first.clone()
      copy.headers.set('a', '2')
      return [
        copy.method,
        copy.url,
        copy.cache,
        first.headers.get('a'),
        await first.text(),
        await copy.text(),
      ]
    },
    is: ['PUT', `${app}/x`, 'reload', '1', 'b', 'b'],
  },
  {
    wpt: 'fetch/api/request/request-bad-port.any.js',
    fact: 'ports of other protocols are not asked',
    site: { 'https://app.example.com:25/': open() },
    look: async (l) => [await thrownBy(() => l.page.fetch(`${app}:25/`)), l.sent.length],
    is: ['TypeError', 0],
  },
  {
    wpt: 'fetch/api/request/request-referrer.any.js',
    fact: 'the referrer is the page, another of its origin, or none',
    look: async (l) => {
      const got: (string | null)[] = []
      for (const init of [{}, { referrer: 'about:client' }, { referrer: '/a/b?c#d' }, { referrer: '' }]) {
        await l.page.fetch('/', init)
        got.push(lastHeader(l, 'referer'))
      }
      return got
    },
    is: [`${app}/dir/page`, `${app}/dir/page`, `${app}/a/b?c`, null],
  },
  {
    wpt: 'fetch/api/request/request-referrer.any.js',
    fact: 'a referrer of another origin is the page',
    look: ({ page }) => new page.Request('/', { referrer: `${other}/` }).referrer,
    is: 'about:client',
  },
  {
    wpt: 'fetch/api/request/request-keepalive-quota.html',
    fact: 'what outlives the page has at most 64 KiB, of all requests together',
    look: async (l) => {
      const send = (size: number): Promise<string | null> =>
        thrownBy(() => l.page.fetch('/', { method: 'POST', keepalive: true, body: 'x'.repeat(size) }))
      return [
        await send(65_536),
        await send(65_537),
        await Promise.all([send(40_000), send(40_000)]),
        await send(65_536),
      ]
    },
    is: [null, 'TypeError', [null, 'TypeError'], null],
  },
  {
    wpt: 'fetch/api/request/request-init-priority.any.js',
    fact: 'a priority is high, low or auto',
    look: async ({ page }) => [
      await thrownBy(() => new page.Request('/', init({ priority: 'high' }))),
      await thrownBy(() => new page.Request('/', init({ priority: 'invalid' }))),
    ],
    is: [null, 'TypeError'],
  },
  {
    wpt: 'fetch/api/request/request-consume.any.js',
    fact: 'bodies of all kinds are read back as what they were',
    look: async ({ page }) => {
      const made = (body: BodyInit): Request => new page.Request('/', { method: 'POST', body })
      return [
        await made('This is ü').text(),
        await made(new Blob(['blob'])).text(),
        await made(new TextEncoder().encode('bytes')).text(),
        await made(new URLSearchParams({ a: 'b c' })).text(),
        await made('{"a":1}').json(),
        (await made(new Blob(['x'], { type: 'text/a' })).blob()).type,
        [...(await made(new URLSearchParams('a=1&a=2')).formData())],
        await thrownBy(() => made('x').json()),
        await thrownBy(() => made('x').formData()),
      ]
    },
    is: [
      'This is ü',
      'blob',
      'bytes',
      'a=b+c',
      { a: 1 },
      'text/a',
      [
        ['a', '1'],
        ['a', '2'],
      ],
      'SyntaxError',
      'TypeError',
    ],
  },
  {
    wpt: 'fetch/api/request/request-consume.any.js',
    fact: 'a body that was taken from a piece of a buffer is that piece',
    look: async (l) => {
      const buffer = new TextEncoder().encode('abcdef').buffer
      await l.page.fetch('/', { method: 'POST', body: new Uint8Array(buffer, 2, 3) })
      return lastBody(l)
    },
    is: 'cde',
  },
  {
    wpt: 'fetch/api/request/request-constructor-init-body-override.any.js',
    fact: 'a body of the init replaces that of the input, which may have been read',
    look: async ({ page }) => {
      const first = new page.Request('/', { method: 'POST', body: 'first' })
      const read = await first.text()
      return [read, await new page.Request(first, { body: 'second' }).text()]
    },
    is: ['first', 'second'],
  },
  {
    wpt: 'fetch/api/request/request-init-stream.any.js',
    fact: 'what is being read makes no request, unless that has a body of its own',
    look: async ({ page }) => {
      const request = new page.Request('/', { method: 'POST', body: '…' })
      request.body?.getReader()
      return [
        await thrownBy(() => new page.Request(request)),
        await thrownBy(() => new page.Request(request, { body: '…' })),
      ]
    },
    is: ['TypeError', null],
  },
  {
    wpt: 'fetch/api/request/request-init-stream.any.js',
    fact: 'duplex is half or nothing, whatever the body',
    look: async ({ page }) => [
      await thrownBy(() => new page.Request('/', init({ method: 'POST', body: null, duplex: 'full' }))),
      await thrownBy(() => new page.Request('/', init({ method: 'POST', body: '…', duplex: 'full' }))),
      await thrownBy(() => new page.Request('/', init({ method: 'POST', body: '…', duplex: 'half' }))),
    ],
    is: ['TypeError', 'TypeError', null],
  },
  {
    wpt: 'fetch/api/abort/general.any.js',
    fact: 'a signal that was aborted before rejects at once',
    look: async ({ page }) => {
      const log: string[] = []
      await Promise.all([
        page.fetch(there, { signal: AbortSignal.abort() }).catch(() => log.push('rejected')),
        Promise.resolve().then(() => log.push('next microtask')),
      ])
      return log
    },
    is: ['rejected', 'next microtask'],
  },
  {
    wpt: 'fetch/api/abort/general.any.js',
    fact: 'an empty body is at its end, also where it is aborted after the answer',
    site: { [there]: open({}, '') },
    look: async ({ page }) => {
      const controller = new AbortController()
      const reader = (await page.fetch(there, { signal: controller.signal })).body?.getReader()
      controller.abort()
      return reader?.read()
    },
    is: { done: true, value: undefined },
  },
  {
    wpt: 'fetch/api/request/request-constructor-init-body-override.any.js',
    fact: 'a body of the init leaves that of the input alone',
    look: async ({ page }) => {
      const first = new page.Request('/', { method: 'POST', body: 'first' })
      const second = new page.Request(first, { body: 'second' })
      return [await second.text(), first.bodyUsed, await first.text()]
    },
    is: ['second', false, 'first'],
  },
  {
    wpt: 'fetch/api/abort/general.any.js',
    fact: 'a signal that was aborted makes a fetch reject with its reason, and nothing is sent',
    site: { [there]: open() },
    look: async (l) => {
      const reason = new Error('mine')
      const thrown = await l.page.fetch(there, { signal: AbortSignal.abort(reason) }).catch((e: unknown) => e)
      return [thrown === reason, l.sent.length]
    },
    is: [true, 0],
  },
  {
    wpt: 'fetch/api/abort/general.any.js',
    fact: 'without a reason it is an AbortError; a signal of null is none',
    site: { [there]: open() },
    look: async (l) => [
      await thrownBy(() => l.page.fetch(there, { signal: AbortSignal.abort() })),
      await thrownBy(() => l.page.fetch(there, { signal: null })),
    ],
    is: ['AbortError', null],
  },
  {
    wpt: 'fetch/api/abort/general.any.js',
    fact: 'a wrong init is a TypeError, even where the signal was aborted',
    look: ({ page }) => thrownBy(() => page.fetch('/', { signal: AbortSignal.abort(), mode: 'x' as never })),
    is: 'TypeError',
  },
  {
    wpt: 'fetch/api/abort/general.any.js',
    fact: 'a fetch that was aborted has used the body of its request',
    look: async ({ page }) => {
      const request = new page.Request('/', { method: 'POST', body: 'x', signal: AbortSignal.abort() })
      await thrownBy(() => page.fetch(request))
      return request.bodyUsed
    },
    is: true,
  },
  {
    wpt: 'fetch/api/abort/general.any.js',
    fact: 'the signal of a request follows the one that was given, and is another object',
    look: ({ page }) => {
      const controller = new AbortController()
      const request = new page.Request('/', { signal: controller.signal })
      const copy = new page.Request(request)
      const { signal } = request
      controller.abort('why')
      return [
        signal === controller.signal,
        signal.aborted,
        signal.reason,
        copy.signal.aborted,
        copy.signal === signal,
      ]
    },
    is: [false, true, 'why', true, false],
  },
  {
    wpt: 'fetch/api/abort/general.any.js',
    fact: 'a signal that is aborted after the answer ends the reading of its body',
    site: { [there]: open() },
    look: async ({ page }) => {
      const controller = new AbortController()
      const response = await page.fetch(there, { signal: controller.signal })
      controller.abort()
      return [await thrownBy(() => response.text()), response.status]
    },
    is: ['AbortError', 200],
  },
  {
    wpt: 'dom/abort/AbortSignal.any.js',
    fact: 'a signal by time wants a number of milliseconds',
    look: async ({ page }) => [
      await thrownBy(() => page.AbortSignal.timeout(-1)),
      await thrownBy(() => page.AbortSignal.timeout(Number.NaN)),
      page.AbortSignal.timeout(1).aborted,
    ],
    is: ['TypeError', 'TypeError', false],
  },
]

check(facts)

test('a signal by time keeps no process alive, as the platform’s own does not', () => {
  const browser = new Browser({ profile: 'chromium', transport: () => open() })
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timers()
  browser.open(`${app}/`).AbortSignal.timeout(3_600_000)
  expect(timers()).toBe(before)
})
