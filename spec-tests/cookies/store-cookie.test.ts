/** The storage model of RFC 6265bis, step by step, and what goes where there is too much. */
import { describe, expect, it } from 'vitest'
import { allCookies } from '../../src/cookies/cookie-store'
import { parseAndStoreCookies } from '../../src/cookies/store-cookie'
import { profiles } from '../../src/profile/profile'
import { cookieSteps } from '../../src/spec/steps/cookies'
import { at, embedded, Jar, jarOf, now, script, secret, wrongCitation } from './contexts'
import { cookieKnobRows } from './knob-rows'
import { retrieveRows } from './retrieve-rows'
import { storeRows } from './store-rows'

const site = 'https://app.example.com/'

describe('store a cookie', () => {
  it.each(storeRows)(
    '$cites: $desc',
    ({ before = [], url = site, line, over, step, evidence = {}, leaves }) => {
      const jar = jarOf(before)
      const verdicts = jar.set(url, line, over)
      expect(verdicts.map((verdict) => [verdict.step, verdict.evidence])).toEqual([[step, evidence]])
      expect(verdicts[0]?.line).toBe(line)
      expect(jar.all()).toBe(leaves)
    },
  )

  it.each(storeRows)(
    'without anybody who listens, the same. $desc',
    ({ before = [], url = site, line, over, leaves }) => {
      const jar = jarOf(before)
      const store = parseAndStoreCookies(jar.store, [line], at(url, over), profiles.spec, null)
      expect(
        allCookies(store)
          .map(({ name, value }) => `${name}=${value}`)
          .join(' '),
      ).toBe(leaves)
    },
  )

  it('cites what exists', () => {
    const wrong = storeRows.map(({ cites }) => wrongCitation(cites))
    expect(wrong.filter((one) => one !== null)).toEqual([])
  })
})

describe('a cookie that is kept', () => {
  const only = (line: string, url = site, over = {}) => {
    const jar = new Jar()
    jar.set(url, line, over)
    const [cookie, ...more] = allCookies(jar.store)
    expect(more).toEqual([])
    return cookie
  }

  // biome-ignore format: a table, one row a line
  it.each([
    { desc: 'is its host’s alone without a Domain', line: 'a=b', gives: { host: 'app.example.com', hostOnly: true } },
    { desc: 'is its domain’s with one', line: 'a=b; Domain=.Example.com', gives: { host: 'example.com', hostOnly: false } },
    { desc: 'is its domain’s, even if that is the host', line: 'a=b; Domain=app.example.com', gives: { host: 'app.example.com', hostOnly: false } },
    { desc: 'is its host’s alone where that is a public suffix', url: 'https://github.io/', line: 'a=b; Domain=github.io', gives: { host: 'github.io', hostOnly: true } },
    { desc: 'is an address’s alone', url: 'https://127.0.0.1/', line: 'a=b; Domain=127.0.0.1', gives: { host: '127.0.0.1', hostOnly: true } },
    { desc: 'has the default path of /', line: 'a=b', gives: { path: '/' } },
    { desc: 'has the default path of /x', url: `${site}x`, line: 'a=b', gives: { path: '/' } },
    { desc: 'has the default path of /x/', url: `${site}x/`, line: 'a=b', gives: { path: '/x' } },
    { desc: 'has the default path of /x/y', url: `${site}x/y?/z`, line: 'a=b', gives: { path: '/x' } },
    { desc: 'has the default path of //x', url: `${site}/x`, line: 'a=b', gives: { path: '/' } },
    { desc: 'has any path that it says', url: `${site}x/y`, line: 'a=b; Path=/z', gives: { path: '/z' } },
    { desc: 'is a session cookie by default', line: 'a=b', gives: { expiry: null, secure: false, httpOnly: false, sameSite: 'unset', partitioned: false, partition: null } },
    { desc: 'has what it says', line: 'a=b; Secure; HttpOnly; SameSite=Lax; Max-Age=60', gives: { expiry: now + 60_000, secure: true, httpOnly: true, sameSite: 'lax' } },
    { desc: 'is now made and used', line: 'a=b', gives: { creation: now, lastAccess: now } },
    { desc: 'may be partitioned', line: 'a=b; Secure; Partitioned', over: embedded('https://top.org'), gives: null },
    { desc: 'may be partitioned across sites', line: 'a=b; Secure; SameSite=None; Partitioned', over: embedded('https://top.org'), gives: { partitioned: true, partition: 'https://top.org' } },
    { desc: 'is partitioned where everything is', line: 'a=b; Secure; SameSite=None', over: { ...embedded('https://top.org'), partitionHolds: 'all' }, gives: { partitioned: false, partition: 'https://top.org' } },
    { desc: 'is not partitioned by itself', line: 'a=b; Secure; SameSite=None', over: embedded('https://top.org'), gives: { partitioned: false, partition: null } },
  ])('$desc', ({ line, url, over, gives }) => {
    const kept = only(line, url, over as object)
    if (gives === null) expect(kept).toBeUndefined()
    else expect(kept).toMatchObject(gives)
  })

  it('keeps its creation when it is replaced, and nothing else of the old one', () => {
    const jar = jarOf([[site, 'a=1; Secure; HttpOnly; Max-Age=6000; SameSite=Strict']])
    jar.set(site, 'a=2', { now: now + 864_000 })
    const [cookie] = allCookies(jar.store)
    expect(cookie).toMatchObject({ creation: now, lastAccess: now + 864_000, value: '2', expiry: null })
    expect(cookie).toMatchObject({ secure: false, httpOnly: false, sameSite: 'unset' })
  })

  it('does not keep the creation of one that had expired', () => {
    const jar = jarOf([[site, 'a=1; Max-Age=60']])
    jar.set(site, 'a=2', { now: now + 60_001 })
    expect(allCookies(jar.store)).toMatchObject([{ creation: now + 60_001, value: '2' }])
  })
})

describe('several lines', () => {
  it('are stored one after the other, whatever becomes of those before', () => {
    const jar = new Jar()
    const verdicts = jar.set(site, ['a=1', 'b=2; Domain=com', 'a=3', '\0', 'c=4'])
    expect(verdicts.map(({ step }) => step)).toEqual([
      'store-cookie/stored',
      'store-cookie/public-suffix',
      'store-cookie/replaced',
      'parse-cookie/control-byte',
      'store-cookie/stored',
    ])
    expect(jar.all()).toBe('a=3 c=4')
  })

  it('of which none is kept leave the store as it is', () => {
    const jar = jarOf([[site, 'a=1']])
    const { store } = jar
    jar.set(site, ['b=2; Domain=com', 'c=3; SameSite=None', `d=${'x'.repeat(5000)}`])
    expect(jar.store.jars).toBe(store.jars)
    expect(jar.all()).toBe('a=1')
  })
})

describe('too many cookies', () => {
  /** A profile with small limits. */
  const few = (over: object) => ({ ...profiles.spec, ...over })
  const many = (count: number, more = '') => Array.from({ length: count }, (_, i) => `c${i}=${i}${more}`)
  const gone = (jar: Jar) =>
    jar.heard
      .filter(({ step }) => step.startsWith('garbage-collect-cookies/'))
      .map(({ step, cookie, line }) => `${step.slice(24)} ${cookie.name} ${line}`)

  it('of one site: the one that was not used for the longest time goes', () => {
    const jar = new Jar(few({ cookiesPerHostLimit: 3 }))
    jar.set(site, many(3))
    jar.get(`${site}`, { now: now + 1 })
    jar.set(site, 'c0=x', { now: now + 2 })
    jar.set(site, 'd=4', { now: now + 3 })
    expect(gone(jar)).toEqual(['excess-for-host c1 null'])
    expect(jar.all()).toBe('c0=x c2=2 d=4')
  })

  it('of one site: insecure ones go before secure ones', () => {
    const jar = new Jar(few({ cookiesPerHostLimit: 3 }))
    jar.set(site, 'old=1; Secure')
    jar.set(site, 'new=2', { now: now + 1 })
    jar.set(site, ['x=3; Secure', 'y=4; Secure'], { now: now + 2 })
    expect(gone(jar)).toEqual(['excess-for-host new null'])
    jar.set(site, 'z=5; Secure', { now: now + 3 })
    expect(gone(jar)).toEqual(['excess-for-host new null', 'excess-for-host old null'])
  })

  it('of one site: what has expired goes first, and without a word', () => {
    const jar = new Jar(few({ cookiesPerHostLimit: 3 }))
    jar.set(site, ['a=1', 'b=2; Max-Age=1', 'c=3'])
    jar.set(site, 'd=4', { now: now + 2000 })
    expect(gone(jar)).toEqual([])
    expect(jar.all()).toBe('a=1 c=3 d=4')
  })

  it('of one site are 181 in the standard, all hosts of the site together', () => {
    const jar = new Jar()
    jar.set(site, many(100))
    jar.set('https://api.example.com/', many(80))
    expect(gone(jar)).toEqual([])
    jar.set('https://example.com/', 'last=1')
    expect(gone(jar)).toHaveLength(1)
    jar.set('https://other.org/', many(180))
    expect(gone(jar)).toHaveLength(1)
  })

  it('in a partition are counted apart', () => {
    const jar = new Jar(few({ cookiesPerHostLimit: 2 }))
    for (const top of ['https://one.org', 'https://two.org'])
      jar.set(site, many(2, '; Secure; SameSite=None; Partitioned'), embedded(top))
    jar.set(site, many(2))
    expect(gone(jar)).toEqual([])
  })

  it('in all: the one that was not used for the longest time goes, whatever its site', () => {
    const jar = new Jar(few({ cookiesInAllLimit: 3 }))
    jar.set(site, 'a=1; Secure')
    jar.set('https://other.org/', 'b=2', { now: now + 1 })
    jar.set('https://third.net/', ['c=3', 'd=4'], { now: now + 2 })
    expect(gone(jar)).toEqual(['excess a null'])
    expect(jar.all()).toBe('b=2 c=3 d=4')
  })

  it('in all: what has expired goes first', () => {
    const jar = new Jar(few({ cookiesInAllLimit: 3 }))
    jar.set(site, ['a=1', 'b=2; Max-Age=1'])
    jar.set('https://other.org/', ['c=3', 'd=4'], { now: now + 2000 })
    expect(gone(jar)).toEqual([])
    expect(jar.all()).toBe('a=1 c=3 d=4')
  })

  it('in all are 3,001 in the standard', () => {
    const jar = new Jar()
    for (let i = 0; i < 30; i++) jar.set(`https://site${i}.org/`, many(100))
    expect(gone(jar)).toEqual([])
    jar.set(site, 'a=1')
    expect(gone(jar)).toEqual(['excess c0 null'])
    expect(allCookies(jar.store)).toHaveLength(3000)
  })
})

describe('what becomes of cookies', () => {
  /** Reached by counting, above, and by what the tables of knobs say after a `!`. */
  const byCounting = ['garbage-collect-cookies/excess-for-host', 'garbage-collect-cookies/excess']
  const byKnobs = cookieKnobRows.flatMap(({ expected }) => expected.join(' ').match(/(?<=!)[\w/-]+/g) ?? [])

  it('is shown for every step that there is', () => {
    const shown = new Set<string>([...storeRows, ...retrieveRows].flatMap(({ step }) => step ?? []))
    for (const id of [...byKnobs, ...byCounting]) shown.add(id)
    expect([...shown].sort()).toEqual(Object.keys(cookieSteps).sort())
  })

  it('never has a value in its evidence, though the value is in every row', () => {
    const rows = [...storeRows, ...retrieveRows]
    expect(rows.filter(({ line }) => !line.includes(secret) && line !== '=; Secure')).toEqual([])
  })

  it('has the cookie in it, for whoever may see its value', () => {
    const [verdict] = new Jar().set(site, `a=${secret}; Domain=com; Secure; Path=/x; SameSite=Lax`)
    expect(verdict?.cookie).toMatchObject({
      name: 'a',
      value: secret,
      secure: true,
      path: '/x',
      sameSite: 'lax',
    })
  })

  it('has the name of a cookie that could not be read', () => {
    const [verdict] = new Jar().set(site, ` a =${secret}\0`)
    expect(verdict?.cookie).toMatchObject({ name: 'a', value: '', host: null })
  })

  it('is not told of a script’s cookie as of another', () => {
    const [verdict] = new Jar().set(site, `a=${secret}`, script)
    expect(verdict).toMatchObject({ step: 'store-cookie/stored', line: `a=${secret}`, cookie: { name: 'a' } })
  })
})
