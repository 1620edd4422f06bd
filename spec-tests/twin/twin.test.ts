import { describe, expect, it } from 'vitest'
import { Twin, type TwinOptions } from './twin'
import { corsUnsafeRequestHeaderNames, getDecodeAndSplit, parseSingleRange } from './twin-headers'
import { dataURLMIMEType, parseMIMEType, serializeMIMEType } from './twin-mime'
import type { Pair, TwinClient, TwinRequest, TwinRun, TwinServe, TwinWireResponse } from './twin-request'
import { originOf, potentiallyTrustworthyURL, sameSite, schemelesslySameSite } from './twin-url'

const client: TwinClient = {
  origin: 'https://app.example.com',
  topLevelOrigin: 'https://app.example.com',
  creationURL: 'https://app.example.com/page?q#f',
  isDocument: true,
  hasTrustworthyAncestor: false,
  referrerPolicy: 'strict-origin-when-cross-origin',
  embedderPolicy: 'unsafe-none',
}

/** What `fetch(url)` in that page asks for. */
const base: TwinRequest = {
  method: 'GET',
  url: 'https://api.example.com/',
  headers: [],
  body: null,
  client,
  origin: client.origin,
  mode: 'cors',
  credentialsMode: 'same-origin',
  redirectMode: 'follow',
  cacheMode: 'default',
  destination: '',
  initiator: '',
  referrer: 'client',
  referrerPolicy: '',
  userActivation: false,
  userInitiated: false,
  useCORSPreflight: false,
  unsafeRequest: true,
}

const answer = (headers: readonly Pair[], status = 200): TwinWireResponse => ({ status, headers, body: 'b' })
const open: Pair = ['access-control-allow-origin', '*']
const allow = (origin: string): Pair => ['access-control-allow-origin', origin]
const app = allow('https://app.example.com')
const credentials: Pair = ['access-control-allow-credentials', 'true']
const to = (url: string): Pair => ['location', url]

/** Answers by path. Preflights get the path with `OPTIONS ` before it, where there is such an entry. */
const site =
  (pages: Record<string, TwinWireResponse>): TwinServe =>
  ({ method, url }) => {
    const path = new URL(url).pathname
    return (method === 'OPTIONS' ? pages[`OPTIONS ${path}`] : undefined) ?? pages[path] ?? answer([], 404)
  }

const run = (
  change: Partial<TwinRequest>,
  serve: TwinServe | TwinWireResponse,
  options: TwinOptions = {},
): TwinRun =>
  new Twin(options).fetch({ ...base, ...change }, typeof serve === 'function' ? serve : () => serve, () => 0)

/** The outcome in a word, and for a response what can be read. */
function outcome({ result }: TwinRun): string {
  if (result.kind === 'error') return result.where
  return `${result.type} ${result.status} ${result.headers.map(([name]) => name).join(',')}`.trim()
}

const sent = ({ wire }: TwinRun, at: number, name: string): string | undefined =>
  wire[at]?.headers.find(([n]) => n === name)?.[1]
const trail = ({ wire }: TwinRun): string =>
  wire.map(({ method, url }) => `${method} ${new URL(url).pathname}`).join(' ')

describe('CORS check', () => {
  const rows: [desc: string, mode: TwinRequest['credentialsMode'], headers: Pair[], shared: boolean][] = [
    // The table of "CORS protocol and credentials".
    ['omit, *', 'omit', [open], true],
    ['omit, *, true', 'omit', [open, credentials], true],
    ['omit, with a slash', 'omit', [allow('https://app.example.com/')], false],
    ['omit, the origin', 'omit', [app], true],
    ['include, *, true', 'include', [open, credentials], false],
    ['include, the origin, true', 'include', [app, credentials], true],
    ['include, the origin, True', 'include', [app, ['access-control-allow-credentials', 'True']], false],
    ['include, the origin alone', 'include', [app], false],
    ['no header', 'omit', [], false],
    ['another case', 'omit', [allow('HTTPS://APP.EXAMPLE.COM')], false],
    ['null is not absent, and no wildcard', 'omit', [allow('null')], false],
    ['the origin twice is a value nobody has', 'omit', [app, app], false],
    ['true twice', 'include', [app, credentials, credentials], false],
  ]
  it.each(rows)('%s', (_desc, credentialsMode, headers, shared) => {
    const { result } = run({ credentialsMode }, answer(headers))
    expect(result.kind).toBe(shared ? 'response' : 'error')
  })

  it('accepts any status', () => {
    expect(outcome(run({}, answer([open], 403)))).toBe('cors 403')
  })
})

describe('preflight', () => {
  const lists = (methods: string, names: string, ...more: Pair[]): Pair[] => [
    app,
    credentials,
    ['access-control-allow-methods', methods],
    ['access-control-allow-headers', names],
    ...more,
  ]
  const rows: [
    desc: string,
    change: Partial<TwinRequest>,
    headers: Pair[],
    status: number,
    result: string,
  ][] = [
    ['an unsafe method that is listed', { method: 'PUT' }, lists('PUT', ''), 204, 'cors 204'],
    [
      'methods are compared with case',
      { method: 'patch' },
      lists('PATCH', ''),
      204,
      'CORS-preflight fetch: method',
    ],
    ['a wildcard for methods', { method: 'PUT' }, lists('*', ''), 200, 'cors 200'],
    [
      'a wildcard with credentials is a method called *',
      { method: 'PUT', credentialsMode: 'include' },
      lists('*', ''),
      200,
      'CORS-preflight fetch: method',
    ],
    ['a safelisted method needs no list', { headers: [['X-A', '1']] }, lists('', 'x-a'), 200, 'cors 200'],
    ['names are compared without case', { headers: [['x-a', '1']] }, lists('', 'X-A'), 200, 'cors 200'],
    ['a wildcard for names', { headers: [['x-a', '1']] }, lists('', '*'), 200, 'cors 200'],
    [
      'which does not cover Authorization',
      { headers: [['Authorization', '1']] },
      lists('', '*'),
      200,
      'CORS-preflight fetch: non-wildcard header name',
    ],
    [
      'unless it is named',
      { headers: [['Authorization', '1']] },
      lists('', '*, authorization'),
      200,
      'cors 200',
    ],
    [
      'a list that is none',
      { method: 'PUT' },
      lists('PUT GET', ''),
      200,
      'CORS-preflight fetch: a list that does not parse',
    ],
    ['empty elements are none', { method: 'PUT' }, lists(',\tPUT ,,', ''), 200, 'cors 200'],
    [
      'a redirect is no success',
      { method: 'PUT' },
      lists('PUT', ''),
      301,
      'CORS-preflight fetch: not an ok status',
    ],
    ['304 is no success', { method: 'PUT' }, lists('PUT', ''), 304, 'CORS-preflight fetch: not an ok status'],
  ]
  it.each(rows)('%s', (_desc, change, headers, status, result) => {
    expect(outcome(run(change, answer(headers, status))).split(' access')[0]).toBe(result)
  })

  it('lists the unsafe names sorted, in lower case, with commas alone', () => {
    const r = run(
      {
        method: 'PUT',
        headers: [
          ['X-B', '1'],
          ['content-type', 'a/b'],
          ['x-a', '1'],
          ['X-B', '2'],
        ],
      },
      answer([]),
    )
    expect(sent(r, 0, 'access-control-request-headers')).toBe('content-type,x-a,x-b')
    expect(sent(r, 0, 'access-control-request-method')).toBe('PUT')
    expect(r.wire[0]?.headers.map(([name]) => name)).toEqual([
      'accept',
      'access-control-request-method',
      'access-control-request-headers',
      'referer',
      'origin',
      'sec-fetch-dest',
      'sec-fetch-mode',
      'sec-fetch-site',
    ])
  })

  it('is not made where the request is not unsafe', () => {
    expect(trail(run({ method: 'PUT', unsafeRequest: false }, answer([open])))).toBe('PUT /')
  })

  it('is made for GET where the flag says so', () => {
    expect(trail(run({ useCORSPreflight: true }, answer([open])))).toBe('OPTIONS / GET /')
  })

  it('is not made within an origin', () => {
    expect(trail(run({ method: 'PUT', url: 'https://app.example.com/' }, answer([])))).toBe('PUT /')
  })
})

describe('CORS-preflight cache', () => {
  interface Go {
    at?: number
    change?: Partial<TwinRequest>
    answer?: TwinWireResponse
  }
  /** The methods on the wire, fetch after fetch. */
  function trails(fetches: Go[], options: TwinOptions = {}): string[] {
    const twin = new Twin(options)
    return fetches.map((go) =>
      trail(
        twin.fetch(
          { ...base, method: 'PUT', ...go.change },
          () => go.answer ?? ok(),
          () => (go.at ?? 0) * 1000,
        ),
      ),
    )
  }
  const ok = (maxAge?: string, methods = 'PUT', names = ''): TwinWireResponse =>
    answer([
      app,
      credentials,
      ['access-control-allow-methods', methods],
      ['access-control-allow-headers', names],
      ...(maxAge === undefined ? [] : [['access-control-max-age', maxAge] as const]),
    ])
  const asked = 'OPTIONS / PUT /'

  const rows: [desc: string, maxAge: string | undefined, at: number, result: string][] = [
    ['five seconds by default', undefined, 4.999, 'PUT /'],
    ['and no longer', undefined, 5, asked],
    ['as many as it says', '10', 9.999, 'PUT /'],
    ['none', '0', 0, asked],
    ['what is no number is five', '1e3', 5, asked],
    ['nor is a negative one', '-1', 4, 'PUT /'],
    ['nor two', '10, 20', 6, asked],
  ]
  it.each(rows)('max-age: %s', (_desc, maxAge, at, result) => {
    expect(trails([{ answer: ok(maxAge) }, { at }])[1]).toBe(result)
  })

  it('knows entries stored with credentials for requests without, not the reverse', () => {
    expect(trails([{ change: { credentialsMode: 'include' } }, {}])[1]).toBe('PUT /')
    expect(trails([{}, { change: { credentialsMode: 'include' } }])[1]).toBe(asked)
  })

  it('is divided by top-level site, by origin and by URL with its fragment', () => {
    const other: TwinClient = { ...client, topLevelOrigin: 'https://other.org' }
    const sibling: TwinClient = { ...client, topLevelOrigin: 'https://www.example.com' }
    const insecure: TwinClient = { ...client, topLevelOrigin: 'http://app.example.com' }
    const all = trails([
      {},
      { change: { client: other } },
      { change: { client: sibling } },
      { change: { client: insecure } },
      { change: { url: 'https://api.example.com/#f' } },
      { change: { url: 'https://api.example.com/?' } },
      {},
    ])
    expect(all).toEqual([asked, asked, 'PUT /', asked, asked, asked, 'PUT /'])
  })

  it('is emptied of a URL by a failure there, even of the actual request', () => {
    expect(trails([{}, { answer: answer([]) }, {}])).toEqual([asked, 'PUT /', asked])
  })

  it('is not emptied by a failure of a request that could not have needed a preflight', () => {
    const simple = { method: 'GET' }
    expect(trails([{}, { change: simple, answer: answer([]) }, {}])).toEqual([asked, 'GET /', 'PUT /'])
  })

  it('forgets the URL at the end of a chain, not the one at its start', () => {
    const twin = new Twin()
    const at = (url: string, pages: Record<string, TwinWireResponse>): string =>
      trail(
        twin.fetch({ ...base, method: 'PUT', url: `https://api.example.com${url}` }, site(pages), () => 0),
      )
    const fine = ok('60')
    const away = { ...fine, status: 307, headers: [...fine.headers, to('/end')] }
    expect(at('/end', { '/end': fine })).toBe('OPTIONS /end PUT /end')
    expect(at('/start', { 'OPTIONS /start': fine, '/start': away, '/end': answer([]) })).toBe(
      'OPTIONS /start PUT /start PUT /end',
    )
    expect(at('/start', { 'OPTIONS /start': fine, '/start': away, 'OPTIONS /end': fine, '/end': fine })).toBe(
      'PUT /start OPTIONS /end PUT /end',
    )
  })

  it('does not restart the clock of an entry that is updated', () => {
    const header: Partial<TwinRequest> = { headers: [['x-a', '1']] }
    const all = trails([
      { at: 0, answer: ok('10') },
      { at: 8, change: header, answer: ok('12', 'PUT', 'x-a') },
      { at: 11.999 },
      { at: 12 },
    ])
    expect(all).toEqual([asked, asked, 'PUT /', asked])
  })

  it('replaces an entry whose new max-age is over already, if it goes at once', () => {
    const header: Partial<TwinRequest> = { headers: [['x-a', '1']] }
    const fetches: Go[] = [
      { at: 0, answer: ok('60') },
      { at: 20, change: header, answer: ok('10', 'PUT', 'x-a') },
      { at: 25 },
    ]
    expect(trails(fetches)[2]).toBe('PUT /')
    expect(trails(fetches, { readings: { entryOutdatedByUpdate: 'dropped' } })[2]).toBe(asked)
  })

  it('updates every entry that matches, or the first', () => {
    const names = (name: string): Partial<TwinRequest> => ({ headers: [[name, '1']] })
    const fetches: Go[] = [
      { at: 0, answer: ok('60', 'PUT, *') },
      { at: 1, change: names('x-a'), answer: ok('3', 'PUT', 'x-a') },
      { at: 4, change: { method: 'DELETE' } },
    ]
    expect(trails(fetches)[2]).toBe('OPTIONS /')
    expect(trails(fetches, { readings: { entriesToUpdate: 'first' } })[2]).toBe('DELETE /')
  })

  it('has a limit where one is imposed', () => {
    expect(trails([{ answer: ok('600') }, { at: 7 }], { maxAgeLimit: 7 })[1]).toBe(asked)
  })

  it('takes a wildcard stored with credentials for one, although it was none then', () => {
    const include: Partial<TwinRequest> = { credentialsMode: 'include' }
    expect(
      trails([
        { change: include, answer: ok('60', 'PUT, *') },
        { change: { ...include, method: 'DELETE' } },
      ])[1],
    ).toBe('DELETE /')
  })
})

describe('redirects', () => {
  const chain = (...pages: [string, TwinWireResponse][]): TwinServe => site(Object.fromEntries(pages))

  it('are followed twenty times', () => {
    const r = run({}, answer([open, to('/')], 302))
    expect([outcome(r), r.wire.length]).toEqual(['HTTP-redirect fetch: too many', 21])
  })

  const methods: [status: number, method: string, then: string][] = [
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [301, 'PUT', 'PUT'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
  ]
  it.each(methods)('%i turns %s into %s', (status, method, then) => {
    const r = run(
      {
        url: 'https://app.example.com/',
        method,
        body: method === 'HEAD' ? null : { bytes: 'abc', stream: false },
        headers: [
          ['Content-Type', 'text/plain'],
          ['X-A', '1'],
        ],
      },
      chain(['/', answer([to('/2')], status)], ['/2', answer([])]),
    )
    const last = r.wire.at(-1)
    const kept = then === method
    expect(last?.method).toBe(then)
    expect(sent(r, 1, 'content-type')).toBe(kept ? 'text/plain' : undefined)
    expect(sent(r, 1, 'content-length')).toBe(kept && method !== 'HEAD' ? '3' : undefined)
    expect(sent(r, 1, 'x-a')).toBe('1')
  })

  it('take Authorization away at another origin, for good', () => {
    const r = run(
      { url: 'https://app.example.com/', headers: [['Authorization', 'x']] },
      chain(
        ['/', answer([to('/2')], 302)],
        ['/2', answer([to('https://api.example.com/3')], 302)],
        ['/3', answer([open])],
      ),
    )
    expect(r.wire.map((_, i) => sent(r, i, 'authorization'))).toEqual(['x', 'x', undefined])
    expect(trail(r)).toBe('GET / GET /2 GET /3')
  })

  it('make the origin null when they leave an origin that was not the own one', () => {
    const r = run({}, chain(['/', answer([open, to('https://other.org/2')], 302)], ['/2', answer([app])]))
    expect([sent(r, 0, 'origin'), sent(r, 1, 'origin')]).toEqual(['https://app.example.com', 'null'])
    expect(outcome(r)).toBe('CORS check: another origin')
  })

  it('stay cors on the way back home', () => {
    const r = run({}, chain(['/', answer([open, to('https://app.example.com/2')], 302)], ['/2', answer([])]))
    expect(sent(r, 1, 'origin')).toBe('null')
    expect(outcome(r)).toBe('CORS check: no Access-Control-Allow-Origin')
  })

  it('hand the fragment on, and an empty one is one', () => {
    const url = 'https://app.example.com/#f'
    const end = (location: string) =>
      run({ url }, chain(['/', answer([to(location)], 302)], ['/2', answer([])])).wire.at(-1)?.url
    expect(end('/2')).toBe('https://app.example.com/2#f')
    expect(end('/2#g')).toBe('https://app.example.com/2#g')
    expect(end('/2#')).toBe('https://app.example.com/2#')
  })

  const outcomes: [desc: string, change: Partial<TwinRequest>, response: TwinWireResponse, result: string][] =
    [
      ['no Location', {}, answer([open], 302), 'cors 302'],
      ['two of them', {}, answer([open, to('/2'), to('/2')], 302), 'HTTP-redirect fetch: location'],
      ['one that is no URL', {}, answer([open, to('http://')], 302), 'HTTP-redirect fetch: location'],
      ['data:', {}, answer([open, to('data:,x')], 302), 'HTTP-redirect fetch: scheme'],
      [
        'userinfo',
        {},
        answer([open, to('https://a:b@api.example.com/2')], 302),
        'HTTP-redirect fetch: credentials in a cross-origin URL',
      ],
      [
        'userinfo on the way home',
        {},
        answer([open, to('https://a@app.example.com/2')], 302),
        'HTTP-redirect fetch: credentials in a URL, tainting is cors',
      ],
      [
        'the CORS check comes first',
        { redirectMode: 'manual' },
        answer([to('/2')], 302),
        'CORS check: no Access-Control-Allow-Origin',
      ],
      ['manual', { redirectMode: 'manual' }, answer([open], 302), 'opaqueredirect 0'],
      ['error', { redirectMode: 'error' }, answer([open], 302), 'HTTP fetch: redirect mode is error'],
      ['300 is none', { redirectMode: 'error' }, answer([open, to('/2')], 300), 'cors 300'],
      [
        'same-origin mode away from home',
        { mode: 'same-origin', url: 'https://app.example.com/' },
        answer([to('https://other.org/')], 302),
        'main fetch: mode is same-origin',
      ],
      [
        'a stream cannot be sent again',
        { method: 'POST', body: { bytes: 'x', stream: true }, url: 'https://app.example.com/' },
        answer([to('/2')], 307),
        'HTTP-redirect fetch: body has no source',
      ],
      [
        'a navigation that looks for itself',
        { mode: 'navigate', destination: 'document', redirectMode: 'manual' },
        answer([to('/2'), ['set-cookie', 'a']], 302),
        'basic 302 location',
      ],
    ]
  it.each(outcomes)('%s', (_desc, change, response, result) => {
    expect(outcome(run(change, response))).toBe(result)
  })
})

describe('request headers', () => {
  const rows: [desc: string, change: Partial<TwinRequest>, name: string, value: string | undefined][] = [
    ['GET at home has no Origin', { url: 'https://app.example.com/' }, 'origin', undefined],
    [
      'POST at home has one',
      { url: 'https://app.example.com/', method: 'POST' },
      'origin',
      'https://app.example.com',
    ],
    ['no-cors GET has none', { mode: 'no-cors' }, 'origin', undefined],
    ['a sandboxed page is null', { origin: 1, client: { ...client, origin: 1 } }, 'origin', 'null'],
    [
      'a form under no-referrer is null',
      { mode: 'navigate', method: 'POST', referrerPolicy: 'no-referrer' },
      'origin',
      'null',
    ],
    [
      'a form under origin is not',
      { mode: 'navigate', method: 'POST', referrerPolicy: 'origin' },
      'origin',
      'https://app.example.com',
    ],
    [
      'a cors request ignores the policy',
      { referrerPolicy: 'no-referrer' },
      'origin',
      'https://app.example.com',
    ],
    ['the referrer is an origin elsewhere', {}, 'referer', 'https://app.example.com/'],
    [
      'and a URL without fragment at home',
      { url: 'https://app.example.com/' },
      'referer',
      'https://app.example.com/page?q',
    ],
    [
      'a sandboxed page has no referrer',
      { origin: 1, client: { ...client, origin: 1 } },
      'referer',
      undefined,
    ],
    [
      'a worker of an opaque origin has its URL',
      { origin: 1, client: { ...client, origin: 1, isDocument: false } },
      'referer',
      'https://app.example.com/',
    ],
    [
      'userinfo is no part of a referrer',
      { referrer: 'https://a:b@app.example.com/x#y', referrerPolicy: 'unsafe-url' },
      'referer',
      'https://app.example.com/x',
    ],
    [
      'a long referrer is an origin',
      { referrer: `https://app.example.com/${'x'.repeat(4096)}`, referrerPolicy: 'unsafe-url' },
      'referer',
      'https://app.example.com/',
    ],
    ['the site of another subdomain', {}, 'sec-fetch-site', 'same-site'],
    ['another site', { url: 'https://other.org/' }, 'sec-fetch-site', 'cross-site'],
    ['nobody', { mode: 'navigate', destination: 'document', userInitiated: true }, 'sec-fetch-site', 'none'],
    ['none but for navigations', { userInitiated: true }, 'sec-fetch-site', 'same-site'],
    ['a click', { mode: 'navigate', destination: 'iframe', userActivation: true }, 'sec-fetch-user', '?1'],
    [
      'a click that loads no document',
      { destination: 'image', userActivation: true },
      'sec-fetch-user',
      undefined,
    ],
    ['no destination', {}, 'sec-fetch-dest', 'empty'],
    ['POST without body has a length', { method: 'POST' }, 'content-length', '0'],
    ['DELETE without body has none', { method: 'DELETE', unsafeRequest: false }, 'content-length', undefined],
    [
      'a stream has none',
      { method: 'POST', body: { bytes: 'x', stream: true } },
      'content-length',
      undefined,
    ],
    [
      'what an image accepts',
      { destination: 'image' },
      'accept',
      'image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
    ],
    ['what the author says', { headers: [['accept', 'a/b']] }, 'accept', 'a/b'],
    ['prefetches say so', { initiator: 'prefetch' }, 'sec-purpose', 'prefetch'],
    ['no-store', { cacheMode: 'no-store' }, 'pragma', 'no-cache'],
    ['no-cache', { cacheMode: 'no-cache' }, 'cache-control', 'max-age=0'],
    ['no-cache is not no-store', { cacheMode: 'no-cache' }, 'pragma', undefined],
    [
      'a conditional request',
      { headers: [['If-None-Match', 'x']], unsafeRequest: false },
      'cache-control',
      'no-cache',
    ],
    ['a range', { headers: [['Range', 'bytes=0-']] }, 'accept-encoding', 'identity'],
  ]
  it.each(rows)('%s', (_desc, change, name, value) => {
    expect(sent(run(change, answer([open])), 0, name)).toBe(value)
  })

  it('tell of every site on the way', () => {
    const r = run(
      { url: 'https://app.example.com/' },
      site({
        '/': answer([to('https://other.org/2')], 302),
        '/2': answer([open, to('https://app.example.com/3')], 302),
        '/3': answer([open]),
      }),
    )
    expect(r.wire.map((_, i) => sent(r, i, 'sec-fetch-site'))).toEqual([
      'same-origin',
      'cross-site',
      'cross-site',
    ])
  })

  it('follow the policy of a redirect, which can only lessen the referrer', () => {
    const r = run(
      { url: 'https://app.example.com/', referrerPolicy: 'unsafe-url' },
      site({
        '/': answer([to('/2'), ['referrer-policy', 'unsafe-url, origin, new-one']], 302),
        '/2': answer([to('/3'), ['referrer-policy', 'unsafe-url']], 302),
        '/3': answer([]),
      }),
    )
    expect(r.wire.map((_, i) => sent(r, i, 'referer'))).toEqual([
      'https://app.example.com/page?q',
      'https://app.example.com/',
      'https://app.example.com/',
    ])
  })

  const policies: [value: string, readings: TwinOptions['readings'], referrer: string][] = [
    ['origin', {}, 'https://app.example.com/'],
    ['ORIGIN', {}, 'https://app.example.com/page?q'],
    ['ORIGIN', { referrerPolicyTokens: 'without-case' }, 'https://app.example.com/'],
    ['origin, x1', {}, 'https://app.example.com/page?q'],
    ['origin, x1', { referrerPolicyThatDoesNotParse: 'ignored-in-part' }, 'https://app.example.com/'],
    ['origin, new-one', {}, 'https://app.example.com/'],
    ['', {}, 'https://app.example.com/page?q'],
  ]
  it.each(policies)('after a redirect that says Referrer-Policy: %s (%o)', (value, readings, referrer) => {
    const serve = site({ '/': answer([to('/2'), ['referrer-policy', value]], 302), '/2': answer([]) })
    const r = run({ url: 'https://app.example.com/' }, serve, { readings: readings ?? {} })
    expect(sent(r, 1, 'referer')).toBe(referrer)
  })

  it('depend on which URL "request\'s URL" is, in Fetch Metadata and in Mixed Content', () => {
    const serve = site({ '/': answer([open, to('http://plain.example.com/2')], 302), '/2': answer([open]) })
    const navigation: Partial<TwinRequest> = { mode: 'navigate', destination: 'document' }
    expect(sent(run(navigation, serve), 1, 'sec-fetch-mode')).toBe('navigate')
    expect(
      sent(run(navigation, serve, { readings: { urlOfFetchMetadata: 'current' } }), 1, 'sec-fetch-mode'),
    ).toBeUndefined()
    const image: Partial<TwinRequest> = { mode: 'no-cors', destination: 'image' }
    expect(outcome(run(image, serve))).toBe('main fetch: request is mixed content')
    expect(run(image, serve, { readings: { urlToUpgrade: 'current' } }).wire[1]?.url).toBe(
      'https://plain.example.com/2',
    )
  })

  it('are the same again after 421, once', () => {
    expect(trail(run({}, answer([open], 421)))).toBe('GET / GET /')
  })
})

describe('what is refused before or after the network', () => {
  const insecure: TwinClient = { ...client, origin: 'http://plain.example.com' }
  const nosniff: Pair = ['x-content-type-options', 'NOSNIFF, x']
  const type = (value: string): Pair => ['content-type', value]
  const image: Partial<TwinRequest> = { mode: 'no-cors', destination: 'image' }
  const script: Partial<TwinRequest> = { mode: 'no-cors', destination: 'script' }
  const corp = (value: string): Pair => ['cross-origin-resource-policy', value]
  const embedder = (embedderPolicy: TwinClient['embedderPolicy']): Partial<TwinRequest> => ({
    ...image,
    client: { ...client, embedderPolicy },
  })
  const blocked = 'HTTP fetch: cross-origin resource policy'
  const rows: [desc: string, change: Partial<TwinRequest>, headers: Pair[], result: string][] = [
    ['a bad port', { url: 'https://api.example.com:6000/' }, [open], 'main fetch: bad port'],
    ['mixed content', { url: 'http://plain.example.com/' }, [open], 'main fetch: request is mixed content'],
    ['localhost is no mixed content', { url: 'http://localhost:4000/' }, [open], 'cors 200'],
    [
      'nor is anything on an insecure page',
      { url: 'http://plain.org/', client: insecure, origin: insecure.origin },
      [open],
      'cors 200',
    ],
    [
      'unless a secure one holds it',
      { url: 'http://plain.org/', client: { ...insecure, hasTrustworthyAncestor: true } },
      [open],
      'main fetch: request is mixed content',
    ],
    [
      'a top-level navigation is none either',
      { mode: 'navigate', destination: 'document', url: 'http://plain.org/' },
      [],
      'basic 200',
    ],
    [
      'a frame is',
      { mode: 'navigate', destination: 'iframe', url: 'http://plain.org/' },
      [],
      'main fetch: request is mixed content',
    ],
    [
      'no-cors follows',
      { mode: 'no-cors', redirectMode: 'manual' },
      [],
      'main fetch: no-cors must follow redirects',
    ],
    ['about: elsewhere', { url: 'about:blank' }, [], 'main fetch: not an HTTP(S) scheme'],
    [
      'only-if-cached',
      { mode: 'same-origin', url: 'https://app.example.com/', cacheMode: 'only-if-cached' },
      [],
      'HTTP-network-or-cache fetch: only-if-cached',
    ],
    ['a script that is an image', script, [type('image/png')], 'main fetch: MIME type'],
    ['the last type counts', script, [type('image/png'), type('text/html, nonsense, */*')], 'opaque 0'],
    ['a script with nosniff', script, [nosniff, type('text/plain')], 'main fetch: nosniff'],
    ['a script with nosniff and no type', script, [nosniff], 'main fetch: nosniff'],
    ['a script that is one', script, [nosniff, type('text/javascript;x')], 'opaque 0'],
    [
      'a style with nosniff',
      { ...script, destination: 'style' },
      [nosniff, type('text/plain')],
      'main fetch: nosniff',
    ],
    ['an image with nosniff', image, [nosniff, type('text/plain')], 'opaque 0'],
    ['CORP same-origin', image, [corp('same-origin')], blocked],
    ['CORP same-site', image, [corp('same-site')], 'opaque 0'],
    ['CORP same-site elsewhere', { ...image, url: 'https://other.org/' }, [corp('same-site')], blocked],
    [
      'CORP same-site, from insecure to secure',
      { ...image, client: insecure, origin: insecure.origin },
      [corp('same-site')],
      blocked,
    ],
    ['CORP twice', image, [corp('same-origin'), corp('same-origin')], 'opaque 0'],
    ['CORP is not for cors', {}, [open, corp('same-origin')], 'cors 200'],
    ['require-corp', embedder('require-corp'), [], blocked],
    ['require-corp that has it', embedder('require-corp'), [corp('cross-origin')], 'opaque 0'],
    [
      'credentialless sends none, and so needs none',
      { ...embedder('credentialless'), credentialsMode: 'include' },
      [],
      'opaque 0',
    ],
  ]
  it.each(rows)('%s', (_desc, change, headers, result) => {
    expect(outcome(run(change, answer(headers)))).toBe(result)
  })

  it('upgrades images', () => {
    const r = run({ ...image, url: 'http://plain.example.com/a' }, answer([]))
    expect(r.wire[0]?.url).toBe('https://plain.example.com/a')
    expect(
      run({ ...image, initiator: 'imageset', url: 'http://plain.example.com/a' }, answer([])).wire,
    ).toEqual([])
  })
})

describe('what is readable', () => {
  const more: Pair[] = [
    ['x-a', '1'],
    ['x-b', '2'],
    ['set-cookie', 'c'],
    ['pragma', 'p'],
    ['content-type', 't/t'],
  ]
  const expose = (value: string): Pair => ['access-control-expose-headers', value]
  const rows: [desc: string, change: Partial<TwinRequest>, headers: Pair[], result: string][] = [
    ['safelisted names', {}, [open, ...more], 'cors 200 pragma,content-type'],
    ['listed ones', {}, [open, expose('X-A, Set-Cookie'), ...more], 'cors 200 x-a,pragma,content-type'],
    [
      'all',
      {},
      [open, expose('*'), ...more],
      'cors 200 access-control-allow-origin,access-control-expose-headers,x-a,x-b,pragma,content-type',
    ],
    [
      'all is a name with credentials',
      { credentialsMode: 'include' },
      [app, credentials, expose('*'), ...more],
      'cors 200 pragma,content-type',
    ],
    ['a list that is none', {}, [open, expose('x-a x-b'), ...more], 'cors 200 pragma,content-type'],
    [
      'at home, all but cookies',
      { url: 'https://app.example.com/' },
      more,
      'basic 200 x-a,x-b,pragma,content-type',
    ],
    ['nothing of an opaque one', { mode: 'no-cors' }, more, 'opaque 0'],
    ['data:', { url: 'data:text/plain;x=y,z' }, [], 'basic 200 content-type'],
  ]
  it.each(rows)('%s', (_desc, change, headers, result) => {
    expect(outcome(run(change, answer(headers)))).toBe(result)
  })

  it('names its URLs, but not of an opaque response; HEAD and 204 have no body', () => {
    const urls = (change: Partial<TwinRequest>, status = 200) => {
      const { result } = run(change, answer([open], status))
      return result.kind === 'response' ? [result.urls.length, result.hasBody] : []
    }
    expect(urls({})).toEqual([1, true])
    expect(urls({ mode: 'no-cors' })).toEqual([0, false])
    expect(urls({ redirectMode: 'manual' }, 302)).toEqual([1, false])
    expect(urls({ method: 'HEAD' })).toEqual([1, false])
    expect(urls({}, 204)).toEqual([1, false])
  })
})

describe('parts', () => {
  it('get, decode, and split', () => {
    const split = (...values: string[]) =>
      getDecodeAndSplit(
        values.map((value) => ({ name: 'a', value })),
        'A',
      )
    expect(split('nosniff,')).toEqual(['nosniff', ''])
    expect(split('')).toEqual([''])
    expect(split('text/html;", x/x')).toEqual(['text/html;", x/x'])
    expect(split('text/html;"', 'x/x')).toEqual(['text/html;", x/x'])
    expect(split('x/x;test="hi",y/y')).toEqual(['x/x;test="hi"', 'y/y'])
    expect(split('x / x,,,1')).toEqual(['x / x', '', '', '1'])
    expect(split('"1,2", 3')).toEqual(['"1,2"', '3'])
    expect(split()).toBeNull()
  })

  const unsafe: [header: Pair, unsafe: boolean][] = [
    [['accept', 'a'.repeat(128)], false],
    [['accept', 'a'.repeat(129)], true],
    [['accept', 'a\t;,=/'], false],
    [['accept', 'a"'], true],
    [['accept-language', 'a_b'], true],
    [['content-type', 'text/plain; charset=x'], false],
    [['content-type', 'text/plain;charset="x"'], true],
    [['content-type', 'TEXT/PLAIN'], false],
    [['content-type', 'text/plain, application/json'], true],
    [['content-type', ''], true],
    [['range', 'bytes=0-'], false],
    [['range', 'bytes=-5'], true],
    [['range', 'bytes=5-4'], true],
    [['x-a', ''], true],
  ]
  it.each(unsafe)('%s is unsafe: %s', ([name, value], expected) => {
    expect(corsUnsafeRequestHeaderNames([{ name, value }]).length > 0).toBe(expected)
  })

  it('makes all names unsafe when safe values are more than 1024 bytes', () => {
    const list = (n: number) => Array.from({ length: n }, () => ({ name: 'Accept', value: 'a'.repeat(128) }))
    expect(corsUnsafeRequestHeaderNames(list(8))).toEqual([])
    expect(corsUnsafeRequestHeaderNames([...list(8), { name: 'accept-language', value: 'a' }])).toEqual([
      'accept',
      'accept-language',
    ])
  })

  it('parses ranges', () => {
    expect(parseSingleRange('bytes \t= 0 - 5', true)).toEqual([0, 5])
    expect(parseSingleRange('bytes= 0-', false)).toBe('failure')
    expect(parseSingleRange('bytes=-', true)).toBe('failure')
  })

  it('parses MIME types and data: URLs', () => {
    const type = (text: string) => {
      const parsed = parseMIMEType(text)
      return parsed === 'failure' ? parsed : serializeMIMEType(parsed)
    }
    expect(type(' Text/HTML ;Charset="a b";charset=c;x ; y=z ')).toBe('text/html;charset="a b";y=z')
    expect(type('text')).toBe('failure')
    expect(type('text/a b')).toBe('failure')
    const data = (href: string) => {
      const parsed = dataURLMIMEType(href)
      return parsed === 'failure' ? parsed : serializeMIMEType(parsed)
    }
    expect(data('data:,x')).toBe('text/plain;charset=US-ASCII')
    expect(data('data:;charset=x,x')).toBe('text/plain;charset=x')
    expect(data('data:a/b;base64,!')).toBe('failure')
    expect(data('data:a/b; BASE64,%41A==')).toBe('a/b')
    expect(data('data:a/b')).toBe('failure')
  })

  it('tells sites and trustworthy URLs', () => {
    const origin = (url: string) => originOf(new URL(url))
    const both = (a: string, b: string) => [
      sameSite(origin(a), origin(b)),
      schemelesslySameSite(origin(a), origin(b)),
    ]
    expect(both('https://a.example.com', 'https://example.com:1')).toEqual([true, true])
    expect(both('http://a.example.com', 'https://example.com')).toEqual([false, true])
    expect(both('https://a.github.io', 'https://b.github.io')).toEqual([false, false])
    expect(both('http://localhost:1', 'http://localhost:2')).toEqual([true, true])
    expect(both('http://127.0.0.1', 'http://127.0.0.2')).toEqual([false, false])
    expect(both('data:,', 'data:,')).toEqual([false, false])
    const trustworthy = (url: string) => potentiallyTrustworthyURL(new URL(url))
    expect(
      ['http://a.localhost', 'http://127.9.9.9', 'http://[::1]', 'data:,', 'https://x.y'].every(trustworthy),
    ).toBe(true)
    expect(['http://localhost.x', 'http://x.y', 'ftp://x.y', 'blob:x'].some(trustworthy)).toBe(false)
  })
})
