/** `docs/spec-issues.md` on cookies, row by row: what the text says to the letter, and what we do instead. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CookieContext, SameSiteMode } from '../../src/cookies/cookie'
import { allCookies } from '../../src/cookies/cookie-store'
import { parseCookie } from '../../src/cookies/parse-cookie'
import { cookieContext } from '../../src/fetch/cookie-context'
import { type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { currentURL, type RequestRecord, redirectTaint } from '../../src/fetch/request'
import { determineSameSiteMode } from '../../src/fetch/same-site-mode'
import { publicSuffix } from '../../src/origin/public-suffix'
import { sameSite } from '../../src/origin/site'
import { profiles } from '../../src/profile/profile'
import { api, app, other, request } from '../fetch/kit'
import { day, embedded, Jar, jarOf, now } from './contexts'

const site = `${app}/`
const { spec } = profiles
const mode = (made: RequestRecord) => determineSameSiteMode(spec, made)

/** Fetch, determine the same-site mode, from step 2 on. */
function modeToTheLetter(made: RequestRecord): SameSiteMode {
  const initiator = made.topLevelNavigationInitiatorOrigin
  // 2.
  if (initiator !== null && !sameSite(initiator, made.urlList[0].origin)) return 'unset-or-less'
  // 3.
  if (made.method === 'GET' && made.destination === 'document') return 'lax-or-less'
  // 4.
  if (made.client?.hasCrossSiteAncestor) return 'unset-or-less'
  // 5.
  if (redirectTaint(made) === 'cross-site') return 'unset-or-less'
  // 6.
  return 'strict-or-less'
}

/** A link that a page of https://app.example.com follows, along these redirects. */
function link(url: string, init: Partial<CreateRequestInit> = {}, redirects: readonly string[] = []) {
  const origin = createClient(site).origin
  const made = request(url, {
    mode: 'navigate',
    destination: 'document',
    topLevelNavigationInitiatorOrigin: origin,
    ...init,
  })
  return along(made, redirects)
}

function along(made: RequestRecord, redirects: readonly string[]): RequestRecord {
  const urls = redirects.map((url) => currentURL(request(url)))
  return { ...made, urlList: [made.urlList[0], ...made.urlList.slice(1), ...urls] }
}

/** What one line comes to: the verdict's step. */
const verdict = (line: string, url = site, over: Partial<CookieContext> = {}) =>
  new Jar().set(url, line, over)[0]?.step
const parsed = (line: string) => {
  const cookie = parseCookie(line, false, now, spec)
  if ('step' in cookie) throw new Error(cookie.step)
  return cookie
}

/** The attributes of a line, as name and value. */
const attributes = (line: string) =>
  line
    .split(';')
    .slice(1)
    .map((attribute) => {
      const [name = '', value = ''] = attribute.trim().split('=')
      return [name.toLowerCase(), value] as const
    })

/** A path of the layered draft, a list, and back. The first segment is what is before the first slash. */
const splitOnSlash = (text: string) => text.split('/')
const segmentsOf = (path: string) => path.slice(1).split('/')
const serialized = (path: readonly string[]) => path.map((segment) => `/${segment}`).join('')

describe('13. determine the same-site mode, step 6', () => {
  it('to the letter a fetch of another site is a same-site request, as long as the page has no ancestors', () => {
    const made = request(`${other}/x`, { credentials: 'include' })
    expect(modeToTheLetter(made)).toBe('strict-or-less')
    expect(mode(made)).toBe('none')
  })
  it('so is a frame of another site', () => {
    const made = request(`${other}/x`, { mode: 'navigate', destination: 'iframe' })
    expect(modeToTheLetter(made)).toBe('strict-or-less')
    expect(mode(made)).toBe('none')
  })
})

describe('14. determine the same-site mode, step 2', () => {
  it('to the letter a link to another site takes no Lax cookie along', () => {
    expect(modeToTheLetter(link(`${other}/x`))).toBe('unset-or-less')
    expect(mode(link(`${other}/x`))).toBe('lax-or-less')
  })
})

describe('15. determine the same-site mode, steps 2, 4 and 5', () => {
  it('to the letter a cookie that says nothing goes with a form post to another site', () => {
    const post = link(`${other}/x`, { method: 'POST' })
    const jar = jarOf([[`${other}/`, 'a=1']])
    expect(jar.get(`${other}/x`, { sameSite: modeToTheLetter(post) })).toBe('a=1')
    expect(jar.get(`${other}/x`, { sameSite: mode(post) })).toBe('')
  })
  it('and with a fetch of a frame that has a cross-site ancestor', () => {
    const client = createClient({ url: `${other}/`, topLevelURL: site })
    const made = request(`${other}/x`, { client, credentials: 'include' })
    expect(modeToTheLetter(made)).toBe('unset-or-less')
    expect(mode(made)).toBe('none')
  })
})

describe('16. determine the same-site mode, step 3', () => {
  it.each([
    { desc: 'a link within a site', made: link(`${api}/x`) },
    {
      desc: 'an address that was typed',
      made: link(`${app}/x`, { userInitiated: true, topLevelNavigationInitiatorOrigin: null }),
    },
  ])('to the letter $desc takes no Strict cookie along', ({ made }) => {
    expect(modeToTheLetter(made)).toBe('lax-or-less')
    expect(mode(made)).toBe('strict-or-less')
  })
})

describe('17. parse and store response Set-Cookie headers, step 5', () => {
  it('to the letter a page sets no cookie but those with SameSite=None', () => {
    const made = link(`${app}/x`)
    const literally = modeToTheLetter(made) === 'strict-or-less'
    expect(literally).toBe(false)
    expect(verdict('a=1', site, { sameSiteMayBeSet: literally })).toBe('store-cookie/cross-site')
    expect(cookieContext(spec, made, now).sameSiteMayBeSet).toBe(true)
  })
  it('not even one that a link from another site led to; here it may set any', () => {
    const made = link(`${other}/x`)
    expect(modeToTheLetter(made)).not.toBe('strict-or-less')
    expect(cookieContext(spec, made, now).sameSiteMayBeSet).toBe(true)
    // A cross-site fetch may not, here or there.
    const fetched = request(`${other}/x`, { credentials: 'include' })
    expect(cookieContext(spec, fetched, now).sameSiteMayBeSet).toBe(false)
  })
})

describe('18. determine the same-site mode, step 2', () => {
  it('to the letter a link that a redirect brings back to its own site is one to another for good', () => {
    const made = link(`${other}/x`, {}, [`${app}/y`])
    expect(modeToTheLetter(made)).toBe('unset-or-less')
    expect(mode(made)).toBe('strict-or-less')
  })
  it('and a form post that a redirect leads to another site is none at all', () => {
    const made = link(`${app}/x`, { method: 'POST' }, [`${other}/y`])
    expect(modeToTheLetter(made)).toBe('strict-or-less')
    expect(mode(made)).toBe('none')
  })
})

describe('19. determine the same-site mode, step 5', () => {
  it('to the letter a fetch that comes back by way of another site is cross-site; in RFC 6265bis the current URL decides', () => {
    const made = along(request(`${app}/x`, { credentials: 'include' }), [`${other}/y`, `${app}/z`])
    expect(modeToTheLetter(made)).toBe('unset-or-less')
    expect(mode(made)).toBe('strict-or-less')
    // Two engines count redirects, too, and are knobs.
    expect(determineSameSiteMode(profiles.firefox, made)).toBe('none')
  })
})

describe('20. Path Matching, step 5', () => {
  const literally = (requestPath: string, cookiePath: string): boolean =>
    requestPath === cookiePath ||
    (requestPath.startsWith(cookiePath) && cookiePath.endsWith('/')) ||
    `${requestPath}/`.startsWith(cookiePath)

  it.each([
    { desc: 'a path that begins alike', url: `${app}/foobar`, path: '/foo' },
    { desc: 'a path without the slash at the end', url: `${app}/foo`, path: '/foo/' },
  ])('to the letter a cookie goes to $desc', ({ url, path }) => {
    expect(literally(new URL(url).pathname, path)).toBe(true)
    expect(jarOf([[site, `a=1; Path=${path}`]]).get(url)).toBe('')
  })
})

describe('21. Parse a Cookie, the Path attribute', () => {
  it('to the letter a path gets another slash before it, and no URL has such a path', () => {
    expect(serialized(splitOnSlash('/x'))).toBe('//x')
    expect(serialized(segmentsOf('/x'))).toBe('/x')
    expect(jarOf([[site, 'a=1; Path=/x']]).get(`${app}/x`)).toBe('a=1')
  })
  it('and no __Host- cookie is compatible, which needs a path of one empty segment', () => {
    const literally = splitOnSlash('/')
    expect(literally.length === 1 && literally[0] === '').toBe(false)
    expect(verdict('__Host-a=1; Secure; Path=/')).toBe('store-cookie/stored')
  })
})

describe('22. Store a Cookie, an old cookie of the same name', () => {
  const again = (line: string) => {
    const jar = jarOf([[site, 'a=1; SameSite=Lax']])
    jar.set(site, line)
    return jar.all()
  }
  /** Whether the new cookie is dropped since secure, same-site and expiry are those of the old one. */
  const dropped = (older: string, newer: string) => {
    const [a, b] = [parsed(older), parsed(newer)]
    return a.secure === b.secure && a.sameSite === b.sameSite && a.expiry === b.expiry
  }
  it('to the letter a new value is not stored', () => {
    expect(dropped('a=1; SameSite=Lax', 'a=2; SameSite=Lax')).toBe(true)
    expect(again('a=2; SameSite=Lax')).toBe('a=2')
  })
  it('nor is HttpOnly', () => {
    expect(dropped('a=1', 'a=1; HttpOnly')).toBe(true)
    const jar = jarOf([[site, 'a=1']])
    jar.set(site, 'a=1; HttpOnly')
    expect(allCookies(jar.store)).toMatchObject([{ httpOnly: true }])
  })
})

describe('23. Http-prefix compatible', () => {
  const literally = ({ secure, httpOnly }: ReturnType<typeof parsed>) => secure && !httpOnly
  it('to the letter __Http- wants a cookie that scripts can read', () => {
    expect(literally(parsed('__Http-a=1; Secure; HttpOnly'))).toBe(false)
    expect(verdict('__Http-a=1; Secure; HttpOnly')).toBe('store-cookie/stored')
    expect(literally(parsed('__Http-a=1; Secure'))).toBe(true)
    expect(verdict('__Http-a=1; Secure')).toBe('store-cookie/http-prefix')
  })
})

describe('24. Parse a Cookie, maxAgeSeen', () => {
  /** Which attribute the expiry comes from; the flag is set to false for each attribute anew. */
  const literally = (line: string) => {
    let from: string | null = null
    for (const [name] of attributes(line)) {
      const maxAgeSeen = false
      if (name === 'expires' && !maxAgeSeen) from = 'expires'
      if (name === 'max-age') from = 'max-age'
    }
    return from
  }
  it('to the letter an Expires after a Max-Age overrides it', () => {
    const line = 'a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT'
    expect(literally(line)).toBe('expires')
    expect(parsed(line).expiry).toBe(now + 60_000)
  })
})

describe('25. Expires, the limit', () => {
  const limit = 400 * day
  const literally = (expiry: number) => (expiry > now + limit ? limit : expiry)
  it('to the letter a date too far off becomes the limit itself, 400 days after 1970', () => {
    const line = 'a=1; Expires=Mon, 05 Jan 2099 00:00:00 GMT'
    expect(literally(Date.UTC(2099, 0, 5))).toBe(Date.UTC(1971, 1, 5))
    expect(parsed(line).expiry).toBe(now + limit)
    expect(verdict(line)).toBe('store-cookie/stored')
  })
})

describe('26. Parse a Cookie, Expires that is no date', () => {
  it('to the letter the text of the attribute is asked whether it is failure, and the failure becomes the expiry', () => {
    const literally = (value: string | null, expiry: number | null, before: number | null) =>
      value === null ? before : expiry
    const before = now + 4 * day
    expect(literally('tomorrow', null, before)).toBeNull()
    const line = 'a=1; Expires=Mon, 05 Jan 2026 00:00:00 GMT; Expires=tomorrow'
    expect(parsed(line).expiry).toBe(before)
  })
})

/** What the URL standard makes of a host; null for failure. */
function hostParsed(text: string): string | null {
  return URL.canParse(`https://${text}/`) ? new URL(`https://${text}/`).hostname : null
}
/** Parse a Cookie of the layered draft, the Domain attribute. */
const domainToTheLetter = (value: string) => hostParsed(value.startsWith('.') ? value.slice(1) : value)

describe('27. Parse a Cookie, an empty Domain', () => {
  it.each(['', '.'])('to the letter Domain=%s is failure, and the cookie is refused', (value) => {
    expect(domainToTheLetter(value)).toBeNull()
    const jar = jarOf([[site, `a=1; Domain=${value}`]])
    expect(allCookies(jar.store)).toMatchObject([{ host: 'app.example.com', hostOnly: true }])
  })
})

describe('28. Parse a Cookie, Domain is host-parsed', () => {
  it('to the letter what is percent-encoded in it is decoded', () => {
    expect(domainToTheLetter('%61pp.example.com')).toBe('app.example.com')
    expect(verdict('a=1; Domain=%61pp.example.com')).toBe('store-cookie/domain-mismatch')
  })
  it('and a number is an address', () => {
    expect(domainToTheLetter('127.1')).toBe('127.0.0.1')
    expect(verdict('a=1; Domain=127.1', 'https://127.0.0.1/')).toBe('store-cookie/domain-mismatch')
  })
})

describe('29. Retrieve Cookies, the order', () => {
  /** By the number of segments, then by age. */
  const literally = (paths: readonly string[]) =>
    [...paths].sort((a, b) => segmentsOf(b).length - segmentsOf(a).length)
  it('to the letter the number of segments counts, of which a slash at the end makes one', () => {
    expect(literally(['/x/', '/x/y'])).toEqual(['/x/', '/x/y'])
    const jar = jarOf([
      [site, 'a=1; Path=/x/'],
      [site, 'b=2; Path=/x/y'],
    ])
    expect(jar.get(`${app}/x/y`)).toBe('b=2; a=1')
  })
})

describe('30. Store a Cookie, partitions', () => {
  const identity = { name: 'a', host: 'app.example.com', hostOnly: true, path: '/' }
  it('to the letter a cookie has none, so that those of two top-level sites replace one another', () => {
    const jar = new Jar()
    for (const [i, top] of ['https://one.org', 'https://two.org'].entries())
      jar.set(site, `a=${i}; Secure; SameSite=None; Partitioned`, embedded(top))
    const cookies = allCookies(jar.store)
    const literally = new Set(
      cookies.map(({ name, host, hostOnly, path }) => JSON.stringify({ name, host, hostOnly, path })),
    )
    expect([...literally]).toEqual([JSON.stringify(identity)])
    expect(cookies.map(({ value, partition }) => [value, partition])).toEqual([
      ['0', 'https://one.org'],
      ['1', 'https://two.org'],
    ])
  })
})

describe('31. Attaching a Partitioned Cookie to a Request', () => {
  /** The key's site has to be same site; nothing is said of the ancestor. */
  const literally = (key: string, asked: string) => key.replace('^', '') === asked.replace('^', '')
  it('to the letter a cookie set without a cross-site ancestor is sent with one', () => {
    expect(literally('https://top.org', '^https://top.org')).toBe(true)
    const jar = jarOf([[site, 'a=1; Secure; SameSite=None; Partitioned', embedded('https://top.org')]])
    expect(jar.get(site, embedded('https://top.org'))).toBe('a=1')
    expect(jar.get(site, embedded('^https://top.org'))).toBe('')
  })
})

describe('32. leaving secure cookies alone, whatever the partition', () => {
  it('to the letter a secure cookie of one top-level site keeps an insecure one of another from being set', () => {
    const jar = jarOf([[site, 'a=1; Secure; Partitioned', { partition: 'https://top.org' }]])
    const existing = allCookies(jar.store)
    // Storage model, 16: name, secure, domain and path, and no partition.
    const literally = existing.some(
      ({ name, secure, host, path }) => name === 'a' && secure && host === 'app.example.com' && path === '/',
    )
    expect(literally).toBe(true)
    expect(jar.set('http://app.example.com/', 'a=2')[0]?.step).toBe('store-cookie/stored')
  })
})

describe('33. Retrieve Cookies, what has expired', () => {
  it('to the letter it is sent until something is stored, for only then is garbage collected', () => {
    const jar = jarOf([[site, 'a=1; Max-Age=60']])
    const literally = allCookies(jar.store).filter(({ host }) => host === 'app.example.com')
    expect(literally).toHaveLength(1)
    expect(jar.get(site, { now: now + day })).toBe('')
  })
})

describe('34. Garbage Collect Cookies, given the host of the URL', () => {
  it('to the letter a host can set any number of cookies for the domain above it', () => {
    const jar = new Jar()
    const lines = Array.from({ length: 200 }, (_, i) => `c${i}=1; Domain=example.com`)
    const stored = jar.set(site, lines).filter(({ step }) => step === 'store-cookie/stored')
    const literallyCounted = stored.filter(({ cookie }) => cookie.host === 'app.example.com')
    expect([stored.length, literallyCounted.length]).toEqual([200, 0])
    expect(allCookies(jar.store)).toHaveLength(180)
  })
})

describe('35. the retrieval algorithm, step 3, public suffixes', () => {
  it('to the letter a host that is a public suffix never sees its own cookies again', () => {
    const jar = jarOf([['https://github.io/', 'a=1']])
    const literally = allCookies(jar.store).filter(({ host }) => publicSuffix(host) !== host)
    expect(literally).toEqual([])
    expect(jar.get('https://github.io/')).toBe('a=1')
  })
})

describe('36. the storage model, step 21.3', () => {
  /** Whether there is a Path attribute, and the path, its own or the default, is a slash. */
  const literally = (line: string, defaultPath: string) => {
    const paths = attributes(line).filter(([name]) => name === 'path')
    const value = paths.at(-1)?.[1] ?? ''
    return paths.length > 0 && (value.startsWith('/') ? value : defaultPath) === '/'
  }
  it('to the letter an empty Path is good enough for __Host-', () => {
    const line = '__Host-a=1; Secure; Path='
    expect(literally(line, '/')).toBe(true)
    expect(verdict(line)).toBe('store-cookie/host-prefix')
  })
})

describe('37. Parse a Cookie, attributes that make no sense', () => {
  /** The layered draft leaves what an earlier attribute said. */
  const lastThatMakesSense = (line: string, wanted: string, sense: (value: string) => boolean) =>
    attributes(line)
      .filter(([name, value]) => name === wanted && sense(value))
      .at(-1)?.[1]
  it('to the letter SameSite=x leaves the SameSite before it; in RFC 6265bis the last one counts', () => {
    const line = 'a=1; SameSite=None; SameSite=x'
    expect(lastThatMakesSense(line, 'samesite', (value) => /^(none|lax|strict)$/i.test(value))).toBe('None')
    expect(parsed(line).sameSite).toBe('unset')
  })
  it('so does Path=x', () => {
    const line = 'a=1; Path=/x; Path=x'
    expect(lastThatMakesSense(line, 'path', (value) => value.startsWith('/'))).toBe('/x')
    expect(parsed(line).path).toBeNull()
  })
})

describe('38. the storage model, steps 9 and 10', () => {
  /** The host is canonicalized within a condition, and used after it. */
  const literally = (domain: string, host: string): string | undefined => {
    let canonical: string | undefined
    if (publicSuffix(domain) === domain) canonical = host
    return canonical
  }
  it('to the letter a cookie has a domain only where it named a public suffix', () => {
    expect(literally('', 'app.example.com')).toBeUndefined()
    expect(allCookies(jarOf([[site, 'a=1']]).store)).toMatchObject([{ host: 'app.example.com' }])
  })
})

describe('39. expired', () => {
  it('to the letter a cookie is not expired at the very moment of its expiry, which is not in the past', () => {
    const jar = jarOf([[site, 'a=1; Max-Age=60']])
    const [cookie] = allCookies(jar.store)
    const literally = (moment: number) => (cookie?.expiry ?? 0) < moment
    expect(literally(now + 60_000)).toBe(false)
    expect(jar.get(site, { now: now + 60_000 })).toBe('')
    expect(jar.get(site, { now: now + 59_999 })).toBe('a=1')
  })
})

describe('40. the storage model, step 10, addresses', () => {
  const url = 'https://127.0.0.1/'
  it('to the letter an address that names itself gets a cookie for the hosts below it, of which there are none', () => {
    const literally = { host: '127.0.0.1', hostOnly: false }
    const [cookie] = allCookies(jarOf([[url, 'a=1; Domain=127.0.0.1']]).store)
    expect({ host: cookie?.host, hostOnly: cookie?.hostOnly }).not.toEqual(literally)
    // So it is the cookie that a line without a Domain sets.
    const jar = jarOf([[url, 'a=1; Domain=127.0.0.1']])
    jar.set(url, 'a=2')
    expect(jar.all()).toBe('a=2')
  })
})

describe('41. the storage model, step 9, suffixes below suffixes', () => {
  const literally = (domain: string, host: string) =>
    publicSuffix(domain) !== domain && (host === domain || host.endsWith(`.${domain}`))
  it('to the letter a domain above a public suffix can be set, if it is not one itself', () => {
    const host = 'bucket.s3.amazonaws.com'
    expect(publicSuffix(host)).toBe('s3.amazonaws.com')
    expect(literally('amazonaws.com', host)).toBe(true)
    expect(verdict('a=1; Domain=amazonaws.com', `https://${host}/`)).toBe('store-cookie/domain-mismatch')
  })
})

describe('42. the storage model, step 16, public suffixes', () => {
  /** Name, secure, and one host below the other; host-only or not. */
  const literally = (existing: string, made: string) =>
    existing === made || made.endsWith(`.${existing}`) || existing.endsWith(`.${made}`)
  it('to the letter a secure cookie of a public suffix keeps insecure ones from all hosts below it', () => {
    expect(literally('github.io', 'me.github.io')).toBe(true)
    const jar = jarOf([['https://github.io/', 'a=1; Secure']])
    expect(jar.set('http://me.github.io/', 'a=2')[0]?.step).toBe('store-cookie/stored')
    // Within a site it is as the text says.
    const within = jarOf([['https://example.com/', 'a=1; Secure']])
    expect(within.set('http://app.example.com/', 'a=2')[0]?.step).toBe('store-cookie/overlays-secure')
  })
})

const issues = readFileSync(new URL('../../docs/spec-issues.md', import.meta.url), 'utf8')

describe('docs/spec-issues.md', () => {
  it('has a test here for each row that says so, and a row for each test', () => {
    const rows = [...issues.matchAll(/^\| (\d+) \|.*spec-tests\/cookies\/spec-issues\.test\.ts/gm)]
    const here = readFileSync(new URL(import.meta.url), 'utf8').matchAll(/^describe\('(\d+)\. /gm)
    expect(rows.map(([, number]) => number)).toEqual([...here].map(([, number]) => number))
  })
})
