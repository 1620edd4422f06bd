import { describe, expect, it } from 'vitest'
import type { CookieContext } from '../../src/cookies/cookie'
import { emptyCookieStore } from '../../src/cookies/cookie-store'
import { addressEnd, domainMatches, hostMatches } from '../../src/cookies/matching'
import { retrieveCookies } from '../../src/cookies/retrieve-cookies'
import { parseAndStoreCookies } from '../../src/cookies/store-cookie'
import { profiles } from '../../src/profile/profile'
import { at } from './contexts'

const { spec, webkitgtk } = profiles

describe('hosts and domains', () => {
  it.each<[host: string, domain: string, matches: boolean, sentence: string]>([
    ['example.com', 'example.com', true, 'a domain is its own'],
    ['com', 'com', true, 'and so is one without a dot'],
    ['a.example.com', 'example.com', true, 'what is below it is its'],
    ['aexample.com', 'example.com', false, 'what only ends alike is not'],
    ['example.com', 'a.example.com', false, 'nor is what is above it'],
    ['192.0.2.1', '192.0.2.1', true, 'an address is its own'],
    ['192.0.2.1', '0.2.1', false, 'an address is below nothing'],
    ['[2001:db8::1]', '[2001:db8::1]', true, 'in brackets, too'],
  ])('%s and %s: %s, as %s', (host, domain, matches) => {
    expect(domainMatches(host, domain)).toBe(matches)
    expect(hostMatches(host, domain, spec)).toBe(matches)
  })

  it.each<[host: string, domain: string, matches: boolean]>([
    ['192.0.2.1', '0.2.1', true],
    ['192.0.2.1', '1', true],
    ['192.0.2.1', '.2.1', false],
    ['192.0.2.1', '2.0.2.1', false],
  ])('%s and %s in the engine in which addresses have domains: %s', (host, domain, matches) =>
    expect(hostMatches(host, domain, webkitgtk)).toBe(matches),
  )
})

describe('the end of an address', () => {
  it.each([
    ['192.0.2.1', '0.2.1'],
    ['a.b', 'b'],
    ['[2001:db8::1]', null],
  ])('of %s is %s where there is such a thing', (address, end) => {
    expect(addressEnd(address, webkitgtk)).toBe(end)
    expect(addressEnd(address, spec)).toBe(null)
  })

  it.each<[desc: string, partition: string | null]>([
    ['shared by all sites', null],
    ['of one top-level site', 'https://top.example'],
  ])('has cookies that its addresses are sent, in the jar %s', (_desc, partition) => {
    const asked = (host: string, key: string | null): CookieContext =>
      at(`https://${host}/`, {
        partition: key,
        partitionHolds: 'all',
        unpartitioned: key === null ? 'read-write' : 'none',
      })
    const lines = ['all=1; Domain=0.2.1', 'own=1']
    const context = asked('192.0.2.1', partition)
    const store = parseAndStoreCookies(emptyCookieStore, lines, context, webkitgtk, null)
    const sentTo = (host: string, key: string | null): string[] =>
      retrieveCookies(store, asked(host, key), webkitgtk, null).cookies.map(({ name }) => name)
    expect(sentTo('192.0.2.1', partition)).toEqual(['own', 'all'])
    expect(sentTo('198.0.2.1', partition)).toEqual(['all'])
    expect(sentTo('192.1.2.1', partition)).toEqual([])
    expect(sentTo('192.0.2.1', partition === null ? 'https://top.example' : null)).toEqual([])
  })
})
