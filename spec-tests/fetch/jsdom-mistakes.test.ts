/** Eight clauses that jsdom's XMLHttpRequest gets wrong, each a case here. */
import { describe, expect, it } from 'vitest'
import { allow, answer, api, app, header, lines, request, run, server } from './kit'

const url = `${api}/item`

describe('the eight mistakes of jsdom', () => {
  it('1. looks at Access-Control-Allow-Methods', () => {
    const { refused, sent } = run(
      request(url, { method: 'PUT' }),
      server({ [`OPTIONS ${url}`]: answer(204, { ...allow, 'access-control-allow-methods': 'GET, POST' }) }),
    )
    expect(refused).toBe('cors-preflight-fetch/method-not-allowed')
    expect(lines(sent)).toEqual([`OPTIONS ${url}`])
  })

  it('2. does not accept * with credentials', () => {
    const { refused } = run(
      request(url, { credentials: 'include' }),
      server({
        [url]: answer(200, {
          'access-control-allow-origin': '*',
          'access-control-allow-credentials': 'true',
        }),
      }),
    )
    expect(refused).toBe('cors-check/wildcard-with-credentials')
  })

  it('3. does not let Access-Control-Allow-Headers: * cover Authorization', () => {
    const { refused } = run(
      request(url, { headers: { authorization: 'Bearer x' } }),
      server({
        [`OPTIONS ${url}`]: answer(204, {
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*',
        }),
      }),
    )
    expect(refused).toBe('cors-preflight-fetch/non-wildcard-header-not-allowed')
  })

  it('4. looks at the values of safelisted headers', () => {
    const { sent } = run(
      request(url, { method: 'POST', headers: { 'content-type': 'application/json' } }),
      server({}),
    )
    expect(lines(sent)).toEqual([`OPTIONS ${url}`])
    expect(header(sent[0], 'access-control-request-headers')).toBe('content-type')
  })

  it('5. exposes nothing by * to a request with credentials', () => {
    const headers = { ...allow, 'access-control-expose-headers': '*', 'x-total': '7', '*': 'itself' }
    const { response } = run(
      request(url, { credentials: 'include' }),
      server({ [url]: answer(200, headers) }),
    )
    expect(response).toMatchObject({ type: 'cors', headerList: [{ name: '*', value: 'itself' }] })
  })

  it('6. sorts Access-Control-Request-Headers and joins them by a bare comma', () => {
    const headers = { 'X-Zed': '1', 'content-type': 'application/json', 'X-A': '2' }
    const { sent } = run(request(url, { headers }), server({}))
    expect(header(sent[0], 'access-control-request-headers')).toBe('content-type,x-a,x-zed')
  })

  it('7. keeps a preflight cache', () => {
    const routes = {
      [`OPTIONS ${url}`]: answer(204, {
        ...allow,
        'access-control-allow-methods': 'PUT',
        'access-control-max-age': '60',
      }),
      [`PUT ${url}`]: answer(200, allow),
    }
    const first = run(request(url, { method: 'PUT' }), server(routes))
    expect(lines(first.sent)).toEqual([`OPTIONS ${url}`, `PUT ${url}`])
    const second = run(request(url, { method: 'PUT' }), server(routes), {
      userAgent: first.userAgent,
      now: 59_999,
    })
    expect(lines(second.sent)).toEqual([`PUT ${url}`])
    const third = run(request(url, { method: 'PUT' }), server(routes), {
      userAgent: first.userAgent,
      now: 60_000,
    })
    expect(lines(third.sent)).toEqual([`OPTIONS ${url}`, `PUT ${url}`])
  })

  it('8. preflights again after a redirect', () => {
    const target = 'https://other.org/item'
    const redirected = { ...allow, location: target }
    const routes = {
      [`OPTIONS ${url}`]: answer(204, { ...allow, 'access-control-allow-methods': 'PUT' }),
      [`PUT ${url}`]: answer(307, redirected),
      [`OPTIONS ${target}`]: answer(204, {
        'access-control-allow-origin': 'null',
        'access-control-allow-methods': 'PUT',
      }),
      [`PUT ${target}`]: answer(200, { 'access-control-allow-origin': 'null' }),
    }
    const { response, sent } = run(request(url, { method: 'PUT' }), server(routes))
    expect(lines(sent)).toEqual([`OPTIONS ${url}`, `PUT ${url}`, `OPTIONS ${target}`, `PUT ${target}`])
    expect(sent.map((wire) => header(wire, 'origin'))).toEqual([app, app, 'null', 'null'])
    expect(response.type).toBe('cors')
  })
})
