/**
 * What xhr/ of web-platform-tests says of the XMLHttpRequest of a page. Compared with the text of:
 * getresponseheader.any.js at 8ed84e91, getallresponseheaders.htm at 8e78ffd3, overridemimetype-blob.html at 605f6a87,
 * send-content-type-charset.htm at 4b2b3f2e, event-upload-progress.any.js, event-upload-progress-crossorigin.any.js and
 * access-control-basic-get-fail-non-simple.htm at 8cc44e82, and setrequestheader-bogus-name.htm and -value.htm as
 * LadybirdBrowser/ladybird has them at ef543986 and a62fc4fa. The others are from memory, path and fact.
 */
import {
  answer,
  api,
  app,
  check,
  type Fact,
  type Looked,
  lastBody,
  lastHeader,
  linesOf,
  open,
  type Progress,
  there,
  thrownBy,
} from './kit'

type XHR = InstanceType<Looked['page']['XMLHttpRequest']>

const made = ({ page }: Looked): XHR => new page.XMLHttpRequest()

const ended = (xhr: XHR): Promise<XHR> =>
  new Promise((resolve) => xhr.addEventListener('loadend', () => resolve(xhr)))

/** A request that was sent and has come to its end. */
const done = (
  l: Looked,
  url: string,
  before: (xhr: XHR) => void = () => {},
  body?: unknown,
): Promise<XHR> => {
  const xhr = made(l)
  xhr.open(body === undefined ? 'GET' : 'POST', url)
  before(xhr)
  const waited = ended(xhr)
  xhr.send(body as never)
  return waited
}

const hello = answer(200, { 'content-type': 'text/plain', 'content-length': '5' }, 'hello')
const typed = (type: string, body: string): ReturnType<typeof answer> =>
  answer(200, { 'content-type': type }, body)

/** What a page sets as a type, and what is sent. */
const charsets: readonly (readonly [given: string, sent: string])[] = [
  ['text; charset=ascii', 'text; charset=ascii'],
  ['charset=ascii', 'charset=ascii'],
  ['text/plain;  hi=bye', 'text/plain;  hi=bye'],
  ['text/x-thepiano;charset= waddup', 'text/x-thepiano;charset=UTF-8'],
  ['text/plain;charset=utf-8;charset=waddup', 'text/plain;charset=utf-8;charset=waddup'],
  ['text/plain;charset=shift-jis', 'text/plain;charset=UTF-8'],
  ['text/x;charset=windows-1252;charset=bogus;notrelated; charset=ascii', 'text/x;charset=UTF-8'],
  ['text/plain;charset= utf-8', 'text/plain;charset=UTF-8'],
  ['text/plain;charset="utf-8"', 'text/plain;charset="utf-8"'],
  ['text/plain;charset=" utf-8"', 'text/plain;charset=UTF-8'],
  ['YO/yo;charset=x;yo=YO; X=y', 'yo/yo;charset=UTF-8;yo=YO;x=y'],
]

const facts: readonly Fact[] = [
  {
    wpt: 'xhr/open-method-case-insensitive.htm',
    fact: 'the six usual methods are sent in capitals, others as they are written',
    look: async (l) => {
      for (const method of ['deLETE', 'head', 'OpTiOnS', 'post', 'Put', 'patch', 'xUNIcorn']) {
        const xhr = made(l)
        xhr.open(method, '/')
        xhr.send()
        await ended(xhr)
      }
      return l.sent.map(({ method }) => method)
    },
    is: ['DELETE', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'patch', 'xUNIcorn'],
  },
  {
    wpt: 'xhr/open-method-insecure.htm',
    fact: 'a forbidden method is a SecurityError, whatever its case',
    look: async (l) => [
      await thrownBy(() => made(l).open('track', '/')),
      await thrownBy(() => made(l).open('TRACE', '/')),
      await thrownBy(() => made(l).open('cOnNeCt', '/')),
    ],
    is: ['SecurityError', 'SecurityError', 'SecurityError'],
  },
  {
    wpt: 'xhr/open-method-bogus.htm',
    fact: 'a method that is no token is a SyntaxError',
    look: async (l) => {
      const thrown: (string | null)[] = []
      for (const method of ['', '>', ' GET', 'G T', '@GET', 'GET?', 'GET\n']) {
        thrown.push(await thrownBy(() => made(l).open(method, '/')))
      }
      return thrown.filter((name) => name !== 'SyntaxError')
    },
    is: [],
  },
  {
    wpt: 'xhr/open-url-bogus.htm',
    fact: 'an address that is none is a SyntaxError; with a wrong method that is said first',
    look: async (l) => [
      await thrownBy(() => made(l).open('GET', 'http:')),
      await thrownBy(() => made(l).open('GET', '//')),
      await thrownBy(() => made(l).open('TRACE', 'http:')),
    ],
    is: ['SyntaxError', 'SyntaxError', 'SecurityError'],
  },
  {
    wpt: 'xhr/open-method-responsetype-set-sync.htm',
    fact: 'a synchronous open with a responseType or a timeout is an InvalidAccessError',
    look: async (l) => {
      const typedXHR = made(l)
      typedXHR.responseType = 'json'
      const timed = made(l)
      timed.timeout = 1
      return [
        await thrownBy(() => typedXHR.open('GET', '/', false)),
        await thrownBy(() => timed.open('GET', '/', false)),
      ]
    },
    is: ['InvalidAccessError', 'InvalidAccessError'],
  },
  {
    wpt: 'xhr/open-open-send.htm',
    fact: 'open in state OPENED fires nothing again, and drops the headers that were set',
    look: async (l) => {
      const xhr = made(l)
      const events: number[] = []
      xhr.onreadystatechange = () => events.push(xhr.readyState)
      xhr.open('GET', '/')
      xhr.setRequestHeader('x', '1')
      xhr.open('GET', '/')
      const before = events.slice()
      xhr.send()
      await ended(xhr)
      return [before, lastHeader(l, 'x')]
    },
    is: [[1], null],
  },
  {
    wpt: 'xhr/open-during-abort.htm',
    fact: 'open within the abort event begins anew',
    look: (l) => {
      const xhr = made(l)
      const states: number[] = []
      xhr.open('GET', '/')
      xhr.onabort = () => xhr.open('GET', '/')
      xhr.onreadystatechange = () => states.push(xhr.readyState)
      xhr.send()
      xhr.abort()
      return [states, xhr.readyState]
    },
    is: [[4, 1], 1],
  },
  {
    wpt: 'xhr/send-send.any.js',
    fact: 'a second send, and one before open, are an InvalidStateError',
    look: async (l) => {
      const xhr = made(l)
      const before = await thrownBy(() => xhr.send())
      xhr.open('GET', '/')
      xhr.send()
      return [before, await thrownBy(() => xhr.send())]
    },
    is: ['InvalidStateError', 'InvalidStateError'],
  },
  {
    wpt: 'xhr/setrequestheader-before-open.htm',
    fact: 'a header before open, or after send, is an InvalidStateError',
    look: async (l) => {
      const xhr = made(l)
      const before = await thrownBy(() => xhr.setRequestHeader('a', 'b'))
      xhr.open('GET', '/')
      xhr.send()
      return [before, await thrownBy(() => xhr.setRequestHeader('a', 'b'))]
    },
    is: ['InvalidStateError', 'InvalidStateError'],
  },
  {
    wpt: 'xhr/setrequestheader-bogus-name.htm',
    fact: 'a name that is no token is a SyntaxError, and one with a character of two bytes a TypeError',
    look: async (l) => {
      const xhr = made(l)
      xhr.open('GET', '/')
      const wrong: (string | null)[] = []
      for (const name of ['', '(', 'a b', 'a:', '\r', 't\rt', '\xff']) {
        wrong.push(await thrownBy(() => xhr.setRequestHeader(name, 'x')))
      }
      return [
        wrong.filter((name) => name !== 'SyntaxError'),
        await thrownBy(() => xhr.setRequestHeader('Ā', 'x')),
      ]
    },
    is: [[], 'TypeError'],
  },
  {
    wpt: 'xhr/setrequestheader-bogus-value.htm',
    fact: 'a value with a NUL or a line end within is a SyntaxError, a wide one a TypeError, none at all as well',
    look: async (l) => {
      const xhr = made(l)
      xhr.open('GET', '/')
      return [
        await thrownBy(() => xhr.setRequestHeader('x', 'a\0b')),
        await thrownBy(() => xhr.setRequestHeader('x', 'a\rb')),
        await thrownBy(() => xhr.setRequestHeader('x', 'Ā')),
        await thrownBy(() => Reflect.apply(xhr.setRequestHeader, xhr, ['x'])),
      ]
    },
    is: ['SyntaxError', 'SyntaxError', 'TypeError', 'TypeError'],
  },
  {
    wpt: 'xhr/setrequestheader-case-insensitive.htm',
    fact: 'values of one name are joined, whatever its case',
    look: async (l) => {
      await done(l, '/', (xhr) => {
        xhr.setRequestHeader('x', 't')
        xhr.setRequestHeader('X', 'u')
        xhr.setRequestHeader('X-E', '')
      })
      return [lastHeader(l, 'x'), lastHeader(l, 'x-e')]
    },
    is: ['t, u', ''],
  },
  {
    wpt: 'xhr/setrequestheader-header-forbidden.htm',
    fact: 'names that belong to the browser are passed over',
    look: async (l) => {
      await done(l, '/', (xhr) => {
        for (const name of ['Cookie', 'Via', 'Sec-X', 'Proxy-X', 'Trailer', 'Date'])
          xhr.setRequestHeader(name, 'T')
      })
      return ['cookie', 'via', 'sec-x', 'proxy-x', 'trailer', 'date'].map((name) => lastHeader(l, name))
    },
    is: [null, null, null, null, null, null],
  },
  {
    wpt: 'xhr/send-entity-body-get-head.htm',
    fact: 'GET and HEAD send no body, and no type of one',
    look: async (l) => {
      const xhr = made(l)
      xhr.open('GET', '/')
      const waited = ended(xhr)
      xhr.send('x')
      await waited
      return [lastBody(l), lastHeader(l, 'content-type'), lastHeader(l, 'content-length')]
    },
    is: [null, null, null],
    profiles: ['spec', 'chromium', 'firefox'],
  },
  {
    wpt: 'xhr/send-content-type-string.htm',
    fact: 'a string is text in UTF-8',
    look: async (l) => {
      await done(l, '/', undefined, 'ü')
      return [lastHeader(l, 'content-type'), lastBody(l)]
    },
    is: ['text/plain;charset=UTF-8', '\xc3\xbc'],
  },
  {
    wpt: 'xhr/send-content-type-charset.htm',
    fact: 'the charset of a type that the page set becomes UTF-8 where it is another',
    profiles: ['spec', 'chromium', 'firefox'],
    look: async (l) => {
      const got: (string | null)[] = []
      for (const type of [
        'text/x;charset=windows-1252',
        'text/plain;charset=utf-8',
        'text/plain',
        '',
        'bogus',
      ]) {
        await done(l, '/', (xhr) => xhr.setRequestHeader('Content-Type', type), 'x')
        got.push(lastHeader(l, 'content-type'))
      }
      return got.map((type) => type?.toLowerCase())
    },
    is: ['text/x;charset=utf-8', 'text/plain;charset=utf-8', 'text/plain', '', 'bogus'],
  },
  {
    wpt: 'xhr/send-content-type-charset.htm',
    fact: 'types are written anew where their charset is another, and left alone where they are none, or say UTF-8 in whatever way',
    // Chromium only replaces the first charset, wherever it is.
    profiles: ['spec', 'firefox'],
    look: async (l) => {
      const got: string[] = []
      for (const [given, sent] of charsets) {
        await done(l, '/', (xhr) => xhr.setRequestHeader('Content-Type', given), 'TEST')
        const said = lastHeader(l, 'content-type')
        if (said !== sent) got.push(`${given}: ${said}`)
      }
      return got
    },
    is: [],
  },
  {
    wpt: 'xhr/overridemimetype-blob.html',
    fact: 'a blob of an answer without a type is text/xml',
    site: { [`${app}/x`]: answer(200, {}, 'x') },
    look: async (l) =>
      (
        await done(l, '/x', (xhr) => {
          xhr.responseType = 'blob'
        })
      ).response.type,
    is: 'text/xml',
  },
  {
    wpt: 'xhr/send-authentication-basic.htm',
    fact: 'an address with a user is asked without it being part of the address',
    look: async (l) => {
      await done(l, 'https://u:p@app.example.com/x')
      return linesOf(l).map((line) => line.replace('u:p@', ''))
    },
    is: [`GET ${app}/x`],
  },
  {
    wpt: 'xhr/response-json.htm',
    fact: 'JSON is the value, null where it is none, and null before the end',
    site: {
      [`${app}/a`]: typed('text/x', '{"a":[1]}'),
      [`${app}/b`]: typed('text/x', '{'),
      [`${app}/c`]: typed('text/x', ''),
    },
    look: async (l) => {
      const early: unknown[] = []
      const json = (xhr: XHR): void => {
        xhr.responseType = 'json'
        xhr.onprogress = () => early.push(xhr.response)
      }
      const good = await done(l, '/a', json)
      return [
        good.response,
        (await done(l, '/b', json)).response,
        (await done(l, '/c', json)).response,
        early[0],
      ]
    },
    is: [{ a: [1] }, null, null, null],
  },
  {
    wpt: 'xhr/response-data-arraybuffer.htm',
    fact: 'a buffer is the same object each time',
    site: { [`${app}/x`]: hello },
    look: async (l) => {
      const xhr = await done(l, '/x', (one) => {
        one.responseType = 'arraybuffer'
      })
      const { response } = xhr
      return [
        response === xhr.response,
        (xhr.response as ArrayBuffer).byteLength,
        xhr.response instanceof ArrayBuffer,
      ]
    },
    is: [true, 5, true],
  },
  {
    wpt: 'xhr/overridemimetype-blob.html',
    fact: 'a blob has the type that overrides, and application/octet-stream where that is none',
    site: { [`${app}/x`]: typed('text/html;charset=x', 'x') },
    look: async (l) => {
      const got: string[] = []
      for (const mime of ['application/xml;charset=y', 'bogus', ' text/A ;  b=c']) {
        const xhr = await done(l, '/x', (one) => {
          one.responseType = 'blob'
          one.overrideMimeType(mime)
        })
        got.push((xhr.response as Blob).type)
      }
      return got
    },
    is: ['application/xml;charset=y', 'application/octet-stream', 'text/a;b=c'],
    profiles: ['spec', 'firefox'],
  },
  {
    wpt: 'xhr/overridemimetype-headers-received-state-force-shiftjis.htm',
    fact: 'the charset of overrideMimeType is that of the text',
    site: { [`${app}/x`]: typed('text/plain;charset=utf-8', '\x83\x65') },
    look: async (l) =>
      (await done(l, '/x', (xhr) => xhr.overrideMimeType('text/plain;charset=Shift-JIS'))).responseText,
    is: 'テ',
  },
  {
    wpt: 'xhr/overridemimetype-loading-state.htm',
    fact: 'overrideMimeType is too late while the body comes',
    site: { [`${app}/x`]: hello },
    look: async (l) => {
      const thrown: (string | null)[] = []
      await done(l, '/x', (xhr) => {
        xhr.onreadystatechange = () => {
          if (xhr.readyState < 3) return
          try {
            xhr.overrideMimeType('text/a')
          } catch (error) {
            thrown.push((error as Error).name)
          }
        }
      })
      return thrown
    },
    is: ['InvalidStateError', 'InvalidStateError'],
  },
  {
    wpt: 'xhr/responsetype.any.js',
    fact: 'a responseType that is none is passed over; one set too late is an InvalidStateError',
    site: { [`${app}/x`]: hello },
    look: async (l) => {
      const xhr = await done(l, '/x', (one) => {
        one.responseType = 'bogus' as never
      })
      return [
        xhr.responseType,
        await thrownBy(() => {
          xhr.responseType = 'blob'
        }),
      ]
    },
    is: ['', 'InvalidStateError'],
  },
  {
    wpt: 'xhr/responsetext-decoding.htm',
    fact: 'the text is decoded by mark, then charset, then as UTF-8; a charset nobody knows is UTF-8',
    site: {
      [`${app}/bom`]: typed('text/plain;charset=windows-1252', '\xef\xbb\xbfX'),
      [`${app}/utf16`]: typed('text/plain;charset=windows-1252', '\xfe\xff\0X'),
      [`${app}/1252`]: typed('text/plain;charset=windows-1252', '\xe9'),
      [`${app}/none`]: typed('text/plain;charset=bogus', '\xc3\xa9\xff'),
    },
    look: async (l) => {
      const got: string[] = []
      for (const path of ['/bom', '/utf16', '/1252', '/none']) got.push((await done(l, path)).responseText)
      return got
    },
    is: ['X', 'X', 'é', 'é\ufffd'],
  },
  {
    wpt: 'xhr/responsexml-non-document-types.htm',
    fact: 'responseText wants the type of text, responseXML that of documents',
    site: { [`${app}/x`]: hello },
    look: async (l) => {
      const xhr = await done(l, '/x', (one) => {
        one.responseType = 'blob'
      })
      return [await thrownBy(() => xhr.responseText), await thrownBy(() => xhr.responseXML)]
    },
    is: ['InvalidStateError', 'InvalidStateError'],
  },
  {
    wpt: 'xhr/getallresponseheaders.htm',
    fact: 'headers are in order, in lower case, joined, each with a line end; those of cookies are not there',
    site: {
      [`${app}/x`]: answer(200, [
        ['foo-test', '1'],
        ['also-here', 'x'],
        ['foo-test', '2'],
        ['ewok', ''],
        ['set-cookie', 'a=b'],
        ['foo-test2', '3'],
      ]),
    },
    look: async (l) => (await done(l, '/x')).getAllResponseHeaders(),
    is: 'also-here: x\r\newok: \r\nfoo-test: 1, 2\r\nfoo-test2: 3\r\n',
  },
  {
    wpt: 'xhr/getresponseheader.any.js',
    fact: 'lines of one name are joined, those that are empty, too',
    // Firefox drops lines that are empty.
    profiles: ['spec', 'chromium'],
    site: {
      [`${app}/x`]: answer(
        200,
        ['', '1', '', '', '2'].map((value) => ['heya', value] as const),
      ),
    },
    look: async (l) => (await done(l, '/x')).getResponseHeader('heya'),
    is: ', 1, , , 2',
  },
  {
    wpt: 'xhr/getresponseheader-unsent-opened-state.htm, getresponseheader-error-state.htm, getresponseheader-cookies-and-more.any.js',
    fact: 'there is no header before the answer, after an error, nor one of cookies',
    site: { [`${app}/x`]: answer(200, { x: '1', 'set-cookie': 'a=b', 'set-cookie2': 'c' }) },
    look: async (l) => {
      const xhr = made(l)
      const before = [xhr.getResponseHeader('x'), xhr.getAllResponseHeaders()]
      const good = await done(l, '/x')
      const bad = await done(l, there)
      return [
        before,
        [
          good.getResponseHeader('X'),
          good.getResponseHeader('set-cookie'),
          good.getResponseHeader('Set-Cookie2'),
        ],
        [bad.getResponseHeader('x'), bad.getAllResponseHeaders()],
      ]
    },
    is: [
      [null, ''],
      ['1', null, null],
      [null, ''],
    ],
  },
  {
    wpt: 'xhr/status-basic.htm',
    fact: 'status and text are 0 and empty before the answer, and after an error',
    site: { [`${app}/x`]: { ...hello, status: 402, statusText: 'FIVE BUCKS' } },
    look: async (l) => {
      const xhr = made(l)
      const before = [xhr.status, xhr.statusText]
      xhr.open('GET', '/x')
      const opened = [xhr.status, xhr.statusText]
      xhr.send()
      await ended(xhr)
      const bad = await done(l, there)
      return [before, opened, [xhr.status, xhr.statusText], [bad.status, bad.statusText]]
    },
    is: [
      [0, ''],
      [0, ''],
      [402, 'FIVE BUCKS'],
      [0, ''],
    ],
  },
  {
    wpt: 'xhr/responseurl.html',
    fact: 'responseURL is where the redirects ended, without fragment, and empty before',
    site: { [`${app}/x#fragment`]: answer(302, { location: '/y' }), [`${app}/y#fragment`]: hello },
    look: async (l) => {
      const xhr = made(l)
      const before = xhr.responseURL
      return [before, (await done(l, '/x#fragment')).responseURL]
    },
    is: ['', `${app}/y`],
  },
  {
    wpt: 'xhr/event-readystatechange-loaded.any.js',
    fact: 'events come in the order of the standard',
    profiles: ['spec', 'chromium', 'firefox'],
    site: { [`${app}/x`]: hello },
    look: async (l) => {
      const events: string[] = []
      await done(l, '/x', (xhr) => {
        for (const name of [
          'readystatechange',
          'loadstart',
          'progress',
          'load',
          'loadend',
          'error',
          'abort',
        ]) {
          xhr.addEventListener(name, ({ type }) =>
            events.push(type === 'readystatechange' ? `${xhr.readyState}` : type),
          )
        }
      })
      return events.join(' ')
    },
    is: 'loadstart 2 3 progress 4 load loadend',
  },
  {
    wpt: 'xhr/send-response-event-order.htm',
    fact: 'of an upload is told before the answer',
    profiles: ['spec', 'chromium', 'firefox'],
    site: { [`POST ${app}/x`]: hello },
    look: async (l) => {
      const events: string[] = []
      const names = ['loadstart', 'progress', 'load', 'loadend']
      await done(
        l,
        '/x',
        (xhr) => {
          xhr.addEventListener('readystatechange', () => events.push(`${xhr.readyState}`))
          for (const name of names) {
            xhr.addEventListener(name, () => events.push(name))
            xhr.upload.addEventListener(name, () => events.push(`upload.${name}`))
          }
        },
        'body',
      )
      return events.join(' ')
    },
    is: 'loadstart upload.loadstart upload.progress upload.load upload.loadend 2 3 progress 4 load loadend',
  },
  {
    wpt: 'xhr/send-response-upload-event-progress.htm',
    fact: 'progress of an upload tells its length, that of a form with files, too',
    site: { [`POST ${app}/x`]: hello },
    look: async (l) => {
      const totals: unknown[] = []
      const form = new FormData()
      form.append('f', new File(['0123456789'], 'f.txt'))
      for (const body of ['12345', new Blob(['123']), form]) {
        let told: Progress | null = null
        await done(
          l,
          '/x',
          (xhr) => {
            xhr.upload.onprogress = (event: Progress) => {
              told = event
            }
          },
          body,
        )
        const event = told as Progress | null
        const length = lastBody(l)?.length
        totals.push([event?.lengthComputable, event?.loaded === length, event?.total === length])
      }
      return totals
    },
    is: [
      [true, true, true],
      [true, true, true],
      [true, true, true],
    ],
  },
  {
    wpt: 'xhr/event-error-order.sub.html',
    fact: 'an error ends the upload first, then the request',
    profiles: ['spec', 'chromium'],
    site: { [`OPTIONS ${there}`]: answer(200) },
    look: async (l) => {
      const events: string[] = []
      const names = ['loadstart', 'progress', 'abort', 'error', 'timeout', 'load', 'loadend']
      await done(
        l,
        there,
        (xhr) => {
          xhr.addEventListener('readystatechange', () => events.push(`${xhr.readyState}`))
          for (const name of names) {
            xhr.addEventListener(name, () => events.push(name))
            xhr.upload.addEventListener(name, () => events.push(`upload.${name}`))
          }
        },
        'body',
      )
      return events.join(' ')
    },
    is: 'loadstart upload.loadstart 4 upload.error upload.loadend error loadend',
  },
  {
    wpt: 'xhr/abort-during-open.any.js',
    fact: 'abort after open and before send fires nothing, and leaves OPENED',
    look: (l) => {
      const xhr = made(l)
      const events: string[] = []
      for (const name of ['abort', 'loadend', 'readystatechange'])
        xhr.addEventListener(name, () => events.push(name))
      xhr.open('GET', '/')
      xhr.abort()
      return [events, xhr.readyState]
    },
    is: [['readystatechange'], 1],
  },
  {
    wpt: 'xhr/abort-event-order.htm',
    fact: 'abort ends in 4, the upload’s events, its own, and then in 0 without a word',
    look: async (l) => {
      const xhr = made(l)
      const events: string[] = []
      xhr.open('POST', '/')
      xhr.addEventListener('readystatechange', () => events.push(`${xhr.readyState}`))
      for (const name of ['loadstart', 'abort', 'loadend']) {
        xhr.addEventListener(name, () => events.push(name))
        xhr.upload.addEventListener(name, () => events.push(`upload.${name}`))
      }
      xhr.send('body')
      xhr.abort()
      return [events.join(' '), xhr.readyState]
    },
    is: ['loadstart upload.loadstart 4 upload.abort upload.loadend abort loadend', 0],
  },
  {
    wpt: 'xhr/send-redirect-to-cors.htm',
    fact: 'a redirect to an origin that does not allow it is an error without status',
    site: { [`${app}/x`]: answer(302, { location: there }) },
    look: async (l) => {
      const xhr = await done(l, '/x')
      return [xhr.readyState, xhr.status, xhr.response]
    },
    is: [4, 0, ''],
  },
  {
    wpt: 'xhr/access-control-basic-get-fail-non-simple.htm',
    fact: 'a synchronous request that has to ask, and gets no leave, throws a NetworkError and has no status',
    site: { [`OPTIONS ${there}`]: answer(200), [there]: open() },
    look: async (l) => {
      const xhr = made(l)
      xhr.open('GET', there, false)
      xhr.setRequestHeader('x-test', 'foobar')
      return [await thrownBy(() => xhr.send()), xhr.status, l.sent.map(({ method }) => method)]
    },
    is: ['NetworkError', 0, ['OPTIONS']],
  },
  {
    wpt: 'xhr/event-upload-progress-crossorigin.any.js',
    fact: 'who listens to an upload after send hears nothing of it',
    site: { [`POST ${there}`]: open() },
    look: async (l) => {
      const xhr = made(l)
      const heard: string[] = []
      xhr.open('POST', there)
      const end = ended(xhr)
      xhr.send('Too late')
      xhr.upload.onloadstart = () => heard.push('loadstart')
      xhr.upload.onprogress = () => heard.push('progress')
      await end
      return [xhr.status, heard]
    },
    is: [200, []],
  },
  {
    wpt: 'xhr/event-upload-progress.any.js',
    fact: 'a listener on the upload makes a request ask first',
    site: { [`POST ${there}`]: open(), [`OPTIONS ${there}`]: open() },
    look: async (l) => {
      await done(l, there, undefined, 'x')
      await done(
        l,
        there,
        (xhr) => {
          xhr.upload.onprogress = () => {}
        },
        'x',
      )
      return l.sent.map(({ method }) => method)
    },
    is: ['POST', 'OPTIONS', 'POST'],
  },
  {
    wpt: 'xhr/access-control-basic-allow-access-control-origin-header.htm',
    fact: 'withCredentials decides whether cookies go to another origin, and whether a star is enough',
    site: {
      [there]: answer(200, { 'access-control-allow-origin': '*' }),
      [`${api}/b`]: open({ 'access-control-allow-credentials': 'true' }),
    },
    look: async (l) => {
      l.page.document.cookie = 'a=1; path=/; domain=example.com; secure; samesite=none'
      const credentialed = (xhr: XHR): void => {
        xhr.withCredentials = true
      }
      const star = (await done(l, there)).status
      const none = lastHeader(l, 'cookie')
      const refused = (await done(l, there, credentialed)).status
      const allowed = (await done(l, `${api}/b`, credentialed)).status
      return [star, none, refused, allowed, lastHeader(l, 'cookie')]
    },
    is: [200, null, 0, 200, 'a=1'],
  },
  {
    wpt: 'xhr/xhr-timeout-longtask.any.js',
    fact: 'a synchronous request takes no timeout, and no responseType',
    look: async (l) => {
      const xhr = made(l)
      xhr.open('GET', '/', false)
      return [
        await thrownBy(() => {
          xhr.timeout = 1
        }),
        await thrownBy(() => {
          xhr.responseType = 'text'
        }),
      ]
    },
    is: ['InvalidAccessError', 'InvalidAccessError'],
  },
  {
    wpt: 'xhr/send-sync-basic.htm',
    fact: 'a synchronous request has its answer after send, and throws a NetworkError where it fails',
    site: { [`${app}/x`]: hello },
    look: async (l) => {
      const xhr = made(l)
      xhr.open('GET', '/x', false)
      xhr.send()
      const bad = made(l)
      bad.open('GET', there, false)
      return [xhr.readyState, xhr.responseText, await thrownBy(() => bad.send()), bad.readyState]
    },
    is: [4, 'hello', 'NetworkError', 4],
  },
  {
    wpt: 'xhr/idlharness.any.js',
    fact: 'states are constants of class and instances; objects say what they are',
    look: (l) => {
      const xhr = made(l)
      return [
        l.page.XMLHttpRequest.DONE,
        xhr.HEADERS_RECEIVED,
        Object.prototype.toString.call(xhr),
        Object.prototype.toString.call(xhr.upload),
        xhr instanceof EventTarget,
        xhr instanceof l.page.XMLHttpRequest,
        xhr.onload,
        xhr.timeout,
        xhr.withCredentials,
        xhr.response,
        xhr.responseText,
        xhr.responseXML,
      ]
    },
    is: [
      4,
      2,
      '[object XMLHttpRequest]',
      '[object XMLHttpRequestUpload]',
      true,
      true,
      null,
      0,
      false,
      '',
      '',
      null,
    ],
  },
  {
    wpt: 'xhr/progressevent-interface.html',
    fact: 'events of progress say how much there is, and who fired them',
    site: { [`${app}/x`]: hello },
    look: async (l) => {
      const seen: unknown[] = []
      await done(l, '/x', (xhr) => {
        xhr.onload = (event: Progress) =>
          seen.push(
            event.lengthComputable,
            event.loaded,
            event.total,
            event.target === xhr,
            event.bubbles,
            event.cancelable,
            Object.prototype.toString.call(event),
          )
      })
      return seen
    },
    is: [true, 5, 5, true, false, false, '[object ProgressEvent]'],
  },
  {
    wpt: 'xhr/open-url-fragment.htm',
    fact: 'fragments are not sent, and relative addresses are those of the page',
    look: async (l) => {
      await done(l, 'a?b#c')
      return l.sent.map(({ url }) => [url.href, url.fragment])
    },
    is: [[`${app}/dir/a?b#c`, 'c']],
  },
  {
    wpt: 'eventsource/idlharness.any.js, websockets/idlharness.any.js',
    fact: 'event sources and sockets say what they are',
    look: ({ page }) => {
      const [stream, socket] = [new page.EventSource('/'), new page.WebSocket('/')]
      stream.close()
      socket.close()
      return [stream, socket].map((object) => Object.prototype.toString.call(object))
    },
    is: ['[object EventSource]', '[object WebSocket]'],
  },
]

check(facts)
