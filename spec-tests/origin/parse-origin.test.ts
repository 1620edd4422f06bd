import { describe, expect, it } from 'vitest'
import { OriginSyntaxError, type OriginSyntaxErrorCode, parse, serializeOrigin } from '../../src/origin/index'
import type { Origin } from '../../src/origin/origin'
import { parseOrigin } from '../../src/origin/parse-origin'

describe('parse takes', () => {
  // biome-ignore format: one row a line
  const rows = [
    { input: 'https://example.com', serialized: 'https://example.com', desc: 'a serialized origin' },
    { input: 'http://localhost:3000', serialized: 'http://localhost:3000', desc: 'one with a port' },
    { input: 'https://example.com/', serialized: 'https://example.com', desc: 'a trailing slash, which goes' },
    { input: 'https://me:pw@example.com:443/a?b#c', serialized: 'https://example.com', desc: 'a whole URL' },
    { input: '  https://example.com\n', serialized: 'https://example.com', desc: 'whitespace around' },
    { input: 'HTTP://EXAMPLE.com:080', serialized: 'http://example.com', desc: 'upper case' },
    { input: 'https://münchen.example', serialized: 'https://xn--mnchen-3ya.example', desc: 'Unicode' },
    { input: 'http://[0:0::1]:3000', serialized: 'http://[::1]:3000', desc: 'an IPv6 address' },
    { input: 'wss://example.com/socket', serialized: 'wss://example.com', desc: 'a WebSocket URL' },
    { input: 'blob:https://example.com/x', serialized: 'https://example.com', desc: 'a blob URL' },
    { input: new URL('https://example.com/x'), serialized: 'https://example.com', desc: 'a URL object' },
    { input: parse('https://example.com'), serialized: 'https://example.com', desc: 'an origin' },
    { input: 'null', serialized: 'null', desc: 'the serialization of an opaque origin' },
    { input: 'data:,x', serialized: 'null', desc: 'a data URL' },
    { input: 'file:///x', serialized: 'null', desc: 'a file URL' },
    { input: 'mailto:me@example.com', serialized: 'null', desc: 'a URL without a host' },
    { input: 'tel:5551234567', serialized: 'null', desc: 'a number that is too long for a port' },
    { input: 'chrome-extension://abc', serialized: 'null', desc: 'a scheme the URL standard does not know' },
  ]
  it.each(rows)('$desc', ({ input, serialized }) => expect(serializeOrigin(input)).toBe(serialized))

  it('an IPv6 address, and computes everything about it', () => {
    const expected: Omit<Origin & { kind: 'tuple' }, 'hash'> = {
      kind: 'tuple',
      scheme: 'http',
      host: '[::1]',
      port: 3000,
      serialized: 'http://[::1]:3000',
      siteHost: '[::1]',
      site: 'http://[::1]',
      siteHash: expect.any(Number),
    }
    expect(parse('http://[::1]:3000')).toEqual({ ...expected, hash: expect.any(Number) })
  })
})

describe('parse refuses', () => {
  // biome-ignore format: one row a line
  const rows: readonly { input: string; code: OriginSyntaxErrorCode; remedy: string; desc: string }[] = [
    { input: '', code: 'empty', remedy: '"https://example.com"', desc: 'nothing' },
    { input: ' \t\n', code: 'empty', remedy: '"https://example.com"', desc: 'whitespace' },
    { input: 'localhost:3000', code: 'missing-scheme', remedy: '"http://localhost:3000"', desc: 'host and port, which parse as scheme and path' },
    { input: 'localhost:3000/path?q', code: 'missing-scheme', remedy: '"http://localhost:3000/path?q"', desc: 'with a path' },
    { input: 'localhost:99999', code: 'missing-scheme', remedy: '"http://localhost:99999"', desc: 'with a port that is none' },
    { input: 'example.com:8080', code: 'missing-scheme', remedy: '"https://example.com:8080"', desc: 'a domain and port' },
    { input: 'example.com', code: 'missing-scheme', remedy: '"https://example.com"', desc: 'a domain' },
    { input: 'localhost', code: 'missing-scheme', remedy: '"http://localhost"', desc: 'localhost' },
    { input: '127.0.0.1:3000', code: 'missing-scheme', remedy: '"http://127.0.0.1:3000"', desc: 'an address and port' },
    { input: '[::1]:3000', code: 'missing-scheme', remedy: '"http://[::1]:3000"', desc: 'an IPv6 address and port' },
    { input: '//example.com', code: 'missing-scheme', remedy: '"https://example.com"', desc: 'a scheme-relative URL' },
    { input: '/path', code: 'missing-scheme', remedy: '"https://example.com"', desc: 'a path' },
    { input: ':3000', code: 'missing-scheme', remedy: '"https://example.com"', desc: 'a port' },
    { input: '<http://localhost:3000>', code: 'wrapped', remedy: 'Write the URL alone', desc: 'what Markdown leaves behind' },
    { input: '[app](http://localhost:3000)', code: 'wrapped', remedy: 'Write the URL alone', desc: 'a Markdown link' },
    { input: '[http://localhost:3000]', code: 'wrapped', remedy: 'Write the URL alone', desc: 'brackets' },
    { input: '"https://example.com"', code: 'wrapped', remedy: 'Write the URL alone', desc: 'double quotes' },
    { input: "'https://example.com'", code: 'wrapped', remedy: 'Write the URL alone', desc: 'single quotes' },
    { input: '`https://example.com`', code: 'wrapped', remedy: 'Write the URL alone', desc: 'backticks' },
    { input: 'http://localhost:3000>', code: 'wrapped', remedy: 'Write the URL alone', desc: 'half of it' },
    { input: '*', code: 'wildcard', remedy: 'an origin that it stands for', desc: 'the wildcard' },
    { input: 'https://*.example.com', code: 'wildcard', remedy: 'an origin that it stands for', desc: 'a pattern' },
    { input: 'https://a.example, https://b.example', code: 'list', remedy: 'one at a time', desc: 'a list with commas' },
    { input: 'https://a.example,https://b.example', code: 'list', remedy: 'one at a time', desc: 'one that parses as a URL' },
    { input: 'https://a.example https://b.example', code: 'list', remedy: 'one at a time', desc: 'a list with spaces' },
    { input: 'https://a.example;https://b.example:1', code: 'list', remedy: 'one at a time', desc: 'a list with semicolons' },
    { input: 'https://', code: 'invalid-host-or-port', remedy: 'a scheme, a host', desc: 'a scheme alone' },
    { input: 'https://my host', code: 'invalid-host-or-port', remedy: 'a scheme, a host', desc: 'a space in the host' },
    { input: 'https://example.com:99999', code: 'invalid-host-or-port', remedy: 'up to 65535', desc: 'a port too high' },
    { input: 'http://1.2.3.4.5', code: 'invalid-host-or-port', remedy: 'a scheme, a host', desc: 'an address too long' },
    { input: 'http://[::1', code: 'invalid-host-or-port', remedy: 'a scheme, a host', desc: 'half an IPv6 address' },
  ]
  it.each(rows)('$desc: $input', ({ input, code, remedy }) => {
    const error = parseOrigin(input)
    if (!(error instanceof OriginSyntaxError)) throw new Error('was taken')
    expect(error).toMatchObject({ name: 'OriginSyntaxError', code, value: input.trim() })
    expect(error.message).toContain(remedy)
    expect(() => parse(input)).toThrow(error)
  })

  it.each([
    { input: undefined, type: 'undefined' },
    { input: null, type: 'null' },
    { input: 3000, type: 'number' },
    { input: {}, type: 'undefined' },
    { input: ['https://example.com'], type: 'undefined' },
  ])('what is no string, for callers without types: $input', ({ input, type }) => {
    const call = (): Origin => parse(input as unknown as string)
    expect(call).toThrow(OriginSyntaxError)
    expect(call).toThrow(expect.objectContaining({ code: 'not-a-string', value: type }))
  })

  it('with a message of bounded length, and the whole value beside it', () => {
    const error = parseOrigin(`example.com/${'x'.repeat(10_000)}`)
    if (!(error instanceof OriginSyntaxError)) throw new Error('was taken')
    expect(error.message.length).toBeLessThan(400)
    expect(error.value).toHaveLength(10_012)
  })
})
