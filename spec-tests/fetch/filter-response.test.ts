import { describe, expect, it } from 'vitest'
import type { CreateRequestInit } from '../../src/fetch/create-request'
import type { ResponseRecord } from '../../src/fetch/response'
import { answer, api, app, type Lines, other, request, run, server } from './kit'

const EXPOSE = 'access-control-expose-headers'

function names(response: ResponseRecord): string {
  if (response.type === 'error') throw new Error(response.reason.step)
  return response.headerList.map(({ name }) => name).join(' ')
}

describe('what a page may read across origins', () => {
  const everything: Lines = {
    'cache-control': '',
    'content-language': '',
    'content-length': '',
    'content-type': '',
    expires: '',
    'last-modified': '',
    pragma: '',
    date: '',
    etag: '',
    'set-cookie': 'a=1',
    'set-cookie2': 'b=1',
    'x-a': '',
    __proto__name: '',
    constructor: '',
  }
  const safelisted = 'cache-control content-language content-length content-type expires last-modified pragma'

  function readable(exposed: readonly string[], init: Partial<CreateRequestInit> = {}): string {
    const { response } = run(request(`${api}/x`, init), () =>
      answer(200, [
        ...Object.entries(everything),
        ['access-control-allow-origin', init.credentials === 'include' ? app : '*'],
        ['access-control-allow-credentials', 'true'],
        ...exposed.map((value) => [EXPOSE, value] as [string, string]),
      ]),
    )
    const told = names(response)
    return told.startsWith(safelisted) ? told.slice(safelisted.length).trim() : `not all safelisted: ${told}`
  }

  const include = { credentials: 'include' } as const
  const all =
    'date etag x-a __proto__name constructor access-control-allow-origin access-control-allow-credentials'
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, exposed: readonly string[], init: Partial<CreateRequestInit>, expected: string]>([
    ['nothing else by itself', [], {}, ''],
    ['what is listed', ['X-A, ETag'], {}, 'etag x-a'],
    ['what is listed on two lines', ['x-a', 'etag'], {}, 'etag x-a'],
    ['what is listed, with credentials', ['x-a'], include, 'x-a'],
    ['what is not there is no matter', ['x-z'], {}, ''],
    ['a cookie never', ['set-cookie, set-cookie2, Set-Cookie'], {}, ''],
    ['everything by *, but for cookies', ['*'], {}, `${all} ${EXPOSE}`],
    ['everything by * among others', ['x-a, *'], {}, `${all} ${EXPOSE}`],
    ['everything by *, under same-origin', ['*'], { credentials: 'same-origin' }, `${all} ${EXPOSE}`],
    ['* with credentials is a name', ['*'], include, ''],
    ['* with credentials does not spoil the others', ['*, x-a'], include, 'x-a'],
    ['a list that is none exposes nothing', ['x-a etag'], {}, ''],
    ['nor does a good line beside a bad one', ['x-a', '"etag"'], {}, ''],
    ['an empty list', [''], {}, ''],
    ['names of objects', ['constructor, toString'], {}, 'constructor'],
  ])('%s', (_, exposed, init, expected) => expect(readable(exposed, init)).toBe(expected))

  it('keeps the order and the lines of what may be read', () => {
    const { response } = run(request(`${api}/x`), () =>
      answer(200, [
        ['x-a', '1'],
        ['access-control-allow-origin', '*'],
        ['pragma', '2'],
        ['x-a', '3'],
        [EXPOSE, 'x-a'],
      ]),
    )
    expect(response).toMatchObject({
      headerList: [
        { name: 'x-a', value: '1' },
        { name: 'pragma', value: '2' },
        { name: 'x-a', value: '3' },
      ],
    })
  })
})

describe('the filtered responses', () => {
  const response = answer(
    418,
    { 'access-control-allow-origin': '*', 'set-cookie': 'a=1', 'x-a': '1', location: '/y' },
    'body',
  )
  const teapot = { ...response, statusText: 'I am a teapot' }
  const body = { kind: 'bytes', bytes: 'body' }

  it('basic: all but cookies', () => {
    expect(run(request(`${app}/x`), () => teapot).response).toEqual({
      type: 'basic',
      status: 418,
      statusText: 'I am a teapot',
      headerList: [
        { name: 'access-control-allow-origin', value: '*' },
        { name: 'x-a', value: '1' },
        { name: 'location', value: '/y' },
      ],
      urlList: [expect.objectContaining({ href: `${app}/x` })],
      body,
      internalResponse: teapot,
    })
  })

  it('cors', () => {
    expect(run(request(`${api}/x`), () => teapot).response).toEqual({
      type: 'cors',
      status: 418,
      statusText: 'I am a teapot',
      headerList: [],
      urlList: [expect.objectContaining({ href: `${api}/x` })],
      body,
      internalResponse: teapot,
    })
  })

  it('opaque: nothing, not even where it came from', () => {
    expect(run(request(`${other}/x`, { mode: 'no-cors' }), () => teapot).response).toEqual({
      type: 'opaque',
      status: 0,
      statusText: '',
      headerList: [],
      urlList: [],
      body: null,
      internalResponse: teapot,
    })
  })

  it('opaqueredirect: nothing but where it was asked for', () => {
    const redirect = answer(301, { location: '/y', 'set-cookie': 'a=1' }, 'body')
    expect(run(request(`${app}/x`, { redirect: 'manual' }), () => redirect).response).toEqual({
      type: 'opaqueredirect',
      status: 0,
      statusText: '',
      headerList: [],
      urlList: [expect.objectContaining({ href: `${app}/x` })],
      body: null,
      internalResponse: redirect,
    })
  })

  it('opaqueredirect across origins needs the CORS check', () => {
    const redirect = answer(301, { location: '/y', 'access-control-allow-origin': '*' })
    expect(run(request(`${api}/x`, { redirect: 'manual' }), () => redirect).response.type).toBe(
      'opaqueredirect',
    )
  })

  it('a redirect status without Location is opaque under manual all the same', () => {
    const { response: manual } = run(request(`${app}/x`, { redirect: 'manual' }), () => answer(302))
    expect(manual.type).toBe('opaqueredirect')
  })

  // biome-ignore format: a table, one row a line
  it.each<[status: number, method: string, hasBody: boolean]>([
    [200, 'GET', true],
    [200, 'HEAD', false],
    [404, 'HEAD', false],
    [101, 'GET', false],
    [103, 'GET', false],
    [204, 'GET', false],
    [205, 'GET', false],
    [304, 'GET', false],
    [206, 'GET', true],
    [300, 'GET', true],
    [404, 'GET', true],
    [200, 'OPTIONS', true],
  ])('the body of %i to %s', (status, method, hasBody) => {
    const handler = () => answer(status, {}, 'body')
    const { response: own } = run(request(`${app}/x`, { method }), handler)
    expect(own).toMatchObject({ type: 'basic', status, body: hasBody ? body : null })
  })

  it('says through which URLs it came, the last one last', () => {
    const routes = {
      [`${app}/1`]: answer(302, { location: `${api}/2#f` }),
      [`${api}/2#f`]: answer(200, { 'access-control-allow-origin': '*' }),
    }
    expect(run(request(`${app}/1`), server(routes)).response).toMatchObject({
      urlList: [{ href: `${app}/1` }, { href: `${api}/2#f` }],
    })
  })
})
