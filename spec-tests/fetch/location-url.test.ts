import { describe, expect, it } from 'vitest'
import { locationURL } from '../../src/fetch/location-url'
import { type Profile, profiles } from '../../src/profile/profile'
import { answer, app, request } from './kit'

/** Where a redirect leads: the URL, null for nowhere, or the step that refused. */
function leads(from: string, locations: readonly string[], profile: Profile = profiles.spec): string | null {
  const lines = locations.map((value) => ['location', value] as [string, string])
  const found = locationURL(profile, request(from), answer(302, [['x-location', '/no'], ...lines]))
  if (found === null) return null
  return 'step' in found ? found.step : found.href
}

const invalid = 'http-redirect-fetch/location-invalid'

describe('location URL', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, from: string, location: string, expected: string | null]>([
    ['a URL', `${app}/1`, 'https://other.org/2', 'https://other.org/2'],
    ['a path', `${app}/a/1?q`, '/2', `${app}/2`],
    ['a name', `${app}/a/1?q`, '2', `${app}/a/2`],
    ['up', `${app}/a/b/1`, '../2', `${app}/a/2`],
    ['a query', `${app}/a/1?q`, '?r', `${app}/a/1?r`],
    ['without scheme', `${app}/1`, '//other.org/2', 'https://other.org/2'],
    ['a scheme without slashes is relative to the same scheme', `${app}/a/1`, 'https:2', `${app}/a/2`],
    ['a fragment', `${app}/1?q`, '#f', `${app}/1?q#f`],
    ['a fragment instead of another', `${app}/1#e`, '#f', `${app}/1#f`],
    ['the fragment lives on', `${app}/1#e`, '/2', `${app}/2#e`],
    ['to another origin, too', `${app}/1#e`, 'https://other.org/2', 'https://other.org/2#e'],
    ['but not over another', `${app}/1#e`, '/2#f', `${app}/2#f`],
    ['an empty one is one', `${app}/1#e`, '/2#', `${app}/2#`],
    ['an empty one lives on', `${app}/1#`, '/2', `${app}/2#`],
    ['bytes beyond ASCII, one by one', `${app}/1`, '/\xc3\xa4\x80\xff', `${app}/%C3%A4%80%FF`],
    ['in the query as well', `${app}/1`, '/?\xe4', `${app}/?%E4`],
    ['and in the host, where they mean UTF-8', `${app}/1`, 'https://\xc3\xa4.example/', 'https://xn--4ca.example/'],
    ['or nothing', `${app}/1`, 'https://\xe4.example/', invalid],
    ['what is written in percent stays', `${app}/1`, '/%e4%2F', `${app}/%e4%2F`],
    ['a tab within', `${app}/1`, '/a\tb', `${app}/ab`],
    ['a space in a host', `${app}/1`, 'https://a b/', invalid],
    ['no host', `${app}/1`, 'https://', invalid],
    ['a port that is none', `${app}/1`, 'https://other.org:x/', invalid],
    ['user name and password', `${app}/1`, 'https://u:p@other.org/', 'https://u:p@other.org/'],
    ['a scheme that is not HTTP is a URL', `${app}/1`, 'mailto:x', 'mailto:x'],
    ['empty', `${app}/1?q#f`, '', `${app}/1?q#f`],
  ])('%s', (_, from, location, expected) => expect(leads(from, [location])).toBe(expected))

  it('is nowhere without the header', () => expect(leads(`${app}/1`, [])).toBeNull())

  it('does not percent-encode a DEL that URL parsing lets be in an opaque path', () => {
    expect(leads(`${app}/1`, ['x:\x7f'])).toBe('x:%7F')
  })

  it('is a failure of more than one line, and says what they were', () => {
    const two = answer(302, [
      ['location', '/a'],
      ['location', '/b'],
    ])
    expect(locationURL(profiles.spec, request(app), two)).toEqual({
      step: 'http-redirect-fetch/location-duplicate',
      evidence: { header: 'location', actual: '/a, /b' },
    })
    expect(leads(app, ['', ''])).toBe('http-redirect-fetch/location-duplicate')
  })

  it('says what did not parse', () => {
    expect(locationURL(profiles.spec, request(app), answer(302, { location: 'https://a b/' }))).toEqual({
      step: invalid,
      evidence: { header: 'location', actual: 'https://a b/' },
    })
    expect(locationURL(profiles.webkitgtk, request(app), answer(302, { location: '' }))).toEqual({
      step: invalid,
      evidence: { header: 'location', actual: '' },
    })
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, locations: readonly string[], spec: string | null, chromium: string | null, safari: string | null, webkitgtk: string | null]>([
    ['empty', [''], `${app}/1`, null, `${app}/1`, invalid],
    ['twice', ['/a', '/b'], 'http-redirect-fetch/location-duplicate', 'http-redirect-fetch/location-duplicate', 'http-redirect-fetch/location-duplicate', `${app}/a,%20/b`],
    ['twice the same', ['/a', '/a'], 'http-redirect-fetch/location-duplicate', `${app}/a`, 'http-redirect-fetch/location-duplicate', `${app}/a,%20/a`],
  ])('in engines: %s', (_, locations, ...expected) => {
    const { spec, chromium, safari, webkitgtk } = profiles
    const profilesInOrder = [spec, chromium, safari, webkitgtk]
    expect(profilesInOrder.map((profile) => leads(`${app}/1`, locations, profile))).toEqual(expected)
  })
})
