import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Handler } from '../../../src/fetch/exchange-state'
import type { WireResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import { ConfigError } from '../../../src/infra/config-error'
import { parseURL } from '../../../src/origin/url-record'
import {
  type DjangoCorsSettings,
  type DjangoCorsVersion,
  djangoCors,
  djangoCorsVersions,
} from '../../../src/servers/django-cors-headers'
import { answer, chain, type Middleware } from '../../../src/servers/middleware'
import { type Answer, type Case, ours } from './cases'

/** Written by `record.mjs`, which says how. */
interface Recording {
  readonly commits: { readonly [version: string]: string }
  readonly cases: readonly {
    readonly given: Case
    readonly answered: readonly { readonly versions: readonly DjangoCorsVersion[]; readonly answer: Answer }[]
  }[]
}

const recording = JSON.parse(
  readFileSync(new URL('django-cors-headers.recording.json', import.meta.url), 'utf8'),
) as Recording

describe('django-cors-headers as recorded from its public source', () => {
  it('every version is recorded, with its commit', () => {
    expect(Object.keys(recording.commits)).toEqual(djangoCorsVersions)
    for (const commit of Object.values(recording.commits)) expect(commit).toMatch(/^[0-9a-f]{40}$/)
  })

  it.each(recording.cases.map(({ given, answered }, i) => [i, given, answered] as const))(
    'case %i has the recorded answer in every version',
    (_, given, answered) => {
      for (const { versions, answer: said } of answered) {
        for (const version of versions) {
          const [status, headers] = ours(given, version)
          expect([version, status, headers]).toEqual([version, ...said])
        }
      }
    },
  )

  it('hundreds of cases are there, and a hundred in which versions differ', () => {
    expect(recording.cases.length).toBeGreaterThan(250)
    expect(recording.cases.filter(({ answered }) => answered.length > 1).length).toBeGreaterThanOrEqual(100)
  })
})

function send(
  server: Handler,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): WireResponse {
  const url = parseURL(`https://api.example.com${path}`)
  if (url === null) throw new Error('no URL')
  const headerList = Object.entries(headers).map(([name, value]) => ({ name, value }))
  return server({ method, url, headerList, body: null })
}

const view: Handler = () => answer(200)
const origin = (response: WireResponse): string | null =>
  getHeader(response.headerList, 'access-control-allow-origin')

describe('what surprises in it', () => {
  it.each<[string, DjangoCorsSettings, string, boolean]>([
    [
      'everybody with credentials',
      { CORS_ALLOW_ALL_ORIGINS: true, CORS_ALLOW_CREDENTIALS: true },
      'https://evil.org',
      true,
    ],
    [
      'a pattern without an end',
      { CORS_ALLOWED_ORIGIN_REGEXES: ['^https://\\w+\\.a\\.com'] },
      'https://x.a.com.evil.org',
      true,
    ],
    [
      'a pattern that has one',
      { CORS_ALLOWED_ORIGIN_REGEXES: ['^https://\\w+\\.a\\.com$'] },
      'https://x.a.com.evil.org',
      false,
    ],
    ['a path behind the origin', { CORS_ALLOWED_ORIGINS: ['https://a.com/path'] }, 'https://a.com', true],
    ['a scheme in another case', { CORS_ALLOWED_ORIGINS: ['HTTPS://a.com'] }, 'https://a.com', true],
    ['a host in another case', { CORS_ALLOWED_ORIGINS: ['https://A.com'] }, 'https://a.com', false],
    [
      'a host without scheme lets in sandboxed frames and files',
      { CORS_ALLOWED_ORIGINS: ['a.com'] },
      'null',
      true,
    ],
    ['a string for a list does so too', { CORS_ALLOWED_ORIGINS: 'https://a.com' }, 'null', true],
  ])('%s', (_, settings, from, allowed) => {
    const response = send(chain(djangoCors(settings), view), 'GET', '/', { origin: from })
    expect(origin(response)).toBe(allowed ? from : null)
  })

  it('every answer varies by origin, also those without one', () => {
    const response = send(chain(djangoCors({}), view), 'GET', '/', {})
    expect(getHeader(response.headerList, 'vary')).toBe('origin')
  })

  it('a preflight of an origin that is not allowed is a 200 without headers', () => {
    const asked = { origin: 'https://evil.org', 'access-control-request-method': 'PUT' }
    const response = send(chain(djangoCors({}), view), 'OPTIONS', '/', asked)
    expect([response.status, origin(response)]).toEqual([200, null])
  })

  it('a layer above that redirects to the slash at the end does so to preflights, without headers', () => {
    const appendSlash: Middleware = (next) => (request) =>
      request.url.path.endsWith('/') ? next(request) : answer(301, { location: `${request.url.path}/` })
    const everybody = djangoCors({ CORS_ALLOW_ALL_ORIGINS: true })
    const asked = { origin: 'https://a.com', 'access-control-request-method': 'PUT' }
    const above = send(chain(appendSlash, everybody, view), 'OPTIONS', '/x', asked)
    const below = send(chain(everybody, appendSlash, view), 'OPTIONS', '/x', asked)
    expect([above.status, origin(above)]).toEqual([301, null])
    expect([below.status, origin(below)]).toEqual([200, '*'])
  })

  it.each<[DjangoCorsVersion, string | null]>([
    ['3.14.0', 'true'],
    ['4.0.0', 'true'],
    ['4.3.0', null],
  ])('%s tells an origin that is not allowed of credentials: %s', (version, expected) => {
    const server = chain(djangoCors({ CORS_ALLOW_CREDENTIALS: true }, { version }), view)
    const response = send(server, 'GET', '/', { origin: 'https://evil.org' })
    expect(getHeader(response.headerList, 'access-control-allow-credentials')).toBe(expected)
  })

  it.each<[string, () => unknown, string]>([
    [
      'a pattern that JavaScript cannot say',
      () => djangoCors({ CORS_URLS_REGEX: '(a)?(?(1)b)' }),
      'CORS_URLS_REGEX has a branch that depends',
    ],
    [
      'a version that is none',
      () => djangoCors({}, { version: '9' as DjangoCorsVersion }),
      'version is none that is known',
    ],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(ConfigError)
    expect(make).toThrow(message)
  })
})
