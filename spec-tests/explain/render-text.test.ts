import { describe, expect, it } from 'vitest'
import { explain, renderText } from '../../src/explain/index'
import { printable, wrap } from '../../src/explain/text-layout'
import { createClient, createRequest } from '../../src/fetch/create-request'
import { record, response } from './record'
import { situations } from './situations'

const page = 'https://app.example.com'
const api = 'https://api.example.com/orders'
const own = `Access-Control-Allow-Origin: ${page}`
const put = createRequest({
  url: api,
  client: `${page}/`,
  method: 'PUT',
  headers: { 'content-type': 'application/json', 'x-trace': '1' },
  body: '{}',
})
const blocked = explain(
  record(put, () => response(204, own, 'Access-Control-Allow-Methods: GET', 'Server: nginx')),
)
const text = renderText(blocked)

describe('the sections of a text', () => {
  const rows: readonly (readonly [desc: string, lines: string])[] = [
    ['begin with the request', `PUT ${api}\nby fetch from ${page}, credentials: same-origin\n`],
    ['then how page and URL are related', 'same origin?  no: the host differs\nsame site?    yes: '],
    ['then the verdict, once for all who agree', '✗ Chrome, Firefox and Safari: blocked\n'],
    ['then what was sent', `  → OPTIONS ${api}  (preflight)\n      access-control-request-method: PUT\n`],
    ['and what came', '  ← 204 No Content\n    ✓ access-control-allow-origin: https://app.example.com\n'],
    ['with a mark at what is wrong', '    ✗ access-control-allow-methods: GET (must list PUT)\n'],
    [
      'and at what is missing',
      '    ✗ access-control-allow-headers is missing, must list content-type, x-trace\n',
    ],
    ['and at what was never sent', '  ✗ PUT is not sent\n'],
    ['then why', '\nWhy\n  The answer to the preflight allows GET, and not PUT.\n'],
    [
      'and what comes next',
      'the same answer would still be refused:\n  - Access-Control-Allow-Headers does not list',
    ],
    [
      'with the place in the standard',
      '  Refused by Fetch § CORS-preflight fetch, step 7.5\n  https://fetch.spec.whatwg.org/#cors-preflight-fetch-0\n',
    ],
    ['then what each console says', '\nWhat the console says\n  Chrome\n    Access to fetch at'],
    [
      'then the fix, the server that answered first',
      '\nFix\n  Allow PUT in the answer to the preflight.\n\n  nginx:\n      if ($request_method = OPTIONS) {\n',
    ],
    [
      'and that it has been tried',
      '  Checked: with this answer, Chrome, Firefox and Safari send the request.\n',
    ],
    [
      'and last whether the server has seen the request',
      '\nThe PUT did not reach the server: only its preflight did.\n',
    ],
  ]
  it.each(rows)('%s', (_, lines) => {
    expect(text).toContain(lines)
  })

  it('come in that order, and end in one newline', () => {
    const places = rows.map(([, lines]) => text.indexOf(lines))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text).toMatch(/[^\n]\n$/)
    expect(text).not.toMatch(/\n\n\n|[ \t]\n/)
  })
})

describe('options', () => {
  it('has no colours unless they are asked for', () => {
    expect(text).not.toContain('\u001b')
    const coloured = renderText(blocked, { color: true })
    expect(coloured).toContain('\u001b[31m✗\u001b[39m')
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text)
  })

  it('wraps where it is told to', () => {
    for (const width of [40, 60, 100]) {
      for (const line of renderText(blocked, { width }).split('\n')) {
        if (line.startsWith('      ') || line.startsWith('  → ') || !line.trim().includes(' ')) continue
        if (line.startsWith('PUT ')) continue
        expect(line.length, line).toBeLessThanOrEqual(width)
      }
    }
  })

  it('tells everything when verbose', () => {
    const verbose = renderText(blocked, { verbose: true })
    for (const more of [
      'accept: */*',
      'Decisions',
      '✓ Another origin with CORS',
      '· main-fetch/cors-with-preflight',
      'Flask',
    ]) {
      expect(verbose).toContain(more)
      if (more !== 'Flask') expect(text).not.toContain(more)
    }
    expect(verbose).not.toContain('More when verbose')
  })
})

describe('what browsers do not agree on', () => {
  const local = createRequest({ url: 'http://localhost:5000/', client: `${page}/` })
  const split = renderText(explain(record(local, () => response(200, own))))

  it('is told for each of them', () => {
    expect(split).toContain('✓ Chrome and Firefox: allowed, script can read the 200\n✗ Safari: blocked\n')
    expect(split.indexOf('── Chrome and Firefox')).toBeLessThan(split.indexOf('── Safari'))
    expect(split).toContain('[blocked] The page at https://app.example.com/ requested insecure content')
  })

  it('may be because nobody knows what the server would say', () => {
    const plain = createRequest({
      url: 'http://api.example.com/',
      client: 'http://app.example.com/',
      method: 'PUT',
    })
    const unknown = renderText(explain(record(plain, () => response(204))))
    expect(unknown).toContain('? Firefox and Safari: depends on an answer that was not recorded\n')
    expect(unknown).toContain('They would send\n  → OPTIONS http://api.example.com/  (preflight)\n')
    expect(unknown).toContain('sec-fetch-mode\n    differs.')
  })
})

describe('other outcomes', () => {
  it('says what script sees, and what is hidden', () => {
    const get = createRequest({ url: api, client: `${page}/` })
    const readable = renderText(
      explain(record(get, () => response(404, own, 'Content-Type: text/plain', 'X-Total: 3'))),
    )
    expect(readable).toContain('✓ Chrome, Firefox and Safari: allowed, script can read the 404\n')
    expect(readable).toContain(
      '  status 404; headers: content-type\n  hidden: x-total (Access-Control-Expose-Headers does not list it)\n',
    )
    expect(readable).not.toContain('Fix')
  })

  it('warns that a request has taken effect that the page knows nothing of', () => {
    const post = createRequest({ url: api, client: `${page}/`, method: 'POST', body: 'a=1' })
    const silent = renderText(explain(record(post, () => response(200))))
    expect(silent.replace(/\n/g, ' ')).toContain('The POST reached the server, so it may have taken effect')
  })

  it('knows an opaque origin, an image and an opaque response', () => {
    const image = createRequest({
      url: 'https://cdn.example.net/a.png',
      client: createClient('file:///home/ann/index.html'),
      mode: 'no-cors',
      destination: 'image',
      initiatorType: 'img',
    })
    const opaque = renderText(explain(record(image, () => response(200))))
    expect(opaque.replaceAll('\n', ' ')).toContain(
      'by an image from a page whose origin is null, mode: no-cors, credentials: same-origin',
    )
    expect(opaque).toContain('same origin?  no: an opaque origin (null) is only the same as itself')
    expect(opaque).toContain(
      '✓ Chrome, Firefox and Safari: loaded, but opaque: script can read nothing of it',
    )
  })

  it('says that CORS has no say within one origin', () => {
    const near = createRequest({ url: `${page}/a`, client: `${page}/` })
    expect(renderText(explain(record(near, () => response(200))))).toContain(
      'same origin?  yes, so CORS has no say in it',
    )
  })
})

describe('what is no CORS request', () => {
  const said = (
    ...[init, server]: [Parameters<typeof createRequest>[0], Parameters<typeof record>[1]]
  ): string => renderText(explain(record(createRequest(init), server))).replaceAll(/\n {2,}/g, ' ')
  const link = {
    mode: 'navigate',
    destination: 'document',
    initiatorType: null,
    credentials: 'include',
  } as const
  const client = `${page}/`

  it('is not read by script where it is a navigation', () => {
    const text = said({ url: 'https://other.example.org/', client, ...link }, () => response(200))
    expect(text).toContain('loaded, the 200 goes to the browser and not to script\n')
    expect(text).toContain(
      'same origin?  no: the host differs; CORS has no say in navigations all the same\n',
    )
    expect(text).toContain('same site?    no: cookies only go along with SameSite=Lax or SameSite=None\n')
    expect(text).not.toMatch(/script can|What script sees/)
  })

  it('has other cookies where it is a form', () => {
    const form = { url: 'https://other.example.org/', client, method: 'POST', ...link } as const
    expect(said(form, () => response(200))).toContain('no: cookies only go along with SameSite=None\n')
  })

  it('is not kept from a page where a navigation fails', () => {
    const text = said({ url: 'https://other.example.org/', client, ...link, redirect: 'follow' }, () =>
      response(302, 'Location: https://a:99999/'),
    )
    expect(text).toContain('The GET reached the server: only its answer is not shown.')
  })

  it('tells script nothing where it is mode no-cors to another origin', () => {
    const text = said({ url: api, client, mode: 'no-cors' }, () => response(200))
    expect(text).toContain('loaded, but opaque: script can read nothing of it\n')
    expect(text).toContain(
      'the host differs; without CORS the server is not asked, and script learns nothing\n',
    )
    expect(text).not.toMatch(/script can read the|What script sees/)
  })

  it('is loaded where it is an image of the own origin, and read where it is a fetch', () => {
    const own = { url: `${page}/a.png`, client, mode: 'no-cors' } as const
    const image = said({ ...own, destination: 'image', initiatorType: 'img' }, () => response(200))
    expect(image).toContain('loaded, with status 200\n')
    expect(image).not.toMatch(/script can|What script sees/)
    expect(said(own, () => response(200))).toContain('allowed, script can read the 200\n')
  })

  const sockets: readonly (readonly [desc: string, url: string, status: number, words: readonly string[]])[] =
    [
      [
        'of the own origin',
        'wss://app.example.com/',
        101,
        [
          'same origin?  yes, so',
          'same site?    yes (ws counts as http, and wss as https)\n',
          'connected, the WebSocket is open\n',
        ],
      ],
      [
        'of the own site',
        'wss://api.example.com/',
        101,
        [
          'no: the host differs; CORS has no say in WebSockets, and the server has to look at Origin itself\n',
          'yes: ports and subdomains',
        ],
      ],
      [
        'that is answered otherwise',
        'wss://app.example.com/',
        200,
        ['answered with 200, which opens no WebSocket\n'],
      ],
    ]
  it.each(sockets)('speaks of http where it is a WebSocket %s', (_, url, status, words) => {
    const text = said({ url, client, mode: 'websocket', destination: '', initiatorType: null }, () =>
      response(status),
    )
    for (const word of words) expect(text).toContain(word)
    expect(text).not.toContain('script can')
  })

  it('says that ws and wss are two sites as http and https are', () => {
    const text = said(
      {
        url: 'wss://app.example.com/',
        client: 'http://app.example.com/',
        mode: 'websocket',
        destination: '',
        initiatorType: null,
      },
      () => response(101),
    )
    expect(text).toContain(
      'no: http and https are two sites, though the name is the same (ws counts as http, and wss as https)\n',
    )
  })
})

describe('text-layout', () => {
  it('never cuts a word, and loses none', () => {
    const long = `see https://example.com/${'a'.repeat(100)} for more`
    expect(wrap(long, 20)).toEqual(['see', `https://example.com/${'a'.repeat(100)}`, 'for more'])
  })

  it('shows control characters for what they are', () => {
    expect(printable('\u001b[2Ja\u009b\u007f\n', false)).toBe('\\x1b[2Ja\\x9b\\x7f\\x0a')
    expect(printable('a\nb', true)).toBe('a\nb')
    expect(printable('café “x”', false)).toBe('café “x”')
  })

  it('keeps URLs whole in every situation', () => {
    for (const { request, server } of situations) {
      const explanation = explain(record(request, server))
      const rendered = renderText(explanation)
      for (const { url } of explanation.verdicts.flatMap(({ timeline }) => timeline)) {
        expect(rendered).toContain(url)
      }
    }
  })
})
