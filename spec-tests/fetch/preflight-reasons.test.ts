import { describe, expect, it } from 'vitest'
import { needsPreflight, type PreflightReason } from '../../src/fetch/needs-preflight'
import { profiles } from '../../src/profile/profile'
import { answer, api, app, request, run } from './kit'

const header = (headerName: string, why: string): object => ({ reason: 'header', headerName, why })

describe('the reasons why a request is not a simple one', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, headers: [string, string][], expected: object[]]>([
    ['a name that is on no list', [['X-A', '1']], [header('x-a', 'name-not-safelisted')]],
    ['a value of 129 bytes', [['Accept', 'a'.repeat(129)]], [header('accept', 'value-too-long')]],
    ['a byte that is not safe', [['Accept', 'a(b']], [header('accept', 'unsafe-byte')]],
    ['a language with a byte of no language', [['Accept-Language', 'en_US']], [header('accept-language', 'language-byte')]],
    ['a content type of no form', [['Content-Type', 'application/json']], [header('content-type', 'content-type')]],
    ['a range from the end', [['Range', 'bytes=-500']], [header('range', 'range')]],
    ['nine safe values of 128 bytes', Array.from({ length: 9 }, () => ['Accept', 'a'.repeat(128)]), [header('accept', 'total-too-long')]],
  ])('%s', (_, headers, expected) => {
    expect<readonly PreflightReason[]>(needsPreflight(request(`${api}/`, { headers }))).toEqual(expected)
  })

  it('are those of a browser where its profile is given', () => {
    const hinting = request(`${api}/`, { headers: { DPR: '2' } })
    expect(needsPreflight(hinting, profiles.chromium)).toEqual([])
    expect(needsPreflight(hinting)).toEqual([header('dpr', 'name-not-safelisted')])
  })

  it('name a header that a redirect took off, where an engine still counts it', () => {
    const redirected = { ...request(`${api}/`), removedHeaderNames: ['authorization'] }
    expect(needsPreflight(redirected, profiles.firefox)).toEqual([
      header('authorization', 'removed-by-redirect'),
    ])
  })
})

describe('evidence', () => {
  it.each([
    ['ftp://user:hidden@example.com/', 'http-redirect-fetch/scheme-not-http'],
    ['https://user:hidden@example.com/', 'http-redirect-fetch/cross-origin-credentials'],
  ])('has no password of Location: %s', (location, step) => {
    const { response } = run(request(`${app}/x`), () => answer(302, { location }))
    expect(response).toMatchObject({ type: 'error', reason: { step } })
    expect(JSON.stringify(response)).not.toContain('hidden')
  })
})
