import { describe, expect, it } from 'vitest'
import type { WireResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import { parseURL } from '../../../src/origin/url-record'
import { answer, chain } from '../../../src/servers/middleware'
import { type RsCorsOptions, rsCors, rsCorsVersion } from '../../../src/servers/rs-cors'
import { replay } from '../replay'
import { ours } from './cases'

describe('rs/cors as recorded from its public source', () => {
  replay(new URL('rs-cors.recording.json', import.meta.url), rsCorsVersion, ours)
})

function send(
  options: RsCorsOptions,
  method: string,
  headers: Readonly<Record<string, string>>,
): WireResponse {
  const url = parseURL('https://api.example.com/')
  if (url === null) throw new Error('no URL')
  const headerList = Object.entries(headers).map(([name, value]) => ({ name, value }))
  return chain(rsCors(options), () => answer(200))({ method, url, headerList, body: null })
}

const header = (response: WireResponse, name: string): string | null => getHeader(response.headerList, name)
const origin = (response: WireResponse): string | null => header(response, 'access-control-allow-origin')

describe('what surprises in it', () => {
  it.each<[string, RsCorsOptions, string, string | null]>([
    ['everybody where no origin is given', {}, 'https://evil.org', '*'],
    [
      'everybody with credentials, which no browser takes',
      { AllowCredentials: true },
      'https://evil.org',
      '*',
    ],
    [
      'a star stands for dots too',
      { AllowedOrigins: ['https://*.a.com'] },
      'https://x.y.a.com',
      'https://x.y.a.com',
    ],
    [
      'a star at the end',
      { AllowedOrigins: ['https://a.com*'] },
      'https://a.com.evil.org',
      'https://a.com.evil.org',
    ],
    ['only the first star is one', { AllowedOrigins: ['https://*.*.com'] }, 'https://x.a.com', null],
    [
      'both ends of a pattern need their own letters',
      { AllowedOrigins: ['https://aa*aa.com'] },
      'https://aa.com',
      null,
    ],
    ['in any case', { AllowedOrigins: ['https://A.com'] }, 'https://a.com', 'https://a.com'],
    [
      'a function instead of the list',
      { AllowedOrigins: ['*'], AllowOriginFunc: () => false },
      'https://a.com',
      null,
    ],
  ])('%s', (_, options, from, expected) => {
    expect(origin(send(options, 'GET', { origin: from }))).toBe(expected)
  })

  it.each<[string, string, RsCorsOptions, boolean]>([
    ['authorization is not among the defaults', 'authorization', {}, false],
    ['content-type is', 'content-type', {}, true],
    ['names have to be in lower case', 'X-A', { AllowedHeaders: ['X-A'] }, false],
    ['and in order', 'x-b,x-a', { AllowedHeaders: ['X-A', 'X-B'] }, false],
    ['as browsers send them', 'x-a,x-b', { AllowedHeaders: ['X-A', 'X-B'] }, true],
  ])('%s', (_, names, options, allowed) => {
    const response = send(options, 'OPTIONS', {
      origin: 'https://a.com',
      'access-control-request-method': 'GET',
      'access-control-request-headers': names,
    })
    expect([response.status, origin(response)]).toEqual([204, allowed ? '*' : null])
    expect(header(response, 'access-control-allow-headers')).toBe(allowed ? names : null)
  })

  it('only the method that is asked for is named', () => {
    const asked = { origin: 'https://a.com', 'access-control-request-method': 'PUT' }
    const response = send({ AllowedMethods: ['GET', 'PUT', 'DELETE'] }, 'OPTIONS', asked)
    expect(header(response, 'access-control-allow-methods')).toBe('PUT')
  })

  it('an answer to a method that is not allowed has no headers', () => {
    expect(origin(send({}, 'DELETE', { origin: 'https://a.com' }))).toBe(null)
  })
})
