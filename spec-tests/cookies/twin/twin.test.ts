import { describe, expect, it } from 'vitest'
import { beginning, contextOf, home, type Place } from './arbitrary-stories'
import { suffixes } from './suffixes'
import { twinDate } from './twin-date'
import { defaultPath, specLimits, TwinStore } from './twin-store'

const at = (url: string, more: Partial<Place> = {}): Place => {
  const { protocol, hostname, pathname } = new URL(url)
  return { ...home, scheme: protocol === 'http:' ? 'http' : 'https', host: hostname, path: pathname, ...more }
}

/** What goes to a URL after lines were set from others, all at one moment. */
function sent(
  set: readonly (readonly [url: string, line: string, more?: Partial<Place>])[],
  to: string,
): string {
  const twin = new TwinStore(suffixes)
  for (const [url, line, more] of set) twin.set(line, contextOf(at(url, more), beginning))
  return twin.get(contextOf(at(to), beginning))
}

describe('the twin’s dates', () => {
  it.each<[desc: string, date: string, expected: string | null]>([
    ['as in RFC 1123', 'Wed, 09 Jun 2021 10:18:14 GMT', '2021-06-09T10:18:14Z'],
    ['as in RFC 850, two digits of a year', 'Wednesday, 09-Jun-21 10:18:14 GMT', '2021-06-09T10:18:14Z'],
    ['as C writes them', 'Wed Jun  9 10:18:14 2021', '2021-06-09T10:18:14Z'],
    ['in any order', '10:18:14 2021 9 june', '2021-06-09T10:18:14Z'],
    ['with the day for what is first of two short numbers', '10:18:14 21 09 june', '2009-06-21T10:18:14Z'],
    ['from 70 on in the last century', '1 Jan 70 0:0:0', '1970-01-01T00:00:00Z'],
    ['up to 69 in this one', '1 Jan 69 0:0:0', '2069-01-01T00:00:00Z'],
    ['with something behind each', '1st Janu 2021ad 10:18:14z', '2021-01-01T10:18:14Z'],
    ['not on a day that is none', '30 Feb 2021 10:18:14', null],
    ['on a day of a leap year', '29 Feb 2020 10:18:14', '2020-02-29T10:18:14Z'],
    ['not before 1601', '1 Jan 1600 10:18:14', null],
    ['not at 24 o’clock', '1 Jan 2021 24:00:00', null],
    ['not without a time', '1 Jan 2021', null],
  ])('are %s', (_desc, date, expected) => {
    expect(twinDate(date)).toBe(expected === null ? null : Date.parse(expected))
  })
})

describe('the twin’s paths', () => {
  it.each<[path: string, expected: string]>([
    ['', '/'],
    ['x/y', '/'],
    ['/', '/'],
    ['/x', '/'],
    ['/x/', '/x'],
    ['/x/y', '/x'],
    ['/x/y/', '/x/y'],
  ])('of %s is %s by default', (path, expected) => {
    expect(defaultPath(path)).toBe(expected)
  })
})

describe('the twin', () => {
  const site = 'https://www.site.example/'
  it.each<[desc: string, set: [string, string, Partial<Place>?][], to: string, expected: string]>([
    ['gives back what it is given', [[site, 'SID=31d4d96e407aad42']], site, 'SID=31d4d96e407aad42'],
    ['keeps host-only cookies from hosts below', [['https://site.example/', 'a=1']], site, ''],
    ['gives a domain’s to all of it', [['https://x.site.example/', 'a=1; Domain=site.example']], site, 'a=1'],
    ['gives to paths below', [[site, 'a=1; Path=/x']], `${site}x/y`, 'a=1'],
    ['gives to no path that is only longer', [[site, 'a=1; Path=/x']], `${site}xy`, ''],
    [
      'replaces, and keeps the place',
      [
        [site, 'a=1'],
        [site, 'b=2'],
        [site, 'a=3'],
      ],
      site,
      'a=3; b=2',
    ],
    [
      'lets a host-only cookie be beside one of its domain',
      [
        [site, 'a=1'],
        [site, 'a=2; Domain=www.site.example'],
      ],
      site,
      'a=1; a=2',
    ],
    [
      'deletes with a date that is past',
      [
        [site, 'a=1'],
        [site, 'a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      ],
      site,
      '',
    ],
    [
      'gives longer paths first',
      [
        [site, 'a=1'],
        [site, 'b=2; Path=/x'],
      ],
      `${site}x`,
      'b=2; a=1',
    ],
    ['keeps Secure from http', [[site, 'a=1; Secure']], 'http://www.site.example/', ''],
    [
      'leaves Secure alone, for paths below',
      [
        [site, 'a=1; Secure; Path=/login'],
        ['http://www.site.example/', 'a=2; Path=/login/en'],
        ['http://www.site.example/', 'a=3; Path=/foo'],
      ],
      `${site}login/en`,
      'a=1',
    ],
    [
      'writes nameless cookies as their value',
      [
        [site, 'x'],
        [site, '=y=z'],
      ],
      site,
      'y=z',
    ],
    [
      'gives nothing to a registry',
      [['https://site.co.uk/', 'a=1; Domain=co.uk']],
      'https://site.co.uk/',
      '',
    ],
    [
      'has a cookie for a registry that asks',
      [['https://co.uk/', 'a=1; Domain=co.uk']],
      'https://co.uk/',
      'a=1',
    ],
  ])('%s', (_desc, set, to, expected) => {
    expect(sent(set, to)).toBe(expected)
  })

  // The examples of "Cookie Name Prefixes".
  it.each<[line: string, kept: boolean]>([
    ['__Secure-SID=12345; Domain=site.example', false],
    ['__secure-SID=12345; Domain=site.example', false],
    ['__SECURE-SID=12345; Domain=site.example', false],
    ['__Host-SID=12345', false],
    ['__host-SID=12345; Secure', false],
    ['__host-SID=12345; Domain=site.example', false],
    ['__HOST-SID=12345; Domain=site.example; Path=/', false],
    ['__Host-SID=12345; Secure; Domain=site.example; Path=/', false],
    ['__host-SID=12345; Secure; Domain=site.example; Path=/', false],
    ['__HOST-SID=12345; Secure; Domain=site.example; Path=/', false],
    ['__Secure-SID=12345; Domain=site.example; Secure', true],
    ['__secure-SID=12345; Domain=site.example; Secure', true],
    ['__SECURE-SID=12345; Domain=site.example; Secure', true],
    ['__Host-SID=12345; Secure; Path=/', true],
    ['__host-SID=12345; Secure; Path=/', true],
    ['__HOST-SID=12345; Secure; Path=/', true],
  ])('takes the promise of %s as the draft’s example says', (line, kept) => {
    expect(sent([[site, line]], site)).toBe(kept ? line.slice(0, line.indexOf(';')) : '')
  })

  it('evicts insecure cookies first, those that were not used for the longest time', () => {
    const twin = new TwinStore(suffixes, { ...specLimits, perSite: 2 })
    const set = (line: string, now: number) => twin.set(line, contextOf(at(site), now))
    set('a=1; Secure', 0)
    set('b=1', 1)
    set('c=1', 2)
    expect(twin.get(contextOf(at(site), 3))).toBe('a=1; c=1')
    set('d=1; Secure', 4)
    set('e=1; Secure', 5)
    expect(twin.get(contextOf(at(site), 6))).toBe('d=1; e=1')
  })
})
