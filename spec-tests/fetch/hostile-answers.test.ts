/** Servers that mean ill, or nothing. Whatever they answer, a fetch ends, soon, and tells the page no more. */
import { describe, expect, it } from 'vitest'
import type { CreateRequestInit } from '../../src/fetch/create-request'
import type { Handler } from '../../src/fetch/exchange-state'
import type { WireResponse } from '../../src/fetch/response'
import { getHeader } from '../../src/http/header-list'
import { profiles } from '../../src/profile/profile'
import { allow, answer, api, app, other, request, run } from './kit'
import { agree } from './traffic'

const url = `${api}/x`
const isPreflight: (wire: Parameters<Handler>[0]) => boolean = ({ headerList }) =>
  getHeader(headerList, 'access-control-request-method') !== null

/**
 * Does the work. That it comes to an end is the test: at these sizes, anything quadratic runs into the test's
 * time-out, while what is linear is done within a second or a few, however busy the machine is.
 */
function ends(work: () => unknown): boolean {
  return work() !== undefined
}

describe('endless redirects', () => {
  let n = 0
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, location: () => string, requests: number, preflights: number]>([
    ['to itself', {}, () => url, 21, 0],
    ['to itself, without a word', {}, () => '', 21, 0],
    ['ever onwards', {}, () => `/${n++}`, 21, 0],
    ['to a fragment', {}, () => `#${n++}`, 21, 0],
    ['with a preflight each', { method: 'PUT' }, () => `/${n++}`, 21, 21],
    ['to and fro between two origins', { headers: { 'x-a': '' } }, () => (n++ % 2 === 0 ? `${other}/${n}` : `${api}/${n}`), 21, 21],
    ['of a navigation', { mode: 'navigate' }, () => `${other}/${n++}`, 21, 0],
    ['of an image', { mode: 'no-cors' }, () => `${other}/${n++}`, 21, 0],
    ['on to a longer and longer URL', {}, () => `${'/x'.repeat(n++)}?`, 21, 0],
  ])('%s', (_, init, location, requests, preflights) => {
    const { sent, refused } = run(request(url, init), (wire) =>
      isPreflight(wire) ? agree(wire) : agree(wire, 307, { location: location() }),
    )
    expect(refused).toBe('http-redirect-fetch/too-many-redirects')
    expect(sent.filter(isPreflight)).toHaveLength(preflights)
    expect(sent.filter((wire) => !isPreflight(wire))).toHaveLength(requests)
  })

  it('with a 421 before each answer is over after twice as many', () => {
    const tried = new Set<string>()
    const { sent, refused } = run(request(url, { method: 'PUT' }), (wire) => {
      const what = `${wire.method} ${wire.url.href}`
      if (!tried.has(what)) {
        tried.add(what)
        return answer(421)
      }
      return isPreflight(wire) ? agree(wire) : agree(wire, 307, { location: `/${n++}` })
    })
    expect(refused).toBe('http-redirect-fetch/too-many-redirects')
    expect(sent).toHaveLength(84)
  })

  it('nothing but 421 is an answer, at last', () => {
    const { sent, response } = run(request(url), (wire) => agree(wire, 421))
    expect(sent).toHaveLength(2)
    expect(response).toMatchObject({ type: 'cors', status: 421 })
  })
})

describe('ten megabytes of headers', () => {
  const megabytes = 10_000_000
  const many = Array.from(
    { length: 100_000 },
    (_, i) => [`x-${i % 5000}`, 'v'.repeat(90)] as [string, string],
  )
  const long = 'a'.repeat(megabytes)
  const tokens = 'abcdefghi,'.repeat(megabytes / 10)
  const commas = ','.repeat(megabytes)
  /** Enough for what is quadratic to take longer than a test may, and not for ever. */
  const spaces = ' '.repeat(600_000)
  const ACAO: [string, string] = ['access-control-allow-origin', '*']

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, headers: readonly (readonly [string, string])[]]>([
    ['of as many names', {}, [ACAO, ...many]],
    ['of as many names, all exposed', {}, [ACAO, ...many, ['access-control-expose-headers', '*']]],
    ['of one origin', {}, [['access-control-allow-origin', long]]],
    ['of many origins', {}, Array.from({ length: 100_000 }, () => ['access-control-allow-origin', 'v'.repeat(90)] as const)],
    ['of exposed names', {}, [ACAO, ['access-control-expose-headers', tokens]]],
    ['of exposed names, each with a header', {}, [ACAO, ['access-control-expose-headers', Array.from({ length: 20_000 }, (_, i) => `x-${i}`).join()], ...Array.from({ length: 20_000 }, (_, i) => [`x-${i}`, ''] as const)]],
    ['of commas', {}, [ACAO, ['access-control-expose-headers', commas]]],
    ['of spaces within', {}, [ACAO, ['access-control-expose-headers', `a${' '.repeat(megabytes)}b`]]],
    ['of a Content-Type', { destination: 'script' }, [ACAO, ['content-type', `${long}/x`]]],
    ['of many Content-Types', { destination: 'script' }, [ACAO, ['content-type', 'a/b,'.repeat(megabytes / 40)]]],
    ['of nosniff', { destination: 'script' }, [ACAO, ['x-content-type-options', commas]]],
    ['of a referrer policy', {}, [ACAO, ['referrer-policy', commas], ['location', '/y']]],
    ['of spaces in a referrer policy', {}, [ACAO, ['referrer-policy', `x${spaces}x`], ['location', '/y']]],
  ])('%s', (_, init, headers) => {
    const response = answer(getStatus(headers), headers)
    const made = request(url, init)
    expect(ends(() => run(made, ({ url: to }) => (to.path === '/x' ? response : agree({ ...made, method: 'GET', url: to, headerList: [] }))))).toBe(true)
  })

  function getStatus(headers: readonly (readonly [string, string])[]): number {
    return headers.some(([name]) => name === 'location') ? 302 : 200
  }

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, headers: { [name: string]: string }]>([
    ['of methods', { 'access-control-allow-methods': tokens }],
    ['of header names', { 'access-control-allow-headers': tokens }],
    ['of header names in upper case', { 'access-control-allow-headers': tokens.toUpperCase() }],
    ['of header names, each another one', { 'access-control-allow-headers': `x-a,${Array.from({ length: 100_000 }, (_, i) => `x-${i}`).join()}` }],
    ['of methods, each another one', { 'access-control-allow-methods': `PUT,${Array.from({ length: 100_000 }, (_, i) => `M${i}`).join()}`, 'access-control-allow-headers': 'x-a' }],
    ['of digits', { 'access-control-allow-methods': 'PUT', 'access-control-max-age': '9'.repeat(megabytes) }],
    ['of digits and a letter', { 'access-control-allow-methods': 'PUT', 'access-control-max-age': `${'9'.repeat(megabytes)}x` }],
  ])('to a preflight, %s', (_, headers) => {
    const response = answer(204, { ...allow, ...headers })
    const made = request(url, { method: 'PUT', headers: { 'x-a': '' } })
    expect(ends(() => run(made, (wire) => (isPreflight(wire) ? response : agree(wire))))).toBe(true)
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, header: [name: string, value: string]]>([
    ['within a value', ['x-a', ` a${spaces}b`]],
    ['within a name', [`a${spaces}b `, '']],
  ])('of spaces %s', (_, header) => {
    const made = request(`${app}/x`)
    expect(ends(() => run(made, () => answer(200, [header]), { profile: profiles.chromium }))).toBe(true)
  })

  it('of spaces in a header of the page', () => {
    expect(ends(() => request(url, { headers: { 'x-a': `a${spaces}b` } }))).toBe(true)
  })

  it('of a Location', () => {
    const made = request(url)
    const response = answer(302, {
      'access-control-allow-origin': '*',
      location: `/${'\xe4'.repeat(300_000)}`,
    })
    expect(ends(() => run(made, ({ url: to }) => (to.path === '/x' ? response : answer(200))))).toBe(true)
  })
})

describe('answers that are no answer', () => {
  const strange: readonly (readonly [string, WireResponse])[] = [
    ['status 0', answer(0, allow)],
    ['status 99', answer(99, allow)],
    ['status 100', answer(100, allow)],
    ['status 101', answer(101, allow)],
    ['status 999', answer(999, allow)],
    ['a switch of protocols that redirects', answer(101, { ...allow, location: '/y' })],
    ['a redirect that is none', answer(304, { ...allow, location: '/y' })],
    ['a redirect of old', answer(300, { ...allow, location: '/y' })],
    ['a stream', { ...answer(200, allow), body: { kind: 'stream', ref: 1 } }],
  ]
  it.each(strange)('%s settles, for every engine, alike', (_, response) => {
    const types = Object.values(profiles).map(
      (profile) => run(request(url), () => response, { profile }).response,
    )
    for (const settled of types) {
      expect(settled).toMatchObject({ type: 'cors', status: response.status })
    }
  })

  it('header names of objects are as good as any', () => {
    const names: [string, string][] = [
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c'],
    ]
    const { response } = run(request(`${app}/x`), () => answer(200, names))
    expect(response).toMatchObject({
      headerList: [
        { name: '__proto__', value: 'a' },
        { name: 'constructor', value: 'b' },
        { name: 'tostring', value: 'c' },
      ],
    })
    expect(Object.prototype).not.toHaveProperty('a')
  })
})
