import { describe, expect, it } from 'vitest'
import { routes } from '../../src/drivers/routes'
import { TransportError } from '../../src/drivers/transport'
import type { WireRequest, WireResponse } from '../../src/fetch/response'
import { ConfigError } from '../../src/infra/config-error'
import { wireRequest } from './wire'

const answer = (text: string): WireResponse => ({ status: 200, statusText: text, headerList: [], body: null })
const issuesOf = (make: () => unknown): ConfigError['issues'] => {
  try {
    make()
  } catch (error) {
    if (error instanceof ConfigError) return error.issues
    throw error
  }
  return []
}

describe('routes', () => {
  const handler = routes({
    'https://api.example.com': () => answer('api'),
    'http://localhost:3000': () => answer('local'),
    'http://[::1]': () => answer('ipv6'),
  })

  it.each([
    { url: 'https://api.example.com/', to: 'api' },
    { url: 'https://user@API.example.com:443/a?b#c', to: 'api' },
    { url: 'http://localhost:3000/x', to: 'local' },
    { url: 'http://[0:0::1]:80/', to: 'ipv6' },
  ])('asks $to about $url', ({ url, to }) => {
    expect(handler(wireRequest(url))).toEqual(answer(to))
  })

  it.each([
    'http://api.example.com/',
    'https://api.example.com:8443/',
    'http://localhost/',
    'https://example.com/',
  ])('asks nobody about %s', (url) => {
    expect(() => handler(wireRequest(url))).toThrowError(
      expect.objectContaining({
        code: 'refused',
        message: expect.stringContaining('https://api.example.com, http://localhost:3000'),
      }),
    )
  })

  it('hands a transport the very same request and signal, and its promise back', async () => {
    const seen: unknown[] = []
    const promise = Promise.resolve(answer('later'))
    const transport = routes({
      'https://a.example': (request: WireRequest, signal: AbortSignal | null) => {
        seen.push(request, signal)
        return promise
      },
      'https://b.example': () => answer('at once'),
    })
    const request = wireRequest('https://a.example/')
    const { signal } = new AbortController()
    expect(transport(request, signal)).toBe(promise)
    expect(seen).toEqual([request, signal])
    expect(seen[0]).toBe(request)
    expect(await transport(wireRequest('https://b.example/'), null)).toEqual(answer('at once'))
  })

  it('has no route that nobody wrote', () => {
    const none = routes({})
    expect(() => none(wireRequest('https://a.example/'))).toThrowError(TransportError)
  })

  it.each([
    { key: 'api.example.com', says: 'such as https://api.example.com' },
    { key: '*', says: 'such as' },
    { key: 'null', says: 'such as' },
    { key: 'ws://a.example', says: 'such as' },
    { key: 'https://a.example/', says: 'https://a.example' },
    { key: 'https://a.example/path', says: 'https://a.example' },
    { key: 'https://A.example', says: 'https://a.example' },
    { key: 'https://a.example:443', says: 'https://a.example' },
    { key: 'https://b\u00fccher.example', says: 'https://xn--bcher-kva.example' },
  ])('does not take $key for an origin', ({ key, says }) => {
    const issues = issuesOf(() => routes({ [key]: () => answer('') }))
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatchObject({ path: `routes["${key}"]`, value: key, reason: 'invalid' })
    expect(issues[0]?.message).toContain(says)
  })

  it('reports everything at once', () => {
    const table = { nowhere: 'nobody', 'https://a.example': null } as never
    expect(issuesOf(() => routes(table)).map(({ path }) => path)).toEqual([
      'routes["nowhere"]',
      'routes["nowhere"]',
      'routes["https://a.example"]',
    ])
    expect(issuesOf(() => routes(null as never))).toHaveLength(1)
  })
})
