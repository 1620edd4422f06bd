import { describe, expect, it } from 'vitest'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { answer, api, app, lines, other, request, run, server } from './kit'

const CORP = 'cross-origin-resource-policy'

function check(
  url: string,
  policy: string | readonly string[] | null,
  client: CreateClientInit | string = app,
  init: Partial<CreateRequestInit> = {},
) {
  const values = policy === null ? [] : typeof policy === 'string' ? [policy] : policy
  return run(request(url, { mode: 'no-cors', client: createClient(client), ...init }), () =>
    answer(
      200,
      values.map((value) => [CORP, value] as const),
    ),
  ).refused
}

describe('cross-origin resource policy check', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, policy: string | readonly string[] | null, refused: string | null]>([
    ['none', `${other}/x`, null, null],
    ['cross-origin', `${other}/x`, 'cross-origin', null],
    ['same-site to another site', `${other}/x`, 'same-site', 'corp-check/same-site'],
    ['same-site to the site', `${api}/x`, 'same-site', null],
    ['same-origin to another site', `${other}/x`, 'same-origin', 'corp-check/same-origin'],
    ['same-origin to the site', `${api}/x`, 'same-origin', 'corp-check/same-origin'],
    ['same-origin to the own origin is not looked at', `${app}/x`, 'same-origin', null],
    ['upper case is no policy', `${other}/x`, 'Same-Origin', null],
    ['an empty one is none', `${other}/x`, '', null],
    ['a word that is none', `${other}/x`, 'none', null],
    ['two of them are none', `${other}/x`, ['same-origin', 'same-origin'], null],
    ['two in one line are none', `${other}/x`, 'same-origin, same-origin', null],
  ])('%s', (_, url, policy, refused) => expect(check(url, policy)).toBe(refused))

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, client: CreateClientInit | string, refused: string | null]>([
    ['an insecure page and a secure response', `${api}/x`, 'http://app.example.com/', 'corp-check/same-site'],
    ['an insecure page and an insecure response', 'http://api.example.com/x', 'http://app.example.com/', null],
    ['a secure page and an insecure response', 'http://localhost:4000/x', 'https://localhost/', null],
    ['a page without origin', `${api}/x`, { url: app, origin: newOpaqueOrigin(createUserAgent(profiles.spec)).origin }, 'corp-check/same-site'],
  ])('same-site: %s', (_, url, client, refused) => expect(check(url, 'same-site', client)).toBe(refused))

  it('is not made under cors, nor on a navigation', () => {
    const withACAO = answer(200, { 'access-control-allow-origin': '*', [CORP]: 'same-origin' })
    expect(run(request(`${other}/x`), () => withACAO).refused).toBeNull()
    expect(run(request(`${other}/x`, { mode: 'navigate' }), () => withACAO).refused).toBeNull()
  })

  it('is made on a redirect, too', () => {
    const { refused, sent } = run(
      request(`${other}/1`, { mode: 'no-cors' }),
      server({ [`${other}/1`]: answer(302, { location: '/2', [CORP]: 'same-origin' }) }),
    )
    expect(lines(sent)).toEqual([`GET ${other}/1`])
    expect(refused).toBe('corp-check/same-origin')
  })

  it('is of the URL the response came from', () => {
    const routes = {
      [`${app}/1`]: answer(302, { location: `${other}/2`, [CORP]: 'same-origin' }),
      [`${other}/2`]: answer(302, { location: `${app}/3` }),
      [`${app}/3`]: answer(200, { [CORP]: 'same-origin' }),
    }
    expect(run(request(`${app}/1`, { mode: 'no-cors' }), server(routes)).response.type).toBe('opaque')
  })

  it('says what it saw', () => {
    const { response } = run(request(`${other}/x`, { mode: 'no-cors' }), () =>
      answer(200, { [CORP]: 'same-site' }),
    )
    expect(response).toMatchObject({
      reason: {
        step: 'corp-check/same-site',
        evidence: { header: CORP, expected: 'cross-origin', actual: 'same-site' },
      },
    })
    const { response: own } = run(request(`${other}/x`, { mode: 'no-cors' }), () =>
      answer(200, { [CORP]: 'same-origin' }),
    )
    expect(own).toMatchObject({
      reason: {
        step: 'corp-check/same-origin',
        evidence: { header: CORP, expected: 'cross-origin', actual: 'same-origin' },
      },
    })
  })
})

describe('and the embedder policy', () => {
  const page = (embedderPolicy: 'unsafe-none' | 'credentialless' | 'require-corp'): CreateClientInit => ({
    url: `${app}/`,
    embedderPolicy,
  })
  const include = { credentials: 'include' } as const
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, policy: string | null, client: CreateClientInit, init: Partial<CreateRequestInit>, refused: string | null]>([
    ['require-corp and none', `${other}/x`, null, page('require-corp'), {}, 'corp-check/embedder-policy'],
    ['require-corp and nonsense', `${other}/x`, 'any', page('require-corp'), {}, 'corp-check/embedder-policy'],
    ['require-corp and cross-origin', `${other}/x`, 'cross-origin', page('require-corp'), {}, null],
    ['require-corp and same-site', `${api}/x`, 'same-site', page('require-corp'), {}, null],
    ['require-corp and same-origin', `${api}/x`, 'same-origin', page('require-corp'), {}, 'corp-check/same-origin'],
    ['credentialless and none, with credentials taken off', `${other}/x`, null, page('credentialless'), include, null],
    ['credentialless and none, without credentials', `${other}/x`, null, page('credentialless'), { credentials: 'omit' }, null],
    ['credentialless and same-site', `${other}/x`, 'same-site', page('credentialless'), include, 'corp-check/same-site'],
    ['unsafe-none and none', `${other}/x`, null, page('unsafe-none'), include, null],
  ])('%s', (_, url, policy, client, init, refused) => expect(check(url, policy, client, init)).toBe(refused))

  it('require-corp allows the way back to the own origin', () => {
    const routes = {
      [`${other}/1`]: answer(302, { location: `${app}/2`, [CORP]: 'cross-origin' }),
      [`${app}/2`]: answer(200),
    }
    const made = request(`${other}/1`, { mode: 'no-cors', client: createClient(page('require-corp')) })
    expect(run(made, server(routes)).response.type).toBe('opaque')
  })

  it('is nobody’s, where nobody embeds', () => {
    const made = { ...request(`${other}/x`, { mode: 'no-cors' }), client: null }
    expect(run(made, () => answer(200)).refused).toBeNull()
  })

  it('says which policy it was', () => {
    const made = request(`${other}/x`, { mode: 'no-cors', client: createClient(page('require-corp')) })
    expect(run(made, () => answer(200)).response).toMatchObject({
      reason: {
        step: 'corp-check/embedder-policy',
        evidence: { header: CORP, expected: 'cross-origin', actual: null, subject: 'require-corp' },
      },
    })
  })
})
