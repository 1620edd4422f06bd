import { describe, expect, it } from 'vitest'
import {
  corsCheck,
  corsSafelistedRequestHeader,
  corsUnsafeRequestHeaderNames,
  forbiddenRequestHeader,
  getHeader,
  profiles,
  sameOrigin,
  sameSite,
  schemelesslySameSite,
  serializeOrigin,
  unsafeRequestHeaderReason,
} from '../../src/index'

const rules = profiles.spec

describe('what the package exports', () => {
  it('takes header names in any case', () => {
    const list = [{ name: 'Content-Type', value: 'a/b' }]
    expect(forbiddenRequestHeader('Cookie', 'x')).toBe(true)
    expect(corsSafelistedRequestHeader('Accept', '*/*', rules)).toBe(true)
    expect(unsafeRequestHeaderReason('Content-Type', 'a/b', rules)).toBe('content-type')
    expect(getHeader(list, 'CONTENT-TYPE')).toBe('a/b')
    expect(corsUnsafeRequestHeaderNames(list, rules)).toEqual(['content-type'])
    const allowed = [{ name: 'Access-Control-Allow-Origin', value: '*' }]
    expect(corsCheck('omit', 'https://a.com', allowed, null)).toBe(null)
  })

  it('compares origins and sites by strings', () => {
    expect(sameOrigin('https://a.com', 'https://b.com')).toBe(false)
    expect(sameSite('https://x.a.com', 'https://a.com')).toBe(true)
    expect(schemelesslySameSite('http://a.com', 'https://a.com')).toBe(true)
    expect(serializeOrigin('https://a.com:443/x')).toBe('https://a.com')
  })
})
