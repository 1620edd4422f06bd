import { describe, expect, it } from 'vitest'
import { receiveResponse } from '../../src/fetch/receive-response'
import { profiles } from '../../src/profile/profile'
import { answer } from './kit'

type Pairs = readonly (readonly [name: string, value: string])[]
const { spec, firefox, chromium } = profiles
const ACAO = 'access-control-allow-origin'

function received(profile: typeof spec, pairs: Pairs): Pairs {
  const response = receiveResponse(profile, answer(200, pairs))
  return response.headerList.map(({ name, value }) => [name, value] as const)
}

describe('empty lines of a response header', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, given: Pairs, inFirefox: Pairs]>([
    ['an empty one that is alone stays', [['vary', '']], [['vary', '']]],
    ['several that are all empty stay', [['vary', ''], ['vary', '']], [['vary', ''], ['vary', '']]],
    ['an empty one goes where there is another', [['vary', ''], ['vary', 'a']], [['vary', 'a']]],
    ['wherever it stands', [['vary', 'a'], ['vary', ''], ['vary', 'b'], ['vary', '']], [['vary', 'a'], ['vary', 'b']]],
    ['of each name by itself', [['x-a', ''], ['x-b', 'b'], ['x-b', ''], ['x-a', 'a']], [['x-b', 'b'], ['x-a', 'a']]],
    ['but not of a name that has no other', [['x-a', ''], ['x-b', 'b'], ['x-b', '']], [['x-a', ''], ['x-b', 'b']]],
    ['nor of Access-Control-Allow-Origin, whose lines are counted', [[ACAO, ''], [ACAO, '*']], [[ACAO, ''], [ACAO, '*']]],
    ['names like those of objects', [['__proto__', ''], ['constructor', '']], [['__proto__', ''], ['constructor', '']]],
  ])('%s, in Firefox', (_, given, inFirefox) => {
    expect(received(firefox, given)).toEqual(inFirefox)
    expect(received(spec, given)).toEqual(given)
    expect(received(chromium, given)).toEqual(given)
  })

  it('leave the very same response where there is none', () => {
    const response = answer(200, [
      ['vary', 'a'],
      ['vary', 'b'],
    ])
    for (const profile of Object.values(profiles)) expect(receiveResponse(profile, response)).toBe(response)
  })

  it('are gone through in time that does not explode', () => {
    const many: Pairs = Array.from(
      { length: 2000 },
      (_, i) => [`x-${i >> 1}`, i % 2 === 0 ? '' : 'a'] as const,
    )
    expect(received(firefox, many)).toEqual(many.filter(([, value]) => value !== ''))
  })
})
