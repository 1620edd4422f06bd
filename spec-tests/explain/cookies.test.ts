import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CookieStore, emptyCookieStore } from '../../src/cookies/cookie-store'
import { parseAndStoreCookies } from '../../src/cookies/store-cookie'
import { cookieWords } from '../../src/explain/cookie-words'
import {
  type ExplainedCookie,
  type Explanation,
  explain,
  type HopCookies,
  renderJson,
  renderText,
} from '../../src/explain/index'
import { cookieContext } from '../../src/fetch/cookie-context'
import { type CreateRequestInit, createClient, createRequest } from '../../src/fetch/create-request'
import type { RequestRecord } from '../../src/fetch/request'
import { defineProfile, type Profile, profiles } from '../../src/profile/profile'
import { type CookieStepId, cookieSteps } from '../../src/spec/steps/cookies'
import { complete, record, response, type Said } from './record'

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 400)
const app = 'https://app.example.com'
const api = 'https://api.example.com/me'
const other = 'https://api.example.org/me'
const local = 'http://localhost:3000'

function request(url: string, init: Partial<CreateRequestInit> = {}): RequestRecord {
  return createRequest({ url, client: `${app}/`, credentials: 'include', ...init })
}

/** The cookies that a browser has once it was at these places: typed in, and answered with a line each. */
function jar(profile: Profile, ...set: readonly (readonly [url: string, line: string])[]): CookieStore {
  let store = emptyCookieStore
  for (const [url, line] of set) {
    const visit = createRequest({
      url,
      client: url,
      mode: 'navigate',
      destination: 'document',
      credentials: 'include',
    })
    store = parseAndStoreCookies(store, [line], cookieContext(profile, visit, 0), profile, null)
  }
  return store
}

interface Asked {
  readonly url?: string
  readonly page?: string
  readonly init?: Partial<CreateRequestInit>
  readonly profile?: Profile
  /** What the browser has. */
  readonly has?: readonly (readonly [url: string, line: string])[]
  /** What the answer sets. */
  readonly sets?: readonly string[]
  /** What time it is to the server. */
  readonly date?: string
}

function explained(
  { url = api, page = app, init, profile = profiles.chromium, has = [], sets = [], date }: Asked,
  unmask = true,
): Explanation {
  const asked = request(url, { client: `${page}/`, ...init })
  const lines = sets.map((line) => `Set-Cookie: ${line}`)
  if (date !== undefined) lines.push(`Date: ${date}`)
  const allowed = [`Access-Control-Allow-Origin: ${page}`, 'Access-Control-Allow-Credentials: true']
  const recording = record(asked, () => response(200, ...allowed, ...lines), profile, jar(profile, ...has))
  return explain(recording, { profiles: [profile], unmask })
}

function hop(asked: Asked): HopCookies {
  return explained(asked).verdicts[0]?.timeline.at(-1)?.cookies as HopCookies
}

/** The last cookie that anything is said of: that of the answer, where it set one. */
function last(asked: Asked): ExplainedCookie {
  const { request, response } = hop(asked)
  return [...request, ...response].at(-1) as ExplainedCookie
}

interface Row extends Asked {
  readonly step: CookieStepId
  /** Fate and reason, as the text has them. */
  readonly says: string
  /** The code of the fix; its words where there is none. Null where there is no fix. */
  readonly fix: string | null
}

const many = Array.from({ length: 181 }, (_, i) => `c${i}=1`)
const s = 'a=s3cret'
const { safari, firefox, spec, webkitgtk } = profiles

// biome-ignore format: a table, one row a line
const rows: readonly Row[] = [
  { step: 'parse-cookie/control-byte', sets: [`${s}\u0007`], says: 'refused: there is a control byte in the line (0x07), so all of it is ignored.', fix: 'Encode the value' },
  { step: 'parse-cookie/empty', sets: ['='], says: 'refused: there is neither a name nor a value.', fix: 'name=value' },
  { step: 'parse-cookie/too-long', sets: [`a=${'x'.repeat(5000)}`], says: 'refused: name and value have 5001 bytes together, and 4096 is the most.', fix: 'Keep the data on the server' },
  { step: 'parse-cookie/nameless', profile: firefox, sets: ['=s3cret'], says: 'refused: it has no name, and this browser keeps no such cookie.', fix: 'name=value' },
  { step: 'store-cookie/third-party', profile: safari, url: other, sets: [`${s}; SameSite=None; Secure`], says: `refused: the page is ${app} and the request goes to another site; this browser lets other sites set no cookies, whatever they say.`, fix: 'Serve page and API from one site' },
  { step: 'store-cookie/third-party', profile: defineProfile('chromium', { thirdPartyCookies: 'block' }), url: other, sets: [`${s}; SameSite=None; Secure`], says: `refused: the page is ${app} and the request goes to another site; this browser lets other sites set no cookies but Partitioned ones.`, fix: 'Serve page and API from one site' },
  { step: 'store-cookie/domain-not-ascii', sets: [`${s}; Domain=ex\xe4mple.com; Path=/`], says: 'refused: Domain has characters that no domain has.', fix: `Set-Cookie: ${s}; Path=/` },
  { step: 'store-cookie/public-suffix', page: 'https://me.github.io', url: 'https://me.github.io/', sets: [`${s}; Domain=github.io`], says: 'refused: Domain=github.io is a public suffix, whose hosts belong to many people.', fix: `Set-Cookie: ${s}` },
  { step: 'store-cookie/public-suffix', page: 'http://app.localhost', url: 'http://app.localhost/', sets: [`${s}; Domain=localhost`], says: 'refused: Domain=localhost is a name without a dot, which counts as a public suffix: its hosts may belong to many people.', fix: `Set-Cookie: ${s}` },
  { step: 'store-cookie/public-suffix', profile: profiles.webkitgtk, page: 'https://github.io', url: 'https://github.io/', sets: [s], says: 'refused: github.io is a public suffix, and this browser keeps no cookies of those.', fix: 'Serve this from a host below the public suffix.' },
  { step: 'store-cookie/domain-mismatch', sets: [`${s}; domain = app.example.com; HttpOnly`], says: 'refused: Domain=app.example.com is not the domain of api.example.com, which sets it.', fix: `Set-Cookie: ${s}; HttpOnly` },
  { step: 'store-cookie/secure-from-insecure', page: 'http://app.example.com', url: 'http://api.example.com/', sets: [`${s}; Secure`], says: 'refused: it says Secure and comes over http.', fix: 'Serve this over https' },
  { step: 'store-cookie/secure-from-insecure', page: 'http://127.0.0.1.nip.io', url: 'http://127.0.0.1.nip.io:4000/', sets: [`${s}; Secure`], says: 'refused: it says Secure and comes over http.', fix: 'Serve this over https' },
  { step: 'store-cookie/secure-from-insecure', page: local, url: 'http://localhost:4000/', profile: safari, sets: [`${s}; Secure; HttpOnly`], says: 'refused: it says Secure and comes over http, and to this browser this computer is no exception.', fix: `Set-Cookie: ${s}; HttpOnly` },
  { step: 'store-cookie/overlays-secure', page: 'http://app.example.com', url: 'http://api.example.com/', has: [[api, 'a=1; Secure; Path=/']], sets: [s], says: 'refused: it comes over http, and would hide the Secure cookie a.', fix: 'Set it over https' },
  { step: 'store-cookie/cross-site', url: other, sets: [`${s}; Path=/`], says: `refused: the page is ${app} and the request goes to another site; the cookie is Lax because it says nothing.`, fix: `Set-Cookie: ${s}; Path=/; SameSite=None; Secure` },
  { step: 'store-cookie/cross-site', url: other, sets: [`${s}; samesite=strict; secure`], says: `the cookie says SameSite=Strict.`, fix: `Set-Cookie: ${s}; SameSite=None; Secure` },
  { step: 'store-cookie/cross-site', page: local, url: 'http://127.0.0.1:4000/login', sets: [s], says: `the page is ${local} and the request goes to 127.0.0.1: two sites, though one computer; the cookie is Lax because it says nothing.`, fix: 'http://localhost:4000/login' },
  { step: 'store-cookie/cross-site', page: 'http://app.example.com', url: api, sets: [s], says: 'the page is http://app.example.com and the request goes to https://: http and https are two sites;', fix: `Set-Cookie: ${s}; SameSite=None; Secure` },
  { step: 'store-cookie/cross-site', page: 'http://app.example.com', url: 'http://api.example.org/', sets: [s], says: 'the page is http://app.example.com and the request goes to another site;', fix: 'Serve page and API from one site' },
  { step: 'store-cookie/cross-site', url: api, init: { client: createClient({ url: `${app}/`, topLevelURL: 'https://news.example.org/' }) }, sets: [s], says: `refused: the page is ${app}, in a frame among pages of another site (https://news.example.org); `, fix: `Set-Cookie: ${s}; SameSite=None; Secure` },
  { step: 'store-cookie/none-needs-secure', sets: [`${s}; SameSite=None`], says: 'refused: SameSite=None needs Secure.', fix: `Set-Cookie: ${s}; SameSite=None; Secure` },
  { step: 'store-cookie/none-needs-secure', page: local, url: 'http://localhost:4000/', sets: [`${s}; SameSite=None; HttpOnly`], says: 'refused: SameSite=None needs Secure.', fix: `Set-Cookie: ${s}; HttpOnly` },
  { step: 'store-cookie/none-needs-secure', page: local, url: 'http://127.0.0.1:4000/', sets: [`${s}; SameSite=None`], says: 'refused: SameSite=None needs Secure.', fix: `Set-Cookie: ${s}; SameSite=None; Secure` },
  { step: 'store-cookie/none-needs-secure', page: 'http://app.example.com', url: 'http://api.example.org/', sets: [`${s}; SameSite=None`], says: 'refused: SameSite=None needs Secure.', fix: 'Serve this over https' },
  { step: 'store-cookie/secure-prefix', sets: [`__Secure-${s}`], says: 'refused: a name that begins with __Secure- needs Secure.', fix: `Set-Cookie: __Secure-${s}; Secure` },
  { step: 'store-cookie/host-prefix', sets: [`__Host-${s}; Secure; Domain=example.com`], says: 'refused: a name that begins with __Host- needs Secure and Path=/, and no Domain.', fix: `Set-Cookie: __Host-${s}; Secure; Path=/` },
  { step: 'store-cookie/http-prefix', sets: [`__Http-${s}; Secure`], says: 'refused: a name that begins with __Http- needs Secure and HttpOnly.', fix: `Set-Cookie: __Http-${s}; Secure; HttpOnly` },
  { step: 'store-cookie/host-http-prefix', sets: [`__Host-Http-${s}; Path=/x; SameSite=Lax`], says: 'refused: a name that begins with __Host-Http- needs Secure, HttpOnly and Path=/, and no Domain.', fix: `Set-Cookie: __Host-Http-${s}; SameSite=Lax; Secure; HttpOnly; Path=/` },
  { step: 'store-cookie/nameless-prefix', profile: spec, sets: ['=__Host-a=s3cret'], says: 'refused: it has no name, and a value that would pass for a name with a prefix such as __Host-.', fix: 'name=value' },
  { step: 'store-cookie/partitioned-needs-secure', sets: [`${s}; Partitioned`], says: 'refused: Partitioned needs Secure.', fix: `Set-Cookie: ${s}; Partitioned; Secure` },
  { step: 'store-cookie/expired', sets: [`${s}; Max-Age=0`], says: 'removed: the line has expired already, which takes what there was away.', fix: null },
  { step: 'store-cookie/replaced', has: [[api, 'a=1; Path=/']], sets: [`${s}; Path=/`], says: 'stored: in place of the one there was; for api.example.com alone, on every port.', fix: null },
  { step: 'store-cookie/stored', sets: [`${s}; Path=/auth`], says: 'stored: for api.example.com alone, on every port, at /auth and below.', fix: null },
  { step: 'store-cookie/stored', sets: [`${s}; Domain=example.com`], says: 'stored: for example.com and what is below.', fix: null },
  { step: 'store-cookie/stored', profile: firefox, url: other, sets: [`${s}; SameSite=None; Secure`], says: 'stored: for api.example.org alone, on every port, when asked from https://example.com.', fix: null },
  { step: 'garbage-collect-cookies/excess-for-host', profile: spec, sets: many, says: 'evicted: the site has too many cookies, and this one was not used for the longest time.', fix: 'Set fewer cookies' },
  { step: 'retrieve-cookies/sent', has: [[api, s]], says: 'sent: it goes along.', fix: null },
  { step: 'retrieve-cookies/expired', has: [[api, `${s}; Max-Age=1`]], says: 'not sent: it has expired.', fix: 'Max-Age' },
  { step: 'retrieve-cookies/host', has: [[app, s]], says: 'not sent: it is for app.example.com alone, and the request goes to api.example.com.', fix: 'Domain=example.com' },
  { step: 'retrieve-cookies/host', has: [[app, '__Host-a=1; Secure; Path=/']], says: 'not sent: it is for app.example.com alone, and the request goes to api.example.com.', fix: null },
  { step: 'retrieve-cookies/host', has: [['https://x.login.example.com/', `${s}; Domain=login.example.com`]], says: 'not sent: it is for login.example.com and what is below, and the request goes to api.example.com.', fix: null },
  { step: 'retrieve-cookies/path', has: [['https://api.example.com/auth/login', s]], says: 'not sent: it is for /auth, and the request goes to /me.', fix: 'Path=/' },
  { step: 'retrieve-cookies/secure', page: 'http://app.example.com', url: 'http://api.example.com/', has: [[api, `${s}; Secure; Path=/`]], says: 'not sent: it is Secure, and the request goes over http.', fix: 'Serve this over https' },
  { step: 'retrieve-cookies/same-site', url: other, has: [[other, s]], says: `not sent: the page is ${app} and the request goes to another site; the cookie is Lax because it says nothing.`, fix: 'SameSite=None; Secure' },
  { step: 'retrieve-cookies/same-site', profile: safari, url: other, has: [[other, `${s}; SameSite=Lax`]], says: 'the cookie says SameSite=Lax.', fix: 'Serve page and API from one site' },
  { step: 'retrieve-cookies/same-site', url: other, has: [[other, `${s}; SameSite=Lax`]], init: { method: 'POST', mode: 'navigate', destination: 'document' }, says: `not sent: the page is ${app}, and it leads to another site by POST; the cookie says SameSite=Lax.`, fix: 'SameSite=None; Secure' },
  { step: 'retrieve-cookies/third-party', profile: firefox, url: other, has: [[other, s]], says: 'this browser gives other sites none of the cookies they have elsewhere.', fix: 'Serve page and API from one site' },
]

/** What becomes of cookies that only a script sets or reads, or of more of them than a table has room for. */
const elsewhere: readonly CookieStepId[] = [
  'store-cookie/http-only-from-script',
  'store-cookie/replaces-http-only',
  'retrieve-cookies/http-only',
  'garbage-collect-cookies/excess',
]

const fateOf = ({ fate }: ExplainedCookie): string =>
  fate === 'withheld' ? 'not sent' : fate === 'replaced' ? 'stored' : fate

describe('what became of a cookie', () => {
  it.each(rows)('$step: $says', (row) => {
    const cookie = last(row)
    expect(cookie.step).toBe(row.step)
    expect(`${fateOf(cookie)}: ${cookie.reason}`).toContain(row.says)
    if (row.fix === null) expect(cookie.fix).toBeNull()
    else if (cookie.fix?.code === null) expect(cookie.fix.text).toContain(row.fix)
    else expect(cookie.fix?.code).toBe(row.fix)
  })

  it('has a row here for everything that can become of one in a fetch', () => {
    const shown = new Set([...rows.map(({ step }) => step), ...elsewhere])
    expect([...shown].sort()).toEqual(Object.keys(cookieSteps).sort())
  })

  const lines = rows.filter(({ fix }) => fix?.startsWith('Set-Cookie: '))
  it.each(lines)('the line that is proposed is kept where the other one was not: $fix', (row) => {
    const fixed = row.fix?.slice('Set-Cookie: '.length) ?? ''
    expect(last({ ...row, sets: [fixed] }).step).toBe('store-cookie/stored')
  })

  it.each(elsewhere)('has words for %s, too', (id) => {
    const { verdicts } = explained({ sets: [s] })
    expect(verdicts).toHaveLength(1)
    const verdict = { step: id, cookie: hop({ sets: [s] }).response[0] as never, evidence: {}, line: null }
    const given = { verdict, profile: spec, request: request(api), url: request(api).urlList[0], now: 0 }
    expect(cookieWords[id].reason(given)).toMatch(/^\S.*[^.]$/)
    cookieWords[id].fix(given)
  })

  it('cites the step', () => {
    const { cite, url } = last({ sets: [`${s}; SameSite=None`] })
    expect(cite).toBe('RFC 6265bis § storage model, step 19')
    expect(url).toMatch(/rfc6265bis\.html#storage-model$/)
  })
})

describe('the row that decided', () => {
  // biome-ignore format: a table, one row a line
  const table: readonly (readonly [desc: string, asked: Asked, ids: readonly string[]])[] = [
    ['none, where a browser does as the standard says', { sets: [s] }, []],
    ['none, where another step would have refused it as well', { page: local, url: 'http://127.0.0.1:4000/', sets: [`${s}; Secure`] }, []],
    ['Secure from this computer', { page: local, url: 'http://localhost:4000/', sets: [`${s}; Secure`] }, ['DV-127']],
    ['a jar for each top-level site, and no word being None', { profile: firefox, url: other, sets: [`${s}; Secure`] }, ['DV-135', 'DV-139']],
    ['third parties set nothing', { profile: safari, url: other, sets: [`${s}; SameSite=None; Secure`] }, ['DV-139']],
    ['third parties get nothing', { profile: safari, url: other, has: [[other, `${s}; SameSite=None; Secure`]] }, ['DV-139']],
    ['SameSite=None that needs no Secure', { profile: webkitgtk, sets: [`${s}; SameSite=None`] }, ['DV-126']],
  ]
  it.each(table)('%s', (_, asked, ids) => {
    expect(last(asked).rows.map(({ id }) => id)).toEqual(ids)
  })

  it('is not looked for among more cookies than a page has, which is said once', () => {
    const lines = Array.from({ length: 401 }, (_, i) => `c${i}=1; Secure`)
    const asked = { page: local, url: 'http://localhost:4000/', sets: lines }
    const { response } = hop(asked)
    expect(response.flatMap(({ rows }) => rows)).toEqual([])
    expect(response.flatMap(({ notes }) => notes)).toEqual([
      expect.stringMatching(/^These are \d{3} cookies: of more than 400/),
    ])
    expect(last({ ...asked, sets: lines.slice(0, 100) }).rows.map(({ id }) => id)).toEqual(['DV-127'])
  })
})

describe('what a line is not what it looks like by', () => {
  const long = 'x'.repeat(1100)
  // biome-ignore format: a table, one row a line
  const table: readonly (readonly [desc: string, line: string, note: string | null, profile?: Profile])[] = [
    ['nothing is wrong', `${s}; Path=/; Domain=example.com; Max-Age=60; Expires=Thu, 01 Jan 2026 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax; Priority=High`, null],
    ['a date that is none', `${s}; Expires=tomorrow`, 'Expires is no date, so it is ignored: the cookie ends with the session.'],
    ['a date that is none, beside a number', `${s}; Expires=never; Max-Age=60`, 'Expires is no date, so it is ignored.', spec],
    ['a number that is none', `${s}; Max-Age=1h`, 'Max-Age is no whole number of seconds, so it is ignored: the cookie ends with the session.'],
    ['an unknown SameSite', `${s}; SameSite=Relaxed`, 'SameSite is none of Strict, Lax and None, so it is as if it were not there.'],
    ['an empty Domain', `${s}; Domain=`, 'Domain is empty, so it is ignored.'],
    ['a relative Path', `${s}; Path=api`, 'Path does not begin with a slash, so it is ignored: it is /.'],
    ['a switch with a value', `${s}; Secure=false`, 'Secure=false means Secure: a value changes nothing.'],
    ['a slip of the pen', `${s}; Http-Only`, 'http-only is no attribute; HttpOnly is.'],
    ['another one', `${s}; Same-Site=Lax`, 'same-site is no attribute; SameSite is.'],
    ['and another', `${s}; MaxAge=60`, 'maxage is no attribute; Max-Age is.'],
    ['a second cookie in the line', `${s}; theme=s3cret`, 'theme is no attribute, so it is ignored.'],
    ['a semicolon in the value', `a=b;s3cret`, 'A value ends at its semicolon. What is behind it is no attribute, so it is ignored.'],
    ['a plus sign that nobody reads', `${s}; Max-Age=+60`, 'Max-Age is no whole number of seconds, so it is ignored: the cookie ends with the session.', firefox],
    ['a plus sign that this browser reads', `${s}; Max-Age=+60`, null],
    ['a minus sign alone that this browser reads', `${s}; Max-Age=-`, null, firefox],
    ['nothing but that it is to go', `${s}; Max-Age=0`, null],
    ['a minus sign alone', `${s}; Max-Age=-`, 'Max-Age is no whole number of seconds, so it is ignored: the cookie ends with the session.'],
    ['an attribute twice', `${s}; Path=/a; path=/b`, 'Path is there more than once; the last one counts.'],
    ['an attribute that is too long', `${s}; Path=/${long}`, 'Path is longer than 1024 bytes, so it is ignored.'],
    ['a lifetime that is too long', `${s}; Max-Age=99999999`, 'It is kept for 400 days: this browser keeps none for longer.'],
    ['a date that is too far off', `${s}; Expires=Thu, 01 Jan 2037 00:00:00 GMT`, 'It is kept for 400 days: this browser keeps none for longer.'],
    ['Partitioned where nobody knows it', `${s}; Secure; Partitioned`, 'This browser does not know Partitioned, and ignores it.', webkitgtk],
  ]
  for (const [desc, line, note, profile = profiles.chromium] of table) {
    it(desc, () => {
      expect(last({ sets: [line], profile }).notes).toEqual(note === null ? [] : [note])
    })
  }

  it('says nothing of a limit where a server’s clock makes the life of a cookie shorter', () => {
    const sets = [`${s}; Expires=Sun, 11 Jan 1970 00:00:00 GMT`]
    const kept = last({ sets, date: 'Sat, 03 Jan 1970 00:00:01 GMT' })
    expect([kept.expiry, kept.notes]).toEqual([8 * 86_400_000, []])
  })

  it('says that Domain is ignored for an address', () => {
    const asked = {
      page: local,
      url: 'http://127.0.0.1:4000/',
      sets: [`${s}; Secure; SameSite=None; Domain=127.0.0.1`],
    }
    expect(last(asked).notes).toEqual(['Domain is ignored: the cookie is for 127.0.0.1 alone.'])
  })
})

describe('no cookies at all', () => {
  it('is said where the login call forgets credentials, with the names of what was set in vain', () => {
    const { none, request, response } = hop({
      init: { credentials: 'same-origin' },
      sets: [s, 'b=1'],
      has: [[api, 'c=1; Path=/']],
    })
    expect({ request, response }).toEqual({ request: [], response: [] })
    expect(none).toMatchObject({ id: 'credentials-same-origin', held: 1, ignored: ['a', 'b'] })
    expect(none?.fix).toMatchObject({ where: 'page', code: "fetch(url, { credentials: 'include' })" })
    expect(none?.cite).toBe('Fetch § HTTP-network-or-cache fetch, step 8.3')
  })

  it('is said to users of axios in their words', () => {
    const { none } = hop({ init: { credentials: 'same-origin', initiatorType: 'xmlhttprequest' }, sets: [s] })
    expect(none?.fix?.code).toContain('axios: { withCredentials: true }')
  })

  it('is said under omit, even within one origin', () => {
    expect(hop({ url: `${app}/me`, init: { credentials: 'omit' }, sets: [s] }).none?.id).toBe(
      'credentials-omit',
    )
    expect(hop({ url: `${app}/me`, init: { credentials: 'same-origin' }, sets: [s] }).none).toBeNull()
  })

  it('is the embedder policy’s doing without CORS, but in WebKit', () => {
    const client = createClient({ url: `${app}/`, embedderPolicy: 'credentialless' })
    const asked: Asked = {
      init: { client, mode: 'no-cors', destination: 'image', initiatorType: 'img' },
      sets: [s],
    }
    expect(hop(asked).none?.id).toBe('embedder-policy')
    expect(hop({ ...asked, profile: safari }).none).toBeNull()
  })

  it('is what a preflight has, whatever it sets', () => {
    const { verdicts } = explained({ init: { method: 'PUT' }, sets: [s], has: [[api, 'c=1']] })
    const [preflight] = verdicts[0]?.timeline ?? []
    expect(preflight?.cookies.none).toMatchObject({ id: 'preflight', held: 0, ignored: ['a'] })
    expect(preflight?.cookies.request).toEqual([])
  })

  it('is worth no word in the text where there would be none anyway', () => {
    expect(renderText(explained({ init: { credentials: 'omit' } }))).not.toMatch(/cookies:|Cookies/)
  })
})

describe('the hops', () => {
  it('each have their own: a redirect sets, and the next request takes along', () => {
    const asked = request(`${app}/login`)
    const recording = record(asked, ({ url }) =>
      url.path === '/login'
        ? response(302, 'Location: /me', 'Set-Cookie: a=1; Path=/')
        : response(200, 'Set-Cookie: a=2; Path=/'),
    )
    const [first, second] = explain(recording).verdicts[0]?.timeline ?? []
    const told = ({ request, response }: HopCookies): unknown =>
      [request, response].map((all) => all.map(({ fate }) => fate))
    expect(told(first?.cookies as HopCookies)).toEqual([[], ['stored']])
    expect(told(second?.cookies as HopCookies)).toEqual([['sent'], ['replaced']])
  })

  it('have cookies whatever CORS says of the answer', () => {
    const recording = record(request(api), () => response(200, `Set-Cookie: ${s}; Path=/`))
    const text = renderText(explain(recording)).replaceAll(/\n +/g, ' ')
    expect(text).toContain(
      '✗ Chrome, Firefox and Safari: blocked\n✓ Chrome, Firefox and Safari, cookies: a stored\n',
    )
    expect(text).toContain('CORS keeps answers from pages, not cookies from browsers.')
  })
})

describe('the text', () => {
  const login = request('http://localhost:4000/login', { client: `${local}/` })
  const recording = record(login, () =>
    response(
      200,
      `Access-Control-Allow-Origin: ${local}`,
      'Access-Control-Allow-Credentials: true',
      'Set-Cookie: sid=31d4; HttpOnly; Secure',
      'Set-Cookie: track=1; SameSite=None',
    ),
  )
  const text = renderText(explain(recording))

  it('tells browsers together whose cookies come to the same, apart from CORS', () => {
    expect(text).toContain(
      '✓ Chrome, Firefox and Safari: allowed, script can read the 200\n✗ Chrome and Firefox, cookies: sid stored, track refused\n✗ Safari, cookies: sid refused, track stored\n',
    )
    expect(text.match(/^Cookies.*$/gm)).toEqual(['Cookies in Chrome and Firefox', 'Cookies in Safari'])
  })

  it('shows what went over the wire of browsers apart that send other cookies', () => {
    const server = (): Said =>
      response(200, `Access-Control-Allow-Origin: ${app}`, 'Access-Control-Allow-Credentials: true')
    const has = jar(webkitgtk, [other, s])
    const recording = record(request(other), server, profiles.chromium, has)
    const { answers } = complete(recording, server, [webkitgtk])
    const text = renderText(explain(recording, { profiles: [profiles.chromium, webkitgtk], answers }))
    expect(text.match(/^(──.*| {6}cookie: .*)$/gm)).toEqual([
      '── Chrome',
      '── WebKitGTK',
      '      cookie: a=***',
    ])
  })

  it('has reason, row, fix and step', () => {
    expect(text).toContain('    ✓ sid stored: for localhost alone, on every port. (DV-127)\n')
    expect(text).toContain(
      '    ✗ track refused: SameSite=None needs Secure.\n      Set-Cookie: track=***; SameSite=None\n      Fix: Leave SameSite out: page and API are of one site, and Lax is enough.\n        Set-Cookie: track=***\n      RFC 6265bis § storage model, step 19\n',
    )
    expect(text).toContain('  DV-127: Chromium and Firefox take `Secure` cookies on http://localhost.\n')
  })

  it('tells a fix once', () => {
    const twice = explained({ url: 'http://127.0.0.1:4000/', page: local, sets: ['a=1', 'b=1'] })
    expect(renderText(twice).match(/Fix: Use one name/g)).toHaveLength(1)
  })

  it('tells of a dozen cookies, and of all when verbose', () => {
    const crowd = explained({ sets: many })
    expect(renderText(crowd)).toContain('… and ')
    expect(renderText(crowd).split('\n').length).toBeLessThan(300)
    expect(renderText(crowd, { verbose: true })).toContain('c180 stored')
  })

  it('stays within 80 columns, but for lines that a server has sent', () => {
    for (const row of rows) {
      for (const line of renderText(explained(row)).split('\n')) {
        if (line.includes('→ ') || line.trim().split(' ').length === 1) continue
        if (/^(GET|POST) /.test(line) || /[^ ]{60}/.test(line)) continue
        expect(line.length, line).toBeLessThanOrEqual(80)
      }
    }
  })
})

describe('JSON', () => {
  it('has every cookie with every member', () => {
    const json = JSON.parse(renderJson(explained({ sets: [`${s}; Max-Age=0`] }, false)))
    const [cookie] = json.verdicts[0].timeline[0].cookies.response
    expect(cookie).toMatchObject({
      name: 'a',
      value: '***',
      fate: 'removed',
      step: 'store-cookie/expired',
      expiry: 0,
    })
    expect(Object.values(cookie).every((value) => value !== undefined)).toBe(true)
  })
})

describe('values of cookies', () => {
  const secret = 'S3CR3T'
  const part = fc.constantFrom(
    ...[
      `${secret}`,
      `=${secret}`,
      `a=${secret}`,
      `__Host-a=${secret}`,
      `a=${secret}\u0001`,
      `a=${secret}${'x'.repeat(5000)}`,
    ],
  )
  const attribute = fc.constantFrom(
    ...[
      'Path=/',
      'Secure',
      'SameSite=None',
      'SameSite=Strict',
      'Max-Age=0',
      'Partitioned',
      'Domain=com',
      'Http-Only',
    ],
    ...[secret, ` ${secret}`, `b=${secret}`, `=${secret}`, ` sid =${secret}`, `Path=/?token=${secret}`],
  )
  const line = fc
    .tuple(part, fc.array(attribute, { maxLength: 4 }))
    .map(([pair, attributes]) => [pair, ...attributes].join('; '))
  const url = fc.constantFrom(api, other, 'http://localhost:4000/', `https://api.example.com/?sid=${secret}`)

  it('are in no output, whatever becomes of them', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 4 }),
        fc.array(line, { maxLength: 2 }),
        url,
        fc.constantFrom(profiles.chromium, firefox, safari, webkitgtk),
        fc.constantFrom('include', 'omit', 'same-origin'),
        (sets, has, url, profile, credentials) => {
          const explanation = explained(
            {
              url,
              profile,
              sets,
              has: has.map((text) => [url, text] as const),
              init: { credentials: credentials as 'include' },
            },
            false,
          )
          for (const output of [
            renderText(explanation),
            renderText(explanation, { verbose: true }),
            renderJson(explanation),
          ]) {
            expect(output).not.toContain(secret)
          }
        },
      ),
      { numRuns: Math.min(numRuns, 300) },
    )
  })

  it('are there where they are asked for', () => {
    const output = renderText(
      explained({ sets: [`a=${secret}; SameSite=None`], has: [[api, `b=${secret}`]] }),
    )
    expect(output).toContain(`Set-Cookie: a=${secret}; SameSite=None; Secure`)
  })
})
