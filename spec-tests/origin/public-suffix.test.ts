import { describe, expect, it } from 'vitest'
import { registrableDomain as publicRegistrableDomain } from '../../src/origin/index'
import { OriginSyntaxError } from '../../src/origin/origin-syntax-error'
import { publicSuffix, registrableDomain } from '../../src/origin/public-suffix'

/** Hosts as the URL serializer writes them. The first nine and the last but two are facts of the URL standard's example. */
// biome-ignore format: one row a line
const hosts = [
  { host: 'com', suffix: 'com', domain: null, desc: 'a suffix' },
  { host: 'example.com', suffix: 'com', domain: 'example.com', desc: 'a name' },
  { host: 'www.example.com', suffix: 'com', domain: 'example.com', desc: 'a name below it' },
  { host: 'sub.www.example.com', suffix: 'com', domain: 'example.com', desc: 'and one below that' },
  { host: 'example.com.', suffix: 'com.', domain: 'example.com.', desc: 'a trailing dot stays' },
  { host: 'github.io', suffix: 'github.io', domain: null, desc: 'a private suffix' },
  { host: 'whatwg.github.io', suffix: 'github.io', domain: 'whatwg.github.io', desc: 'a name below a private suffix' },
  { host: 'xn--kgbechtv', suffix: 'xn--kgbechtv', domain: null, desc: 'a suffix in Punycode that is not listed' },
  { host: 'sub.example.xn--kgbechtv', suffix: 'xn--kgbechtv', domain: 'example.xn--kgbechtv', desc: 'a name below it' },
  { host: 'com.', suffix: 'com.', domain: null, desc: 'a suffix with a trailing dot' },
  { host: 'a.b.example.co.uk', suffix: 'co.uk', domain: 'example.co.uk', desc: 'a suffix of two labels' },
  { host: 'co.uk', suffix: 'co.uk', domain: null, desc: 'that suffix' },
  { host: 'uk', suffix: 'uk', domain: null, desc: 'the suffix above it' },
  { host: 'foo.ck', suffix: 'foo.ck', domain: null, desc: 'a wildcard rule makes every name a suffix' },
  { host: 'a.foo.ck', suffix: 'foo.ck', domain: 'a.foo.ck', desc: 'a name below such a suffix' },
  { host: 'a.www.ck', suffix: 'ck', domain: 'www.ck', desc: 'an exception to a wildcard rule' },
  { host: 'city.kawasaki.jp', suffix: 'kawasaki.jp', domain: 'city.kawasaki.jp', desc: 'an exception of three labels' },
  { host: 'localhost', suffix: 'localhost', domain: null, desc: 'a suffix by the implicit rule' },
  { host: 'localhost.', suffix: 'localhost.', domain: null, desc: 'the same with a trailing dot' },
  { host: 'foo.localhost', suffix: 'localhost', domain: 'foo.localhost', desc: 'a name below localhost' },
  { host: 'a.foo.localhost', suffix: 'localhost', domain: 'foo.localhost', desc: 'and one below that' },
  { host: 'intranet', suffix: 'intranet', domain: null, desc: 'a single label' },
  { host: 'db.shop.internal', suffix: 'internal', domain: 'shop.internal', desc: 'a name below a suffix that is not listed' },
  { host: 'a_b.example.com', suffix: 'com', domain: 'example.com', desc: 'an underscore' },
  { host: '127.0.0.1', suffix: null, domain: null, desc: 'an IPv4 address' },
  { host: '[::1]', suffix: null, domain: null, desc: 'an IPv6 address' },
  { host: '[2001:db8:85a3::8a2e:370:7334]', suffix: null, domain: null, desc: 'a longer IPv6 address' },
  { host: '', suffix: null, domain: null, desc: 'the empty host' },
  { host: '.', suffix: null, domain: null, desc: 'nothing but a dot' },
  { host: '..', suffix: null, domain: null, desc: 'nothing but dots' },
  { host: '.com', suffix: null, domain: null, desc: 'an empty first label' },
  { host: 'a..com', suffix: null, domain: null, desc: 'an empty label in the middle' },
  { host: 'example.com..', suffix: null, domain: null, desc: 'two trailing dots' },
  { host: 'constructor', suffix: 'constructor', domain: null, desc: 'a name that objects have' },
  { host: 'a.__proto__', suffix: '__proto__', domain: 'a.__proto__', desc: 'another' },
]

describe('public suffix and registrable domain of a host', () => {
  it.each(hosts)('$host ($desc)', ({ host, suffix, domain }) => {
    expect(publicSuffix(host)).toBe(suffix)
    expect(registrableDomain(host)).toBe(domain)
  })
})

describe('registrableDomain of whatever names a host', () => {
  const inputs = [
    { input: 'a.example.co.uk', domain: 'example.co.uk', desc: 'a host' },
    { input: 'A.Example.CO.UK', domain: 'example.co.uk', desc: 'a host in upper case' },
    { input: 'a.bücher.example', domain: 'xn--bcher-kva.example', desc: 'a host in Unicode' },
    { input: 'example.إختبار', domain: 'example.xn--kgbechtv', desc: 'a suffix in Unicode' },
    { input: '[::1]', domain: null, desc: 'an IPv6 address in brackets' },
    { input: '0x7f.1', domain: null, desc: 'an IPv4 address in disguise' },
    { input: 'https://a.example.com:8443/x', domain: 'example.com', desc: 'a URL' },
    { input: 'https://a.example.com.', domain: 'example.com.', desc: 'an origin with a trailing dot' },
    { input: new URL('https://a.example.com/x'), domain: 'example.com', desc: 'a URL object' },
    { input: 'data:,x', domain: null, desc: 'a URL without an origin' },
    { input: 'null', domain: null, desc: 'an opaque origin' },
  ]
  it.each(inputs)('$desc', ({ input, domain }) => expect(publicRegistrableDomain(input)).toBe(domain))

  const refused = [
    { input: '', desc: 'nothing' },
    { input: 'example.com:8080', desc: 'a host with a port' },
    { input: 'example.com/path', desc: 'a host with a path' },
    { input: 'me@example.com', desc: 'a host with a user' },
    { input: '::1', desc: 'an IPv6 address without brackets' },
    { input: '*.example.com', desc: 'a pattern' },
    { input: 'exa mple.com', desc: 'a host with a space' },
  ]
  it.each(refused)('refuses $desc: $input', ({ input }) =>
    expect(() => publicRegistrableDomain(input)).toThrow(OriginSyntaxError),
  )
})
