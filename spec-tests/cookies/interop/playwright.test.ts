import { describe, expect, it } from 'vitest'
import { fromPlaywright, type PlaywrightCookie, toPlaywright } from '../../../src/cookies/interop/playwright'
import { ConfigError } from '../../../src/infra/config-error'
import { brief, cookiesOf, cookieWith, now, storeOf } from './kit'

/** What `context.storageState()` of Playwright 1.65 has for such a cookie. */
const plain: PlaywrightCookie = {
  name: 'sid',
  value: 'secret',
  domain: 'app.example.com',
  path: '/',
  expires: -1,
  httpOnly: false,
  secure: false,
  sameSite: 'Lax',
}
const top = 'https://top.example'
const missing =
  'cookies is missing; it must be an array: what storageState() has, or context.cookies() returns'
const expires = 'cookies[0].expires must be in seconds since 1970, or -1 for a session cookie'
const always = ['* creation', '* lastAccess']

describe('a cookie of Playwright', () => {
  it.each([
    { desc: 'for one host', given: {}, members: {} },
    {
      desc: 'with a dot, for hosts below',
      given: { domain: '.example.com' },
      members: { host: 'example.com', hostOnly: false },
    },
    { desc: 'at an address', given: { domain: '[::1]' }, members: { host: '[::1]' } },
    {
      desc: 'with its flags',
      given: { httpOnly: true, secure: true, sameSite: 'None' },
      members: { httpOnly: true, secure: true, sameSite: 'none' as const },
    },
    { desc: 'that is strict', given: { sameSite: 'Strict' }, members: { sameSite: 'strict' as const } },
    { desc: 'that expires', given: { expires: 1795000060.123 }, members: { expiry: 1_795_000_060_123 } },
    { desc: 'without a name', given: { name: '' }, members: { name: '' } },
    { desc: 'beyond ASCII', given: { value: 'é🍪' }, members: { value: '\xc3\xa9\xf0\x9f\x8d\xaa' } },
    {
      desc: 'in a partition, of a frame',
      given: { partitionKey: top, _crHasCrossSiteAncestor: true },
      members: { partition: `^${top}`, partitioned: true },
    },
    {
      desc: 'in a partition, of the site itself',
      given: { partitionKey: top, _crHasCrossSiteAncestor: false },
      members: { partition: top, partitioned: true },
    },
    {
      desc: 'in a partition, written by hand: Playwright takes it for a frame’s',
      given: { partitionKey: 'https://www.top.example:8443/x' },
      members: { partition: `^${top}`, partitioned: true },
    },
    { desc: 'whose partition is empty', given: { partitionKey: '' }, members: {} },
  ])('comes whole: $desc', ({ given, members }) => {
    const { value, lost } = fromPlaywright({ cookies: [{ ...plain, ...given }], origins: [] }, now)
    expect(cookiesOf(value)).toEqual([cookieWith({ sameSite: 'lax', ...members })])
    expect(lost).toEqual([])
  })

  it('may be one for addCookies, which leaves out what it can', () => {
    const { value, lost } = fromPlaywright(
      [{ name: 'sid', value: 'secret', domain: 'app.example.com', path: '/' }],
      now,
    )
    expect(cookiesOf(value)).toEqual([cookieWith({ sameSite: 'unset' })])
    expect(lost).toEqual([])
  })

  it.each([
    {
      desc: 'a partition without a scheme',
      given: [{ ...plain, partitionKey: 'top.example' }],
      lost: ['-sid partitionKey'],
      left: 0,
    },
    { desc: 'half a surrogate pair', given: [{ ...plain, value: '\ud83c' }], lost: ['sid value'], left: 1 },
    {
      desc: 'what the protocol of Chromium has besides',
      given: [{ ...plain, priority: 'High' }],
      lost: ['sid priority'],
      left: 1,
    },
    { desc: 'the first of two', given: [plain, { ...plain, value: 'later' }], lost: ['-sid value'], left: 1 },
    {
      desc: 'a domain that is a suffix',
      given: [{ ...plain, domain: '.localhost' }],
      lost: ['sid hostOnly'],
      left: 1,
    },
    {
      desc: 'what lies in local storage',
      given: { cookies: [plain], origins: [{ origin: top, localStorage: [] }] },
      lost: ['* origins'],
      left: 1,
    },
  ])('loses $desc', ({ given, lost, left }) => {
    const found = fromPlaywright(given)
    expect(brief(found.lost)).toEqual(lost)
    for (const { reason } of found.lost) expect(reason).toMatch(/^[A-Za-z].*\.$/)
    expect(cookiesOf(found.value)).toHaveLength(left)
  })

  it('may lie in a storage state of any order, with nothing beside it', () => {
    const { value, lost } = fromPlaywright({ origins: undefined, credentials: [], cookies: [plain] })
    expect(cookiesOf(value)).toHaveLength(1)
    expect(lost).toEqual([])
    expect(cookiesOf(fromPlaywright([{ ...plain, expires: 0 }]).value)[0]?.expiry).toBe(0)
  })

  it.each([
    { desc: 'null', given: null, said: [missing] },
    { desc: 'a time that is a word', given: [{ ...plain, expires: '5' }], said: [expires] },
    { desc: 'a time without end', given: [{ ...plain, expires: Number.POSITIVE_INFINITY }], said: [expires] },
    {
      desc: 'nothing',
      given: undefined,
      said: [
        'cookies is missing; it must be an array: what storageState() has, or context.cookies() returns',
      ],
    },
    {
      desc: 'the name of a file',
      given: 'state.json',
      said: [
        'cookies is missing; it must be an array: what storageState() has, or context.cookies() returns',
      ],
    },
    {
      desc: 'a storage state with something else',
      given: { cookies: {} },
      said: ['cookies must be an array: what storageState() has, or context.cookies() returns'],
    },
    { desc: 'a list of something else', given: ['sid=secret'], said: ['cookies[0] must be an object'] },
    {
      desc: 'everything at once',
      given: [
        {
          ...plain,
          name: 'a=b',
          value: 'x\ny',
          domain: 'https://a.test',
          path: 'x',
          expires: -2,
          httpOnly: 1,
          secure: 'no',
          sameSite: 'lax',
        },
        { url: 'https://a.test/', partitionKey: { topLevelSite: top }, _crHasCrossSiteAncestor: 'no' },
      ],
      said: [
        'cookies[0].path must be a path that begins with a slash',
        'cookies[0].name must be a name without semicolons, equals signs and line breaks',
        'cookies[0].value must be a value without semicolons and line breaks',
        'cookies[0].domain must be a host such as example.com, without scheme, port and path',
        'cookies[0].secure must be true or false',
        'cookies[0].httpOnly must be true or false',
        "cookies[0].sameSite must be one of 'Strict', 'Lax', 'None'",
        'cookies[0].expires must be in seconds since 1970, or -1 for a session cookie',
        'cookies[1].name is missing; it must be a string',
        'cookies[1].value is missing; it must be a string',
        'cookies[1].path is missing; it must be a string',
        'cookies[1].domain is missing; it must be a string',
        'cookies[1].partitionKey must be a string',
        'cookies[1]._crHasCrossSiteAncestor must be true or false',
      ],
    },
  ])('is refused: $desc', ({ given, said }) => {
    try {
      fromPlaywright(given)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      expect((error as ConfigError).issues.map(({ message }) => message)).toEqual(said)
    }
  })
})

describe('a store for Playwright', () => {
  it.each([
    { desc: 'a lax one', cookie: { sameSite: 'lax' as const }, written: plain, lost: [] },
    {
      desc: 'one for hosts below',
      cookie: { sameSite: 'lax' as const, host: 'example.com', hostOnly: false },
      written: { ...plain, domain: '.example.com' },
      lost: [],
    },
    {
      desc: 'flags',
      cookie: { sameSite: 'none' as const, secure: true, httpOnly: true },
      written: { ...plain, sameSite: 'None', secure: true, httpOnly: true },
      lost: [],
    },
    {
      desc: 'one that expires',
      cookie: { sameSite: 'strict' as const, expiry: 1_795_000_060_123 },
      written: { ...plain, sameSite: 'Strict', expires: 1_795_000_060.123 },
      lost: [],
    },
    {
      desc: 'one in a partition',
      cookie: { sameSite: 'lax' as const, partition: `^${top}`, partitioned: true },
      written: { ...plain, partitionKey: top, _crHasCrossSiteAncestor: true },
      lost: [],
    },
    {
      desc: 'UTF-8',
      cookie: { sameSite: 'lax' as const, value: '\xe2\x82\xac' },
      written: { ...plain, value: '€' },
      lost: [],
    },
    { desc: 'one that says nothing', cookie: {}, written: plain, lost: ['sid sameSite'] },
    {
      desc: 'one put into a partition unasked',
      cookie: { sameSite: 'lax' as const, partition: top },
      written: { ...plain, partitionKey: top, _crHasCrossSiteAncestor: false },
      lost: ['sid partitioned'],
    },
    {
      desc: 'an address for hosts below',
      cookie: { sameSite: 'lax' as const, host: '127.0.0.1', hostOnly: false },
      written: { ...plain, domain: '127.0.0.1' },
      lost: ['sid hostOnly'],
    },
    {
      desc: 'an address of the newer kind',
      cookie: { sameSite: 'lax' as const, host: '[::1]', hostOnly: false },
      written: { ...plain, domain: '[::1]' },
      lost: ['sid hostOnly'],
    },
    {
      desc: 'a part of a millisecond',
      cookie: { sameSite: 'lax' as const, expiry: 1000.5 },
      written: { ...plain, expires: 1.0005 },
      lost: ['sid expiry'],
    },
    {
      desc: 'a year that is too late',
      cookie: { sameSite: 'lax' as const, expiry: 8.64e15 },
      written: { ...plain, expires: 253_402_300_799 },
      lost: ['sid expiry'],
    },
  ])('has $desc', ({ cookie, written, lost }) => {
    const found = toPlaywright(storeOf(cookie))
    expect(found.value).toEqual([written])
    expect(brief(found.lost)).toEqual([...lost, ...always])
  })

  it.each([
    { desc: 'bytes that are no UTF-8', cookie: { value: '\xff' }, lost: ['-sid value'] },
    { desc: 'such a path', cookie: { path: '/\xff' }, lost: ['-sid path'] },
    { desc: 'what expired before 1970', cookie: { expiry: 0 }, lost: ['-sid expiry'] },
    { desc: 'a partition of nobody', cookie: { partition: 'opaque:7' }, lost: ['-sid partition'] },
  ])('has not $desc', ({ cookie, lost }) => {
    const found = toPlaywright(storeOf(cookie))
    expect(found.value).toEqual([])
    expect(brief(found.lost)).toEqual(lost)
  })

  it('is what Playwright itself checks cookies for', () => {
    const { value } = toPlaywright(
      storeOf({}, { name: 'b', expiry: 1 }, { name: 'c', host: '[::1]', hostOnly: false }),
    )
    for (const { domain, path, expires } of value) {
      expect(domain).not.toBe('')
      expect(path).not.toBe('')
      expect(expires === -1 || (expires > 0 && expires <= 253_402_300_799)).toBe(true)
    }
    expect(value).toHaveLength(3)
  })
})
