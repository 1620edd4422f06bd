import { describe, expect, it } from 'vitest'
import { InvalidWireResponse, normalizeWireResponse } from '../../src/fetch/normalize-wire-response'
import type { WireResponse } from '../../src/fetch/response'
import { simulate } from '../../src/fetch/simulate'
import { profiles } from '../../src/profile/profile'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { answer, app, request } from './kit'

const header = (name: unknown, value: unknown) => ({
  status: 200,
  statusText: '',
  headerList: [{ name, value }],
  body: null,
})
const normalized = (response: unknown) => normalizeWireResponse(response as WireResponse)

describe('a response that can have come over HTTP', () => {
  it('comes back as the same value where it is right already', () => {
    const response = answer(200, { 'content-type': 'text/plain', 'x-a': '1', 'x-b': '' }, 'x')
    expect(normalizeWireResponse(response)).toBe(response)
    const empty = { status: 204, statusText: '', headerList: [], body: null }
    expect(normalizeWireResponse(empty)).toBe(empty)
  })

  // biome-ignore format: a table, one row a line
  it.each<[name: string, value: string, expected: [string, string]]>([
    ['X-A', '1', ['x-a', '1']],
    ['Content-Type', '1', ['content-type', '1']],
    ['ÀX', '1', ['Àx', '1']],
    ['x-a', ' 1', ['x-a', '1']],
    ['x-a', '1 ', ['x-a', '1']],
    ['x-a', '\t1', ['x-a', '1']],
    ['x-a', '1\t', ['x-a', '1']],
    ['x-a', ' \t1 2\t ', ['x-a', '1 2']],
    ['x-a', '  ', ['x-a', '']],
    ['x-a', '\x0b1\x0c', ['x-a', '\x0b1\x0c']],
    ['x-a', '\x01\x09\x7f\xff', ['x-a', '\x01\x09\x7f\xff']],
    ['x-a ', '1', ['x-a ', '1']],
    ['__PROTO__', '1', ['__proto__', '1']],
  ])('%j: %j', (name, value, [expectedName, expectedValue]) => {
    expect(normalized(header(name, value)).headerList).toEqual([{ name: expectedName, value: expectedValue }])
  })

  it('keeps the headers before and behind one that is not right, in order', () => {
    const headerList = [
      { name: 'a', value: '1' },
      { name: 'B', value: '2' },
      { name: 'c', value: ' 3' },
      { name: 'd', value: '4' },
    ]
    expect(normalized({ ...header('a', ''), headerList }).headerList).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
      { name: 'c', value: '3' },
      { name: 'd', value: '4' },
    ])
    expect(headerList[1]).toEqual({ name: 'B', value: '2' })
  })

  it.each([0, 99, 100, 200, 599, 999])('has the status %i', (status) => {
    expect(normalized({ ...header('a', ''), status }).status).toBe(status)
  })

  it('may be without status text and body', () => {
    expect(normalized({ status: 200, headerList: [] })).toEqual({
      status: 200,
      statusText: '',
      headerList: [],
      body: null,
    })
    expect(normalized({ status: 200, headerList: [], statusText: 7, body: null }).statusText).toBe('')
    expect(normalized({ status: 200, headerList: [], statusText: 'Fine' })).toMatchObject({
      statusText: 'Fine',
      body: null,
    })
    const body = { kind: 'bytes', bytes: 'x' }
    expect(
      normalized({ status: 200, headerList: [{ name: 'A', value: '' }], statusText: 'Fine', body }),
    ).toMatchObject({ statusText: 'Fine', body })
  })
})

describe('a response that cannot', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, response: unknown, path: string, expectation: string]>([
    ['null', null, 'response', 'an object'],
    ['undefined', undefined, 'response', 'an object'],
    ['a string', 'HTTP/1.1 200', 'response', 'an object'],
    ['a promise, which has no status', Promise.resolve(answer(200)), 'status', 'an integer from 0 to 999'],
    ['no status', { headerList: [] }, 'status', 'an integer from 0 to 999'],
    ['a status in words', { status: '200', headerList: [] }, 'status', 'an integer from 0 to 999'],
    ['a negative status', { status: -1, headerList: [] }, 'status', 'an integer from 0 to 999'],
    ['a status that is too large', { status: 1000, headerList: [] }, 'status', 'an integer from 0 to 999'],
    ['a status and a half', { status: 200.5, headerList: [] }, 'status', 'an integer from 0 to 999'],
    ['NaN', { status: Number.NaN, headerList: [] }, 'status', 'an integer from 0 to 999'],
    ['no headers', { status: 200 }, 'headerList', 'an array of { name, value }'],
    ['headers as an object', { status: 200, headerList: { a: '1' } }, 'headerList', 'an array of { name, value }'],
    ['an empty name', header('', 'x'), 'headerList[0].name', 'a non-empty string'],
    ['a name that is no string', header(7, 'x'), 'headerList[0].name', 'a non-empty string'],
    ['a name with CR', header('a\rb', 'x'), 'headerList[0].name', 'a '],
    ['a name with LF', header('a\n', 'x'), 'headerList[0].name', 'a '],
    ['a name with NUL', header('a\0', 'x'), 'headerList[0].name', 'a '],
    ['a name that is no byte string', header('Ā', 'x'), 'headerList[0].name', 'a '],
    ['a hole', { status: 200, headerList: [{ name: 'a', value: '' }, null] }, 'headerList[1].name', 'a non-empty string'],
    ['a value that is no string', header('a', 7), 'headerList[0].value', 'a byte string (every character up to U+00FF) without NUL, CR or LF'],
    ['a value with CR', header('a', 'b\rc'), 'headerList[0].value', 'a byte string'],
    ['a value with LF', header('a', 'b\nc'), 'headerList[0].value', 'a byte string'],
    ['a value with LF at its end', header('a', 'b\n'), 'headerList[0].value', 'a byte string'],
    ['a value with NUL', header('a', '\0'), 'headerList[0].value', 'a byte string'],
    ['a value that is no byte string', header('a', 'Ā'), 'headerList[0].value', 'a byte string'],
    ['the second of two', { status: 200, headerList: [{ name: 'A', value: '' }, { name: 'b', value: '\n' }] }, 'headerList[1].value', 'a byte string'],
  ])('%s', (_, response, path, expectation) => {
    let caught: unknown = null
    try {
      normalized(response)
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(InvalidWireResponse)
    expect(caught).toMatchObject({ name: 'InvalidWireResponse', path, expectation: expect.stringContaining(expectation) })
    expect((caught as Error).message).toMatch(`The server's response is not one that HTTP could carry: ${path} must be ${expectation}`)
  })

  it('does not get into a fetch', () => {
    const userAgent = createUserAgent(profiles.spec)
    expect(() => simulate(userAgent, request(`${app}/x`), () => answer(200, { 'x-a': '\r\n' }), 0)).toThrow(
      InvalidWireResponse,
    )
  })
})
