import { describe, expect, it } from 'vitest'
import { resume, start } from '../../src/fetch/exchange'
import type { AwaitingResponse } from '../../src/fetch/exchange-state'
import type { Destination } from '../../src/fetch/request'
import { profiles } from '../../src/profile/profile'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { answer, app, type Lines, other, request, run } from './kit'

const scriptLike: readonly Destination[] = [
  'audioworklet',
  'paintworklet',
  'script',
  'serviceworker',
  'sharedworker',
  'worker',
]

function refusal(destination: Destination, headers: Lines, url = `${app}/x`) {
  return run(request(url, { destination, mode: 'no-cors' }), () => answer(200, headers)).refused
}

describe('blocked due to its MIME type', () => {
  it.each(scriptLike)('a %s', (destination) => {
    expect(refusal(destination, { 'content-type': 'image/png' })).toBe('main-fetch/mime-type')
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, type: string, blocked: boolean]>([
    ['audio', 'audio/ogg', true],
    ['an image', 'image/svg+xml', true],
    ['video', 'video/mp4', true],
    ['CSV', 'text/csv', true],
    ['CSV with parameters, in upper case', 'TEXT/CSV; header=present', true],
    ['JavaScript', 'text/javascript', false],
    ['what is no JavaScript, but no picture either', 'text/html', false],
    ['JSON', 'application/json', false],
    ['CSV in one word', 'text/csvx', false],
    ['a type that only begins like one', 'imagex/png', false],
    ['none that parses', 'image', false],
    ['the last of several counts', 'text/javascript, image/png', true],
    ['the last of several that parses', 'image/png, nonsense', true],
  ])('a script: %s', (_, type, blocked) => {
    expect(refusal('script', { 'content-type': type })).toBe(blocked ? 'main-fetch/mime-type' : null)
  })

  it.each<Destination>(['', 'image', 'style', 'document', 'json', 'xslt'])(
    'never for destination "%s"',
    (destination) => {
      expect(refusal(destination, { 'content-type': 'image/png' })).toBeNull()
    },
  )

  it('holds for opaque responses, and says what it saw', () => {
    const { response } = run(request(`${other}/x`, { destination: 'script', mode: 'no-cors' }), () =>
      answer(200, { 'content-type': 'text/csv;x=y' }),
    )
    expect(response).toMatchObject({
      type: 'error',
      reason: { step: 'main-fetch/mime-type', evidence: { header: 'content-type', actual: 'text/csv' } },
    })
  })
})

describe('blocked due to nosniff', () => {
  const nosniff = 'x-content-type-options'

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, destination: Destination, headers: Lines, refused: string | null]>([
    ['a script with a JavaScript type', 'script', { [nosniff]: 'nosniff', 'content-type': 'application/javascript' }, null],
    ['a script of type text/plain', 'script', { [nosniff]: 'nosniff', 'content-type': 'text/plain' }, 'main-fetch/nosniff-script'],
    ['a script of no type', 'script', { [nosniff]: 'nosniff' }, 'main-fetch/nosniff-script'],
    ['a worker of type text/plain', 'worker', { [nosniff]: 'nosniff', 'content-type': 'text/plain' }, 'main-fetch/nosniff-script'],
    ['a stylesheet of type text/css', 'style', { [nosniff]: 'nosniff', 'content-type': 'text/css;charset=utf-8' }, null],
    ['a stylesheet of type text/plain', 'style', { [nosniff]: 'nosniff', 'content-type': 'text/plain' }, 'main-fetch/nosniff-style'],
    ['a stylesheet of no type', 'style', { [nosniff]: 'nosniff' }, 'main-fetch/nosniff-style'],
    ['a stylesheet that is a script', 'style', { [nosniff]: 'nosniff', 'content-type': 'text/javascript' }, 'main-fetch/nosniff-style'],
    ['a script that is a stylesheet', 'script', { [nosniff]: 'nosniff', 'content-type': 'text/css' }, 'main-fetch/nosniff-script'],
    ['an image of type text/plain', 'image', { [nosniff]: 'nosniff', 'content-type': 'text/plain' }, null],
    ['a fetch of type text/plain', '', { [nosniff]: 'nosniff', 'content-type': 'text/plain' }, null],
    ['without the header', 'script', { 'content-type': 'text/plain' }, null],
    ['in upper case', 'script', { [nosniff]: 'NoSniff', 'content-type': 'text/plain' }, 'main-fetch/nosniff-script'],
    ['the first value counts', 'script', { [nosniff]: 'nosniff, x', 'content-type': 'text/plain' }, 'main-fetch/nosniff-script'],
    ['and only the first', 'script', { [nosniff]: 'x, nosniff', 'content-type': 'text/plain' }, null],
    ['an empty value', 'script', { [nosniff]: '', 'content-type': 'text/plain' }, null],
    ['an empty first value', 'script', { [nosniff]: ',nosniff', 'content-type': 'text/plain' }, null],
  ])('%s', (_, destination, headers, refused) => expect(refusal(destination, headers)).toBe(refused))

  it.each<[destination: Destination, type: string | null, expected: string]>([
    ['script', 'text/plain', 'text/javascript'],
    ['script', null, 'text/javascript'],
    ['style', 'text/plain', 'text/css'],
  ])('says of a %s of type %s what would have been right', (destination, actual, expected) => {
    const headers: [string, string][] = [[nosniff, 'nosniff']]
    if (actual !== null) headers.push(['content-type', actual])
    const { response } = run(request(`${app}/x`, { destination }), () => answer(200, headers))
    expect(response).toMatchObject({ reason: { evidence: { header: 'content-type', expected, actual } } })
  })

  it('comes after the MIME type', () => {
    expect(refusal('script', { [nosniff]: 'nosniff', 'content-type': 'image/png' })).toBe(
      'main-fetch/mime-type',
    )
  })
})

describe('a range that was not asked for', () => {
  /** A hand-made exchange: something between page and wire, such as a service worker, has added a Range. */
  function withRange(
    init: Parameters<typeof request>[1],
    status: number,
    ranges: { page: boolean; wire: boolean },
  ) {
    const userAgent = createUserAgent(profiles.spec)
    const headers = ranges.page ? { range: 'bytes=0-' } : {}
    const { exchange } = start(userAgent, request(`${other}/v`, { ...init, headers }), 0, null)
    if (exchange.state !== 'awaiting-response') throw new Error(exchange.state)
    const pending: AwaitingResponse = ranges.wire
      ? {
          ...exchange,
          send: {
            ...exchange.send,
            headerList: [...exchange.send.headerList, { name: 'range', value: 'bytes=0-' }],
          },
        }
      : exchange
    const response = answer(status, { 'access-control-allow-origin': '*' })
    const settled = resume(userAgent, pending, { kind: 'response', response, now: 0 }, null).exchange
    if (settled.state !== 'settled') throw new Error(settled.state)
    return settled.response.type === 'error' ? settled.response.reason : settled.response.type
  }

  const opaque = { mode: 'no-cors' } as const
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Parameters<typeof request>[1], status: number, ranges: { page: boolean; wire: boolean }, expected: unknown]>([
    ['206 to a range that the page did not ask for', opaque, 206, { page: false, wire: true }, { step: 'main-fetch/range-not-requested', evidence: { actual: '206' } }],
    ['416 likewise', opaque, 416, { page: false, wire: true }, { step: 'main-fetch/range-not-requested', evidence: { actual: '416' } }],
    ['200 is not part of anything', opaque, 200, { page: false, wire: true }, 'opaque'],
    ['206 to a range that the page asked for', opaque, 206, { page: true, wire: true }, 'opaque'],
    ['206 to no range at all', opaque, 206, { page: false, wire: false }, 'opaque'],
    ['206 that the page may read', {}, 206, { page: false, wire: true }, 'cors'],
  ])('%s', (_, init, status, ranges, expected) => expect(withRange(init, status, ranges)).toEqual(expected))
})
