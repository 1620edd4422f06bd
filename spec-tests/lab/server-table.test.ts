import { describe, expect, it } from 'vitest'
import { parseRequest } from './request-parser'
import type { HeaderLine, ServerRule, WireAnswer } from './scenario'
import { sentHeaders, serializeAnswer, serverTable } from './server-table'

const answer = (body: string, changes: Partial<WireAnswer> = {}): WireAnswer => ({
  kind: 'answer',
  status: 200,
  reason: 'OK',
  headers: [],
  body,
  delay: 0,
  ...changes,
})
const url = 'https://api.example.com/a'

describe('the server table', () => {
  const rules: readonly ServerRule[] = [
    { method: '*', url, preflight: true, answers: [answer('preflight')] },
    { method: 'PUT', url, preflight: false, answers: [answer('one'), answer('two')] },
    { method: '*', url, preflight: 'any', answers: [answer('rest')] },
  ]
  const asked = (...requests: { method?: string; url?: string; preflight?: boolean }[]): unknown[] => {
    const table = serverTable(rules)
    return requests.map((request) => {
      const match = table.match({ method: 'GET', url, preflight: false, ...request })
      return match === null ? null : [match.rule, match.answer]
    })
  }
  it.each([
    { desc: 'the first rule that fits', requests: [{}], matches: [[2, 0]] },
    {
      desc: 'the n-th answer, then the last',
      requests: [{ method: 'PUT' }, { method: 'PUT' }, { method: 'PUT' }],
      matches: [
        [1, 0],
        [1, 1],
        [1, 1],
      ],
    },
    {
      desc: 'preflights apart',
      requests: [{ method: 'OPTIONS', preflight: true }, { method: 'OPTIONS' }],
      matches: [
        [0, 0],
        [2, 0],
      ],
    },
    { desc: 'methods by case', requests: [{ method: 'put' }], matches: [[2, 0]] },
    { desc: 'nothing for another query', requests: [{ url: `${url}?b` }], matches: [null] },
  ])('gives $desc', ({ requests, matches }) => expect(asked(...requests)).toEqual(matches))
  it('counts anew for each playing', () => {
    expect(asked({ method: 'PUT' })).toEqual([[1, 0]])
    expect(asked({ method: 'PUT' })).toEqual([[1, 0]])
  })
})

describe('the bytes of an answer', () => {
  const lines: readonly HeaderLine[] = [
    ['X-A ', ' \tone'],
    ['x-a', 'two'],
    ['Connection', 'keep-alive'],
  ]
  it('keep order, duplicates and spaces', () =>
    expect(serializeAnswer(answer('é', { headers: lines }), 'GET', null)).toBe(
      'HTTP/1.1 200 OK\r\nX-A :  \tone\r\nx-a: two\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\né',
    ))
  it.each([
    {
      desc: 'length and end to an answer',
      give: answer('abc'),
      added: ['Content-Length: 3', 'Connection: close'],
    },
    {
      desc: 'no length to one with chunks',
      give: answer('', { headers: [['Transfer-Encoding', 'chunked']] }),
      added: ['Transfer-Encoding: chunked', 'Connection: close'],
    },
    { desc: 'no length to 204', give: answer('', { status: 204 }), added: ['Connection: close'] },
    {
      desc: 'the handshake to 101',
      give: answer('', { status: 101 }),
      added: ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Accept: key'],
    },
  ])('add $desc', ({ give, added }) =>
    expect(sentHeaders(give, 'key').map((line) => line.join(': '))).toEqual(added),
  )
  it.each([
    { desc: 'HEAD', method: 'HEAD', status: 200 },
    { desc: 'status 304', method: 'GET', status: 304 },
  ])('end before the body for $desc', ({ method, status }) =>
    expect(serializeAnswer(answer('body', { status }), method, null)).toMatch(/\r\n\r\n$/),
  )
})

describe('reading a request', () => {
  const head = 'POST /a?b HTTP/1.1\r\nHost: a\r\nX-A: \t one \r\nx-a:two\r\n'
  it('keeps lines in order and trims values', () =>
    expect(parseRequest(`${head}\r\n`)?.request).toEqual({
      method: 'POST',
      target: '/a?b',
      headers: [
        ['host', 'a'],
        ['x-a', 'one'],
        ['x-a', 'two'],
      ],
      body: '',
    }))
  it.each([
    { desc: 'half a head', text: head, body: null, rest: null },
    { desc: 'half a body', text: `${head}Content-Length: 3\r\n\r\nab`, body: null, rest: null },
    {
      desc: 'a body and what follows',
      text: `${head}Content-Length: 3\r\n\r\nabcGET`,
      body: 'abc',
      rest: 'GET',
    },
    {
      desc: 'chunks',
      text: `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\nG`,
      body: 'abc',
      rest: 'G',
    },
    {
      desc: 'half the chunks',
      text: `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n`,
      body: null,
      rest: null,
    },
  ])('reads $desc', ({ text, body, rest }) => {
    const parsed = parseRequest(text)
    expect(parsed === null ? null : parsed.request.body).toBe(body)
    expect(parsed === null ? null : parsed.rest).toBe(rest)
  })
})
