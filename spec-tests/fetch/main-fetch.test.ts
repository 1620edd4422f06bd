import { describe, expect, it } from 'vitest'
import { type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { NotModelled } from '../../src/fetch/misuse'
import { blockedDueToBadPort } from '../../src/fetch/port-blocking'
import { profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { api, app, lines, other, request, run, server } from './kit'
import { travel } from './traffic'

/** A page that is not a secure one. */
const plain = 'http://plain.example.com/'

type Outcome = readonly [sent: string, result: string]

/** What was sent, methods alone, and what it came to: the response's type, or the step that refused. */
function outcome(url: string, init: Partial<CreateRequestInit>): Outcome {
  const { sent, response, refused } = travel([url], init)
  return [sent.map(({ method }) => method).join(' '), refused ?? response.type]
}

describe('main fetch, which branch', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, url: string, init: Partial<CreateRequestInit>, expected: Outcome])[] = [
    ['the own origin needs no CORS', `${app}/x`, {}, ['GET', 'basic']],
    ['the own origin under same-origin', `${app}/x`, { mode: 'same-origin' }, ['GET', 'basic']],
    ['the own origin under no-cors', `${app}/x`, { mode: 'no-cors' }, ['GET', 'basic']],
    ['the own origin never has a preflight', `${app}/x`, { method: 'DELETE', headers: { 'x-a': '1' }, useCORSPreflight: true }, ['DELETE', 'basic']],
    ['another port is another origin', `${app}:8443/x`, {}, ['GET', 'cors']],
    ['another host of the site is another origin', `${api}/x`, {}, ['GET', 'cors']],
    ['another origin under same-origin', `${api}/x`, { mode: 'same-origin' }, ['', 'main-fetch/same-origin-mode']],
    ['another origin under no-cors', `${api}/x`, { mode: 'no-cors' }, ['GET', 'opaque']],
    ['no-cors never has a preflight', `${api}/x`, { mode: 'no-cors', method: 'PUT', headers: { 'x-a': '1' }, useCORSPreflight: true }, ['PUT', 'opaque']],
    ['no-cors with redirect mode error', `${api}/x`, { mode: 'no-cors', redirect: 'error' }, ['', 'main-fetch/no-cors-redirect-mode']],
    ['no-cors with redirect mode manual', `${api}/x`, { mode: 'no-cors', redirect: 'manual' }, ['', 'main-fetch/no-cors-redirect-mode']],
    ['no-cors of the own origin may have any redirect mode', `${app}/x`, { mode: 'no-cors', redirect: 'manual' }, ['GET', 'basic']],
    ['a navigation needs no CORS', `${other}/x`, { mode: 'navigate', destination: 'document' }, ['GET', 'basic']],
    ['a navigation never has a preflight', `${other}/x`, { mode: 'navigate', method: 'POST', headers: { 'x-a': '1' }, destination: 'document' }, ['POST', 'basic']],
    ['a WebSocket handshake needs no CORS', 'wss://other.org/x', { mode: 'websocket' }, ['GET', 'basic']],
    ['an http URL as a handshake', `${other}/x`, { mode: 'websocket' }, ['GET', 'basic']],
    ['a simple request', `${other}/x`, { method: 'POST', body: 'a' }, ['POST', 'cors']],
    ['one with a method that is not safelisted', `${other}/x`, { method: 'PUT' }, ['OPTIONS PUT', 'cors']],
    ['one with a header that is not', `${other}/x`, { headers: { 'x-a': '1' } }, ['OPTIONS GET', 'cors']],
    ['one with upload listeners', `${other}/x`, { useCORSPreflight: true }, ['OPTIONS GET', 'cors']],
    ['one that is not unsafe, whatever its method', `${other}/x`, { method: 'PUT', headers: { 'x-a': '1' }, unsafeRequest: false }, ['PUT', 'cors']],
    ['one that is not unsafe, with upload listeners', `${other}/x`, { useCORSPreflight: true, unsafeRequest: false }, ['OPTIONS GET', 'cors']],
    ['data: under cors', 'data:text/plain,x', {}, ['', 'basic']],
    ['data: under same-origin', 'data:text/plain,x', { mode: 'same-origin' }, ['', 'basic']],
    ['data: under no-cors', 'data:text/plain,x', { mode: 'no-cors', redirect: 'error' }, ['', 'basic']],
    ['data: that is not one', 'data:text/plain', {}, ['', 'scheme-fetch/data-url-invalid']],
    ['about:blank under cors', 'about:blank', {}, ['', 'main-fetch/scheme-without-cors']],
    ['about:blank under same-origin', 'about:blank', { mode: 'same-origin' }, ['', 'main-fetch/same-origin-mode']],
    ['about:blank, navigated to', 'about:blank', { mode: 'navigate' }, ['', 'basic']],
    ['about:srcdoc, navigated to', 'about:srcdoc', { mode: 'navigate' }, ['', 'scheme-fetch/unsupported-scheme']],
    ['file: under cors', 'file:///etc/hosts', {}, ['', 'main-fetch/scheme-without-cors']],
    ['file: under no-cors', 'file:///etc/hosts', { mode: 'no-cors' }, ['', 'scheme-fetch/unsupported-scheme']],
    ['file:, navigated to', 'file:///etc/hosts', { mode: 'navigate' }, ['', 'scheme-fetch/unsupported-scheme']],
    ['ftp: under cors', 'ftp://other.org/x', { client: plain }, ['', 'main-fetch/scheme-without-cors']],
    ['ftp: on a secure page is mixed content first', 'ftp://other.org/x', {}, ['', 'main-fetch/mixed-content']],
    ['wss: under cors', 'wss://other.org/x', {}, ['', 'main-fetch/scheme-without-cors']],
    ['wss:, navigated to', 'wss://other.org/x', { mode: 'navigate' }, ['', 'scheme-fetch/unsupported-scheme']],
    ['javascript: under no-cors', 'javascript:1', { mode: 'no-cors', client: plain }, ['', 'scheme-fetch/unsupported-scheme']],
    ['blob: of another origin under cors', 'blob:https://other.org/5c1f', {}, ['', 'main-fetch/scheme-without-cors']],
  ]
  it.each(rows)('%s', (_, url, init, expected) => expect(outcome(url, init)).toEqual(expected))

  it('says of an unsupported scheme which it was', () => {
    const { response } = run(request('file:///x', { mode: 'no-cors' }), server({}))
    expect(response).toMatchObject({
      type: 'error',
      aborted: false,
      reason: { evidence: { actual: 'file' } },
    })
  })

  it('gives the contents of a data: URL', () => {
    const { response } = run(request('data:text/html;charset=x,a%00%FFb'), server({}))
    expect(response).toMatchObject({
      type: 'basic',
      status: 200,
      statusText: 'OK',
      headerList: [{ name: 'content-type', value: 'text/html;charset=x' }],
      body: { kind: 'bytes', bytes: 'a\0\xffb' },
    })
  })

  it('gives the contents of about:blank', () => {
    const { response } = run(request('about:blank', { mode: 'navigate' }), server({}))
    expect(response).toMatchObject({
      status: 200,
      headerList: [{ name: 'content-type', value: 'text/html;charset=utf-8' }],
      body: { kind: 'bytes', bytes: '' },
    })
  })

  it('does not guess what is behind a blob: URL', () => {
    const own = request(`blob:${app}/5c1f`)
    expect(() => run(own, server({}))).toThrow(NotModelled)
    expect(() => run(own, server({}))).toThrow('corsac does not model blob: URLs.')
  })

  it('takes an opaque origin for another than that of its URL', () => {
    const { origin } = newOpaqueOrigin(createUserAgent(profiles.spec))
    const sandboxed = createClient({ url: `${app}/page`, origin })
    expect(travel([`${app}/x`], { client: sandboxed }).response.type).toBe('cors')
    expect(travel([`${app}/x`], { client: sandboxed, mode: 'no-cors' }).response.type).toBe('opaque')
  })

  it('decides anew on each hop, and never goes back to basic', () => {
    const chain = [`${app}/1`, `${api}/2`, `${app}/3`]
    const { sent, response } = travel(chain, { headers: { 'x-a': '1' } })
    expect(lines(sent)).toEqual([
      `GET ${app}/1`,
      `OPTIONS ${api}/2`,
      `GET ${api}/2`,
      `OPTIONS ${app}/3`,
      `GET ${app}/3`,
    ])
    expect(response).toMatchObject({ type: 'cors', urlList: chain.map((href) => ({ href })) })
  })

  it('stays opaque on the way back to its own origin', () => {
    expect(travel([`${api}/1`, `${app}/2`], { mode: 'no-cors' }).response.type).toBe('opaque')
    expect(travel([`${app}/1`, `${app}/2`], { mode: 'no-cors' }).response.type).toBe('basic')
  })
})

describe('port blocking', () => {
  // biome-ignore format: as in the standard, in its order
  const bad = [0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526,
    530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045,
    4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080]

  it('is of these ports and no others', () => {
    const [url] = request(`${api}:8443/`).urlList
    const blocked: number[] = []
    for (let port = 0; port <= 65_535; port++) if (blockedDueToBadPort({ ...url, port })) blocked.push(port)
    expect(blocked).toEqual(bad)
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, init: Partial<CreateRequestInit>, refused: string | null]>([
    ['http', 'http://localhost:6000/', {}, 'main-fetch/bad-port'],
    ['https', 'https://localhost:6000/', {}, 'main-fetch/bad-port'],
    ['the own origin', 'https://app.example.com:6000/', { client: 'https://app.example.com:6000/' }, 'main-fetch/bad-port'],
    ['a navigation', 'https://other.org:6000/', { mode: 'navigate' }, 'main-fetch/bad-port'],
    ['a scheme that is not HTTP', 'ftp://other.org:6000/', { mode: 'no-cors', client: plain }, 'scheme-fetch/unsupported-scheme'],
    ['a default port that is bad for the other scheme', 'http://localhost:443/', {}, null],
  ])('%s', (_, url, init, refused) => expect(travel([url], init).refused).toBe(refused))

  it('comes before everything else, and says which port', () => {
    const { response } = run(request('https://other.org:25/x', { mode: 'same-origin' }), server({}))
    expect(response).toMatchObject({
      reason: { step: 'main-fetch/bad-port', evidence: { subject: 'https://other.org:25/x', actual: '25' } },
    })
  })

  it('holds for redirects', () => {
    const { refused, sent } = travel([`${api}/1`, `${api}:6667/2`])
    expect(sent).toHaveLength(1)
    expect(refused).toBe('main-fetch/bad-port')
  })
})
