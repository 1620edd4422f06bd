import { describe, expect, it } from 'vitest'
import { profiles } from '../../src/profile/profile'
import { answer, api, app, header, request, run } from './kit'
import { agree, headersOf, travel } from './traffic'

const bodyHeaders = {
  'content-type': 'text/plain',
  'content-language': 'en',
  'content-location': '/',
  'content-encoding': 'gzip',
}

describe('what a redirect takes off a request', () => {
  // biome-ignore format: a table, one row a line
  it.each<[status: number, method: string, method2: string, keeps: boolean]>([
    [301, 'GET', 'GET', true],
    [302, 'GET', 'GET', true],
    [303, 'GET', 'GET', true],
    [303, 'HEAD', 'HEAD', true],
    [301, 'POST', 'GET', false],
    [302, 'POST', 'GET', false],
    [303, 'POST', 'GET', false],
    [303, 'PUT', 'GET', false],
    [303, 'get', 'GET', true],
    [301, 'PUT', 'PUT', true],
    [302, 'DELETE', 'DELETE', true],
    [307, 'POST', 'POST', true],
    [308, 'PUT', 'PUT', true],
  ])('%i of %s: %s, headers of the body stay: %j', (status, method, method2, keeps) => {
    const { sent } = travel([`${app}/1`, `${app}/2`], { method, headers: bodyHeaders }, { status })
    expect(sent[1]?.method).toBe(method2)
    const names = Object.keys(headersOf(sent[1])).filter((name) => name in bodyHeaders)
    expect(names).toEqual(keeps ? Object.keys(bodyHeaders) : [])
  })

  it('is no change of method where it was a GET already, which WebKitGTK would tell by the Origin', () => {
    const { sent } = travel([`${app}/1`, `${app}/2`], {}, { status: 303, profile: profiles.webkitgtk })
    expect(header(sent[1], 'origin')).toBeNull()
  })

  it('is Authorization, wherever it leads next', () => {
    const { sent } = travel([`${app}/1`, `${api}/2`, `${app}/3`], {
      headers: { authorization: 'x', 'x-a': '1' },
    })
    const actual = sent.filter(({ method }) => method === 'GET')
    expect(actual.map((wire) => header(wire, 'authorization'))).toEqual(['x', null, null])
    expect(actual.map((wire) => header(wire, 'x-a'))).toEqual(['1', '1', '1'])
  })
})

describe('a navigation that handles redirects itself', () => {
  it('is given the redirect as it came, to make a new request of', () => {
    const { response, sent } = run(
      request(`${api}/1`, { mode: 'navigate', destination: 'document', redirect: 'manual' }),
      (wire) => agree(wire, 302, { location: '/2' }),
    )
    expect(sent).toHaveLength(1)
    expect(response).toMatchObject({ type: 'basic', status: 302 })
    expect(response).toHaveProperty('headerList', expect.arrayContaining([{ name: 'location', value: '/2' }]))
  })
})

describe('a request of nobody', () => {
  it('has a preflight like any other, and keeps what it learns apart from that of pages', () => {
    const ofNobody = { ...request(`${api}/x`, { method: 'PUT' }), client: null }
    const first = run(ofNobody, agree)
    expect(first.sent).toHaveLength(2)
    expect(run(ofNobody, agree, { userAgent: first.userAgent }).sent).toHaveLength(1)
    const ofPage = request(`${api}/x`, { method: 'PUT' })
    expect(
      run(ofPage, () => answer(500), { userAgent: first.userAgent }).sent.map(({ method }) => method),
    ).toEqual(['OPTIONS'])
  })
})
