/**
 * What fetch/api/response of web-platform-tests says of the Response of a page. Compared with the text of:
 * response-static-error.any.js and response-static-redirect.any.js at a7aa7b30, response-static-json.any.js at 1fe4de64,
 * json.any.js at edb620fc, body/mime-type.any.js at 25e0bb48. The others are from memory, path and fact.
 */
import { answer, app, type BodyInit, check, type Fact, type Looked, open, there, thrownBy } from './kit'

type Redirect = (url: string, status?: number) => Response
const redirect = ({ page }: Looked): Redirect => page.Response.redirect as Redirect

const facts: readonly Fact[] = [
  {
    wpt: 'fetch/api/response/response-init-001.any.js',
    fact: 'a response is a default one of status 200 where nothing is said',
    look: ({ page }) => {
      const { type, url, ok, status, statusText, body, redirected } = new page.Response()
      return { type, url, ok, status, statusText, body, redirected }
    },
    is: { type: 'default', url: '', ok: true, status: 200, statusText: '', body: null, redirected: false },
  },
  {
    wpt: 'fetch/api/response/response-init-001.any.js',
    fact: 'a status from 200 to 599 is as given, and a text without line ends',
    look: ({ page }) => {
      const { status, statusText, ok } = new page.Response(null, { status: 404, statusText: 'n\tô' })
      return [status, statusText, ok]
    },
    is: [404, 'n\tô', false],
  },
  {
    wpt: 'fetch/api/response/response-init-002.any.js',
    fact: 'the type of a body comes where the headers have none',
    look: ({ page }) => [
      new page.Response('x').headers.get('content-type'),
      new page.Response('x', { headers: { 'content-type': 'a/b' } }).headers.get('content-type'),
      new page.Response(new Blob([], { type: 'c/d' })).headers.get('content-type'),
      new page.Response(new URLSearchParams()).headers.get('content-type'),
      new page.Response(new Blob(['x']).stream()).headers.get('content-type'),
    ],
    is: ['text/plain;charset=UTF-8', 'a/b', 'c/d', 'application/x-www-form-urlencoded;charset=UTF-8', null],
  },
  {
    wpt: 'fetch/api/response/response-error.any.js',
    fact: 'a status outside of 200 to 599 is a RangeError',
    look: async ({ page }) => {
      const thrown: (string | null)[] = []
      for (const status of [0, 100, 199, 600, 1000, Number.NaN]) {
        thrown.push(await thrownBy(() => new page.Response('', { status })))
      }
      return thrown
    },
    is: ['RangeError', 'RangeError', 'RangeError', 'RangeError', 'RangeError', 'RangeError'],
  },
  {
    wpt: 'fetch/api/response/response-error.any.js',
    fact: 'a line end or a character of two bytes in the text is a TypeError',
    look: async ({ page }) => [
      await thrownBy(() => new page.Response('', { statusText: '\n' })),
      await thrownBy(() => new page.Response('', { statusText: 'Ā' })),
    ],
    is: ['TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/response/response-error.any.js',
    fact: 'a status without a body has none, an empty one neither',
    look: async ({ page }) => [
      await thrownBy(() => new page.Response('x', { status: 204 })),
      await thrownBy(() => new page.Response('', { status: 205 })),
      await thrownBy(() => new page.Response('x', { status: 304 })),
      await thrownBy(() => new page.Response(null, { status: 204 })),
    ],
    is: ['TypeError', 'TypeError', 'TypeError', null],
  },
  {
    wpt: 'fetch/api/response/response-static-error.any.js',
    fact: 'an error response has status 0, no body, no header, and headers that cannot be changed',
    look: async ({ page }) => {
      const error = page.Response.error()
      const { type, status, ok, statusText, body } = error
      return [
        type,
        status,
        ok,
        statusText,
        body,
        [...error.headers],
        await thrownBy(() => error.headers.append('a', 'b')),
      ]
    },
    is: ['error', 0, false, '', null, [], 'TypeError'],
  },
  {
    wpt: 'fetch/api/response/response-static-json.any.js',
    fact: 'json makes a response of the text and its type',
    look: async ({ page }) => {
      const response = page.Response.json({ a: [1] }, { status: 201 })
      return [response.status, response.headers.get('content-type'), await response.text()]
    },
    is: [201, 'application/json', '{"a":[1]}'],
  },
  {
    wpt: 'fetch/api/response/response-static-json.any.js',
    fact: 'a type that is given stays; a status without body, a symbol and a circle are errors',
    look: async ({ page }) => {
      const circle: { a?: unknown } = {}
      circle.a = circle
      return [
        page.Response.json(1, { headers: { 'content-type': 'a/b' } }).headers.get('content-type'),
        await thrownBy(() => page.Response.json('x', { status: 204 })),
        await thrownBy(() => page.Response.json(Symbol('x'))),
        await thrownBy(() => page.Response.json(circle)),
        await thrownBy(() =>
          page.Response.json({
            get a() {
              throw new RangeError()
            },
          }),
        ),
      ]
    },
    is: ['a/b', 'TypeError', 'TypeError', 'TypeError', 'RangeError'],
  },
  {
    wpt: 'fetch/api/response/response-static-redirect.any.js',
    fact: 'redirect makes a response with the whole address in Location, 302 where nothing is said',
    look: (l) =>
      [redirect(l)('/a'), redirect(l)(`${app}/b`, 308)].map((response) => [
        response.type,
        response.status,
        response.redirected,
        response.headers.get('location'),
      ]),
    is: [
      ['default', 302, false, `${app}/a`],
      ['default', 308, false, `${app}/b`],
    ],
  },
  {
    wpt: 'fetch/api/response/response-static-redirect.any.js',
    fact: 'a status that redirects nowhere is a RangeError, and what is no URL a TypeError',
    look: async (l) => {
      const thrown: (string | null)[] = []
      for (const status of [200, 309, 400, 500]) thrown.push(await thrownBy(() => redirect(l)('/', status)))
      return [...thrown, await thrownBy(() => redirect(l)('http://:This is not an url'))]
    },
    is: ['RangeError', 'RangeError', 'RangeError', 'RangeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/response/response-clone.any.js',
    fact: 'a clone has all of the other, headers of its own, and is read by itself',
    look: async ({ page }) => {
      const first = new page.Response('hi', { status: 201, statusText: 'text', headers: { a: '1' } })
      const copy = first.clone()
      copy.headers.set('a', '2')
      return [
        copy.status,
        copy.statusText,
        first.headers.get('a'),
        await copy.text(),
        first.bodyUsed,
        await first.text(),
      ]
    },
    is: [201, 'text', '1', 'hi', false, 'hi'],
  },
  {
    wpt: 'fetch/api/response/response-clone.any.js',
    fact: 'what was read or is locked cannot be cloned',
    look: async ({ page }) => {
      const read = new page.Response('x')
      await read.text()
      const locked = new page.Response('x')
      locked.body?.getReader()
      return [await thrownBy(() => read.clone()), await thrownBy(() => locked.clone())]
    },
    is: ['TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/response/response-clone.any.js',
    fact: 'a response that was cloned after its stream was asked for gives the bytes twice',
    look: async ({ page }) => {
      const first = new page.Response('hi')
      const { body } = first
      const copy = first.clone()
      return [body === null, await copy.text(), await first.text()]
    },
    is: [false, 'hi', 'hi'],
  },
  {
    wpt: 'fetch/api/response/response-stream-disturbed-1.any.js',
    fact: 'a stream that somebody reads keeps all other ways from the body',
    look: async ({ page }) => {
      const response = new page.Response('x')
      response.body?.getReader()
      return [
        await thrownBy(() => response.text()),
        await thrownBy(() => response.blob()),
        await thrownBy(() => response.json()),
        await thrownBy(() => response.arrayBuffer()),
        await thrownBy(() => response.formData()),
        response.bodyUsed,
      ]
    },
    is: ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', false],
  },
  {
    wpt: 'fetch/api/response/response-stream-disturbed-6.any.js',
    fact: 'a stream that was cancelled is a body that was used; one that is only locked is not',
    look: async ({ page }) => {
      const response = new page.Response('x')
      const stream = response.body as ReadableStream
      const reader = stream.getReader()
      const locked = response.bodyUsed
      await reader.cancel()
      return [locked, response.bodyUsed]
    },
    is: [false, true],
  },
  {
    wpt: 'fetch/api/response/response-stream-with-broken-then.any.js',
    fact: 'a body is the same stream each time it is asked for',
    look: ({ page }) => {
      const response = new page.Response('x')
      const { body } = response
      return body === response.body
    },
    is: true,
  },
  {
    wpt: 'fetch/api/response/response-consume-stream.any.js',
    fact: 'the stream gives the bytes of strings, blobs, buffers, parameters and streams',
    look: async ({ page }) => {
      const text = async (body: BodyInit): Promise<string> => {
        let read = ''
        const reader = (new page.Response(body).body as ReadableStream<Uint8Array>).getReader()
        for (let step = await reader.read(); !step.done; step = await reader.read()) {
          read += new TextDecoder().decode(step.value)
        }
        return read
      }
      return [
        await text('a'),
        await text(new Blob(['b'])),
        await text(new TextEncoder().encode('c')),
        await text(new URLSearchParams('d=e')),
        await text(new Blob(['f']).stream()),
      ]
    },
    is: ['a', 'b', 'c', 'd=e', 'f'],
  },
  {
    wpt: 'fetch/api/response/response-from-stream.any.js',
    fact: 'a stream that was read or is locked makes no response',
    look: async ({ page }) => {
      const locked = new Blob(['x']).stream()
      locked.getReader()
      const read = new Blob(['x']).stream()
      await read.cancel()
      return [await thrownBy(() => new page.Response(locked)), await thrownBy(() => new page.Response(read))]
    },
    is: ['TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/response/response-error-from-stream.any.js',
    fact: 'the error of a stream is what reading rejects with',
    look: async ({ page }) => {
      const broken = new ReadableStream({ start: (controller) => controller.error(new RangeError()) })
      return thrownBy(() => new page.Response(broken).text())
    },
    is: 'RangeError',
  },
  {
    wpt: 'fetch/api/response/response-consume.html',
    fact: 'a mark at the beginning is no part of text or JSON',
    look: async ({ page }) => {
      const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x31])
      return [await new page.Response(bytes).text(), await new page.Response(bytes).json()]
    },
    is: ['1', 1],
  },
  {
    wpt: 'fetch/api/response/response-consume.html',
    fact: 'a form of several parts is read back, files with their type and name',
    look: async ({ page }) => {
      const form = new FormData()
      form.append('name', 'value')
      form.append('file', new File(['in it'], 'n.txt', { type: 'text/x' }))
      const read = await new page.Response(form).formData()
      const file = read.get('file') as File
      return [read.get('name'), file.name, file.type, await file.text()]
    },
    is: ['value', 'n.txt', 'text/x', 'in it'],
  },
  {
    wpt: 'fetch/api/body/mime-type.any.js',
    fact: 'the type of a blob is that of the headers at the time of reading',
    look: async ({ page }) => {
      const response = new page.Response('x')
      response.headers.set('Content-Type', 'text/A')
      return (await response.blob()).type
    },
    is: 'text/a',
  },
  {
    wpt: 'fetch/api/response/response-headers-guard.any.js',
    fact: 'headers of an answer cannot be changed',
    site: { [there]: open() },
    look: async ({ page }) => thrownBy(async () => (await page.fetch(there)).headers.set('a', 'b')),
    is: 'TypeError',
  },
  {
    wpt: 'fetch/api/response/response-cancel-stream.any.js',
    fact: 'cancelling a stream that is locked, or without a body, rejects or does nothing',
    look: async ({ page }) => {
      const response = new page.Response('x')
      response.body?.getReader()
      return thrownBy(() => response.body?.cancel())
    },
    is: 'TypeError',
  },
  {
    wpt: 'fetch/api/response/json.any.js',
    fact: 'a mark at the beginning is no part of JSON, a name that is there twice has the later value, in the place of the first',
    look: async ({ page }) => {
      const json: unknown = await (await page.fetch('data:,%EF%BB%BF{ "b": 1, "a": 2, "b": 3 }')).json()
      return Object.entries(json as object)
    },
    is: [
      ['b', 3],
      ['a', 2],
    ],
  },
  {
    wpt: 'fetch/api/response/response-static-json.any.js',
    fact: 'an error of what is made JSON comes through, and half characters are written as escapes',
    look: async ({ page }) => {
      class Custom extends Error {
        override readonly name = 'Custom'
      }
      const json = page.Response.json as (data: unknown) => Response
      const throwing = {
        get foo(): never {
          throw new Custom()
        },
      }
      return [await thrownBy(() => json(throwing)), await json('\udf06\ud834').text()]
    },
    is: ['Custom', '"\\udf06\\ud834"'],
  },
  {
    wpt: 'fetch/api/response/response-static-json.any.js',
    fact: 'headers of what json makes can be changed, the type, too',
    look: ({ page }) => {
      const { headers } = page.Response.json(null)
      headers.append('x', '1')
      headers.set('content-type', 'foo/bar')
      return [...headers]
    },
    is: [
      ['content-type', 'foo/bar'],
      ['x', '1'],
    ],
  },
  {
    wpt: 'fetch/api/response/response-static-redirect.any.js, response-static-error.any.js',
    fact: 'static methods have the name and the length of the interface',
    look: ({ page }) => [
      [page.Response.redirect.name, page.Response.redirect.length],
      [page.Response.error.name, page.Response.error.length],
    ],
    is: [
      ['redirect', 1],
      ['error', 0],
    ],
  },
  {
    wpt: 'fetch/api/response/response-consume-empty.any.js',
    fact: 'empty bodies are no JSON',
    site: { [there]: open({}, '') },
    look: async ({ page }) => thrownBy(async () => (await page.fetch(there)).json()),
    is: 'SyntaxError',
  },
  {
    wpt: 'fetch/api/basic/response-null-body.any.js',
    fact: 'answers to HEAD and of status 204, 205 and 304 have no body',
    // In WebKit a 205 has one.
    profiles: ['spec', 'chromium', 'firefox'],
    site: {
      [`${app}/204`]: answer(204),
      [`${app}/205`]: answer(205),
      [`HEAD ${app}/head`]: answer(200),
    },
    look: async ({ page }) => {
      const bodies = [
        await page.fetch('/204'),
        await page.fetch('/205'),
        await page.fetch('/head', { method: 'HEAD' }),
      ]
      return [bodies.map(({ body }) => body), await bodies[0]?.text()]
    },
    is: [[null, null, null], ''],
  },
  {
    wpt: 'streams/readable-byte-streams/general.any.js',
    fact: 'the stream of an answer can be read into buffers, an empty one too',
    site: { [there]: open({}, 'abc'), [`${there}?empty`]: open({}, '') },
    look: async ({ page }) => {
      const read = async (url: string): Promise<readonly unknown[]> => {
        const stream = (await page.fetch(url)).body as ReadableStream
        const reader = stream.getReader({ mode: 'byob' })
        const first = await reader.read(new Uint8Array(8))
        const { done } = first.done ? first : await reader.read(new Uint8Array(8))
        return [new TextDecoder().decode(first.value), done]
      }
      return [await read(there), await read(`${there}?empty`)]
    },
    is: [
      ['abc', true],
      ['', true],
    ],
  },
]

check(facts)
