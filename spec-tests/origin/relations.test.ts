import { describe, expect, it } from 'vitest'
import { type OriginPart, relations, sameOriginAs } from '../../src/origin/index'

interface Row {
  readonly desc: string
  readonly a: string
  readonly b: string
  readonly sameOrigin: boolean
  readonly sameSite: boolean
  readonly schemelesslySameSite: boolean
  readonly differs: readonly OriginPart[]
}

const same = { sameOrigin: true, sameSite: true, schemelesslySameSite: true, differs: [] } as const
const siteOnly = { sameOrigin: false, sameSite: true, schemelesslySameSite: true } as const
const schemeless = { sameOrigin: false, sameSite: false, schemelesslySameSite: true } as const
const cross = { sameOrigin: false, sameSite: false, schemelesslySameSite: false } as const

// biome-ignore format: one row a line
const rows: readonly Row[] = [
  // What decides, and what does not.
  { desc: 'a URL and itself', a: 'http://localhost:3000', b: 'http://localhost:3000', ...same },
  { desc: 'another protocol is another origin', a: 'http://localhost', b: 'https://localhost', ...schemeless, differs: ['scheme'] },
  { desc: 'the default port of http does not count', a: 'http://localhost', b: 'http://localhost:80', ...same },
  { desc: 'the default port of https does not count', a: 'https://example.com:443/', b: 'https://example.com', ...same },
  { desc: 'the default port of the other scheme does', a: 'https://example.com:80', b: 'https://example.com', ...siteOnly, differs: ['port'] },
  { desc: 'a port with leading zeros is that port', a: 'http://localhost:03000', b: 'http://localhost:3000', ...same },
  { desc: 'localhost and 127.0.0.1 are other origins and other sites', a: 'http://localhost', b: 'http://127.0.0.1', ...cross, differs: ['host'] },
  { desc: 'localhost and ::1 are as well', a: 'http://localhost', b: 'http://[::1]', ...cross, differs: ['host'] },
  { desc: 'a path does not count', a: 'http://localhost/a/b', b: 'http://localhost/c', ...same },
  { desc: 'a query does not count', a: 'http://localhost/?a=1', b: 'http://localhost/?b=2', ...same },
  { desc: 'a fragment does not count', a: 'http://localhost/#a', b: 'http://localhost/#b', ...same },
  { desc: 'user name and password do not count', a: 'https://me:secret@example.com', b: 'https://example.com', ...same },
  { desc: 'a trailing slash does not count', a: 'https://example.com/', b: 'https://example.com', ...same },
  { desc: 'upper case in scheme and host does not count', a: 'HTTPS://Example.COM', b: 'https://example.com', ...same },
  { desc: 'everything at once', a: 'http://a.example:1', b: 'https://b.test:2', ...cross, differs: ['scheme', 'host', 'port'] },

  // Ports and sites.
  { desc: 'two servers on localhost are cross-origin and same-site', a: 'http://localhost:3000', b: 'http://localhost:8080', ...siteOnly, differs: ['port'] },
  { desc: 'so are two on an IPv4 address', a: 'http://127.0.0.1:3000', b: 'http://127.0.0.1:8080', ...siteOnly, differs: ['port'] },
  {
    desc: 'and two on an IPv6 address',
    a: 'http://[::1]:8080',
    b: 'http://[::1]:8000',
    ...siteOnly,
    differs: ['port'],
  },
  { desc: 'scheme and port, one host', a: 'http://example.com:8080', b: 'https://example.com', ...schemeless, differs: ['scheme', 'port'] },

  // Registrable domains.
  { desc: 'siblings of one domain are same-site', a: 'https://app.example.com', b: 'https://api.example.com', ...siteOnly, differs: ['host'] },
  { desc: 'a domain and what is below it are same-site', a: 'https://example.com', b: 'https://a.b.example.com', ...siteOnly, differs: ['host'] },
  { desc: 'schemes count for sites', a: 'http://app.example.com', b: 'https://api.example.com', ...schemeless, differs: ['scheme', 'host'] },
  { desc: 'a shared end is no shared domain', a: 'https://example.com', b: 'https://notexample.com', ...cross, differs: ['host'] },
  { desc: 'below a suffix of two labels, another name is another site', a: 'https://a.co.uk', b: 'https://b.co.uk', ...cross, differs: ['host'] },
  { desc: 'below a suffix of two labels, one name is one site', a: 'https://x.a.co.uk', b: 'https://y.a.co.uk', ...siteOnly, differs: ['host'] },
  { desc: 'a suffix and a name below it are two sites', a: 'https://co.uk', b: 'https://a.co.uk', ...cross, differs: ['host'] },
  { desc: 'private suffixes count: two people at github.io', a: 'https://alice.github.io', b: 'https://bob.github.io', ...cross, differs: ['host'] },
  { desc: 'private suffixes count: two deployments at vercel.app', a: 'https://app.vercel.app', b: 'https://api.vercel.app', ...cross, differs: ['host'] },
  { desc: 'a private suffix is a site of its own', a: 'https://github.io', b: 'https://alice.github.io', ...cross, differs: ['host'] },
  { desc: 'a private suffix is same-site with itself', a: 'https://github.io:1', b: 'https://github.io:2', ...siteOnly, differs: ['port'] },
  { desc: 'github.io and github.com are unrelated', a: 'https://alice.github.io', b: 'https://github.com', ...cross, differs: ['host'] },
  { desc: 'names below a wildcard rule', a: 'https://x.foo.ck', b: 'https://y.foo.ck', ...cross, differs: ['host'] },
  { desc: 'names below an exception to it', a: 'https://x.www.ck', b: 'https://y.www.ck', ...siteOnly, differs: ['host'] },
  { desc: 'two names below localhost are two sites', a: 'http://foo.localhost', b: 'http://bar.localhost', ...cross, differs: ['host'] },
  { desc: 'localhost and a name below it are too', a: 'http://localhost', b: 'http://foo.localhost', ...cross, differs: ['host'] },
  { desc: 'two single labels are two sites', a: 'http://intranet', b: 'http://wiki', ...cross, differs: ['host'] },
  { desc: 'below a suffix nobody has listed, the last label is it', a: 'http://a.shop.internal', b: 'http://b.shop.internal', ...siteOnly, differs: ['host'] },

  // Addresses.
  { desc: 'addresses that share their end are two sites', a: 'http://10.0.0.1', b: 'http://192.0.0.1', ...cross, differs: ['host'] },
  { desc: 'an address in hexadecimal is that address', a: 'http://0x7f000001', b: 'http://127.0.0.1', ...same },
  { desc: 'an address with a part left out is that address', a: 'http://127.1', b: 'http://127.0.0.1', ...same },
  {
    desc: 'an IPv6 address written out is that address',
    a: 'http://[0:0:0:0:0:0:0:1]',
    b: 'http://[::1]',
    ...same,
  },
  { desc: 'an IPv4 address mapped to IPv6 is another host', a: 'http://[::ffff:127.0.0.1]', b: 'http://127.0.0.1', ...cross, differs: ['host'] },

  // Writing of hosts.
  { desc: 'a trailing dot makes another host and another site', a: 'https://example.com.', b: 'https://example.com', ...cross, differs: ['host'] },
  { desc: 'with trailing dots on both, siblings are same-site', a: 'https://a.example.com.', b: 'https://b.example.com.', ...siteOnly, differs: ['host'] },
  { desc: 'a host with an empty label is a site by itself', a: 'https://a..com', b: 'https://b..com', ...cross, differs: ['host'] },
  { desc: 'Unicode and Punycode are one host', a: 'https://bücher.example', b: 'https://xn--bcher-kva.example', ...same },
  { desc: 'an umlaut in two normal forms is one host', a: 'https://bu\u0308cher.example', b: 'https://b\u00fccher.example', ...same },
  { desc: 'full-width letters are letters', a: 'https://ｅｘａｍｐｌｅ.com', b: 'https://example.com', ...same },
  { desc: 'a Cyrillic look-alike is another host', a: 'https://ex\u0430mple.com', b: 'https://example.com', ...cross, differs: ['host'] },
  { desc: 'siblings below a suffix in Unicode', a: 'https://a.example.إختبار', b: 'https://b.example.xn--kgbechtv', ...siteOnly, differs: ['host'] },
  { desc: 'a percent-encoded host is decoded', a: 'https://ex%61mple.com', b: 'https://example.com', ...same },

  // Schemes.
  { desc: 'ws and http differ', a: 'ws://example.com', b: 'http://example.com', ...schemeless, differs: ['scheme'] },
  { desc: 'wss and https differ', a: 'wss://example.com', b: 'https://example.com', ...schemeless, differs: ['scheme'] },
  { desc: 'a blob is of the origin that made it', a: 'blob:https://example.com/0b1c', b: 'https://example.com', ...same },
  { desc: 'a blob of another port', a: 'blob:http://localhost:3000/0b1c', b: 'http://localhost:8080', ...siteOnly, differs: ['port'] },
  { desc: 'a blob of an opaque origin has none', a: 'blob:null/0b1c', b: 'blob:null/0b1c', ...cross, differs: [] },
  { desc: 'a blob within a blob has none', a: 'blob:blob:https://example.com/x', b: 'https://example.com', ...cross, differs: [] },
  { desc: 'a blob of a WebSocket URL has none', a: 'blob:wss://example.com/x', b: 'wss://example.com', ...cross, differs: [] },
  { desc: 'a file is not even same origin as itself', a: 'file:///a.html', b: 'file:///a.html', ...cross, differs: [] },
  { desc: 'a data URL is not either', a: 'data:text/html,x', b: 'data:text/html,x', ...cross, differs: [] },
  { desc: 'nor is about:blank', a: 'about:blank', b: 'about:blank', ...cross, differs: [] },
  { desc: 'nor an unknown scheme', a: 'capacitor://localhost', b: 'capacitor://localhost', ...cross, differs: [] },
  { desc: 'nor null, which is what all of them serialize as', a: 'null', b: 'null', ...cross, differs: [] },
  { desc: 'an opaque origin and a tuple', a: 'null', b: 'https://example.com', ...cross, differs: [] },
]

describe('relations', () => {
  it.each(rows)('$desc: $a and $b', ({ a, b, desc: _, ...expected }) => {
    expect(relations(a, b)).toEqual(expected)
    expect(relations(b, a)).toEqual(expected)
  })
})

describe('the port that Internet Explorer did not count', () => {
  // biome-ignore format: one row a line
  const table = [
    { desc: 'another port was the same origin', a: 'http://localhost:3000', b: 'http://localhost:8080', wasSame: true },
    { desc: 'another host was not', a: 'http://a.example', b: 'http://b.example', wasSame: false },
    { desc: 'another scheme was not', a: 'http://a.example', b: 'https://a.example', wasSame: false },
    { desc: 'an opaque origin was not', a: 'null', b: 'null', wasSame: false },
  ]
  it.each(table)('$desc', ({ a, b, wasSame }) => {
    expect(sameOriginAs(a, b, { ignorePort: true })).toBe(wasSame)
    expect(sameOriginAs(a, b, { ignorePort: false })).toBe(false)
  })
})
