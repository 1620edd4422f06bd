import { describe, expect, it } from 'vitest'
import { parse } from '../../src/origin/index'
import type { OpaqueOrigin } from '../../src/origin/origin'
import { determineNetworkPartitionKey, networkPartitionKeyEquals } from '../../src/origin/partition-key'
import { obtainSite, serializeSite } from '../../src/origin/site'

const opaque = (id: number): OpaqueOrigin => ({ kind: 'opaque', id })

describe('network partition key', () => {
  // biome-ignore format: one row a line
  const rows = [
    { origin: parse('https://a.example.com:8443'), topLevelSite: 'https://example.com', desc: 'the site, not the origin' },
    { origin: parse('http://a.example.com'), topLevelSite: 'http://example.com', desc: 'the scheme is part of it' },
    { origin: parse('http://localhost:3000'), topLevelSite: 'http://localhost', desc: 'a host without registrable domain' },
    { origin: parse('http://[::1]:3000'), topLevelSite: 'http://[::1]', desc: 'an address' },
    { origin: parse('https://alice.github.io'), topLevelSite: 'https://alice.github.io', desc: 'a private suffix' },
    { origin: parse('https://a.example.com.'), topLevelSite: 'https://example.com.', desc: 'a trailing dot' },
    { origin: opaque(7), topLevelSite: 'opaque:7', desc: 'an opaque origin by its identity' },
  ]
  it.each(rows)('$desc: $topLevelSite', ({ origin, topLevelSite }) => {
    expect(determineNetworkPartitionKey(origin)).toMatchObject({ topLevelSite, secondKey: null })
  })

  // biome-ignore format: one row a line
  const pairs = [
    { a: parse('https://a.example.com'), b: parse('https://b.example.com:1'), equal: true, desc: 'one site' },
    { a: parse('https://a.example.com'), b: parse('http://a.example.com'), equal: false, desc: 'two schemes' },
    { a: parse('https://a.github.io'), b: parse('https://b.github.io'), equal: false, desc: 'two sites' },
    { a: opaque(1), b: opaque(1), equal: true, desc: 'one opaque origin' },
    { a: opaque(1), b: opaque(2), equal: false, desc: 'two opaque origins' },
  ]
  it.each(pairs)('equals: $desc', ({ a, b, equal }) => {
    const keyA = determineNetworkPartitionKey(a)
    expect(networkPartitionKeyEquals(keyA, determineNetworkPartitionKey(b))).toBe(equal)
  })

  it('counts the second key', () => {
    const key = determineNetworkPartitionKey(parse('https://example.com'))
    expect(networkPartitionKeyEquals(key, { ...key, secondKey: 'x' })).toBe(false)
  })
})

describe('site', () => {
  it('of a tuple origin is scheme and host', () => {
    const site = obtainSite(parse('https://a.example.co.uk:8443'))
    expect(site).toEqual({ kind: 'scheme-and-host', scheme: 'https', host: 'example.co.uk' })
    expect(serializeSite(site)).toBe('https://example.co.uk')
  })

  it('of an opaque origin is that origin, serialized as null', () => {
    const origin = opaque(3)
    expect(obtainSite(origin)).toBe(origin)
    expect(serializeSite(origin)).toBe('null')
  })
})
