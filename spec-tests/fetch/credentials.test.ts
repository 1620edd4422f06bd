import { describe, expect, it } from 'vitest'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { embedderPolicyAllowsCredentials, includeCredentials } from '../../src/fetch/credentials'
import { replay } from '../../src/fetch/replay'
import type { CredentialsMode, RequestRecord, ResponseTainting } from '../../src/fetch/request'
import { simulate } from '../../src/fetch/simulate'
import { parseURL } from '../../src/origin/url-record'
import { profiles } from '../../src/profile/profile'
import { createTraceLog } from '../../src/spec/trace'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { api, app, other, request } from './kit'
import { agree } from './traffic'

describe('whether credentials are included', () => {
  it.each<[CredentialsMode, ResponseTainting, boolean]>([
    ['omit', 'basic', false],
    ['omit', 'cors', false],
    ['omit', 'opaque', false],
    ['same-origin', 'basic', true],
    ['same-origin', 'cors', false],
    ['same-origin', 'opaque', false],
    ['include', 'basic', true],
    ['include', 'cors', true],
    ['include', 'opaque', true],
  ])('%s, tainting %s', (credentials, responseTainting, expected) => {
    expect(
      includeCredentials(profiles.spec, { ...request(`${api}/x`, { credentials }), responseTainting }),
    ).toBe(expected)
  })
})

describe('Cross-Origin-Embedder-Policy and credentials', () => {
  const credentialless: CreateClientInit = { url: `${app}/`, embedderPolicy: 'credentialless' }
  const url = (href: string) => {
    const record = parseURL(href)
    if (record === null) throw new Error(href)
    return record
  }
  const led = (chain: readonly [string, ...string[]], init: Partial<CreateRequestInit>): RequestRecord => {
    const [first, ...rest] = chain
    return { ...request(first, init), urlList: [url(first), ...rest.map(url)] }
  }

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, chain: readonly [string, ...string[]], client: CreateClientInit, init: Partial<CreateRequestInit>, allowed: boolean]>([
    ['another origin, credentialless', [`${other}/x`], credentialless, { mode: 'no-cors' }, false],
    ['another origin, any other policy', [`${other}/x`], { url: app, embedderPolicy: 'require-corp' }, { mode: 'no-cors' }, true],
    ['another origin, no policy', [`${other}/x`], { url: app }, { mode: 'no-cors' }, true],
    ['under cors the server decides', [`${other}/x`], credentialless, { mode: 'cors' }, true],
    ['a navigation', [`${other}/x`], credentialless, { mode: 'navigate' }, true],
    ['the own origin', [`${app}/x`], credentialless, { mode: 'no-cors' }, true],
    ['the own origin, by way of itself', [`${app}/x`, `${app}/y`], credentialless, { mode: 'no-cors' }, true],
    ['the own origin, by way of another', [`${app}/1`, `${other}/x`, `${app}/y`], credentialless, { mode: 'no-cors' }, false],
    ['the own origin, by way of one of its site', [`${app}/1`, `${api}/x`, `${app}/y`], credentialless, { mode: 'no-cors' }, false],
    ['from the own origin to another', [`${app}/1`, `${other}/x`], credentialless, { mode: 'no-cors' }, false],
  ])('%s', (_, chain, client, init, allowed) => {
    const made = led(chain, { ...init, client: createClient(client), credentials: 'include' })
    expect(embedderPolicyAllowsCredentials(made)).toBe(allowed)
    expect(includeCredentials(profiles.spec, { ...made, responseTainting: 'opaque' })).toBe(allowed)
  })

  it('is not asked where nobody embeds', () => {
    expect(
      embedderPolicyAllowsCredentials({ ...led([`${other}/x`], { mode: 'no-cors' }), client: null }),
    ).toBe(true)
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, url: string, init: Partial<CreateRequestInit>, step: string]>([
    ['the own origin', `${app}/x`, {}, 'credentials-included'],
    ['another origin', `${api}/x`, {}, 'credentials-left-out'],
    ['another origin with include', `${api}/x`, { credentials: 'include' }, 'credentials-included'],
    ['the own origin with omit', `${app}/x`, { credentials: 'omit' }, 'credentials-left-out'],
    ['no-cors from a credentialless page', `${api}/x`, { mode: 'no-cors', credentials: 'include', client: createClient(credentialless) }, 'credentialless'],
    ['no-cors with omit from a credentialless page', `${api}/x`, { mode: 'no-cors', credentials: 'omit', client: createClient(credentialless) }, 'credentials-left-out'],
  ])('what a trace is told: %s', (_, href, init, step) => {
    const trace = createTraceLog()
    const made = request(href, init)
    replay(simulate(createUserAgent(profiles.spec), made, agree, 0).recording, trace)
    const told = trace.decisions.filter((decision) => decision.step.startsWith('http-network-or-cache-fetch/'))
    expect(told).toEqual([
      { step: `http-network-or-cache-fetch/${step}`, outcome: true, evidence: { subject: made.credentialsMode } },
    ])
  })
})
