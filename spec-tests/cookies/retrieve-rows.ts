/** What becomes of a cookie when a request might take it along, step by step, the `spec` profile deciding. */
import type { CookieContext } from '../../src/cookies/cookie'
import type { CookieStepId } from '../../src/spec/steps/cookies'
import { crossSite, embedded, now, script, secret } from './contexts'

export interface RetrieveRow {
  readonly cites: string
  readonly desc: string
  /** From where the cookie was set. */
  readonly from?: string
  readonly line: string
  readonly given?: Partial<CookieContext>
  readonly url?: string
  readonly over?: Partial<CookieContext>
  /** What is said of the cookie; null where nobody asks about it. */
  readonly step: CookieStepId | null
  readonly evidence?: object
}

const site = 'https://app.example.com/'
const s = secret
const none = 'SameSite=None; Secure'
const lax: Partial<CookieContext> = { sameSite: 'lax-or-less' }
const sent = 'retrieve-cookies/sent'
const path = (expected: string, actual: string) =>
  ({ step: 'retrieve-cookies/path', evidence: { expected, actual } }) as const
const host = (expected: string, actual: string) =>
  ({ step: 'retrieve-cookies/host', evidence: { expected, actual } }) as const
const restricted = (expected: string, actual: string) =>
  ({ step: 'retrieve-cookies/same-site', evidence: { expected, actual } }) as const

// biome-ignore format: a table, one row a line
export const retrieveRows: readonly RetrieveRow[] = [
  { cites: 'retrieval-algorithm 3', desc: 'A host’s own cookie goes to it.', line: `a=${s}`, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Whatever the port.', line: `a=${s}`, url: 'https://app.example.com:8443/', step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Over https, where it was set over http.', from: 'http://app.example.com/', line: `a=${s}`, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'And over http, where it was set over https.', line: `a=${s}`, url: 'http://app.example.com/', step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'A host-only cookie goes to no host below.', from: 'https://example.com/', line: `a=${s}`, ...host('example.com', 'app.example.com') },
  { cites: 'retrieval-algorithm 3', desc: 'Nor to one above.', line: `a=${s}`, url: 'https://example.com/', ...host('app.example.com', 'example.com') },
  { cites: 'retrieval-algorithm 3', desc: 'Nor to one beside.', line: `a=${s}`, url: 'https://api.example.com/', ...host('app.example.com', 'api.example.com') },
  { cites: 'domain-matching', desc: 'A domain’s cookie goes to the domain.', line: `a=${s}; Domain=example.com`, url: 'https://example.com/', step: sent },
  { cites: 'domain-matching', desc: 'And to any host below.', line: `a=${s}; Domain=example.com`, url: 'https://a.b.example.com/', step: sent },
  { cites: 'domain-matching', desc: 'Not to one beside.', line: `a=${s}; Domain=app.example.com`, url: 'https://api.example.com/', ...host('app.example.com', 'api.example.com') },
  { cites: 'domain-matching', desc: 'Not to one that ends alike.', line: `a=${s}; Domain=app.example.com`, url: 'https://xapp.example.com/', ...host('app.example.com', 'xapp.example.com') },
  { cites: 'domain-matching', desc: 'Other sites are not asked about.', line: `a=${s}; Domain=example.com`, url: 'https://example.org/', step: null },
  { cites: 'retrieval-algorithm 3', desc: 'An address’s goes to the address.', from: 'https://127.0.0.1/', line: `a=${s}`, url: 'https://127.0.0.1:444/', step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'A public suffix’s own goes to it.', from: 'https://github.io/', line: `a=${s}`, url: 'https://github.io/', step: sent },
  { cites: 'storage-model 24', desc: 'What has expired is gone.', line: `a=${s}; Max-Age=60`, over: { now: now + 60_001 }, step: 'retrieve-cookies/expired' },
  { cites: 'storage-model 24', desc: 'A moment before it is not.', line: `a=${s}; Max-Age=60`, over: { now: now + 59_999 }, step: sent },
  { cites: 'cookie-path', desc: 'The same path.', line: `a=${s}; Path=/x`, url: `${site}x`, step: sent },
  { cites: 'cookie-path', desc: 'A path below.', line: `a=${s}; Path=/x`, url: `${site}x/y`, step: sent },
  { cites: 'cookie-path', desc: 'One with nothing but a slash more.', line: `a=${s}; Path=/x`, url: `${site}x/`, step: sent },
  { cites: 'cookie-path', desc: 'One that begins alike is not below.', line: `a=${s}; Path=/x`, url: `${site}xy`, ...path('/x', '/xy') },
  { cites: 'cookie-path', desc: 'A slash at the end wants one.', line: `a=${s}; Path=/x/`, url: `${site}x`, ...path('/x/', '/x') },
  { cites: 'cookie-path', desc: 'And takes what is below.', line: `a=${s}; Path=/x/`, url: `${site}x/y`, step: sent },
  { cites: 'cookie-path', desc: 'A path above is none.', line: `a=${s}; Path=/x/y`, url: `${site}x`, ...path('/x/y', '/x') },
  { cites: 'cookie-path', desc: 'Paths have a case.', line: `a=${s}; Path=/X`, url: `${site}x`, ...path('/X', '/x') },
  { cites: 'cookie-path', desc: 'Nothing is decoded.', line: `a=${s}; Path=/%78`, url: `${site}x`, ...path('/%78', '/x') },
  { cites: 'cookie-path', desc: 'The query is no part of it.', line: `a=${s}; Path=/x`, url: `${site}?/x`, ...path('/x', '/') },
  { cites: 'retrieval-algorithm 3', desc: 'Secure does not go over http.', line: `a=${s}; Secure`, url: 'http://app.example.com/', step: 'retrieve-cookies/secure' },
  { cites: 'retrieval-algorithm 3', desc: 'It goes over https.', line: `a=${s}; Secure`, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'HttpOnly does not go to scripts.', line: `a=${s}; HttpOnly`, over: script, step: 'retrieve-cookies/http-only' },
  { cites: 'retrieval-algorithm 3', desc: 'It goes to servers.', line: `a=${s}; HttpOnly`, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Others go to scripts.', line: `a=${s}`, over: script, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Strict goes with same-site requests.', line: `a=${s}; SameSite=Strict`, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Not with a cross-site navigation.', line: `a=${s}; SameSite=Strict`, over: lax, ...restricted('strict', 'lax-or-less') },
  { cites: 'retrieval-algorithm 3', desc: 'Not with any other cross-site request.', line: `a=${s}; SameSite=Strict`, over: crossSite, ...restricted('strict', 'none') },
  { cites: 'retrieval-algorithm 3', desc: 'Lax goes with same-site requests.', line: `a=${s}; SameSite=Lax`, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'And with cross-site navigations.', line: `a=${s}; SameSite=Lax`, over: lax, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Not with other cross-site requests.', line: `a=${s}; SameSite=Lax`, over: crossSite, ...restricted('lax', 'none') },
  { cites: 'lax-allowing-unsafe 2', desc: 'Nor where it would have had to say nothing.', line: `a=${s}; SameSite=Lax`, over: { sameSite: 'unset-or-less' }, ...restricted('lax', 'unset-or-less') },
  { cites: 'retrieval-algorithm 3', desc: 'Saying nothing is Lax: same-site.', line: `a=${s}`, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Saying nothing is Lax: a navigation.', line: `a=${s}`, over: lax, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Saying nothing is Lax: cross-site.', line: `a=${s}`, over: crossSite, ...restricted('unset', 'none') },
  { cites: 'lax-allowing-unsafe 2', desc: 'But for those that are young, to a browser that lets them.', line: `a=${s}`, over: { sameSite: 'unset-or-less', unsetSince: now }, step: sent },
  { cites: 'lax-allowing-unsafe 2', desc: 'Those that are not are Lax again.', line: `a=${s}`, over: { sameSite: 'unset-or-less', unsetSince: now + 1 }, ...restricted('unset', 'unset-or-less') },
  { cites: 'lax-allowing-unsafe 2', desc: 'Age does not matter to some.', line: `a=${s}`, over: { sameSite: 'unset-or-less', now: now + 10_000_000 }, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'None goes anywhere.', line: `a=${s}; ${none}`, over: crossSite, step: sent },
  { cites: 'retrieval-algorithm 3', desc: 'Even with a navigation.', line: `a=${s}; ${none}`, over: lax, step: sent },
  { cites: 'third-party-cookies', desc: 'A browser may give third parties none.', line: `a=${s}; ${none}`, over: { ...crossSite, unpartitioned: 'none' }, step: 'retrieve-cookies/third-party' },
  { cites: 'third-party-cookies', desc: 'Or let them read.', line: `a=${s}; ${none}`, over: { ...crossSite, unpartitioned: 'read' }, step: sent },
  { cites: 'partitioned-cookies#attaching-a-partitioned-cookie-to-a-request', desc: 'A partitioned cookie goes within its partition.', line: `a=${s}; ${none}; Partitioned`, given: embedded('https://top.org'), over: embedded('https://top.org'), step: sent },
  { cites: 'partitioned-cookies#attaching-a-partitioned-cookie-to-a-request', desc: 'And needs no third-party access for it.', line: `a=${s}; ${none}; Partitioned`, given: embedded('https://top.org'), over: { ...embedded('https://top.org'), unpartitioned: 'none' }, step: sent },
  { cites: 'partitioned-cookies#attaching-a-partitioned-cookie-to-a-request', desc: 'Nobody asks about those of others.', line: `a=${s}; ${none}; Partitioned`, given: embedded('https://top.org'), over: embedded('https://other.org'), step: null },
  { cites: 'partitioned-cookies#attaching-a-partitioned-cookie-to-a-request', desc: 'Nor about those behind a cross-site ancestor.', line: `a=${s}; ${none}; Partitioned`, given: embedded('https://top.org'), over: embedded('^https://top.org'), step: null },
  { cites: 'partitioned-cookies#attaching-a-partitioned-cookie-to-a-request', desc: 'Nor about any where there is no partition.', line: `a=${s}; ${none}; Partitioned`, given: embedded('https://top.org'), over: crossSite, step: null },
]
