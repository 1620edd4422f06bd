import { describe, expect, it } from 'vitest'
import { extractMaxAge } from '../../src/fetch/max-age'
import { type Profile, profiles } from '../../src/profile/profile'

const { spec, chromium, firefox, safari, webkitgtk } = profiles

function maxAge(rules: Profile, ...values: string[]): number {
  const headerList = values.map((value) => ({ name: 'access-control-max-age', value }))
  return extractMaxAge(rules, [
    { name: 'x-max-age', value: '77' },
    ...headerList,
    { name: 'age', value: '78' },
  ])
}

describe('the max-age of a preflight answer', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, values: readonly string[], spec: number, chromium: number, firefox: number, safari: number]>([
    ['no header', [], 5, 5, 5, 5],
    ['a number', ['10'], 10, 10, 10, 10],
    ['zero', ['0'], 0, 0, 0, 0],
    ['leading zeros', ['010'], 10, 10, 10, 10],
    ['ten minutes', ['600'], 600, 600, 600, 600],
    ['a second more', ['601'], 601, 601, 601, 600],
    ['two hours', ['7200'], 7200, 7200, 7200, 600],
    ['a second more than that', ['7201'], 7201, 7200, 7201, 600],
    ['a day', ['86400'], 86_400, 7200, 86_400, 600],
    ['a second more than a day', ['86401'], 86_401, 7200, 86_400, 600],
    ['more than 31 bits', ['99999999999'], 2_147_483_648, 7200, 86_400, 600],
    ['just 63 bits', ['9223372036854774784'], 2_147_483_648, 7200, 86_400, 600],
    ['64 bits', ['9223372036854775808'], 2_147_483_648, 5, 86_400, 5],
    ['more than a double can count', ['9'.repeat(400)], 2_147_483_648, 5, 86_400, 5],
    ['a negative number', ['-1'], 5, 0, 0, 0],
    ['minus zero', ['-0'], 5, 0, 0, 0],
    ['a minus alone', ['-'], 5, 5, 0, 5],
    ['a negative number with more behind it', ['-1s'], 5, 5, 0, 5],
    ['more in front of a negative number', ['x-1'], 5, 5, 0, 5],
    ['a plus', ['+10'], 5, 10, 0, 10],
    ['a plus before zero', ['+0'], 5, 0, 0, 0],
    ['a plus alone', ['+'], 5, 5, 0, 5],
    ['two signs', ['+-1'], 5, 5, 0, 5],
    ['a fraction', ['1.5'], 5, 5, 0, 5],
    ['a unit', ['10s'], 5, 5, 0, 5],
    ['letters in front', ['x10'], 5, 5, 0, 5],
    ['a word', ['never'], 5, 5, 0, 5],
    ['an empty value', [''], 5, 5, 5, 5],
    ['a list', ['10, 20'], 5, 5, 0, 5],
    ['two lines', ['10', '20'], 5, 5, 0, 5],
    ['two lines that say the same', ['10', '10'], 5, 5, 0, 5],
    ['three lines', ['10', '', '10'], 5, 5, 0, 5],
  ])('%s', (_, values, ...expected) => {
    expect([spec, chromium, firefox, safari].map((rules) => maxAge(rules, ...values))).toEqual(expected)
    expect(maxAge(webkitgtk, ...values)).toBe(expected[3])
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, rules: Partial<Profile>, values: readonly string[], expected: number]>([
    ['another default, absent', { maxAgeDefault: 7 }, [], 7],
    ['another default, invalid', { maxAgeDefault: 7 }, ['x'], 7],
    ['another default, empty', { maxAgeDefault: 7, emptyMaxAge: 'default', invalidMaxAge: 'not-stored' }, [''], 7],
    ['an empty one that is invalid, and not stored', { emptyMaxAge: 'invalid', invalidMaxAge: 'not-stored' }, [''], 0],
    ['the limit holds for the default, too', { maxAgeDefault: 7, maxAgeLimit: 6 }, [], 6],
    ['a limit of zero', { maxAgeLimit: 0 }, ['10'], 0],
    ['the leading number', { invalidMaxAge: 'leading-number' }, ['10s'], 10],
    ['the leading number of a list', { invalidMaxAge: 'leading-number' }, ['10, 20'], 10],
    ['the leading number of the first line', { invalidMaxAge: 'leading-number' }, ['12', '20'], 12],
    ['a leading number that is too large', { invalidMaxAge: 'leading-number' }, ['99999999999s'], 2_147_483_648],
    ['no leading number', { invalidMaxAge: 'leading-number' }, ['x10'], 5],
    ['a negative one is no leading number', { invalidMaxAge: 'leading-number', negativeMaxAge: 'invalid' }, ['-10'], 5],
    ['a negative one is zero first', { invalidMaxAge: 'leading-number', negativeMaxAge: 'zero' }, ['-10'], 0],
  ])('%s', (_, rules, values, expected) => expect(maxAge({ ...spec, ...rules }, ...values)).toBe(expected))
})
