/**
 * What fetch/api/headers of web-platform-tests says of the Headers of a page. Compared with the text of: headers-basic.any.js
 * at 97b22819, header-setcookie.any.js at 2beed549. The others are from memory, path and fact.
 */
import { check, type Fact, type HeadersInit, type Looked, lastHeader, open, there, thrownBy } from './kit'

const made = (init: unknown, { page }: Looked): Headers => new page.Headers(init as HeadersInit)

const facts: readonly Fact[] = [
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'headers of undefined are empty',
    look: (l) => [...made(undefined, l)],
    is: [],
  },
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'headers of null and of a number are a TypeError',
    look: async (l) => [await thrownBy(() => made(null, l)), await thrownBy(() => made(1, l))],
    is: ['TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'iterators stand on that of all iterators, and their next can be written and enumerated',
    look: (l) =>
      [made({}, l).keys(), made({}, l).values(), made({}, l).entries()].map((iterator) => {
        const prototype = Object.getPrototypeOf(iterator) as object
        const { configurable, enumerable, writable } =
          Object.getOwnPropertyDescriptor(prototype, 'next') ?? {}
        const all: unknown = Object.getPrototypeOf(Object.getPrototypeOf([].values()))
        return [Object.getPrototypeOf(prototype) === all, configurable, enumerable, writable]
      }),
    is: [
      [true, true, true, true],
      [true, true, true, true],
      [true, true, true, true],
    ],
  },
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'an iteration goes by place: what is added before it is met again, what is removed before it makes it skip',
    look: (l) => {
      const keysWhile = (act: (headers: Headers) => void): string[] => {
        const headers = made({ foo: '2', baz: '1', BAR: '0', quux: '3' }, l)
        const keys: string[] = []
        for (const [name] of headers) {
          keys.push(name)
          if (name === 'baz') act(headers)
        }
        return keys
      }
      return [
        keysWhile((headers) => headers.delete('bar')),
        keysWhile((headers) => headers.append('X-yZ', '4')),
        keysWhile((headers) => headers.append('abc', '-1')),
      ]
    },
    is: [
      ['bar', 'baz', 'quux'],
      ['bar', 'baz', 'foo', 'quux', 'x-yz'],
      ['bar', 'baz', 'baz', 'foo', 'quux'],
    ],
  },
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'an iterator of the script’s own on an object is the one that is used',
    look: (l) => {
      const init = new l.page.Headers({ a: '1' })
      Object.defineProperty(init, Symbol.iterator, {
        *value() {
          yield ['b', '2']
        },
      })
      return [...made(init, l)]
    },
    is: [['b', '2']],
  },
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'values that are no strings are made strings',
    look: (l) => [...made({ a: 1, b: null, c: undefined, d: [1, 2] }, l).values()],
    is: ['1', 'null', 'undefined', '1,2'],
  },
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'names iterate in order and in lower case, equal ones once',
    look: (l) => [
      ...made(
        [
          ['X-B', '1'],
          ['x-a', '2'],
          ['x-b', '3'],
        ],
        l,
      ),
    ],
    is: [
      ['x-a', '2'],
      ['x-b', '1, 3'],
    ],
  },
  {
    wpt: 'fetch/api/idlharness.any.js',
    fact: 'entries are what iteration is, and headers say what they are',
    look: ({ page }) => [
      page.Headers.prototype.entries === page.Headers.prototype[Symbol.iterator],
      Object.prototype.toString.call(new page.Headers()),
    ],
    is: [true, '[object Headers]'],
  },
  {
    wpt: 'fetch/api/headers/headers-combine.any.js',
    fact: 'values of one name are joined by comma and space, in the order of appending',
    look: (l) => {
      const headers = made({ single: 'one' }, l)
      headers.append('single', 'two')
      headers.append('SINGLE', '')
      return headers.get('single')
    },
    is: 'one, two, ',
  },
  {
    wpt: 'fetch/api/headers/headers-combine.any.js',
    fact: 'set replaces all values of a name',
    look: (l) => {
      const headers = made(
        [
          ['a', '1'],
          ['a', '2'],
        ],
        l,
      )
      headers.set('A', '3')
      return [...headers]
    },
    is: [['a', '3']],
  },
  {
    wpt: 'fetch/api/headers/headers-errors.any.js',
    fact: 'an array whose parts are no pairs is a TypeError',
    look: async (l) => [
      await thrownBy(() => made([[]], l)),
      await thrownBy(() => made([['a']], l)),
      await thrownBy(() => made([['a', 'b', 'c']], l)),
      await thrownBy(() => made(['ab'], l)),
    ],
    is: ['TypeError', 'TypeError', 'TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/headers/headers-errors.any.js',
    fact: 'names that are no tokens are a TypeError in every method',
    look: async ({ page }) => {
      const headers = new page.Headers()
      const names = ['', 'invalidĀ', '{a', 'a b', 'a\n', 'é']
      const acts = [
        (name: string) => headers.get(name),
        (name: string) => headers.has(name),
        (name: string) => headers.delete(name),
        (name: string) => headers.set(name, 'a'),
        (name: string) => headers.append(name, 'a'),
      ]
      const thrown: (string | null)[] = []
      for (const name of names) for (const act of acts) thrown.push(await thrownBy(() => act(name)))
      return thrown.filter((name) => name !== 'TypeError')
    },
    is: [],
  },
  {
    wpt: 'fetch/api/headers/headers-errors.any.js',
    fact: 'values with a character of two bytes, a line end or a NUL are a TypeError',
    look: async ({ page }) => {
      const headers = new page.Headers()
      return [
        await thrownBy(() => headers.set('a', 'Ā')),
        await thrownBy(() => headers.append('a', 'a\nb')),
        await thrownBy(() => headers.append('a', 'a\0b')),
        await thrownBy(() => headers.append('a', 'a\rb')),
      ]
    },
    is: ['TypeError', 'TypeError', 'TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/headers/headers-errors.any.js',
    fact: 'forEach wants a function, and an exception in it ends it',
    look: async ({ page }) => {
      const headers = new page.Headers({ a: '1', b: '2' })
      let calls = 0
      const stopped = await thrownBy(() =>
        headers.forEach(() => {
          calls++
          throw new RangeError()
        }),
      )
      return [await thrownBy(() => headers.forEach('x' as never)), stopped, calls]
    },
    is: ['TypeError', 'RangeError', 1],
  },
  {
    wpt: 'fetch/api/headers/headers-errors.any.js',
    fact: 'forEach of empty headers wants a function, too',
    look: ({ page }) => thrownBy(() => new page.Headers().forEach(undefined as never)),
    is: 'TypeError',
  },
  {
    wpt: 'fetch/api/headers/headers-errors.any.js',
    fact: 'methods without their arguments are a TypeError',
    look: async ({ page }) => {
      const headers: Record<string, (...args: unknown[]) => unknown> = new page.Headers() as never
      const thrown: (string | null)[] = []
      for (const method of ['append', 'delete', 'get', 'has', 'set', 'forEach']) {
        thrown.push(await thrownBy(() => headers[method]?.()))
      }
      return thrown
    },
    is: ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/headers/headers-errors.any.js',
    fact: 'append and set without a value are a TypeError',
    look: async ({ page }) => {
      const headers: Record<string, (...args: unknown[]) => unknown> = new page.Headers() as never
      return [await thrownBy(() => headers['append']?.('a')), await thrownBy(() => headers['set']?.('a'))]
    },
    is: ['TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/headers/headers-forbidden-override.any.js',
    fact: 'method overrides are dropped where they name a forbidden method, in any part of a list',
    look: async (l) => {
      await l.page.fetch('/', {
        headers: {
          'x-http-method': 'GET, track',
          'x-http-method-override': '  TRACE  ',
          'x-method-override': 'CONNECT,',
        },
      })
      return ['x-http-method', 'x-http-method-override', 'x-method-override'].map((name) =>
        lastHeader(l, name),
      )
    },
    is: [null, null, null],
  },
  {
    wpt: 'fetch/api/headers/headers-forbidden-override.any.js',
    fact: 'method overrides that only contain the name of a forbidden method stay',
    look: async (l) => {
      await l.page.fetch('/', {
        headers: { 'x-http-method': 'GETTRACE', 'x-http-method-override': '",TRACE\\","' },
      })
      return [lastHeader(l, 'x-http-method'), lastHeader(l, 'x-http-method-override')]
    },
    is: ['GETTRACE', '",TRACE\\","'],
  },
  {
    wpt: 'fetch/api/headers/headers-no-cors.any.js',
    fact: 'without CORS the values of safelisted headers count together',
    look: ({ page }) => {
      const { headers } = new page.Request('/', { mode: 'no-cors' })
      headers.append('accept-language', 'a'.repeat(100))
      headers.append('accept-language', 'b'.repeat(100))
      return headers.get('accept-language')?.length
    },
    is: 100,
  },
  {
    wpt: 'fetch/api/headers/headers-no-cors.any.js',
    fact: 'without CORS a content type that is not simple cannot be set, and one with a parameter stays',
    look: ({ page }) => {
      const { headers } = new page.Request('/', { mode: 'no-cors' })
      headers.set('content-type', 'text/plain;charset=x')
      headers.set('content-type', 'application/json')
      return headers.get('content-type')
    },
    is: 'text/plain;charset=x',
  },
  {
    wpt: 'fetch/api/headers/headers-no-cors.any.js',
    fact: 'without CORS Range and Authorization cannot be set',
    look: ({ page }) => [
      ...new page.Request('/', { mode: 'no-cors', headers: { range: 'bytes=0-', authorization: 'x' } })
        .headers,
    ],
    is: [],
  },
  {
    wpt: 'fetch/api/headers/headers-normalize.any.js',
    fact: 'blanks, tabs and line ends around a value go; those within stay',
    look: (l) => {
      const headers = made({ a: ' \t\n\r x  y \r\n' }, l)
      headers.append('b', '\t z ')
      headers.set('c', '\n')
      return [headers.get('a'), headers.get('b'), headers.get('c')]
    },
    is: ['x  y', 'z', ''],
  },
  {
    wpt: 'fetch/api/headers/headers-record.any.js',
    fact: 'a proxy is asked for its iterator, then its keys, then for each its descriptor and value',
    look: (l) => {
      const log: string[] = []
      const record = new Proxy({ a: 'b', c: 'd' } as Record<string, string>, {
        get: (target, key) => {
          log.push(`get ${String(key)}`)
          return Reflect.get(target, key)
        },
        ownKeys: (target) => {
          log.push('keys')
          return Reflect.ownKeys(target)
        },
        getOwnPropertyDescriptor: (target, key) => {
          log.push(`own ${String(key)}`)
          return Reflect.getOwnPropertyDescriptor(target, key)
        },
      })
      return [[...made(record, l)].join(';'), log]
    },
    is: ['a,b;c,d', ['get Symbol(Symbol.iterator)', 'keys', 'own a', 'get a', 'own c', 'get c']],
  },
  {
    wpt: 'fetch/api/headers/headers-record.any.js',
    fact: 'a key that is a symbol is a TypeError, and one that is not enumerable is passed over',
    look: async (l) => [
      await thrownBy(() => made({ [Symbol.toStringTag]: 'x' }, l)),
      [...made(Object.defineProperty({ a: '1' }, 'b', { value: '2', enumerable: false }), l)],
    ],
    is: ['TypeError', [['a', '1']]],
  },
  {
    wpt: 'fetch/api/headers/headers-structure.any.js',
    fact: 'there are the methods of an iterable',
    look: ({ page }) =>
      [
        'append',
        'delete',
        'get',
        'has',
        'set',
        'entries',
        'keys',
        'values',
        'getSetCookie',
        'forEach',
      ].filter(
        (name) => typeof (page.Headers.prototype as unknown as Record<string, unknown>)[name] !== 'function',
      ),
    is: [],
  },
  {
    wpt: 'fetch/api/headers/header-setcookie.any.js',
    fact: 'lines of Set-Cookie are kept apart in iteration, and joined by get',
    look: (l) => {
      const headers = made(
        [
          ['set-cookie', 'b=1'],
          ['Set-Cookie', 'a=2'],
          ['z', '1'],
          ['accept', '2'],
        ],
        l,
      )
      return [[...headers.keys()], headers.get('set-cookie'), headers.getSetCookie()]
    },
    is: [['accept', 'set-cookie', 'set-cookie', 'z'], 'b=1, a=2', ['b=1', 'a=2']],
  },
  {
    wpt: 'fetch/api/headers/header-setcookie.any.js',
    fact: 'Set-Cookie cannot be set on responses, nor on requests: so the standard, if not the file',
    look: ({ page }) => [
      new page.Response(null, { headers: { 'set-cookie': 'a=b' } }).headers.getSetCookie(),
      new page.Request('/', { headers: { 'set-cookie': 'a=b' } }).headers.getSetCookie(),
    ],
    is: [[], []],
  },
  {
    wpt: 'fetch/api/headers/header-setcookie.any.js',
    fact: 'an iteration goes on where it was when a line is added on the way',
    look: (l) => {
      const headers = made({ b: '1' }, l)
      const seen: string[] = []
      for (const [name] of headers) {
        seen.push(name)
        if (seen.length < 3) headers.append('set-cookie', `a=${seen.length}`)
      }
      return seen
    },
    is: ['b', 'set-cookie', 'set-cookie'],
  },
  {
    wpt: 'fetch/api/headers/header-values-normalize.any.js',
    fact: 'form feeds and vertical tabs are part of a value, NUL and line ends are not',
    look: async (l) => [
      await thrownBy(() => made({ a: '\x0b\x0c' }, l)),
      await thrownBy(() => made({ a: 'x\0x' }, l)),
      made({ a: 'x\x7fx' }, l).get('a'),
    ],
    is: [null, 'TypeError', 'x\x7fx'],
  },
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'headers that were answered are immutable',
    site: { [there]: open({ 'access-control-expose-headers': '*' }) },
    look: async ({ page }) => {
      const { headers } = await page.fetch(there)
      return [
        await thrownBy(() => headers.set('a', 'b')),
        await thrownBy(() => headers.append('a', 'b')),
        await thrownBy(() => headers.delete('a')),
      ]
    },
    is: ['TypeError', 'TypeError', 'TypeError'],
  },
  {
    wpt: 'fetch/api/headers/headers-basic.any.js',
    fact: 'headers of requests and responses are of the page’s own class',
    site: { [there]: open() },
    look: async ({ page }) =>
      [new page.Request('/'), new page.Response(), await page.fetch(there)].map(
        ({ headers }) =>
          headers.constructor === page.Headers && Object.getPrototypeOf(headers) === page.Headers.prototype,
      ),
    is: [true, true, true],
  },
]

check(facts)
