/** The retrieval algorithm of RFC 6265bis, step by step. */
import { describe, expect, it } from 'vitest'
import { allCookies } from '../../src/cookies/cookie-store'
import { retrieveCookies } from '../../src/cookies/retrieve-cookies'
import { serializeCookies } from '../../src/cookies/serialize-cookies'
import { profiles } from '../../src/profile/profile'
import { at, crossSite, embedded, jarOf, now, script, wrongCitation } from './contexts'
import { retrieveRows } from './retrieve-rows'

const site = 'https://app.example.com/'

describe('retrieve cookies', () => {
  it.each(retrieveRows)(
    '$cites: $desc',
    ({ from = site, line, given, url = site, over, step, evidence = {} }) => {
      const jar = jarOf([[from, line, given]])
      expect(jar.heard.map((verdict) => verdict.step)).toEqual(['store-cookie/stored'])
      const header = jar.get(url, over)
      const verdicts = jar.heard.slice(1).map((verdict) => [verdict.step, verdict.evidence, verdict.line])
      expect(verdicts).toEqual(step === null ? [] : [[step, evidence, null]])
      expect(header).toBe(step === 'retrieve-cookies/sent' ? line.split(';')[0] : '')
      // Nobody has to listen.
      const silent = jarOf([[from, line, given]]).store
      expect(serializeCookies(retrieveCookies(silent, at(url, over), profiles.spec, null).cookies)).toBe(
        header,
      )
    },
  )

  it('cites what exists', () => {
    const wrong = retrieveRows.map(({ cites }) => wrongCitation(cites))
    expect(wrong.filter((one) => one !== null)).toEqual([])
  })
})

describe('the order, step 4', () => {
  // biome-ignore format: a table, one row a line
  it.each([
    { desc: 'Longer paths come first.', lines: ['a=1', 'b=2; Path=/x/y', 'c=3; Path=/x'], header: 'b=2; c=3; a=1' },
    { desc: 'By their length, and not by their segments.', lines: ['a=1; Path=/x/', 'b=2; Path=/x/y/z', 'c=3; Path=/x/y'], header: 'b=2; c=3; a=1' },
    { desc: 'Among equals the older one.', lines: ['z=1', 'a=2', 'm=3'], header: 'z=1; a=2; m=3' },
    { desc: 'A host’s own and its domain’s do not matter.', lines: ['a=1; Domain=example.com', 'b=2', 'c=3; Domain=app.example.com'], header: 'a=1; b=2; c=3' },
    { desc: 'A cookie that was replaced is as old as it was.', lines: ['a=1', 'b=2', 'a=3'], header: 'a=3; b=2' },
    { desc: 'One of the same name goes twice.', lines: ['a=1', 'a=2; Domain=example.com', 'a=3; Path=/x'], header: 'a=3; a=1; a=2' },
  ])('$desc', ({ lines, header }) => {
    expect(jarOf(lines.map((line) => [site, line])).get(`${site}x/y/z`)).toBe(header)
    // Even where a second lies between any two of them.
    const slowly = jarOf(lines.map((line, i) => [site, line, { now: now + i * 1000 }]))
    expect(slowly.get(`${site}x/y/z`, { now: now + 60_000 })).toBe(header)
  })

  it('is one for those of a partition and those of all sites', () => {
    const jar = jarOf([[site, 'a=1; SameSite=None; Secure']])
    jar.set(
      site,
      ['b=2; SameSite=None; Secure; Partitioned', 'c=3; SameSite=None; Secure; Partitioned; Path=/x'],
      embedded('https://top.org'),
    )
    jar.set(site, 'd=4; SameSite=None; Secure', crossSite)
    expect(jar.get(`${site}x`, embedded('https://top.org'))).toBe('c=3; a=1; b=2; d=4')
  })
})

describe('the last access, step 5', () => {
  const accesses = (over: object = {}) => {
    const jar = jarOf([
      [site, 'a=1'],
      [site, 'b=2; Path=/x'],
      [site, 'c=3; HttpOnly'],
    ])
    const before = jar.store
    jar.get(site, { now: now + 5, ...over })
    return { before, jar, after: allCookies(jar.store).map(({ lastAccess }) => lastAccess - now) }
  }

  it('moves on for those that are sent, and no others', () => {
    expect(accesses().after).toEqual([5, 0, 5])
    expect(accesses(script).after).toEqual([5, 0, 0])
  })

  it('leaves the store that was asked as it was', () => {
    const { before } = accesses()
    expect(allCookies(before).map(({ lastAccess }) => lastAccess)).toEqual([now, now, now])
  })

  it('makes no other store where nothing is sent', () => {
    const jar = jarOf([[site, 'a=1; Path=/x']])
    const { store } = jar
    jar.get(site, { now: now + 5 })
    expect(jar.store).toBe(store)
  })
})

describe('the cookie string, step 6', () => {
  // biome-ignore format: a table, one row a line
  it.each([
    { desc: 'Nothing is the empty string.', lines: [], header: '' },
    { desc: 'Of a nameless cookie there is the value alone.', lines: ['x', 'a=1'], header: 'x; a=1' },
    { desc: 'Even if it then looks like another.', lines: ['=b=2', 'a=1'], header: 'b=2; a=1' },
    { desc: 'An empty value leaves the equals sign.', lines: ['a=', 'b=2'], header: 'a=; b=2' },
    { desc: 'Bytes are as they came.', lines: ['a="\xe4 \x80"', 'b=2,3'], header: 'a="\xe4 \x80"; b=2,3' },
  ])('$desc', ({ lines, header }) => {
    expect(jarOf(lines.map((line) => [site, line])).get(site)).toBe(header)
  })
})
