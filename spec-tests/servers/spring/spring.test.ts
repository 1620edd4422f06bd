import { describe, expect, it } from 'vitest'
import type { WireResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import { parseURL } from '../../../src/origin/url-record'
import { answer, chain, type Middleware } from '../../../src/servers/middleware'
import { type SpringCorsConfiguration, springCors, springVersion } from '../../../src/servers/spring'
import { replay } from '../replay'
import { ours } from './cases'

describe('CorsConfiguration and DefaultCorsProcessor as recorded from their public source', () => {
  replay(new URL('spring.recording.json', import.meta.url), springVersion, ours)
})

let handled = 0

function send(
  configuration: SpringCorsConfiguration,
  method: string,
  headers: Readonly<Record<string, string>>,
  href = 'https://api.example.com/',
): WireResponse {
  const url = parseURL(href)
  if (url === null) throw new Error('no URL')
  const headerList = Object.entries(headers).map(([name, value]) => ({ name, value }))
  handled = 0
  const app = chain(springCors(configuration), () => {
    handled += 1
    return answer(200)
  })
  return app({ method, url, headerList, body: null })
}

const from = { origin: 'https://a.com' }
const origin = (response: WireResponse): string | null =>
  getHeader(response.headerList, 'access-control-allow-origin')

describe('what surprises in it', () => {
  const everybody = { permitDefaultValues: true, allowCredentials: true }

  it('everybody with credentials is a 500 to every request, also of the same origin', () => {
    expect(send(everybody, 'GET', from).status).toBe(500)
    expect(send(everybody, 'GET', {}).status).toBe(500)
  })

  it('of a filter, only to those that have an origin', () => {
    expect(send({ ...everybody, appliedBy: 'filter' }, 'GET', from).status).toBe(500)
    expect(send({ ...everybody, appliedBy: 'filter' }, 'GET', {}).status).toBe(200)
  })

  it('a pattern of everybody with credentials lets any website read as the user', () => {
    const response = send({ allowedOriginPatterns: ['*'], allowCredentials: true }, 'GET', from)
    expect(origin(response)).toBe('https://a.com')
    expect(getHeader(response.headerList, 'access-control-allow-credentials')).toBe('true')
  })

  it('what is not allowed is a 403, and the handler has not run', () => {
    const response = send({ allowedOrigins: ['https://b.com'] }, 'GET', from)
    expect([response.status, origin(response), handled]).toEqual([403, null, 0])
    expect(response.body).toEqual({ kind: 'bytes', bytes: 'Invalid CORS request' })
  })

  it('a bare configuration allows GET and HEAD, the defaults POST too', () => {
    const bare = { allowedOrigins: ['https://a.com'] }
    expect(send(bare, 'POST', from).status).toBe(403)
    expect(send({ ...bare, permitDefaultValues: true }, 'POST', from).status).toBe(200)
  })

  it.each<[string, SpringCorsConfiguration, string, boolean]>([
    ['a star stands for dots too', { allowedOriginPatterns: ['https://*.a.com'] }, 'https://x.y.a.com', true],
    [
      'and for the beginning of another host',
      { allowedOriginPatterns: ['https://*a.com'] },
      'https://evila.com',
      true,
    ],
    [
      'not for what follows the end',
      { allowedOriginPatterns: ['https://*.a.com'] },
      'https://x.a.com.evil.org',
      false,
    ],
    [
      'a list of ports',
      { allowedOriginPatterns: ['http://localhost:[3000,8080]'] },
      'http://localhost:3000',
      true,
    ],
    [
      'another port',
      { allowedOriginPatterns: ['http://localhost:[3000,8080]'] },
      'http://localhost:3001',
      false,
    ],
    ['a star in a literal origin is none', { allowedOrigins: ['https://*.a.com'] }, 'https://x.a.com', false],
    ['a slash at the end does not matter', { allowedOrigins: ['https://a.com/'] }, 'https://a.com', true],
    [
      'nor does a comma in a string',
      { allowedOrigins: ['https://a.com,https://b.com'] },
      'https://b.com',
      true,
    ],
  ])('%s', (_, configuration, asked, allowed) => {
    const response = send(configuration, 'GET', { origin: asked })
    expect([response.status, origin(response)]).toEqual(allowed ? [200, asked] : [403, null])
  })

  it('behind a proxy that ends TLS, a request of its own page is another origin’s', () => {
    const own = { origin: 'https://api.example.com' }
    const configuration = { allowedOrigins: ['https://a.com'], permitDefaultValues: true }
    expect(send(configuration, 'POST', own, 'https://api.example.com/').status).toBe(200)
    expect(send(configuration, 'POST', own, 'http://api.example.com/').status).toBe(403)
  })

  it('a security filter without .cors() in front answers preflights before it, without headers', () => {
    const security: Middleware = (next) => (request) =>
      request.headerList.some(({ name }) => name === 'authorization') ? next(request) : answer(401)
    const url = parseURL('https://api.example.com/')
    if (url === null) throw new Error('no URL')
    const app = chain(security, springCors({ permitDefaultValues: true }), () => answer(200))
    const headerList = [
      { name: 'origin', value: 'https://a.com' },
      { name: 'access-control-request-method', value: 'GET' },
    ]
    const response = app({ method: 'OPTIONS', url, headerList, body: null })
    expect([response.status, origin(response)]).toEqual([401, null])
  })

  it('a preflight names the headers that are allowed, and fails only where none is', () => {
    const asked = (names: string) => ({
      ...from,
      'access-control-request-method': 'GET',
      'access-control-request-headers': names,
    })
    const configuration = { allowedOrigins: ['https://a.com'], allowedHeaders: ['X-A'] }
    const some = send(configuration, 'OPTIONS', asked('x-a,x-b'))
    expect([some.status, getHeader(some.headerList, 'access-control-allow-headers')]).toEqual([200, 'x-a'])
    expect(send(configuration, 'OPTIONS', asked('x-b')).status).toBe(403)
  })
})
