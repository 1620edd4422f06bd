import { describe, expect, it } from 'vitest'
import { isPotentiallyTrustworthy, parse } from '../../src/origin/index'

const urls = [
  { url: 'https://example.com', trusted: true, desc: 'https' },
  { url: 'https://192.168.0.1:8443', trusted: true, desc: 'https by address' },
  { url: 'wss://example.com', trusted: true, desc: 'wss' },
  { url: 'http://example.com', trusted: false, desc: 'http' },
  { url: 'ws://example.com', trusted: false, desc: 'ws' },
  { url: 'ftp://example.com', trusted: false, desc: 'ftp' },
  { url: 'http://localhost', trusted: true, desc: 'localhost' },
  { url: 'http://localhost:3000/x?y', trusted: true, desc: 'localhost with a port' },
  { url: 'ws://localhost:3000', trusted: true, desc: 'ws to localhost' },
  { url: 'http://LOCALHOST', trusted: true, desc: 'localhost in upper case' },
  { url: 'http://localhost.', trusted: true, desc: 'localhost with a trailing dot' },
  { url: 'http://a.localhost', trusted: true, desc: 'a name below localhost' },
  { url: 'http://a.b.localhost.', trusted: true, desc: 'a name below localhost with a trailing dot' },
  { url: 'http://localhost..', trusted: false, desc: 'localhost with two dots' },
  { url: 'http://notlocalhost', trusted: false, desc: 'a name that ends in localhost' },
  { url: 'http://localhost.example', trusted: false, desc: 'a name that begins with localhost' },
  { url: 'http://127.0.0.1', trusted: true, desc: 'the loopback address' },
  { url: 'http://127.255.255.254:8080', trusted: true, desc: 'any address of its network' },
  { url: 'http://127.1', trusted: true, desc: 'the loopback address in short' },
  { url: 'http://2130706433', trusted: true, desc: 'the loopback address as a number' },
  { url: 'http://128.0.0.1', trusted: false, desc: 'the next network' },
  { url: 'http://126.0.0.1', trusted: false, desc: 'the network before' },
  { url: 'http://127.0.0.1.example', trusted: false, desc: 'a name that begins like it' },
  { url: 'http://127.example1', trusted: false, desc: 'a name that begins and ends like it' },
  { url: 'http://127.0.0.1.', trusted: true, desc: 'an address with a trailing dot is that address' },
  { url: 'http://0.0.0.0', trusted: false, desc: 'the unspecified address' },
  { url: 'http://192.168.0.1', trusted: false, desc: 'a private address' },
  { url: 'http://[::1]', trusted: true, desc: 'the IPv6 loopback address' },
  { url: 'http://[0:0::1]:80', trusted: true, desc: 'the same written otherwise' },
  { url: 'http://[::2]', trusted: false, desc: 'the next address' },
  { url: 'http://[::ffff:127.0.0.1]', trusted: false, desc: 'an IPv4 loopback address mapped to IPv6' },
  { url: 'file:///etc/hosts', trusted: true, desc: 'file' },
  { url: 'file://server/share', trusted: true, desc: 'file of a server' },
  { url: 'data:text/html,x', trusted: true, desc: 'data' },
  { url: 'about:blank', trusted: true, desc: 'about:blank' },
  { url: 'about:blank#x', trusted: true, desc: 'about:blank with a fragment' },
  { url: 'about:srcdoc', trusted: true, desc: 'about:srcdoc' },
  { url: 'about:config', trusted: false, desc: 'another about' },
  { url: 'blob:https://example.com/x', trusted: true, desc: 'a blob of https' },
  { url: 'blob:http://localhost/x', trusted: true, desc: 'a blob of localhost' },
  { url: 'blob:http://example.com/x', trusted: false, desc: 'a blob of http' },
  { url: 'blob:file:///x', trusted: true, desc: 'a blob of a file' },
  { url: 'blob:null/x', trusted: false, desc: 'a blob of an opaque origin' },
  { url: 'javascript:void 0', trusted: false, desc: 'a scheme without an origin' },
  { url: 'null', trusted: false, desc: 'an opaque origin' },
]

describe('potentially trustworthy URL', () => {
  it.each(urls)('$url: $trusted ($desc)', ({ url, trusted }) => {
    expect(isPotentiallyTrustworthy(url)).toBe(trusted)
  })
})

describe('potentially trustworthy origin', () => {
  const tuples = urls.filter(({ url }) => parse(url).kind === 'tuple')
  it.each(tuples)('of $url: as the URL', ({ url, trusted }) => {
    expect(isPotentiallyTrustworthy(parse(url))).toBe(trusted)
  })

  const opaques = urls.filter(({ url }) => parse(url).kind === 'opaque')
  it.each(opaques)('of $url: never, being opaque', ({ url }) => {
    expect(isPotentiallyTrustworthy(parse(url))).toBe(false)
  })
})
