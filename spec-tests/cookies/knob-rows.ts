/** One row a value of each knob of cookies: what shows with the standard's value, and with this one. */
import type { CookieContext } from '../../src/cookies/cookie'
import { allCookies } from '../../src/cookies/cookie-store'
import { type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { getDocumentCookie } from '../../src/fetch/document-cookie'
import type { WireRequest } from '../../src/fetch/response'
import { getHeader } from '../../src/http/header-list'
import type { Knobs } from '../../src/profile/knobs'
import type { Profile } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin, withCookieStore } from '../../src/user-agent/user-agent'
import { api, app, other, request, run } from '../fetch/kit'
import { agree } from '../fetch/traffic'
import { crossSite, embedded, type Given, Jar, now, script } from './contexts'

type Row<K extends keyof Knobs> = {
  readonly knob: K
  readonly other: Knobs[K]
  /** Knobs that are turned in both, without which this one would not show. */
  readonly base?: Partial<Knobs>
  readonly desc: string
  readonly shows: (profile: Profile) => string
  readonly expected: readonly [standard: string, other: string]
}
type AnyRow = { [K in keyof Knobs]: Row<K> }[keyof Knobs]

const site = `${app}/`
const none = 'SameSite=None; Secure'

/** What is in a store: `a=1`, and after an `@` the partition. */
function inStore(jar: Pick<Jar, 'store'>): string {
  return allCookies(jar.store)
    .map(({ name, value, partition }) => `${name}=${value}${partition === null ? '' : `@${partition}`}`)
    .join(' ')
}

/** What is kept of these lines, and after a `!` why not. */
function kept(lines: string | readonly string[], over: Partial<CookieContext> = {}, url = site) {
  return (profile: Profile) => {
    const jar = new Jar(profile)
    const refused = jar
      .set(url, lines, over)
      .filter(({ step }) => !/store-cookie\/(stored|replaced)/.test(step))
    return [inStore(jar), ...refused.map(({ step }) => `!${step}`)].filter((one) => one !== '').join(' ')
  }
}

/** For how many seconds a cookie is kept. */
function lifetime(line: string, over: Partial<CookieContext> = {}) {
  return (profile: Profile) => {
    const jar = new Jar(profile)
    jar.set(site, line, over)
    const [cookie] = allCookies(jar.store)
    if (cookie === undefined) return 'gone'
    return cookie.expiry === null ? 'session' : `${(cookie.expiry - now) / 1000}`
  }
}

/** What goes with a request after these were set. */
function sent(before: readonly Given[], url = site, over: Partial<CookieContext> = {}) {
  return (profile: Profile) => {
    const jar = new Jar(profile)
    for (const [from, line, given] of before) jar.set(from, line, given)
    return jar.get(url, over)
  }
}

/** How many cookies are left of so many, one set a millisecond after the other. */
function left(count: number, hosts = 1) {
  return (profile: Profile) => {
    const jar = new Jar(profile)
    for (let i = 0; i < count; i++) jar.set(`https://site${i % hosts}.org/`, `c${i}=${i}`, { now: now + i })
    const cookies = allCookies(jar.store)
    return `${cookies.length} from ${cookies[0]?.name}`
  }
}

const cookieOf = (wire: WireRequest) => getHeader(wire.headerList, 'cookie') ?? '-'

/** The `Cookie` header of each request of a fetch, and what is in the store afterwards. */
function fetched(
  url: string,
  init: Partial<CreateRequestInit>,
  before: readonly Given[],
  answers: { readonly [header: string]: string } = {},
  redirects: readonly string[] = [],
) {
  return (profile: Profile) => {
    const jar = new Jar(profile)
    for (const [from, line, over] of before) jar.set(from, line, over)
    const userAgent = withCookieStore(createUserAgent(profile), jar.store)
    let hop = 0
    const after = run(
      request(url, { credentials: 'include', ...init }),
      (wire) => {
        const location = redirects[hop++]
        return location === undefined ? agree(wire, 200, answers) : agree(wire, 307, { location })
      },
      { userAgent, now },
    )
    return `${after.sent.map(cookieOf).join(' ')} | ${inStore({ store: after.userAgent.cookieStore })}`
  }
}

const post = { method: 'POST', mode: 'navigate', destination: 'document' } as const
const ago = (seconds: number) => ({ now: now - seconds * 1000 })
const long = 'x'.repeat(1025)
const past = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'
const thirdParty = (before: readonly Given[] = [[`${other}/`, `a=1; ${none}`]]) =>
  fetched(`${other}/x`, {}, before, { 'set-cookie': `b=2; ${none}` })
const partitioned = fetched(`${other}/x`, {}, [
  [`${other}/`, `a=1; ${none}; Partitioned`, embedded('^https://example.com')],
])

// biome-ignore format: a table, one row a line
export const cookieKnobRows: readonly AnyRow[] = [
  { knob: 'tabInCookie', other: 'rejected', desc: 'A tab within the value.', shows: kept('a=b\tc'), expected: ['a=b\tc', '!parse-cookie/control-byte'] },
  { knob: 'tabInCookie', other: 'rejected', desc: 'A tab within the name.', shows: kept('a\tb=c'), expected: ['a\tb=c', '!parse-cookie/control-byte'] },
  { knob: 'tabInCookie', other: 'rejected', desc: 'At an edge it is a space.', shows: kept('\ta\t=\tb\t'), expected: ['a=b', 'a=b'] },
  { knob: 'tabInCookie', other: 'cut', base: { cookieControlBytes: 'cut' }, desc: 'It ends the line.', shows: kept('a=b\tc; Max-Age=0'), expected: ['!store-cookie/expired', 'a=b'] },
  { knob: 'cookieControlBytes', other: 'cut', desc: 'What is before it is a cookie.', shows: kept('a=b\0c; Secure'), expected: ['!parse-cookie/control-byte', 'a=b'] },
  { knob: 'cookieControlBytes', other: 'cut', desc: 'Attributes are cut as well.', shows: kept('a=b; Max-Age=0\0'), expected: ['!parse-cookie/control-byte', '!store-cookie/expired'] },
  { knob: 'cookieWithoutEquals', other: 'named', desc: 'A name.', shows: kept('x'), expected: ['=x', 'x='] },
  { knob: 'namelessCookies', other: 'rejected', desc: 'An empty name.', shows: kept('=x'), expected: ['=x', '!parse-cookie/nameless'] },
  { knob: 'namelessCookies', other: 'rejected', desc: 'Any other name.', shows: kept('a=x'), expected: ['a=x', 'a=x'] },
  { knob: 'namelessValueWithEquals', other: 'rejected', desc: 'It would pass for another cookie.', shows: kept('=a=b'), expected: ['=a=b', '!parse-cookie/nameless'] },
  { knob: 'namelessValueWithEquals', other: 'rejected', desc: 'Without a second equals sign it does not.', shows: kept('=ab'), expected: ['=ab', '=ab'] },
  { knob: 'cookieBytes', other: 'utf-8', desc: 'What is not UTF-8 is replaced.', shows: kept('a=\xe4\xc3\xa4'), expected: ['a=\xe4\xc3\xa4', 'a=\xef\xbf\xbd\xc3\xa4'] },
  { knob: 'cookieBytes', other: 'cut', base: { cookieControlBytes: 'cut' }, desc: 'What is not ASCII ends the line.', shows: kept('a=b\xc3\xa4; Max-Age=0'), expected: ['!store-cookie/expired', 'a=b'] },
  { knob: 'cookieSizeLimit', other: null, desc: '4097 bytes.', shows: kept(`a=${'b'.repeat(4096)}`), expected: ['!parse-cookie/too-long', `a=${'b'.repeat(4096)}`] },
  { knob: 'cookieSizeLimit', other: 5, desc: 'A smaller limit, to the byte.', shows: kept(['a=bcde', 'a=bcdef']), expected: ['a=bcdef', 'a=bcde !parse-cookie/too-long'] },
  { knob: 'longCookieAttribute', other: 'counts', desc: 'A path of 1025 bytes.', shows: sent([[site, `a=b; Path=/${long.slice(1)}`]]), expected: ['a=b', ''] },
  { knob: 'longCookieAttribute', other: 'counts', desc: 'One of 1024.', shows: sent([[site, `a=b; Path=/${long.slice(2)}`]]), expected: ['', ''] },
  { knob: 'emptyCookies', other: 'stored', desc: 'Neither a name nor a value.', shows: kept('='), expected: ['!parse-cookie/empty', '='] },
  { knob: 'emptyCookies', other: 'stored', desc: 'Not even an equals sign.', shows: kept('; Secure'), expected: ['!parse-cookie/empty', '='] },
  { knob: 'cookieLifetimeLimit', other: null, desc: 'No limit.', shows: lifetime('a=b; Max-Age=99999999'), expected: ['34560000', '99999999'] },
  { knob: 'cookieLifetimeLimit', other: 100, desc: 'Another limit.', shows: lifetime('a=b; Max-Age=101'), expected: ['101', '100'] },
  { knob: 'scriptCookieLifetimeLimit', other: 604_800, desc: 'Seven days for scripts.', shows: lifetime('a=b; Max-Age=604801', script), expected: ['604801', '604800'] },
  { knob: 'scriptCookieLifetimeLimit', other: 604_800, desc: 'And for scripts alone.', shows: lifetime('a=b; Max-Age=604801'), expected: ['604801', '604801'] },
  { knob: 'maxAgeAgainstExpires', other: 'last-wins', desc: 'A later Expires.', shows: lifetime(`a=b; Max-Age=60; ${past}`), expected: ['60', 'gone'] },
  { knob: 'maxAgeAgainstExpires', other: 'last-wins', desc: 'An earlier Expires.', shows: lifetime(`a=b; ${past}; Max-Age=60`), expected: ['60', '60'] },
  { knob: 'cookieMaxAgePlusSign', other: true, desc: 'It is a number.', shows: lifetime('a=b; Max-Age=+5'), expected: ['session', '5'] },
  { knob: 'cookieMaxAgeMinusSign', other: 'expires', desc: 'It is below zero.', shows: lifetime('a=b; Max-Age=-'), expected: ['session', 'gone'] },
  { knob: 'emptyCookieMaxAge', other: 'expires', desc: 'Nothing is zero.', shows: lifetime('a=b; Max-Age='), expected: ['session', 'gone'] },
  { knob: 'invalidExpiry', other: 'both-count', desc: 'The last Max-Age makes no sense.', shows: lifetime('a=b; Max-Age=60; Max-Age=x'), expected: ['60', 'session'] },
  { knob: 'invalidExpiry', other: 'both-count', desc: 'The last Expires makes none.', shows: lifetime(`a=b; ${past}; Expires=x`), expected: ['gone', 'session'] },
  { knob: 'invalidExpiry', other: 'expires-counts', desc: 'The last Max-Age makes no sense.', shows: lifetime('a=b; Max-Age=60; Max-Age=x'), expected: ['60', '60'] },
  { knob: 'invalidExpiry', other: 'expires-counts', desc: 'The last Expires makes none.', shows: lifetime(`a=b; ${past}; Expires=x`), expected: ['gone', 'session'] },
  { knob: 'expiresIsByServerClock', other: true, desc: 'A server whose clock is an hour ahead means a minute from now.', shows: lifetime(`a=b; Expires=${new Date(now + 3_660_000).toUTCString()}`, { serverBehind: -3_600_000 }), expected: ['3660', '60'] },
  { knob: 'expiresIsByServerClock', other: true, desc: 'Max-Age needs no clock.', shows: lifetime('a=b; Max-Age=60', { serverBehind: -3_600_000 }), expected: ['60', '60'] },
  { knob: 'domainOfDotAlone', other: 'rejected', desc: 'It is no domain of any host.', shows: kept('a=b; Domain=.'), expected: ['a=b', '!store-cookie/domain-mismatch'] },
  { knob: 'domainOfDotAlone', other: 'rejected', desc: 'No Domain at all is one of none.', shows: kept('a=b; Domain='), expected: ['a=b', 'a=b'] },
  { knob: 'domainNeedsDot', other: true, desc: 'localhost has none.', shows: kept('a=b; Domain=localhost', {}, 'http://localhost/'), expected: ['a=b', '!store-cookie/domain-mismatch'] },
  { knob: 'domainNeedsDot', other: true, desc: 'It needs no Domain.', shows: kept('a=b', {}, 'http://localhost/'), expected: ['a=b', 'a=b'] },
  { knob: 'domainIsCaseSensitive', other: true, desc: 'A domain above.', shows: kept('a=b; Domain=EXAMPLE.com'), expected: ['a=b', '!store-cookie/domain-mismatch'] },
  { knob: 'domainIsCaseSensitive', other: true, desc: 'The host itself.', shows: kept('a=b; Domain=APP.example.com'), expected: ['a=b', 'a=b'] },
  { knob: 'publicSuffixesHaveCookies', other: false, desc: 'A suffix of the list.', shows: kept('a=b', {}, 'https://github.io/'), expected: ['a=b', '!store-cookie/public-suffix'] },
  { knob: 'publicSuffixesHaveCookies', other: false, desc: 'One that is none of the list.', shows: kept('a=b', {}, 'http://localhost/'), expected: ['a=b', 'a=b'] },
  { knob: 'addressesHaveSuffixes', other: true, desc: 'The end of an address.', shows: kept('a=b; Domain=0.0.1', {}, 'https://127.0.0.1/'), expected: ['!store-cookie/domain-mismatch', 'a=b'] },
  { knob: 'cookiePrefixes', other: [], desc: 'No prefix promises anything.', shows: kept(['__Secure-a=1', '__Host-b=2', '__Http-c=3', '__Host-Http-d=4']), expected: ['!store-cookie/secure-prefix !store-cookie/host-prefix !store-cookie/http-prefix !store-cookie/host-http-prefix', '__Secure-a=1 __Host-b=2 __Http-c=3 __Host-Http-d=4'] },
  { knob: 'cookiePrefixes', other: ['__secure-', '__host-'], desc: 'The newer two do not.', shows: kept(['__Http-c=3', '__Host-Http-d=4', '__Host-Http-e=5; Secure; Path=/']), expected: ['!store-cookie/http-prefix !store-cookie/host-http-prefix !store-cookie/host-http-prefix', '__Http-c=3 __Host-Http-e=5 !store-cookie/host-prefix'] },
  { knob: 'hostPrefixPath', other: 'any', desc: 'The default path will do.', shows: kept('__Host-a=b; Secure'), expected: ['!store-cookie/host-prefix', '__Host-a=b'] },
  { knob: 'hostPrefixPath', other: 'any', desc: 'As long as it is /.', shows: kept('__Host-a=b; Secure', {}, `${app}/x/y`), expected: ['!store-cookie/host-prefix', '!store-cookie/host-prefix'] },
  { knob: 'sameSiteNoneNeedsSecure', other: false, desc: 'It does not.', shows: kept('a=b; SameSite=None'), expected: ['!store-cookie/none-needs-secure', 'a=b'] },
  { knob: 'loopbackIsSecureForCookies', other: true, desc: 'Set from http://localhost.', shows: fetched('http://localhost:3000/x', { client: 'http://localhost:3000/' }, [], { 'set-cookie': 'a=b; Secure' }), expected: ['- | ', '- | a=b'] },
  { knob: 'loopbackIsSecureForCookies', other: true, desc: 'Sent to it.', shows: fetched('http://127.0.0.1:3000/x', { client: 'http://127.0.0.1:3000/' }, [['https://127.0.0.1/', 'a=b; Secure']]), expected: ['- | a=b', 'a=b | a=b'] },
  { knob: 'loopbackIsSecureForCookies', other: true, desc: 'Not from elsewhere.', shows: fetched('http://app.example.com/x', { client: 'http://app.example.com/' }, [], { 'set-cookie': 'a=b; Secure' }), expected: ['- | ', '- | '] },
  { knob: 'secureCookiesLeftAlone', other: 'same-cookie', desc: 'One that it would overlay.', shows: (profile) => leftAlone('a=2; Path=/x')(profile), expected: ['a=1 !', 'a=1 a=2'] },
  { knob: 'secureCookiesLeftAlone', other: 'same-cookie', desc: 'The very same one.', shows: (profile) => leftAlone('a=2')(profile), expected: ['a=1 !', 'a=1 !'] },
  { knob: 'replacedCookieOrder', other: 'kept-if-equal', desc: 'Another value.', shows: sent([[site, 'a=1'], [site, 'b=2'], [site, 'a=3']]), expected: ['a=3; b=2', 'b=2; a=3'] },
  { knob: 'replacedCookieOrder', other: 'kept-if-equal', desc: 'The same value.', shows: sent([[site, 'a=1'], [site, 'b=2'], [site, 'a=1; Max-Age=60']]), expected: ['a=1; b=2', 'a=1; b=2'] },
  { knob: 'cookiesPerHostLimit', other: null, desc: 'No limit.', shows: left(200), expected: ['180 from c20', '200 from c0'] },
  { knob: 'cookiesPerHostLimit', other: 50, desc: 'Another limit.', shows: left(200), expected: ['180 from c20', '50 from c150'] },
  { knob: 'cookiesPerHostPurged', other: 30, desc: 'Room for thirty at once.', shows: left(181), expected: ['180 from c1', '150 from c31'] },
  { knob: 'cookiesInAllLimit', other: null, desc: 'No limit.', shows: left(3100, 31), expected: ['3000 from c100', '3100 from c0'] },
  { knob: 'cookiesInAllLimit', other: 3300, desc: 'An engine’s limit.', shows: left(3301, 33), expected: ['3000 from c301', '3300 from c1'] },
  { knob: 'cookiesInAllLimit', other: 10, desc: 'Another limit.', shows: left(11, 2), expected: ['11 from c0', '10 from c1'] },
  { knob: 'cookiesSafeFromPurge', other: 2_592_000, base: { cookiesInAllLimit: 1000 }, desc: 'None goes that was used of late.', shows: left(1001, 11), expected: ['1000 from c1', '1001 from c0'] },
  { knob: 'cookiesSafeFromPurge', other: 2_851_200, base: { cookiesInAllLimit: 1000 }, desc: 'Nor in three days more.', shows: left(1001, 11), expected: ['1000 from c1', '1001 from c0'] },
  { knob: 'cookiesInAllPurged', other: 300, base: { cookiesInAllLimit: 1000 }, desc: 'Room for three hundred at once.', shows: left(1001, 11), expected: ['1000 from c1', '700 from c301'] },
  { knob: 'cookiesOfEqualPaths', other: 'by-host', desc: 'The host’s domain, the host’s own, the domain above.', shows: sent([[site, 'a=1; Domain=example.com'], [site, 'b=2'], [site, 'c=3; Domain=app.example.com']]), expected: ['a=1; b=2; c=3', 'c=3; b=2; a=1'] },
  { knob: 'cookiesOfEqualPaths', other: 'by-host', desc: 'But the longer path before all.', shows: sent([[site, 'a=1; Domain=example.com; Path=/x'], [site, 'b=2']], `${app}/x`), expected: ['a=1; b=2', 'a=1; b=2'] },
  { knob: 'sameSiteDefault', other: 'none', desc: 'Sent to other sites.', shows: sent([[site, 'a=1'], [site, 'b=2; SameSite=Lax']], site, crossSite), expected: ['', 'a=1'] },
  { knob: 'sameSiteDefault', other: 'none', desc: 'Set by other sites.', shows: kept('a=1', crossSite), expected: ['!store-cookie/cross-site', 'a=1'] },
  { knob: 'sameSiteDefault', other: 'none', desc: 'And it needs no Secure.', shows: kept('a=1', {}, 'http://app.example.com/'), expected: ['a=1', 'a=1'] },
  { knob: 'sameSiteSetCrossSite', other: 'stored', desc: 'A cross-site response.', shows: fetched(`${other}/x`, {}, [], { 'set-cookie': 'a=1; SameSite=Strict; Secure' }), expected: ['- | ', '- | a=1'] },
  { knob: 'laxAllowUnsafe', other: 120, desc: 'A young cookie goes with a form post.', shows: fetched(`${other}/x`, post, [[`${other}/`, 'a=1', ago(119)], [`${other}/`, 'b=2; SameSite=Lax', ago(119)]]), expected: ['- | a=1 b=2', 'a=1 | a=1 b=2'] },
  { knob: 'laxAllowUnsafe', other: 120, desc: 'An older one does not.', shows: fetched(`${other}/x`, post, [[`${other}/`, 'a=1', ago(121)]]), expected: ['- | a=1', '- | a=1'] },
  { knob: 'laxAllowUnsafe', other: 120, desc: 'Nor does any with a fetch.', shows: fetched(`${other}/x`, { method: 'POST' }, [[`${other}/`, 'a=1', ago(1)]]), expected: ['- | a=1', '- | a=1'] },
  { knob: 'sameSiteIsSchemeful', other: false, desc: 'From http to https of one site.', shows: fetched(`${api}/x`, { client: 'http://app.example.com/' }, [[`${api}/`, 'a=1; SameSite=Strict']]), expected: ['- | a=1', 'a=1 | a=1'] },
  { knob: 'sameSiteIsSchemeful', other: false, desc: 'From one site to another.', shows: fetched(`${other}/x`, { client: 'http://app.example.com/' }, [[`${other}/`, 'a=1; SameSite=Strict']]), expected: ['- | a=1', '- | a=1'] },
  { knob: 'redirectsCountForSameSite', other: true, desc: 'Back by way of another site.', shows: fetched(`${app}/x`, {}, [[site, 'a=1; SameSite=Strict']], {}, [`${other}/y`, `${app}/z`]), expected: ['a=1 - a=1 | a=1', 'a=1 - - | a=1'] },
  { knob: 'redirectsCountForSameSite', other: true, desc: 'Within one site.', shows: fetched(`${app}/x`, {}, [[site, 'a=1; SameSite=Strict']], {}, [`${api}/y`, `${app}/z`]), expected: ['a=1 - a=1 | a=1', 'a=1 - a=1 | a=1'] },
  { knob: 'sandboxedDocumentsHaveSite', other: false, desc: 'A fetch of its own site.', shows: (profile) => fromSandbox(profile), expected: ['a=1 | a=1', '- | a=1'] },
  { knob: 'thirdPartyCookies', other: 'block', desc: 'None is sent, none is kept.', shows: thirdParty(), expected: ['a=1 | a=1 b=2', '- | a=1'] },
  { knob: 'thirdPartyCookies', other: 'send-only', desc: 'What there is is sent, nothing is kept.', shows: thirdParty(), expected: ['a=1 | a=1 b=2', 'a=1 | a=1'] },
  { knob: 'thirdPartyCookies', other: 'partition', desc: 'A jar for each top-level site.', shows: thirdParty(), expected: ['a=1 | a=1 b=2', '- | a=1 b=2@^https://example.com'] },
  { knob: 'thirdPartyCookies', other: 'partition', desc: 'And what is in it is sent.', shows: thirdParty([[`${other}/`, `a=1; ${none}`, { ...embedded('^https://example.com'), partitionHolds: 'all' }]]), expected: ['a=1 | a=1@^https://example.com b=2', 'a=1 | a=1@^https://example.com b=2@^https://example.com'] },
  { knob: 'thirdPartyCookies', other: 'block', desc: 'First parties are not concerned.', shows: fetched(`${api}/x`, {}, [[`${api}/`, 'a=1']], { 'set-cookie': 'b=2' }), expected: ['a=1 | a=1 b=2', 'a=1 | a=1 b=2'] },
  { knob: 'partitionedIsKnown', other: false, desc: 'It needs no Secure where it is not.', shows: kept('a=b; Partitioned'), expected: ['!store-cookie/partitioned-needs-secure', 'a=b'] },
  { knob: 'partitionedIsKnown', other: false, desc: 'And makes no jar.', shows: kept(`a=b; ${none}; Partitioned`, embedded('https://top.org')), expected: ['a=b@https://top.org', 'a=b'] },
  { knob: 'blockingSparesPartitioned', other: false, base: { thirdPartyCookies: 'block' }, desc: 'It does not spare them.', shows: partitioned, expected: ['a=1 | a=1@^https://example.com', '- | a=1@^https://example.com'] },
  { knob: 'lastAccessGranularity', other: 60, desc: 'A read after a minute and less.', shows: (profile) => accesses(60_000)(profile), expected: ['60000', '0'] },
  { knob: 'lastAccessGranularity', other: 60, desc: 'A read after more.', shows: (profile) => accesses(60_001)(profile), expected: ['60001', '60001'] },
  { knob: 'documentCookieNotUTF8', other: 'nothing', desc: 'A cookie that is not UTF-8.', shows: (profile) => seenByScripts('a=\xff')(profile), expected: ['a=\ufffd', ''] },
  { knob: 'documentCookieNotUTF8', other: 'nothing', desc: 'One that is.', shows: (profile) => seenByScripts('a=\xc3\xa4')(profile), expected: ['a=\xe4', 'a=\xe4'] },
  { knob: 'ipv6DocumentsHaveCookies', other: false, desc: 'An IPv6 address.', shows: (profile) => seenByScripts('a=1', 'http://[::1]/')(profile), expected: ['a=1', ''] },
  { knob: 'ipv6DocumentsHaveCookies', other: false, desc: 'An IPv4 address.', shows: (profile) => seenByScripts('a=1', 'http://127.0.0.1/')(profile), expected: ['a=1', 'a=1'] },
  { knob: 'credentiallessIsKnown', other: false, desc: 'A page that leaves them out.', shows: fetched(`${other}/x`, { client: createClient({ url: site, embedderPolicy: 'credentialless' }), mode: 'no-cors' }, [[`${other}/`, `a=1; ${none}`]]), expected: ['- | a=1', 'a=1 | a=1'] },
]

/** What is in the store after an insecure cookie came by a secure one, with a `!` where it was refused. */
function leftAlone(line: string) {
  return (profile: Profile) => {
    const jar = new Jar(profile)
    jar.set(site, 'a=1; Secure')
    const [verdict] = jar.set('http://app.example.com/', line)
    return `${inStore(jar)}${verdict?.step === 'store-cookie/overlays-secure' ? ' !' : ''}`
  }
}

/** When a cookie was last read, after a read so many milliseconds later. */
function accesses(after: number) {
  return (profile: Profile) => {
    const jar = new Jar(profile)
    jar.set(site, 'a=1')
    const { store } = jar
    jar.get(site, { now: now + after })
    const moved = allCookies(jar.store).map(({ lastAccess }) => lastAccess - now)
    // What is not written down makes no other store.
    return moved[0] === 0 && jar.store !== store ? 'another store' : moved.join(' ')
  }
}

/** `document.cookie` of a page for which this was set. */
function seenByScripts(line: string, url = site) {
  return (profile: Profile) => {
    const jar = new Jar(profile)
    jar.set(url, line)
    const client = createClient(url)
    const userAgent = withCookieStore(createUserAgent(profile), jar.store)
    return getDocumentCookie(userAgent, { url: client.creationURL, client }, now, null).value
  }
}

/** What a fetch of a sandboxed document of a site takes along to it. */
function fromSandbox(profile: Profile) {
  const { origin } = newOpaqueOrigin(createUserAgent(profile))
  const client = createClient({ url: site, topLevelURL: site, origin })
  return fetched(`${app}/x`, { client }, [[site, 'a=1; SameSite=Strict']])(profile)
}

/** Knobs of dates, which have their rows in `parse-date.test.ts`. */
export const knobsOfDates: readonly (keyof Knobs)[] = [
  'cookieDateReading',
  'cookieDateTokens',
  'cookieYearDigits',
  'shortCookieYears',
  'earliestCookieYear',
  'latestCookieYear',
  'impossibleCookieDates',
  'cookieDateWithoutTime',
]
