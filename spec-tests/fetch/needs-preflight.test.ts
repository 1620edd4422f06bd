import { describe, expect, it } from 'vitest'
import type { CreateRequestInit } from '../../src/fetch/create-request'
import { needsPreflight, preflightHeaderNames, preflightNeeded } from '../../src/fetch/needs-preflight'
import type { RequestRecord } from '../../src/fetch/request'
import { type Profile, profiles } from '../../src/profile/profile'
import { api, request } from './kit'

const { spec, chromium, firefox, safari } = profiles

/** `flag`, methods, and header names with a colon. */
function why(made: RequestRecord, profile: Profile = spec): string {
  return needsPreflight(made, profile)
    .map((reason) => {
      if (reason.reason === 'method') return reason.method
      return reason.reason === 'header'
        ? `${reason.headerName}:`
        : reason.reason.replace('use-cors-preflight-', '')
    })
    .join(' ')
}

describe('why a request needs a preflight', () => {
  const longLanguage = { 'accept-language': 'a'.repeat(129) }
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<CreateRequestInit>, expected: string]>([
    ['a GET', {}, ''],
    ['HEAD', { method: 'HEAD' }, ''],
    ['POST', { method: 'POST', body: 'a' }, ''],
    ['PUT', { method: 'PUT' }, 'PUT'],
    ['OPTIONS', { method: 'OPTIONS' }, 'OPTIONS'],
    ['a method of its own', { method: 'gett' }, 'gett'],
    ['a header', { headers: { 'x-a': '1' } }, 'x-a:'],
    ['two headers', { headers: { 'x-b': '1', 'x-a': '1' } }, 'x-a: x-b:'],
    ['JSON', { method: 'POST', headers: { 'content-type': 'application/json' } }, 'content-type:'],
    ['a form', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, ''],
    ['a value that is too long', { headers: longLanguage }, 'accept-language:'],
    ['upload listeners', { method: 'POST', useCORSPreflight: true }, 'flag'],
    ['all at once', { method: 'PUT', useCORSPreflight: true, headers: { authorization: 'x', range: 'bytes=0-' } }, 'flag PUT authorization:'],
    ['what is not unsafe', { method: 'PUT', unsafeRequest: false, headers: { 'x-a': '' } }, ''],
    ['what is not unsafe, with upload listeners', { method: 'PUT', unsafeRequest: false, useCORSPreflight: true, headers: { 'x-a': '' } }, 'flag'],
  ])('%s', (_, init, expected) => {
    const made = request(`${api}/x`, init)
    expect(why(made)).toBe(expected)
    expect(preflightNeeded(spec, made, preflightHeaderNames(spec, made))).toBe(expected !== '')
  })

  it('upload listeners without a body are none in Chromium', () => {
    const listening = request(`${api}/x`, { method: 'POST', useCORSPreflight: true })
    expect([why(listening), why(listening, chromium)]).toEqual(['flag', ''])
    const uploading = request(`${api}/x`, { method: 'POST', useCORSPreflight: true, body: '' })
    expect(why(uploading, chromium)).toBe('flag')
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, removed: string[], init: Partial<CreateRequestInit>, spec: string, firefox: string, safari: string]>([
    ['nothing', [], {}, '', '', ''],
    ['Authorization', ['authorization'], {}, '', 'authorization:', 'authorization:'],
    ['Content-Type', ['content-type'], {}, '', 'content-type:', 'content-type:'],
    ['both', ['content-type', 'authorization'], {}, '', 'authorization: content-type:', 'authorization: content-type:'],
    ['Authorization, and a header is left', ['authorization'], { headers: { 'x-a': '' } }, 'x-a:', 'authorization: x-a:', 'authorization: x-a:'],
    ['one of the names that are left', ['x-a'], { headers: { 'x-a': '' } }, 'x-a:', 'x-a:', 'x-a:'],
    ['Authorization, of what is not unsafe', ['authorization'], { unsafeRequest: false }, '', '', ''],
  ])('what a redirect removed: %s', (_, removedHeaderNames, init, ...expected) => {
    const made = { ...request(`${api}/x`, init), removedHeaderNames }
    expect([spec, firefox, safari].map((profile) => why(made, profile))).toEqual(expected)
  })
})
