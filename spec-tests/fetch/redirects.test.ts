import { describe, expect, it } from 'vitest'
import { allow, answer, api, app, header, lines, other, request, run, server } from './kit'

const from = `${api}/from`
const to = `${api}/to`
const open = { 'access-control-allow-origin': '*' }

describe('HTTP-redirect fetch', () => {
  it.each<[status: number, method: string, after: string, body: boolean]>([
    [301, 'POST', 'GET', false],
    [302, 'POST', 'GET', false],
    [303, 'POST', 'GET', false],
    [307, 'POST', 'POST', true],
    [308, 'POST', 'POST', true],
    [301, 'GET', 'GET', false],
    [303, 'GET', 'GET', false],
    [303, 'HEAD', 'HEAD', false],
    [301, 'HEAD', 'HEAD', false],
  ])('%i after %s goes on as %s', (status, method, after, body) => {
    const { sent } = run(
      request(from, { method, body: method === 'POST' ? 'a=1' : null }),
      server({ [from]: answer(status, { ...open, location: to }), [to]: answer(200, open) }),
    )
    expect(lines(sent)).toEqual([`${method} ${from}`, `${after} ${to}`])
    expect(sent[1]?.body !== null).toBe(body)
  })

  it('takes the headers of the body along with it', () => {
    const home = `${app}/from`
    const { sent } = run(
      request(home, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', 'content-language': 'en', 'x-a': '1' },
      }),
      server({ [home]: answer(303, { location: '/to' }), [`${app}/to`]: answer(200) }),
    )
    expect(header(sent[0], 'content-type')).toBe('application/json')
    expect(header(sent[1], 'content-type')).toBeNull()
    expect(header(sent[1], 'content-language')).toBeNull()
    expect(header(sent[1], 'content-length')).toBeNull()
    expect(header(sent[1], 'x-a')).toBe('1')
  })

  it('drops Authorization as soon as another origin is seen, and so needs no preflight', () => {
    const home = `${app}/from`
    const { sent, response } = run(
      request(home, { headers: { authorization: 'Bearer x' } }),
      server({ [home]: answer(302, { location: to }), [to]: answer(200, open) }),
    )
    expect(lines(sent)).toEqual([`GET ${home}`, `GET ${to}`])
    expect(header(sent[0], 'authorization')).toBe('Bearer x')
    expect(header(sent[1], 'authorization')).toBeNull()
    expect(response.type).toBe('cors')
  })

  it('keeps Authorization within the origin', () => {
    const home = `${app}/from`
    const { sent } = run(
      request(home, { headers: { authorization: 'Bearer x' } }),
      server({ [home]: answer(302, { location: '/to' }), [`${app}/to`]: answer(200) }),
    )
    expect(header(sent[1], 'authorization')).toBe('Bearer x')
  })

  it.each<[desc: string, chain: string[], origins: (string | null)[]]>([
    ['same origin to another keeps the origin', [`${app}/1`, to], [null, app]],
    ['another to yet another says null', [from, `${other}/2`], [app, 'null']],
    ['another back to the own says null', [from, `${app}/2`], [app, 'null']],
    ['within one foreign origin it stays', [from, to], [app, app]],
    ['own, another, own says null', [`${app}/1`, to, `${app}/3`], [null, app, 'null']],
  ])('Origin: %s', (_, chain, origins) => {
    const routes = Object.fromEntries(
      chain.map((url, i) => [
        url,
        i === chain.length - 1
          ? answer(200, { 'access-control-allow-origin': '*' })
          : answer(302, { 'access-control-allow-origin': '*', location: chain[i + 1] ?? '' }),
      ]),
    )
    const { sent } = run(request(chain[0] ?? ''), server(routes))
    expect(sent.map((wire) => header(wire, 'origin'))).toEqual(origins)
  })

  it('stays cors-tainted on the way back to its own origin', () => {
    const { refused } = run(
      request(from),
      server({ [from]: answer(302, { ...open, location: `${app}/` }), [`${app}/`]: answer(200) }),
    )
    expect(refused).toBe('cors-check/origin-absent')
  })

  it.each([
    ['20 redirects are followed', 20, null],
    ['a twenty-first is not', 21, 'http-redirect-fetch/too-many-redirects'],
  ])('%s', (_, count, refused) => {
    const result = run(request(`${api}/0`), ({ url }) => {
      const n = Number(url.path.slice(1))
      return n < count ? answer(302, { ...open, location: `/${n + 1}` }) : answer(200, open)
    })
    expect(result.refused).toBe(refused)
    expect(result.sent).toHaveLength(21)
  })

  it.each<[desc: string, start: string, location: string, refused: string | null]>([
    [
      'userinfo to another origin, cors',
      `${app}/1`,
      'https://u:p@api.example.com/',
      'http-redirect-fetch/cross-origin-credentials',
    ],
    [
      'userinfo within a foreign origin',
      from,
      'https://u:p@api.example.com/',
      'http-redirect-fetch/cross-origin-credentials',
    ],
    [
      'userinfo from a foreign origin back home',
      from,
      'https://u@app.example.com/',
      'http-redirect-fetch/cors-credentials',
    ],
    ['userinfo within the own origin', `${app}/1`, 'https://u:p@app.example.com/2', null],
    ['a scheme that is not HTTP', `${app}/1`, 'data:text/plain,x', 'http-redirect-fetch/scheme-not-http'],
    ['a URL that is none', `${app}/1`, 'https://a b/', 'http-redirect-fetch/location-invalid'],
    [
      'an empty one leads to the same URL, for ever',
      `${app}/1`,
      '',
      'http-redirect-fetch/too-many-redirects',
    ],
  ])('Location: %s', (_, start, location, refused) => {
    const { refused: step } = run(request(start), ({ url }) =>
      url.href === start ? answer(302, { ...open, location }) : answer(200, open),
    )
    expect(step).toBe(refused)
  })

  it('takes two Location headers for a failure', () => {
    const { refused } = run(
      request(from),
      server({ [from]: answer(302, [...Object.entries(open), ['location', '/a'], ['location', '/a']]) }),
    )
    expect(refused).toBe('http-redirect-fetch/location-duplicate')
  })

  it('takes a redirect status without Location for a response', () => {
    const { response } = run(request(from), server({ [from]: answer(302, open) }))
    expect(response).toMatchObject({ type: 'cors', status: 302 })
  })

  it('carries the fragment along, unless the Location has one', () => {
    const { response } = run(
      request(`${from}#one`),
      server({
        [`${from}#one`]: answer(302, { ...open, location: '/to' }),
        [`${to}#one`]: answer(200, open),
      }),
    )
    expect(response).toMatchObject({ type: 'cors', status: 200 })
  })

  it.each<[mode: 'error' | 'manual', type: string, refused: string | null]>([
    ['error', 'error', 'http-fetch/redirect-mode-error'],
    ['manual', 'opaqueredirect', null],
  ])('redirect mode %s', (redirect, type, step) => {
    const { response, refused } = run(
      request(`${app}/1`, { redirect }),
      server({ [`${app}/1`]: answer(302, { location: to }) }),
    )
    expect(response.type).toBe(type)
    expect(refused).toBe(step)
  })

  it('makes the CORS check before it looks at the redirect mode', () => {
    const { refused } = run(
      request(from, { redirect: 'manual' }),
      server({ [from]: answer(302, { location: to }) }),
    )
    expect(refused).toBe('cors-check/origin-absent')
  })

  it('cannot send a stream a second time, but for 303', () => {
    const stream = request(`${app}/1`, { method: 'POST', body: { kind: 'stream', ref: 1 } })
    const to307 = server({ [`${app}/1`]: answer(307, { location: '/2' }), [`${app}/2`]: answer(200) })
    expect(run(stream, to307).refused).toBe('http-redirect-fetch/body-not-replayable')
    const to303 = server({ [`${app}/1`]: answer(303, { location: '/2' }), [`${app}/2`]: answer(200) })
    expect(run(stream, to303).refused).toBeNull()
  })

  it('follows the Referrer-Policy of the redirect', () => {
    const { sent } = run(
      request(`${app}/1`),
      server({
        [`${app}/1`]: answer(302, { location: '/2', 'referrer-policy': 'nonsense, no-referrer' }),
        [`${app}/2`]: answer(200),
      }),
    )
    expect(sent.map((wire) => header(wire, 'referer'))).toEqual([`${app}/page?q`, null])
  })

  it('refuses a redirect to another origin under mode same-origin', () => {
    const { refused } = run(
      request(`${app}/1`, { mode: 'same-origin' }),
      server({ [`${app}/1`]: answer(302, { location: to }) }),
    )
    expect(refused).toBe('main-fetch/same-origin-mode')
  })

  it('checks credentials on every hop', () => {
    const { refused, sent } = run(
      request(from, { credentials: 'include' }),
      server({ [from]: answer(302, { ...allow, location: to }), [to]: answer(200, open) }),
    )
    expect(sent).toHaveLength(2)
    expect(refused).toBe('cors-check/wildcard-with-credentials')
  })
})
