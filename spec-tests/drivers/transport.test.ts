import { describe, expect, it } from 'vitest'
import {
  authorityOf,
  describeThrown,
  requestTarget,
  responseBody,
  TransportError,
  toTransportError,
  toWireResponse,
} from '../../src/drivers/transport'
import { wireRequest } from './wire'

const ok = { status: 200, statusText: 'OK', headerList: [], body: null }
const header = (name: unknown, value: unknown) => ({ ...ok, headerList: [{ name, value }] })
const unprintable = {
  toString(): string {
    throw new Error('no')
  },
}

describe('toWireResponse', () => {
  it('brings names to lower case and takes the whitespace off values', () => {
    const returned = header('X-A', ' \t1 2\t ')
    expect(toWireResponse(returned).headerList).toEqual([{ name: 'x-a', value: '1 2' }])
  })

  it('keeps order, duplicates, and names that are properties of every object', () => {
    const headerList = ['__proto__', 'constructor', 'a', '__proto__'].map((name, i) => ({
      name,
      value: `${i}`,
    }))
    expect(toWireResponse({ ...ok, headerList }).headerList).toEqual(headerList)
  })

  it('keeps whitespace at the end of a name, over which engines differ', () => {
    expect(toWireResponse(header('X-A \t', '1')).headerList).toEqual([{ name: 'x-a \t', value: '1' }])
  })

  it('fills in what a server in JavaScript leaves out', () => {
    expect(toWireResponse({ status: 204, headerList: [] })).toEqual({ ...ok, status: 204, statusText: '' })
  })

  it('is independent of the object it was made of', () => {
    const returned = { ...ok, headerList: [{ name: 'a', value: '1' }], body: { kind: 'bytes', bytes: 'b' } }
    const response = toWireResponse(returned)
    returned.headerList.push({ name: 'b', value: '2' })
    ;(returned.headerList[0] as { value: string }).value = 'changed'
    returned.body.bytes = 'changed'
    expect(response).toEqual({
      ...ok,
      headerList: [{ name: 'a', value: '1' }],
      body: { kind: 'bytes', bytes: 'b' },
    })
  })

  it.each([
    { desc: 'nothing', returned: undefined, says: 'a response must be an object' },
    { desc: 'null', returned: null, says: 'a response must be an object' },
    { desc: 'a string', returned: 'HTTP/1.1 200 OK', says: 'a response must be an object' },
    { desc: 'no status', returned: {}, says: 'status' },
    { desc: 'a status in a string', returned: { ...ok, status: '200' }, says: 'status' },
    { desc: 'half a status', returned: { ...ok, status: 200.5 }, says: 'status' },
    { desc: 'a negative status', returned: { ...ok, status: -1 }, says: 'status' },
    { desc: 'a status of four digits', returned: { ...ok, status: 1000 }, says: 'status' },
    { desc: 'a status that is no number', returned: { ...ok, status: Number.NaN }, says: 'status' },
    {
      desc: 'a status text with a line break',
      returned: { ...ok, statusText: 'OK\r\nx: 1' },
      says: 'statusText',
    },
    { desc: 'no header list', returned: { status: 200 }, says: 'headerList' },
    { desc: 'headers in an object', returned: { ...ok, headerList: { a: '1' } }, says: 'headerList' },
    {
      desc: 'a header that is a pair',
      returned: { ...ok, headerList: [['a', '1']] },
      says: 'headerList[0].name',
    },
    {
      desc: 'a header that is null',
      returned: { ...ok, headerList: [null] },
      says: 'a header must be an object',
    },
    { desc: 'an empty name', returned: header('', '1'), says: 'headerList[0].name' },
    { desc: 'a name with a line break', returned: header('a\r\nb', '1'), says: 'headerList[0].name' },
    { desc: 'a name with NUL', returned: header('a\0', '1'), says: 'headerList[0].name' },
    { desc: 'a name with a colon', returned: header('a:b', '1'), says: 'a header name' },
    { desc: 'a name that is no byte string', returned: header('ā', '1'), says: 'headerList[0].name' },
    { desc: 'a value that is a number', returned: header('a', 1), says: 'headerList[0].value' },
    { desc: 'a value with CR', returned: header('a', '1\r2'), says: 'headerList[0].value' },
    { desc: 'a value with LF', returned: header('a', '1\n2'), says: 'headerList[0].value' },
    { desc: 'a value with NUL', returned: header('a', '1\0'), says: 'headerList[0].value' },
    { desc: 'a value that is no byte string', returned: header('a', '€'), says: 'headerList[0].value' },
    { desc: 'a body that is a string', returned: { ...ok, body: 'hi' }, says: 'body' },
    { desc: 'a body of text', returned: { ...ok, body: { kind: 'bytes', bytes: '€' } }, says: 'body' },
    {
      desc: 'a body of bytes proper',
      returned: { ...ok, body: { kind: 'bytes', bytes: new Uint8Array(1) } },
      says: 'body',
    },
    {
      desc: 'a getter that throws',
      returned: {
        get status(): number {
          throw new RangeError('gotcha')
        },
      },
      says: 'RangeError: gotcha',
    },
    {
      desc: 'a proxy that throws what cannot be printed',
      returned: new Proxy(
        {},
        {
          get(): never {
            throw unprintable
          },
        },
      ),
      says: 'a value that cannot be printed',
    },
  ])('refuses $desc', ({ returned, says }) => {
    let thrown: unknown
    try {
      toWireResponse(returned)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(TransportError)
    expect(thrown).toMatchObject({
      code: 'transport-returned-garbage',
      message: expect.stringContaining(says),
    })
  })
})

describe('toTransportError', () => {
  it('leaves a transport error as it is', () => {
    const error = new TransportError('dns', 'no address')
    expect(toTransportError(error)).toBe(error)
  })

  it.each([
    { desc: 'an error', thrown: new TypeError('bad'), message: 'TypeError: bad' },
    { desc: 'an error of several lines', thrown: new Error('one\ntwo'), message: 'Error: one' },
    { desc: 'a string', thrown: 'bad', message: 'bad' },
    { desc: 'nothing', thrown: undefined, message: 'undefined' },
    { desc: 'a symbol', thrown: Symbol('s'), message: 'Symbol(s)' },
    {
      desc: 'an object without a prototype',
      thrown: Object.create(null),
      message: 'a value that cannot be printed',
    },
    { desc: 'what refuses to be printed', thrown: unprintable, message: 'a value that cannot be printed' },
  ])('makes one of $desc', ({ thrown, message }) => {
    expect(toTransportError(thrown)).toMatchObject({ code: 'transport-threw', message })
    expect(describeThrown(thrown)).toBe(message)
  })
})

describe('the parts of a wire request', () => {
  it.each([
    { url: 'https://example.com', authority: 'example.com', target: '/' },
    { url: 'https://example.com:443/a', authority: 'example.com', target: '/a' },
    { url: 'http://example.com:443/a?b#c', authority: 'example.com:443', target: '/a?b' },
    { url: 'http://user:secret@[::1]:8080/a?#/?', authority: '[::1]:8080', target: '/a?' },
    {
      url: 'http://b\u00fccher.example/\u00e4 b?\u00e4#\u00e4',
      authority: 'xn--bcher-kva.example',
      target: '/%C3%A4%20b?%C3%A4',
    },
  ])('of $url are $authority and $target', ({ url, authority, target }) => {
    expect(authorityOf(wireRequest(url))).toBe(authority)
    expect(requestTarget(wireRequest(url))).toBe(target)
  })

  it.each(['data:,x', 'about:blank', 'ftp://example.com/', 'ws://example.com/', 'file:///etc/passwd'])(
    'do not exist for %s',
    (url) => {
      expect(() => authorityOf(wireRequest(url))).toThrowError(TransportError)
    },
  )

  it('say whether there is a response body by method and status, as the standard does', () => {
    const bytes = { kind: 'bytes', bytes: '' }
    expect(responseBody('GET', 200, '')).toEqual(bytes)
    expect(responseBody('HEAD', 200, '')).toBeNull()
    for (const status of [101, 103, 204, 205, 304]) expect(responseBody('GET', status, '')).toBeNull()
  })
})
