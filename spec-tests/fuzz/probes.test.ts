import { describe, expect, it } from 'vitest'
import { type Base, baseOf } from '../../src/fuzz/base'
import { classes, severityOf } from '../../src/fuzz/classes'
import { classifyOrigin, moreGeneral } from '../../src/fuzz/classify-origin'
import { createCampaign } from '../../src/fuzz/create-campaign'
import { readIntent } from '../../src/fuzz/intent'
import { nearbyOrigin } from '../../src/fuzz/origin-grammar'
import { hostCharacters, probes } from '../../src/fuzz/probes'
import { randomOf } from '../../src/fuzz/random'
import { rawProbes } from '../../src/fuzz/raw-probes'
import { opensHost } from '../../src/fuzz/special-hosts'
import { parseURL } from '../../src/origin/url-record'

const app = 'https://t.example.com'
const base = baseOf(app) as Base
const made = (id: string): readonly string[] =>
  [...probes, ...rawProbes].find((probe) => probe.id === id)?.origins(base) ?? []

describe('the probes of users.md §5, for https://t.example.com', () => {
  it.each([
    { desc: 'reflect any', id: 'any-origin', origin: 'https://evil.example' },
    { desc: 'prefix match', id: 'begins-with-the-host', origin: 'https://t.example.com.evil.example' },
    { desc: 'suffix match', id: 'ends-with-the-host', origin: 'https://evilexample.com' },
    { desc: 'suffix match, another one', id: 'ends-with-the-host', origin: 'https://notexample.com' },
    { desc: 'include match', id: 'domain-without-its-first-letter', origin: 'https://xample.com' },
    { desc: 'unescaped dot', id: 'another-letter-for-a-dot', origin: 'https://txexample.com' },
    { desc: 'null', id: 'null-of-a-sandbox', origin: 'null' },
    {
      desc: 'special characters',
      id: 'strange-character-behind-the-host',
      origin: 'https://t.example.com{.evil.example',
    },
    {
      desc: 'special characters that no host has',
      id: 'characters-no-host-has',
      origin: 'https://t.example.com%60.evil.example',
    },
    {
      desc: 'a control byte',
      id: 'characters-no-host-has',
      origin: 'https://t.example.com\x0b.evil.example',
    },
    { desc: 'arbitrary subdomain', id: 'host-below', origin: 'https://evil.t.example.com' },
    { desc: 'http trusted by https', id: 'without-tls', origin: 'http://t.example.com' },
    { desc: 'sibling port', id: 'another-port', origin: 'https://t.example.com:1337' },
    { desc: 'third party', id: 'anybodys-page', origin: 'https://codepen.io' },
    { desc: 'development backdoor', id: 'development-server', origin: 'http://localhost:3000' },
    { desc: 'userinfo', id: 'user-before-the-host', origin: 'https://t.example.com@evil.example' },
    { desc: 'backslash', id: 'backslash', origin: 'https://evil.example\\.t.example.com' },
    { desc: 'tab', id: 'characters-no-host-has', origin: 'https://t.example.com\t.evil.example' },
    { desc: 'upper case', id: 'capitals', origin: 'https://T.EXAMPLE.COM' },
    { desc: 'trailing dot', id: 'dot-behind-the-host', origin: 'https://t.example.com.' },
    { desc: 'IPv6', id: 'address', origin: 'https://[2001:db8::7]' },
    { desc: 'IDN, in punycode', id: 'letter-that-looks-alike', origin: 'https://xn--exmple-4nf.com' },
  ])('$desc', ({ id, origin }) => expect(made(id)).toContain(origin))

  it('a PSL-wide pattern', () => {
    const shared = probes.find(({ id }) => id === 'name-on-the-same-public-suffix')
    expect(shared?.origins(baseOf('https://us.github.io') as Base)).toEqual([
      'https://evil.github.io',
      'https://us-evil.github.io',
    ])
    expect(shared?.origins(base)).toEqual([])
  })

  it('have one id each, and a class with words', () => {
    const ids = [...probes, ...rawProbes].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const probe of probes) expect(classes[probe.class].consequence).toMatch(/can read responses/)
  })
})

describe('which origins a page can have', () => {
  const campaign = createCampaign({
    intent: readIntent({ target: 'https://api.example.com', grants: [{ who: app }] }),
  })

  it('those of all attackers, as a browser serializes them', () => {
    for (const { client, data } of campaign.pool.attackers) {
      expect(client, data.origin).not.toBeNull()
      if (data.how === 'https-page' || data.how === 'http-page')
        expect(parseURL(`${data.origin}/`)?.origin).toMatchObject({ serialized: data.origin })
    }
  })

  it('none of the raw ones, and the grammar makes both', () => {
    for (const { steps } of campaign.pool.raw) expect(steps[0]?.page.client).toBeNull()
    const grown = Array.from({ length: 400 }, (_, i) => campaign.grammarPage(1, i))
    expect(grown.filter(({ client }) => client !== null).length).toBeGreaterThan(200)
    expect(grown.filter(({ client }) => client === null).length).toBeGreaterThan(10)
  })

  it.each(hostCharacters)('%s in a host: Safari opens more than Chrome and Firefox', (character) => {
    const host = `t.example.com${character}.evil.example`
    expect(opensHost('safari', host)).toBe(true)
    if (opensHost('chromium', host)) expect(opensHost('firefox', host)).toBe(true)
    expect(opensHost('chromium', host)).toBe('_-'.includes(character))
  })
})

describe('what an origin shows', () => {
  it.each([
    { origin: 'null', class: 'null-origin' },
    { origin: 'https://evil.example', class: 'reflect-any' },
    { origin: 'https://elsewhere.test', class: 'grammar' },
    { origin: 'http://t.example.com', class: 'http-origin' },
    { origin: 'https://t.example.com:81', class: 'other-port' },
    { origin: 'https://t.example.com.', class: 'trailing-dot' },
    { origin: 'https://a.b.t.example.com', class: 'any-subdomain' },
    { origin: 'https://t.example.com.evil.test', class: 'prefix-match' },
    { origin: 'https://t.example.com!.evil.test', class: 'special-characters' },
    { origin: 'https://myexample.com', class: 'suffix-match' },
    { origin: 'https://my-t.example.com.test', class: 'include-match' },
    { origin: 'https://t-example.com', class: 'suffix-match' },
    { origin: 'https://t.examplezcom', class: 'unescaped-dot' },
    { origin: 'http://127.0.0.9:8080', class: 'development-origin' },
    { origin: 'https://203.0.113.99', class: 'address' },
  ])('$origin: $class', ({ class: of, origin }) => expect(classifyOrigin(origin, [base])).toBe(of))

  it('is explained by mistakes that are more general', () => {
    expect(moreGeneral('any-subdomain', 'https://evil.t.example.com', [base])).toEqual([
      'reflect-any',
      'include-match',
      'suffix-match',
      'any-subdomain',
    ])
    expect(moreGeneral('null-origin', 'null', [base])).toEqual(['reflect-any', 'null-origin'])
    expect(moreGeneral('reflect-any', 'https://evil.example', [base])).toEqual(['reflect-any'])
  })

  it('the grammar makes origins of every class that has to do with names', () => {
    const seen = new Set(
      Array.from({ length: 3000 }, (_, i) =>
        classifyOrigin(nearbyOrigin([base], randomOf(1, i)).origin, [base]),
      ),
    )
    for (const of of [
      'http-origin',
      'other-port',
      'trailing-dot',
      'any-subdomain',
      'special-characters',
      'prefix-match',
      'suffix-match',
      'include-match',
    ] as const) {
      expect(seen).toContain(of)
    }
  })
})

describe('severity', () => {
  it.each([
    { of: 'reflect-any', credentialed: true, internal: false, severity: 'high' },
    { of: 'reflect-any', credentialed: false, internal: false, severity: 'medium' },
    { of: 'reflect-any', credentialed: false, internal: true, severity: 'high' },
    { of: 'any-subdomain', credentialed: true, internal: false, severity: 'high' },
    { of: 'any-subdomain', credentialed: false, internal: false, severity: 'medium' },
    { of: 'trailing-dot', credentialed: false, internal: false, severity: 'low' },
    { of: 'wildcard', credentialed: false, internal: false, severity: 'low' },
    { of: 'wildcard', credentialed: false, internal: true, severity: 'medium' },
    { of: 'unintended-write', credentialed: true, internal: false, severity: 'high' },
    { of: 'method-laxity', credentialed: true, internal: false, severity: 'low' },
    { of: 'raw-origin-accepted', credentialed: true, internal: false, severity: 'info' },
  ] as const)(
    '$of, credentials $credentialed, internal $internal: $severity',
    ({ credentialed, internal, of, severity }) =>
      expect(severityOf(of, credentialed, internal)).toBe(severity),
  )
})
