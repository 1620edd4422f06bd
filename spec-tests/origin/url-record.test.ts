import { describe, expect, it } from 'vitest'
import {
  includesCredentials,
  parseURL,
  type URLRecord,
  upgradeToHTTPS,
  withFragment,
  withScheme,
} from '../../src/origin/url-record'

function url(input: string, base: URLRecord | null = null): URLRecord {
  const record = parseURL(input, base)
  if (record === null) throw new Error(`${input} does not parse`)
  return record
}

describe('parseURL', () => {
  it('has every field, also where nothing is there', () => {
    const keys = Object.keys(url('https://a:b@example.com:8443/x?y#z'))
    for (const input of ['about:blank', 'data:,', 'file:///', 'foo://', 'blob:https://a/b', 'http://[::1]']) {
      expect(Object.keys(url(input))).toEqual(keys)
      expect(Object.values(url(input))).not.toContain(undefined)
    }
  })

  it('takes a URL apart', () => {
    expect(url('HTTPS://Me:p%40ss@EXAMPLE.com:8443/a/../b%20c?d=é#f g')).toEqual({
      href: 'https://Me:p%40ss@example.com:8443/b%20c?d=%C3%A9#f%20g',
      scheme: 'https',
      username: 'Me',
      password: 'p%40ss',
      host: 'example.com',
      hostKind: 'domain',
      port: 8443,
      path: '/b%20c',
      query: 'd=%C3%A9',
      fragment: 'f%20g',
      origin: expect.objectContaining({ serialized: 'https://example.com:8443', siteHost: 'example.com' }),
      potentiallyTrustworthy: true,
      referrer: 'https://example.com:8443/b%20c?d=%C3%A9',
      hash: expect.any(Number),
    })
  })

  // biome-ignore format: one row a line
  // Where Node 20 still follows an older edition of the URL standard.
  const editions = [
    { input: 'http://a.example/^', href: 'http://a.example/%5E', desc: 'a circumflex in a path is encoded' },
    { input: 'data:x #y', href: 'data:x%20#y', desc: 'a space at the end of an opaque path is encoded' },
  ]
  it.each(editions)('follows the edition of today: $desc', ({ input, href }) =>
    expect(url(input).href).toBe(href),
  )

  const hosts = [
    { input: 'http://example.com', host: 'example.com', kind: 'domain', desc: 'a domain' },
    { input: 'http://localhost', host: 'localhost', kind: 'domain', desc: 'a single label' },
    { input: 'http://example.com.', host: 'example.com.', kind: 'domain', desc: 'a trailing dot' },
    { input: 'http://1.2.3.4.example', host: '1.2.3.4.example', kind: 'domain', desc: 'digits in front' },
    { input: 'http://a.b1', host: 'a.b1', kind: 'domain', desc: 'a digit at the end' },
    { input: 'http://1.2.3.4', host: '1.2.3.4', kind: 'ipv4', desc: 'an address' },
    { input: 'http://1.2.3.4.', host: '1.2.3.4', kind: 'ipv4', desc: 'an address with a trailing dot' },
    { input: 'ws://0x7f.1', host: '127.0.0.1', kind: 'ipv4', desc: 'an address in hexadecimal' },
    { input: 'http://[::1]', host: '[::1]', kind: 'ipv6', desc: 'an IPv6 address' },
    { input: 'foo://[::1]', host: '[::1]', kind: 'ipv6', desc: 'an IPv6 address of an unknown scheme' },
    {
      input: 'foo://1.2.3.4',
      host: '1.2.3.4',
      kind: 'opaque',
      desc: 'digits, which an unknown scheme does not read',
    },
    { input: 'foo://Bar', host: 'Bar', kind: 'opaque', desc: 'a host of an unknown scheme' },
    { input: 'foo://', host: '', kind: 'empty', desc: 'an empty host' },
    { input: 'file:///x', host: '', kind: 'empty', desc: 'the empty host of a file' },
    { input: 'file://server/x', host: 'server', kind: 'domain', desc: 'the host of a file' },
    { input: 'data:,', host: null, kind: null, desc: 'no host' },
  ]
  it.each(hosts)('tells the kind of host: $input ($desc)', ({ input, host, kind }) => {
    expect(url(input)).toMatchObject({ host, hostKind: kind })
  })

  // biome-ignore format: one row a line
  const relative = [
    { input: 'b?c', base: 'http://a.example/x/y?z#w', href: 'http://a.example/x/b?c', desc: 'a path' },
    { input: '', base: 'http://a.example/x?y#z', href: 'http://a.example/x?y', desc: 'nothing, which drops the fragment' },
    { input: '?q', base: 'http://a.example/x?y', href: 'http://a.example/x?q', desc: 'a query' },
    { input: '#f', base: 'http://a.example/x?y', href: 'http://a.example/x?y#f', desc: 'a fragment' },
    { input: '/b', base: 'http://[::1]:3000/x', href: 'http://[::1]:3000/b', desc: 'an IPv6 base' },
    { input: 'b', base: 'http://1.2.3.4/', href: 'http://1.2.3.4/b', desc: 'an IPv4 base' },
    { input: '//b.example/c', base: 'https://a.example/', href: 'https://b.example/c', desc: 'a scheme-relative URL' },
    { input: 'https:b', base: 'https://a.example/x/y', href: 'https://a.example/x/b', desc: 'the scheme of the base, without slashes' },
    { input: 'http:b', base: 'https://a.example/x/y', href: 'http://b/', desc: 'another scheme, without slashes' },
    { input: 'https://b.example', base: 'http://a.example/', href: 'https://b.example/', desc: 'an absolute URL' },
    { input: '../..', base: 'foo://h/a/b/c', href: 'foo://h/', desc: 'an unknown scheme' },
    { input: 'x', base: 'foo://h', href: 'foo://h/x', desc: 'an unknown scheme without a path' },
    { input: 'x', base: 'foo:/a/b', href: 'foo:/a/x', desc: 'an unknown scheme without a host' },
    { input: '..//x', base: 'foo:/a/', href: 'foo:/.//x', desc: 'a path that must not look like a host' },
    { input: 'x', base: 'file:///C:/a/b', href: 'file:///C:/a/x', desc: 'a file' },
    { input: '/x', base: 'file:///C:/a/b', href: 'file:///C:/x', desc: 'a file on a drive' },
    { input: '#f', base: 'data:text/plain,x', href: 'data:text/plain,x#f', desc: 'a fragment of an opaque path' },
    { input: 'x', base: 'data:text/plain,x', href: null, desc: 'an opaque path, which nothing is relative to' },
    { input: 'http://', base: 'http://a.example/', href: null, desc: 'what does not parse' },
  ]
  it.each(relative)('resolves $desc', ({ input, base, href }) => {
    const record = url(base)
    expect(parseURL(input, record)?.href ?? null).toBe(href)
    // From the table, too, and with a base that has been through JSON.
    expect(parseURL(input, JSON.parse(JSON.stringify(record)))?.href ?? null).toBe(href)
  })

  it('keeps absolute inputs and pairs of base and input apart', () => {
    expect(url('http://a.example/x\ny').href).toBe('http://a.example/xy')
    expect(url('y', url('http://a.example/x')).href).toBe('http://a.example/y')
    expect(parseURL('y')).toBe(null)
  })

  it('survives a blob of blobs as deep as one likes', () => {
    expect(url(`${'blob:'.repeat(20_000)}https://a.example/x`).origin.kind).toBe('opaque')
  })

  // biome-ignore format: one row a line
  const referrers = [
    { input: 'https://me:pw@a.example/x?y#z', referrer: 'https://a.example/x?y', desc: 'without credentials and fragment' },
    { input: 'https://me@a.example/', referrer: 'https://a.example/', desc: 'without a user name alone' },
    { input: 'https://a.example/#', referrer: 'https://a.example/', desc: 'without an empty fragment' },
    { input: 'https://a.example/?', referrer: 'https://a.example/?', desc: 'with an empty query' },
    { input: 'file:///x#y', referrer: 'file:///x', desc: 'of a file, which is no local scheme' },
    { input: 'about:blank', referrer: null, desc: 'none of about' },
    { input: 'blob:https://a.example/x', referrer: null, desc: 'none of a blob' },
    { input: 'data:,x', referrer: null, desc: 'none of data' },
  ]
  it.each(referrers)('has a referrer $desc', ({ input, referrer }) => {
    expect(url(input).referrer).toBe(referrer)
    // Stripping leaves the rest of the record as it was.
    expect(url(input).href).toBe(new URL(input).href)
    expect(url(input).username).toBe(new URL(input).username)
  })
})

describe('other URLs made of one', () => {
  const upgrades = [
    { input: 'http://a.example/x?y#z', href: 'https://a.example/x?y#z', desc: 'http' },
    { input: 'http://a.example:8080/', href: 'https://a.example:8080/', desc: 'a port stays' },
    { input: 'http://a.example:443/', href: 'https://a.example/', desc: 'the default port of https is none' },
    { input: 'https://a.example/', href: 'https://a.example/', desc: 'https' },
    { input: 'ws://a.example/', href: 'ws://a.example/', desc: 'ws' },
    { input: 'data:,http://a.example', href: 'data:,http://a.example', desc: 'data' },
  ]
  it.each(upgrades)('upgradeToHTTPS: $desc', ({ input, href }) =>
    expect(upgradeToHTTPS(url(input)).href).toBe(href),
  )

  // biome-ignore format: one row a line
  const schemes = [
    { input: 'ws://a.example/x', scheme: 'http', href: 'http://a.example/x', desc: 'a WebSocket URL' },
    { input: 'wss://a.example:8443/x', scheme: 'https', href: 'https://a.example:8443/x', desc: 'a secure one' },
    { input: 'https://a.example/', scheme: 'https', href: 'https://a.example/', desc: 'the same scheme' },
    { input: 'foo://a.example/', scheme: 'https', href: 'foo://a.example/', desc: 'no other scheme' },
  ] as const
  it.each(schemes)('withScheme: $desc', ({ input, scheme, href }) =>
    expect(withScheme(url(input), scheme).href).toBe(href),
  )

  // biome-ignore format: one row a line
  const fragments = [
    { input: 'https://a.example/', fragment: 'f', href: 'https://a.example/#f', desc: 'one where was none' },
    { input: 'https://a.example/#e', fragment: 'f', href: 'https://a.example/#f', desc: 'another' },
    { input: 'https://a.example/#e', fragment: 'e', href: 'https://a.example/#e', desc: 'the same' },
    { input: 'https://a.example/#e', fragment: null, href: 'https://a.example/', desc: 'none' },
    { input: 'https://a.example/#', fragment: null, href: 'https://a.example/', desc: 'none where it was empty' },
    { input: 'https://a.example/', fragment: '', href: 'https://a.example/#', desc: 'an empty one' },
    { input: 'https://a.example/', fragment: 'a b#c', href: 'https://a.example/#a%20b#c', desc: 'one that needs encoding' },
    { input: 'data:x  #f', fragment: null, href: 'data:x %20', desc: 'none, after a space in an opaque path' },
  ]
  it.each(fragments)('withFragment: $desc', ({ input, fragment, href }) => {
    const record = url(input)
    const before = { ...record }
    expect(withFragment(record, fragment).href).toBe(href)
    expect(withFragment(record, fragment).fragment).toBe(
      href.includes('#') ? href.slice(href.indexOf('#') + 1) : null,
    )
    expect(record).toEqual(before)
  })

  it.each([
    { input: 'https://a.example/', includes: false },
    { input: 'https://@a.example/', includes: false },
    { input: 'https://me@a.example/', includes: true },
    { input: 'https://:pw@a.example/', includes: true },
  ])('includesCredentials: $input', ({ input, includes }) =>
    expect(includesCredentials(url(input))).toBe(includes),
  )
})
