import { describe, expect, it } from 'vitest'
import { corsSafelistedMethod, forbiddenMethod, isMethod, normalizeMethod } from '../../src/http/methods'

describe('methods', () => {
  it.each([
    { method: 'GET', normalized: 'GET', safelisted: true, forbidden: false },
    { method: 'get', normalized: 'GET', safelisted: false, forbidden: false },
    { method: 'HEAD', normalized: 'HEAD', safelisted: true, forbidden: false },
    { method: 'heaD', normalized: 'HEAD', safelisted: false, forbidden: false },
    { method: 'POST', normalized: 'POST', safelisted: true, forbidden: false },
    { method: 'Post', normalized: 'POST', safelisted: false, forbidden: false },
    { method: 'PUT', normalized: 'PUT', safelisted: false, forbidden: false },
    { method: 'put', normalized: 'PUT', safelisted: false, forbidden: false },
    { method: 'DELETE', normalized: 'DELETE', safelisted: false, forbidden: false },
    { method: 'delete', normalized: 'DELETE', safelisted: false, forbidden: false },
    { method: 'OPTIONS', normalized: 'OPTIONS', safelisted: false, forbidden: false },
    { method: 'options', normalized: 'OPTIONS', safelisted: false, forbidden: false },
    { method: 'PATCH', normalized: 'PATCH', safelisted: false, forbidden: false },
    { method: 'patch', normalized: 'patch', safelisted: false, forbidden: false },
    { method: 'QUERY', normalized: 'QUERY', safelisted: false, forbidden: false },
    { method: 'query', normalized: 'query', safelisted: false, forbidden: false },
    { method: 'eGg', normalized: 'eGg', safelisted: false, forbidden: false },
    { method: 'CONNECT', normalized: 'CONNECT', safelisted: false, forbidden: true },
    { method: 'connect', normalized: 'connect', safelisted: false, forbidden: true },
    { method: 'TRACE', normalized: 'TRACE', safelisted: false, forbidden: true },
    { method: 'tracE', normalized: 'tracE', safelisted: false, forbidden: true },
    { method: 'TRACK', normalized: 'TRACK', safelisted: false, forbidden: true },
    { method: 'Track', normalized: 'Track', safelisted: false, forbidden: true },
    { method: 'TRACKS', normalized: 'TRACKS', safelisted: false, forbidden: false },
    { method: '*', normalized: '*', safelisted: false, forbidden: false },
  ])('$method is normalized to $normalized, safelisted: $safelisted, forbidden: $forbidden', (row) => {
    expect(normalizeMethod(row.method)).toBe(row.normalized)
    expect(corsSafelistedMethod(row.method)).toBe(row.safelisted)
    expect(forbiddenMethod(row.method)).toBe(row.forbidden)
    expect(isMethod(row.method)).toBe(true)
  })

  it.each(['', ' GET', 'GET ', 'G ET', 'GET\n', 'G\xc9T', 'GET,POST', 'GET/1'])(
    '"%s" is no method',
    (method) => {
      expect(isMethod(method)).toBe(false)
    },
  )
})
