import { describe, expect, it } from 'vitest'
import { corsCheck } from '../../src/fetch/cors-check'

const app = 'https://app.example.com'
const ACAO = 'access-control-allow-origin'
const ACAC = 'access-control-allow-credentials'

function check(credentials: 'omit' | 'same-origin' | 'include', origin: string, headers: [string, string][]) {
  const headerList = headers.map(([name, value]) => ({ name, value }))
  return corsCheck(credentials, origin, headerList, null)?.step ?? 'success'
}

describe('CORS check', () => {
  it.each<
    [
      desc: string,
      credentials: 'omit' | 'same-origin' | 'include',
      headers: [string, string][],
      expected: string,
    ]
  >([
    ['no header at all', 'omit', [], 'cors-check/origin-absent'],
    ['an empty value is there, and matches nothing', 'omit', [[ACAO, '']], 'cors-check/origin-mismatch'],
    ['* without credentials', 'omit', [[ACAO, '*']], 'success'],
    ['* under same-origin, which sends none across origins', 'same-origin', [[ACAO, '*']], 'success'],
    ['* with credentials', 'include', [[ACAO, '*']], 'cors-check/wildcard-with-credentials'],
    [
      '* with credentials and ACAC',
      'include',
      [
        [ACAO, '*'],
        [ACAC, 'true'],
      ],
      'cors-check/wildcard-with-credentials',
    ],
    ['the origin', 'omit', [[ACAO, app]], 'success'],
    [
      'the origin needs no ACAC without credentials',
      'omit',
      [
        [ACAO, app],
        [ACAC, 'no'],
      ],
      'success',
    ],
    [
      'the origin with credentials and ACAC',
      'include',
      [
        [ACAO, app],
        [ACAC, 'true'],
      ],
      'success',
    ],
    ['the origin with credentials, no ACAC', 'include', [[ACAO, app]], 'cors-check/credentials-not-true'],
    [
      'ACAC in upper case',
      'include',
      [
        [ACAO, app],
        [ACAC, 'True'],
      ],
      'cors-check/credentials-not-true',
    ],
    [
      'ACAC as a number',
      'include',
      [
        [ACAO, app],
        [ACAC, '1'],
      ],
      'cors-check/credentials-not-true',
    ],
    [
      'ACAC twice',
      'include',
      [
        [ACAO, app],
        [ACAC, 'true'],
        [ACAC, 'true'],
      ],
      'cors-check/credentials-not-true',
    ],
    [
      'ACAC once empty, once true',
      'include',
      [
        [ACAO, app],
        [ACAC, ''],
        [ACAC, 'true'],
      ],
      'cors-check/credentials-not-true',
    ],
    ['a trailing slash', 'omit', [[ACAO, `${app}/`]], 'cors-check/origin-mismatch'],
    ['upper case', 'omit', [[ACAO, 'https://APP.example.com']], 'cors-check/origin-mismatch'],
    ['the default port spelled out', 'omit', [[ACAO, `${app}:443`]], 'cors-check/origin-mismatch'],
    ['another scheme', 'omit', [[ACAO, 'http://app.example.com']], 'cors-check/origin-mismatch'],
    ['null for a tuple origin', 'omit', [[ACAO, 'null']], 'cors-check/origin-mismatch'],
    ['quotes', 'omit', [[ACAO, `"${app}"`]], 'cors-check/origin-mismatch'],
    ['a glob', 'omit', [[ACAO, 'https://*.example.com']], 'cors-check/origin-mismatch'],
    ['a list of two', 'omit', [[ACAO, `${app}, https://b.example.com`]], 'cors-check/multiple-origins'],
    [
      'the header twice, the same',
      'omit',
      [
        [ACAO, app],
        [ACAO, app],
      ],
      'cors-check/multiple-origins',
    ],
    [
      '* twice',
      'omit',
      [
        [ACAO, '*'],
        [ACAO, '*'],
      ],
      'cors-check/multiple-origins',
    ],
  ])('%s', (_, credentials, headers, expected) => {
    expect(check(credentials, app, headers)).toBe(expected)
  })

  it.each<[desc: string, value: string, expected: string]>([
    ['null matches an opaque origin', 'null', 'success'],
    ['case counts there too', 'Null', 'cors-check/origin-mismatch'],
    ['* matches an opaque origin', '*', 'success'],
  ])('%s', (_, value, expected) => {
    expect(check('omit', 'null', [[ACAO, value]])).toBe(expected)
  })

  it('says what it wanted and what it saw', () => {
    expect(corsCheck('include', app, [{ name: ACAO, value: 'https://b.example' }], null)).toEqual({
      step: 'cors-check/origin-mismatch',
      evidence: { header: ACAO, expected: app, actual: 'https://b.example' },
    })
  })
})
