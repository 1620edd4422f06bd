import { describe, expect, it } from 'vitest'
import type { Cookie } from '../../src/cookies/cookie'
import { allCookies } from '../../src/cookies/cookie-store'
import { cookieStoreFromJSON, cookieStoreToJSON } from '../../src/cookies/cookie-store-json'
import { ConfigError } from '../../src/infra/config-error'
import { jarOf } from './contexts'

const home = 'https://example.com/'

describe('a store that comes as broken JSON', () => {
  const good = (): { cookies: Record<string, unknown>[]; nextOrder: unknown } =>
    JSON.parse(
      JSON.stringify(
        cookieStoreToJSON(
          jarOf([
            [home, 'a=S3CR3T; Max-Age=9'],
            [home, 'b=S3CR3T'],
          ]).store,
        ),
      ),
    )

  /** What is said to be wrong, after the path `store`; null for nothing. */
  function wrong(json: unknown, path = 'store'): string | null {
    try {
      cookieStoreFromJSON(json, path)
      return null
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      const [issue] = error.issues
      expect(error.issues).toHaveLength(1)
      expect(error.message).toContain(issue?.path)
      return issue?.path ?? ''
    }
  }

  it('is fine where nothing is wrong', () => {
    expect(wrong(good())).toBe(null)
    expect(wrong({ cookies: [], nextOrder: 0 })).toBe(null)
  })

  it.each<[desc: string, json: unknown, path: string]>([
    ['nothing', undefined, 'store'],
    ['null', null, 'store'],
    ['a text', '{}', 'store'],
    ['a list', [], 'store'],
    ['an empty object', {}, 'store.nextOrder'],
    ['without cookies', { nextOrder: 0 }, 'store.cookies'],
    ['with cookies by name', { nextOrder: 0, cookies: { a: 1 } }, 'store.cookies'],
    ['with a number that is none', { cookies: [], nextOrder: '1' }, 'store.nextOrder'],
    ['with half a number', { cookies: [], nextOrder: 0.5 }, 'store.nextOrder'],
    ['with a negative number', { cookies: [], nextOrder: -1 }, 'store.nextOrder'],
    ['with a cookie that is a text', { cookies: ['a=1'], nextOrder: 1 }, 'store.cookies[0]'],
    ['with a cookie that is nothing', { cookies: [null], nextOrder: 1 }, 'store.cookies[0]'],
  ])('is refused: %s', (_desc, json, path) => {
    expect(wrong(json)).toBe(path)
  })

  it.each<[member: string, values: unknown[]]>([
    ['name', [undefined, null, 1, 'a;b', 'a\nb', 'a\0', 'ä€', ['a']]],
    ['value', [undefined, null, 1, 'a;b', 'a\rb', '€']],
    ['host', [undefined, null, '', 'exa mple.com', 1]],
    ['hostOnly', [null, 0, 'true']],
    ['path', [null, '', 'x', '/\n', 1]],
    ['secure', [null, 1, 'false']],
    ['httpOnly', [null, 1]],
    ['sameSite', [undefined, null, 'Lax', 'default', '', '__proto__']],
    ['partition', [1, {}]],
    ['partitioned', [null, 1]],
    ['expiry', ['1', Number.NaN, Number.POSITIVE_INFINITY, '2026-01-01']],
    ['creation', [undefined, null, '1', Number.NaN]],
    ['lastAccess', [null, '1']],
    ['order', [null, '1', -1, 0, 0.5, 2, 1e300]],
  ])('is refused at the cookie’s %s', (member, values) => {
    for (const value of values) {
      const json = good()
      const [, second] = json.cookies
      if (second === undefined) throw new Error('there are two')
      second[member] = value
      if (value === undefined) delete second[member]
      expect([value, wrong(json)]).toEqual([value, `store.cookies[1].${member}`])
    }
  })

  const usual = { name: 'a', value: '1', host: 'example.com', sameSite: 'unset', creation: 5 } as const

  it.each<[member: string, written: Partial<Cookie>]>([
    ['hostOnly', { hostOnly: false }],
    ['path', { path: '/a' }],
    ['secure', { secure: true }],
    ['httpOnly', { httpOnly: true }],
    ['partition', { partition: 'https://top.example' }],
    ['partitioned', { partition: 'https://top.example', partitioned: true }],
    ['expiry', { expiry: 9 }],
    ['lastAccess', { lastAccess: 6 }],
    ['order', { order: 1 }],
  ])('may leave out %s where it is as with most cookies', (_member, written) => {
    const json = { cookies: [{ ...usual, ...written }], nextOrder: 2 }
    const store = cookieStoreFromJSON(json)
    expect(cookieStoreToJSON(store)).toEqual(json)
    const most = { hostOnly: true, path: '/', secure: false, httpOnly: false, partition: null }
    const rest = { partitioned: false, expiry: null, lastAccess: 5, order: 0 }
    expect(allCookies(store)).toEqual([{ ...usual, ...most, ...rest, ...written }])
  })

  it('is refused where two cookies are one, or have one place', () => {
    const twice = good()
    twice.cookies[1] = { ...twice.cookies[0], order: 1 }
    expect(wrong(twice)).toBe('store.cookies[1]')
    const place = good()
    place.cookies[1] = { ...place.cookies[1], order: 0 }
    expect(wrong(place)).toBe('store.cookies[1].order')
  })

  it('may have one cookie in a partition that is called null, and another in none', () => {
    const json = good()
    json.cookies[1] = { ...json.cookies[0], order: 1, partition: 'null', partitioned: true }
    expect(wrong(json)).toBe(null)
  })

  it('is refused with the path that the caller gives', () => {
    expect(wrong({ cookies: [7], nextOrder: 1 }, 'userAgent.cookieStore')).toBe(
      'userAgent.cookieStore.cookies[0]',
    )
    expect(() => cookieStoreFromJSON({})).toThrow(/^cookieStore\.nextOrder is missing/)
  })

  it('is refused without a word of what cookies are worth', () => {
    const said = (change: Record<string, unknown>): string => {
      const json = good()
      json.cookies[1] = { ...json.cookies[1], ...change }
      try {
        cookieStoreFromJSON(json)
      } catch (error) {
        return `${error} ${JSON.stringify((error as ConfigError).issues)}`
      }
      throw new Error('nothing was wrong')
    }
    for (const member of ['name', 'host', 'path', 'order', 'expiry'])
      expect(said({ [member]: {} })).not.toContain('S3CR3T')
    for (const value of ['S3CR3T;', ['S3CR3T'], { is: 'S3CR3T' }])
      expect(said({ value })).not.toContain('S3CR3T')
    // The same name as the other one: an identity is no secret, and a value is.
    expect(said({ name: 'a' })).not.toContain('S3CR3T')
  })

  it.each<[desc: string, json: unknown]>([
    ['a store that is still a text', '{"cookies":[{"value":"S3CR3T"}]}'],
    ['a store that is a list', ['a=S3CR3T']],
    ['cookies by name', { nextOrder: 1, cookies: { a: 'S3CR3T' } }],
    ['a cookie that is a line', { nextOrder: 1, cookies: ['a=S3CR3T'] }],
    ['a cookie that is a pair', { nextOrder: 1, cookies: [['a', 'S3CR3T']] }],
  ])('is refused without repeating it: %s', (_desc, json) => {
    try {
      cookieStoreFromJSON(json)
      expect.unreachable('something is wrong')
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      expect(`${error} ${JSON.stringify((error as ConfigError).issues)}`).not.toContain('S3CR3T')
    }
  })
})
