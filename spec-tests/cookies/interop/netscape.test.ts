import { describe, expect, it } from 'vitest'
import { fromNetscape, toNetscape } from '../../../src/cookies/interop/netscape'
import { ConfigError } from '../../../src/infra/config-error'
import { brief, cookiesOf, cookieWith, now, storeOf } from './kit'

const always = ['* creation', '* lastAccess']
/** `a b` for fields with a tab between them; `_` for an empty one. */
const line = (fields: string): string =>
  fields
    .split(' ')
    .map((field) => (field === '_' ? '' : field))
    .join('\t')

function issueReasons(fields: string): string[] {
  try {
    fromNetscape(line(fields))
  } catch (error) {
    if (error instanceof ConfigError) return error.issues.map(({ reason }) => reason)
    throw error
  }
  return []
}

describe('a line of cookies.txt', () => {
  it.each([
    { desc: 'for one host', given: 'app.example.com FALSE / FALSE 0 sid secret', members: {} },
    {
      desc: 'for hosts below',
      given: '.example.com TRUE / FALSE 0 sid secret',
      members: { host: 'example.com', hostOnly: false },
    },
    {
      desc: 'for hosts below, without the dot',
      given: 'example.com TRUE / FALSE 0 sid secret',
      members: { host: 'example.com', hostOnly: false },
    },
    {
      desc: 'of HttpOnly',
      given: '#HttpOnly_app.example.com FALSE / FALSE 0 sid secret',
      members: { httpOnly: true },
    },
    {
      desc: 'of HttpOnly and hosts below',
      given: '#HttpOnly_.example.com TRUE / TRUE 0 sid secret',
      members: { host: 'example.com', hostOnly: false, httpOnly: true, secure: true },
    },
    {
      desc: 'that expires',
      given: 'app.example.com FALSE / FALSE 1795000060 sid secret',
      members: { expiry: 1_795_000_060_000 },
    },
    {
      desc: 'that expires within a second',
      given: 'app.example.com FALSE / FALSE 1795000060.25 sid secret',
      members: { expiry: 1_795_000_060_250 },
    },
    { desc: 'of Python, for the session', given: 'app.example.com FALSE / FALSE _ sid secret', members: {} },
    {
      desc: 'of Python, without a name',
      given: 'app.example.com FALSE / FALSE _ _ secret',
      members: { name: '' },
    },
    { desc: 'without a value', given: 'app.example.com FALSE / FALSE 0 sid _', members: { value: '' } },
    {
      desc: 'without a value, and the tab gone',
      given: 'app.example.com FALSE / FALSE 0 sid',
      members: { value: '' },
    },
    {
      desc: 'with flags in small letters',
      given: 'app.example.com false / true 0 sid secret',
      members: { secure: true },
    },
    { desc: 'of curl, at an address', given: '::1 FALSE / FALSE 0 sid secret', members: { host: '[::1]' } },
    {
      desc: 'beyond ASCII',
      given: 'bücher.de FALSE /ü FALSE 0 sid €',
      members: { host: 'xn--bcher-kva.de', path: '/\xc3\xbc', value: '\xe2\x82\xac' },
    },
    {
      desc: 'with a name that begins like a comment',
      given: 'app.example.com FALSE / FALSE 0 #sid secret',
      members: { name: '#sid' },
    },
    {
      desc: 'with a byte order mark, which is a character like others',
      given: 'app.example.com FALSE / FALSE 0 sid a\ufeff',
      members: { value: 'a\xef\xbb\xbf' },
    },
    { desc: 'of Windows', given: 'app.example.com FALSE / FALSE 0 sid secret\r', members: {} },
  ])('comes whole: $desc', ({ given, members }) => {
    const { value, lost } = fromNetscape(`# Netscape HTTP Cookie File\n\n${line(given)}\n`, now)
    expect(cookiesOf(value)).toEqual([cookieWith(members)])
    expect(lost).toEqual([])
  })

  it('is none where it is empty or a comment', () => {
    const text = `\ufeff# Netscape HTTP Cookie File\r\n\r\n \t\n# app.example.com\tFALSE\n#HttpOnly\n`
    expect(cookiesOf(fromNetscape(text).value)).toEqual([])
    expect(fromNetscape('')).toEqual(fromNetscape(text))
  })

  it('comes before the next', () => {
    const lines = ['c', 'a', 'b'].map((name) => line(`app.example.com FALSE / FALSE 0 ${name} 1`))
    expect(cookiesOf(fromNetscape(lines.join('\n')).value).map(({ name }) => name)).toEqual(['c', 'a', 'b'])
  })

  it.each([
    {
      desc: 'the first of two',
      given: ['app.example.com FALSE / FALSE 0 sid 1', 'app.example.com FALSE / FALSE 0 sid 2'],
      lost: ['-sid value'],
      left: 1,
    },
    {
      desc: 'nothing of a host-only cookie and its twin',
      given: ['app.example.com FALSE / FALSE 0 sid 1', '.app.example.com TRUE / FALSE 0 sid 2'],
      lost: [],
      left: 2,
    },
    {
      desc: 'the flag of a suffix',
      given: ['.localhost TRUE / FALSE 0 sid 1'],
      lost: ['sid hostOnly'],
      left: 1,
    },
    {
      desc: 'half a surrogate pair',
      given: ['app.example.com FALSE / FALSE 0 sid \ud83c'],
      lost: ['sid value'],
      left: 1,
    },
  ])('loses $desc', ({ given, lost, left }) => {
    const found = fromNetscape(given.map(line).join('\n'))
    expect(brief(found.lost)).toEqual(lost)
    for (const { reason } of found.lost) expect(reason).toMatch(/^[A-Za-z].*\.$/)
    expect(cookiesOf(found.value)).toHaveLength(left)
  })

  it.each([
    {
      desc: 'spaces for tabs',
      given: 'app.example.com·FALSE·/·FALSE·0·sid·secret',
      said: [
        'line 2 has 1 of seven fields: domain, TRUE or FALSE, path, TRUE or FALSE, expiry, name and value, with tabs between them',
      ],
    },
    {
      desc: 'a tab too many',
      given: 'app.example.com FALSE / FALSE 0 sid a b',
      said: [
        'line 2 has 8 of seven fields: domain, TRUE or FALSE, path, TRUE or FALSE, expiry, name and value, with tabs between them',
      ],
    },
    {
      desc: 'a header',
      given: 'Set-Cookie:·sid=secret',
      said: [
        'line 2 has 1 of seven fields: domain, TRUE or FALSE, path, TRUE or FALSE, expiry, name and value, with tabs between them',
      ],
    },
    {
      desc: 'a dot that the flag denies',
      given: '.example.com FALSE / FALSE 0 sid secret',
      said: [
        'line 2, second field must be TRUE for .example.com, or the domain example.com for that host alone',
      ],
    },
    {
      desc: 'a time before 1970',
      given: 'app.example.com FALSE / FALSE -1 sid secret',
      said: ['line 2, expiry must be in seconds since 1970, or 0 for a session cookie'],
    },
    {
      desc: 'everything at once',
      given: 'a/b truely x/ untrue soon a=b x;y',
      said: [
        'line 2, second field must be TRUE or FALSE',
        'line 2, name must be a name without semicolons, equals signs and line breaks',
        'line 2, value must be a value without semicolons and line breaks',
        'line 2, domain must be a host such as example.com, without scheme, port and path',
        'line 2, path must be a path that begins with a slash',
        'line 2, fourth field must be TRUE or FALSE',
        'line 2, expiry must be in seconds since 1970, or 0 for a session cookie',
      ],
    },
  ])('is refused: $desc', ({ given, said }) => {
    try {
      fromNetscape(`# Netscape HTTP Cookie File\n${line(given)}\n`)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      const { issues } = error as ConfigError
      expect(issues.map(({ message }) => message)).toEqual(said)
      expect(JSON.stringify(issues)).not.toContain('secret')
      expect(issues.every(({ path, value }) => path.startsWith('line 2') && value === '…')).toBe(true)
    }
  })

  it('is refused with every other that is wrong', () => {
    const wrong = ['a', line('app.example.com FALSE / FALSE 0 sid 1'), 'b'].join('\n')
    expect(() => fromNetscape(wrong)).toThrow(/^line 1 has 1 of .*\nline 3 has 1 of .*$/)
    expect(issueReasons('app.example.com FALSE / FALSE 0 sid\ra')).toEqual(['invalid'])
    expect(issueReasons('.example.com FALSE / FALSE 0 sid a')).toEqual(['contradicts'])
    expect(issueReasons('x')).toEqual(['invalid'])
    expect(() => fromNetscape(undefined as unknown as string)).toThrow(
      /^text is missing; it must be the text of a cookies.txt$/,
    )
  })
})

describe('a store as cookies.txt', () => {
  const head = '# Netscape HTTP Cookie File\n# https://curl.se/docs/http-cookies.html\n\n'
  it.each([
    {
      desc: 'a cookie of one host',
      cookie: {},
      written: 'app.example.com FALSE / FALSE 0 sid secret',
      lost: [],
    },
    {
      desc: 'one of hosts below',
      cookie: { host: 'example.com', hostOnly: false },
      written: '.example.com TRUE / FALSE 0 sid secret',
      lost: [],
    },
    {
      desc: 'flags',
      cookie: { httpOnly: true, secure: true, hostOnly: false },
      written: '#HttpOnly_.app.example.com TRUE / TRUE 0 sid secret',
      lost: [],
    },
    { desc: 'an address', cookie: { host: '[::1]' }, written: '::1 FALSE / FALSE 0 sid secret', lost: [] },
    {
      desc: 'an expiry',
      cookie: { expiry: 1_795_000_060_000 },
      written: 'app.example.com FALSE / FALSE 1795000060 sid secret',
      lost: [],
    },
    {
      desc: 'a second begun',
      cookie: { expiry: 1_795_000_060_999 },
      written: 'app.example.com FALSE / FALSE 1795000060 sid secret',
      lost: ['sid expiry'],
    },
    {
      desc: 'the first second, which would be a session',
      cookie: { expiry: 999 },
      written: 'app.example.com FALSE / FALSE 1 sid secret',
      lost: ['sid expiry'],
    },
    {
      desc: 'a time before 1970',
      cookie: { expiry: -1 },
      written: 'app.example.com FALSE / FALSE 1 sid secret',
      lost: ['sid expiry'],
    },
    {
      desc: 'a time beyond counting',
      cookie: { expiry: 1e300 },
      written: 'app.example.com FALSE / FALSE 9007199254740 sid secret',
      lost: ['sid expiry'],
    },
    {
      desc: 'SameSite',
      cookie: { sameSite: 'none' as const },
      written: 'app.example.com FALSE / FALSE 0 sid secret',
      lost: ['sid sameSite'],
    },
    {
      desc: 'Partitioned, in no partition',
      cookie: { partitioned: true },
      written: 'app.example.com FALSE / FALSE 0 sid secret',
      lost: ['sid partitioned'],
    },
    {
      desc: 'UTF-8',
      cookie: { value: '\xe2\x82\xac' },
      written: 'app.example.com FALSE / FALSE 0 sid €',
      lost: [],
    },
  ])('has $desc', ({ cookie, written, lost }) => {
    const found = toNetscape(storeOf(cookie))
    expect(found.value).toBe(`${head}${line(written)}\n`)
    expect(brief(found.lost)).toEqual([...lost, ...always])
  })

  it.each([
    { desc: 'partitions', cookie: { partition: '^https://top.example' }, lost: '-sid partition' },
    { desc: 'a cookie without a name', cookie: { name: '' }, lost: '- name' },
    { desc: 'a tab in a value', cookie: { value: 'a\tb' }, lost: '-sid value' },
    { desc: 'a tab in a path', cookie: { path: '/\t' }, lost: '-sid path' },
    { desc: 'bytes that are no UTF-8', cookie: { value: '\xff' }, lost: '-sid value' },
    { desc: 'a name of such bytes', cookie: { name: '\xff' }, lost: '-\xff name' },
  ])('has not $desc', ({ cookie, lost }) => {
    const found = toNetscape(storeOf(cookie))
    expect(found.value).toBe(head)
    expect(brief(found.lost)).toEqual([lost])
  })
})
