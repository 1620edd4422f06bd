/** What becomes of a cookie that is set, step by step, the `spec` profile deciding. */
import type { CookieContext } from '../../src/cookies/cookie'
import type { CookieStepId } from '../../src/spec/steps/cookies'
import { crossSite, embedded, type Given, now, script, secret } from './contexts'

export interface StoreRow {
  readonly cites: string
  readonly desc: string
  /** What was set before. */
  readonly before?: readonly Given[]
  readonly url?: string
  readonly line: string
  readonly over?: Partial<CookieContext>
  readonly step: CookieStepId
  readonly evidence?: object
  /** All that is in the store afterwards, in the order of creation. */
  readonly leaves: string
}

const site = 'https://app.example.com/'
const plain = 'http://app.example.com/'
const login = 'https://app.example.com/login'
const later = { now: now + 1000 }
const s = secret
const past = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'
const set = (line: string, url = site, over: Partial<CookieContext> = {}): Given => [url, line, over]

// biome-ignore format: a table, one row a line
export const storeRows: readonly StoreRow[] = [
  { cites: 'set-cookie 1', desc: 'A control byte anywhere.', line: `a=${s}; Path=/\0`, step: 'parse-cookie/control-byte', evidence: { actual: '0x00' }, leaves: '' },
  { cites: 'storage-model 2', desc: 'Nothing at all.', line: '=; Secure', step: 'parse-cookie/empty', evidence: { actual: null }, leaves: '' },
  { cites: 'storage-model 4', desc: '4097 bytes.', line: `${'n'.repeat(4091)}=${s}`, step: 'parse-cookie/too-long', evidence: { expected: '4096', actual: '4097' }, leaves: '' },
  { cites: 'storage-model 8', desc: 'A domain is ASCII.', line: `a=${s}; Domain=ex\xe4mple.com`, step: 'store-cookie/domain-not-ascii', evidence: { expected: 'app.example.com' }, leaves: '' },
  { cites: 'storage-model 8', desc: 'Punycode is.', url: 'https://xn--exmple-cua.com/', line: `a=${s}; Domain=xn--exmple-cua.com`, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 9.3.1', desc: 'A top-level domain belongs to many.', line: `a=${s}; Domain=com`, step: 'store-cookie/public-suffix', evidence: { expected: 'app.example.com', actual: 'com' }, leaves: '' },
  { cites: 'storage-model 9.3.1', desc: 'So does a suffix of two labels.', url: 'https://a.example.co.uk/', line: `a=${s}; Domain=co.uk`, step: 'store-cookie/public-suffix', evidence: { expected: 'a.example.co.uk', actual: 'co.uk' }, leaves: '' },
  { cites: 'storage-model 9.3.1', desc: 'So does one of the private section.', url: 'https://me.github.io/', line: `a=${s}; Domain=github.io`, step: 'store-cookie/public-suffix', evidence: { expected: 'me.github.io', actual: 'github.io' }, leaves: '' },
  { cites: 'storage-model 9.3.1', desc: 'So does another host’s suffix.', line: `a=${s}; Domain=org`, step: 'store-cookie/public-suffix', evidence: { expected: 'app.example.com', actual: 'org' }, leaves: '' },
  { cites: 'storage-model 9.3', desc: 'A suffix may set cookies for itself.', url: 'https://github.io/', line: `a=${s}; Domain=github.io`, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 9.3', desc: 'localhost may.', url: 'http://localhost:3000/', line: `a=${s}; Domain=localhost`, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 10.1', desc: 'The host itself is its domain.', line: `a=${s}; Domain=app.example.com`, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 10.1', desc: 'A domain above it is.', line: `a=${s}; Domain=example.com`, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 10.1.1', desc: 'A sibling is not.', line: `a=${s}; Domain=api.example.com`, step: 'store-cookie/domain-mismatch', evidence: { expected: 'app.example.com', actual: 'api.example.com' }, leaves: '' },
  { cites: 'storage-model 10.1.1', desc: 'A domain below it is not.', line: `a=${s}; Domain=x.app.example.com`, step: 'store-cookie/domain-mismatch', evidence: { expected: 'app.example.com', actual: 'x.app.example.com' }, leaves: '' },
  { cites: 'domain-matching', desc: 'The same end is not enough, a dot is wanted.', url: 'https://badexample.com/', line: `a=${s}; Domain=example.com`, step: 'store-cookie/domain-mismatch', evidence: { expected: 'badexample.com', actual: 'example.com' }, leaves: '' },
  { cites: 'domain-matching', desc: 'An address is below nothing.', url: 'https://127.0.0.1/', line: `a=${s}; Domain=0.0.1`, step: 'store-cookie/domain-mismatch', evidence: { expected: '127.0.0.1', actual: '0.0.1' }, leaves: '' },
  { cites: 'domain-matching', desc: 'A port is no part of a host.', url: 'https://app.example.com:8443/', line: `a=${s}; Domain=app.example.com:8443`, step: 'store-cookie/domain-mismatch', evidence: { expected: 'app.example.com', actual: 'app.example.com:8443' }, leaves: '' },
  { cites: 'storage-model 10.1', desc: 'An address is its own domain.', url: 'https://127.0.0.1/', line: `a=${s}; Domain=127.0.0.1`, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 10.1', desc: 'So is one with brackets.', url: 'https://[::1]/', line: `a=${s}; Domain=[::1]`, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 13', desc: 'Secure does not come over http.', url: plain, line: `a=${s}; Secure`, step: 'store-cookie/secure-from-insecure', leaves: '' },
  { cites: 'storage-model 13', desc: 'Not from localhost either, as the standard has it.', url: 'http://localhost/', line: `a=${s}; Secure`, step: 'store-cookie/secure-from-insecure', leaves: '' },
  { cites: 'storage-model 13', desc: 'It takes no earlier cookie away.', before: [set('a=1')], url: plain, line: `a=${s}; Secure; Max-Age=0`, step: 'store-cookie/secure-from-insecure', leaves: 'a=1' },
  { cites: 'storage-model 15', desc: 'HttpOnly does not come from scripts.', line: `a=${s}; HttpOnly`, over: script, step: 'store-cookie/http-only-from-script', leaves: '' },
  { cites: 'storage-model 16', desc: 'An insecure cookie does not hide a secure one.', before: [set('a=1; Secure')], url: plain, line: `a=${s}`, step: 'store-cookie/overlays-secure', evidence: { subject: 'a', actual: '/' }, leaves: 'a=1' },
  { cites: 'storage-model 16.1', desc: 'One of another name hides nothing.', before: [set('a=1; Secure')], url: plain, line: `A=${s}`, step: 'store-cookie/stored', leaves: `a=1 A=${s}` },
  { cites: 'storage-model 16.2', desc: 'An insecure one may be hidden.', before: [set('a=1')], url: plain, line: `a=${s}; Path=/x`, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 16.3', desc: 'The domain above counts.', before: [set('a=1; Secure; Domain=example.com')], url: plain, line: `a=${s}`, step: 'store-cookie/overlays-secure', evidence: { subject: 'a', actual: '/' }, leaves: 'a=1' },
  { cites: 'storage-model 16.3', desc: 'So does the host below.', before: [set('a=1; Secure')], url: plain, line: `a=${s}; Domain=example.com`, step: 'store-cookie/overlays-secure', evidence: { subject: 'a', actual: '/' }, leaves: 'a=1' },
  { cites: 'storage-model 16.3', desc: 'A sibling does not.', before: [set('a=1; Secure', 'https://api.example.com/')], url: plain, line: `a=${s}`, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 16.4', desc: 'A path below the secure one’s is hidden behind it.', before: [set('a=1; Secure; Path=/login')], url: plain, line: `a=${s}; Path=/login/en`, step: 'store-cookie/overlays-secure', evidence: { subject: 'a', actual: '/login' }, leaves: 'a=1' },
  { cites: 'storage-model 16.4', desc: 'One above is not.', before: [set('a=1; Secure; Path=/login')], url: plain, line: `a=${s}; Path=/`, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 16.4', desc: 'One beside is not.', before: [set('a=1; Secure; Path=/login')], url: plain, line: `a=${s}; Path=/loginx`, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 16', desc: 'Over https anything may be overwritten.', before: [set('a=1; Secure')], line: `a=${s}`, step: 'store-cookie/replaced', leaves: `a=${s}` },
  { cites: 'storage-model 18.4', desc: 'A cross-site response sets no Strict cookie.', line: `a=${s}; SameSite=Strict`, over: crossSite, step: 'store-cookie/cross-site', evidence: { actual: 'strict' }, leaves: '' },
  { cites: 'storage-model 18.4', desc: 'No Lax one.', line: `a=${s}; SameSite=Lax`, over: crossSite, step: 'store-cookie/cross-site', evidence: { actual: 'lax' }, leaves: '' },
  { cites: 'storage-model 18.4', desc: 'And none that says nothing.', line: `a=${s}`, over: crossSite, step: 'store-cookie/cross-site', evidence: { actual: 'unset' }, leaves: '' },
  { cites: 'storage-model 18', desc: 'It sets a None one.', line: `a=${s}; SameSite=None; Secure`, over: crossSite, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 18.3', desc: 'A top-level navigation sets what it would not send.', line: `a=${s}; SameSite=Strict`, over: { sameSite: 'none' }, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 19', desc: 'None needs Secure.', line: `a=${s}; SameSite=None`, step: 'store-cookie/none-needs-secure', leaves: '' },
  { cites: 'storage-model 20', desc: '__Secure- needs it, too.', line: `__Secure-a=${s}`, step: 'store-cookie/secure-prefix', leaves: '' },
  { cites: 'storage-model 20', desc: 'In any case.', line: `__SECURE-a=${s}`, step: 'store-cookie/secure-prefix', leaves: '' },
  { cites: 'storage-model 20', desc: 'And nothing more.', line: `__Secure-a=${s}; Secure; Domain=example.com`, step: 'store-cookie/stored', leaves: `__Secure-a=${s}` },
  { cites: 'storage-model 21.1', desc: '__Host- needs Secure.', line: `__Host-a=${s}; Path=/`, step: 'store-cookie/host-prefix', leaves: '' },
  { cites: 'storage-model 21.2', desc: '__Host- is for one host.', line: `__host-a=${s}; Secure; Path=/; Domain=app.example.com`, step: 'store-cookie/host-prefix', leaves: '' },
  { cites: 'storage-model 21.2', desc: 'An empty Domain leaves it there.', line: `__Host-a=${s}; Secure; Path=/; Domain=`, step: 'store-cookie/stored', leaves: `__Host-a=${s}` },
  { cites: 'storage-model 21.3', desc: '__Host- needs a Path.', line: `__Host-a=${s}; Secure`, step: 'store-cookie/host-prefix', leaves: '' },
  { cites: 'storage-model 21.3', desc: 'Which is /.', line: `__Host-a=${s}; Secure; Path=/x`, step: 'store-cookie/host-prefix', leaves: '' },
  { cites: 'storage-model 21', desc: 'Then it is kept.', url: login, line: `__Host-a=${s}; Secure; Path=/`, step: 'store-cookie/stored', leaves: `__Host-a=${s}` },
  { cites: 'storage-model 21', desc: 'The hyphen belongs to the prefix.', line: `__Hosta=${s}`, step: 'store-cookie/stored', leaves: `__Hosta=${s}` },
  { cites: 'storage-model 22', desc: 'A value does not pass for a name with a promise.', line: `__Host-${s}`, step: 'store-cookie/nameless-prefix', leaves: '' },
  { cites: 'storage-model 22', desc: 'Not after an equals sign either, and in no case.', line: `=__sEcUrE-a=${s}; Secure`, step: 'store-cookie/nameless-prefix', leaves: '' },
  { cites: 'storage-model 22', desc: 'With a name before it, it is a value.', line: `a=__Host-${s}`, step: 'store-cookie/stored', leaves: `a=__Host-${s}` },
  { cites: 'layered-cookies#store-a-cookie 15', desc: '__Http- needs Secure.', line: `__Http-a=${s}; HttpOnly`, step: 'store-cookie/http-prefix', leaves: '' },
  { cites: 'layered-cookies#store-a-cookie 15', desc: 'And HttpOnly.', line: `__HTTP-a=${s}; Secure`, step: 'store-cookie/http-prefix', leaves: '' },
  { cites: 'layered-cookies#store-a-cookie 15', desc: 'And nothing more.', line: `__Http-a=${s}; Secure; HttpOnly; Domain=example.com`, step: 'store-cookie/stored', leaves: `__Http-a=${s}` },
  { cites: 'layered-cookies#store-a-cookie 16', desc: '__Host-Http- needs HttpOnly.', line: `__Host-Http-a=${s}; Secure; Path=/`, step: 'store-cookie/host-http-prefix', leaves: '' },
  { cites: 'layered-cookies#store-a-cookie 16', desc: 'And what __Host- does.', line: `__Host-Http-a=${s}; Secure; HttpOnly; Path=/; Domain=app.example.com`, step: 'store-cookie/host-http-prefix', leaves: '' },
  { cites: 'layered-cookies#store-a-cookie 16', desc: 'Then it is kept.', line: `__Host-Http-a=${s}; Secure; HttpOnly; Path=/`, step: 'store-cookie/stored', leaves: `__Host-Http-a=${s}` },
  { cites: 'layered-cookies#store-a-cookie 17', desc: 'These, too, are not for values.', line: `__Http-${s}`, step: 'store-cookie/nameless-prefix', leaves: '' },
  { cites: 'partitioned-cookies#using-set-cookie-with-partitioned', desc: 'Partitioned needs Secure.', line: `a=${s}; Partitioned`, over: { partition: 'https://example.com' }, step: 'store-cookie/partitioned-needs-secure', leaves: '' },
  { cites: 'partitioned-cookies#using-set-cookie-with-partitioned', desc: 'With it, it is kept.', line: `a=${s}; Secure; Partitioned`, over: { partition: 'https://example.com' }, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'partitioned-cookies#partitioned-cookies-with-the-same-namedomainpath', desc: 'It replaces none outside its partition.', before: [set('a=1')], line: `a=${s}; Secure; Partitioned`, over: { partition: 'https://example.com' }, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'partitioned-cookies#partitioned-cookies-with-the-same-namedomainpath', desc: 'Nor one of another.', before: [set('a=1; Secure; SameSite=None; Partitioned', site, embedded('https://one.org'))], line: `a=${s}; Secure; SameSite=None; Partitioned`, over: embedded('https://two.org'), step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'partitioned-cookies#partitioned-cookies-with-the-same-namedomainpath', desc: 'But one of its own.', before: [set('a=1; Secure; SameSite=None; Partitioned', site, embedded('https://one.org'))], line: `a=${s}; Secure; SameSite=None; Partitioned`, over: embedded('https://one.org'), step: 'store-cookie/replaced', leaves: `a=${s}` },
  { cites: 'third-party-cookies', desc: 'A browser that lets third parties set none.', line: `a=${s}; Secure; SameSite=None`, over: { ...crossSite, unpartitioned: 'none' }, step: 'store-cookie/third-party', leaves: '' },
  { cites: 'third-party-cookies', desc: 'Nor one that lets them read alone.', line: `a=${s}; Secure; SameSite=None`, over: { ...crossSite, unpartitioned: 'read' }, step: 'store-cookie/third-party', leaves: '' },
  { cites: 'third-party-cookies', desc: 'A jar of their own is not what is meant.', line: `a=${s}; Secure; SameSite=None; Partitioned`, over: { ...embedded('https://one.org'), unpartitioned: 'none' }, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 23', desc: 'The same name, domain and path is the same cookie.', before: [set('a=1')], line: `a=${s}; Path=/`, step: 'store-cookie/replaced', leaves: `a=${s}` },
  { cites: 'storage-model 23', desc: 'Names have a case.', before: [set('a=1')], line: `A=${s}`, step: 'store-cookie/stored', leaves: `a=1 A=${s}` },
  { cites: 'storage-model 23', desc: 'Another path is another cookie.', before: [set('a=1')], line: `a=${s}; Path=/x`, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 23', desc: 'A slash at the end of it is enough.', before: [set('a=1; Path=/x')], line: `a=${s}; Path=/x/`, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 23', desc: 'Another domain is another cookie.', before: [set('a=1')], line: `a=${s}; Domain=example.com`, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 23', desc: 'One for this host alone is another than one for its domain.', before: [set('a=1')], line: `a=${s}; Domain=app.example.com`, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 23', desc: 'Attributes make no other cookie.', before: [set('a=1')], line: `a=${s}; Secure; HttpOnly; SameSite=Strict; Max-Age=9`, step: 'store-cookie/replaced', leaves: `a=${s}` },
  { cites: 'storage-model 23', desc: 'Ports do not either.', before: [set('a=1')], url: 'https://app.example.com:8443/', line: `a=${s}`, step: 'store-cookie/replaced', leaves: `a=${s}` },
  { cites: 'storage-model 23', desc: 'There is one nameless cookie.', before: [set('1')], line: `=${s}`, step: 'store-cookie/replaced', leaves: `=${s}` },
  { cites: 'storage-model 23.2', desc: 'A script replaces no HttpOnly cookie.', before: [set('a=1; HttpOnly')], line: `a=${s}`, over: script, step: 'store-cookie/replaces-http-only', evidence: { subject: 'a' }, leaves: 'a=1' },
  { cites: 'storage-model 23.2', desc: 'Nor does it delete one.', before: [set('a=1; HttpOnly')], line: `a=${s}; Max-Age=0`, over: script, step: 'store-cookie/replaces-http-only', evidence: { subject: 'a' }, leaves: 'a=1' },
  { cites: 'storage-model 23.2', desc: 'One beside it may be.', before: [set('a=1; HttpOnly')], line: `a=${s}; Path=/x`, over: script, step: 'store-cookie/stored', leaves: `a=1 a=${s}` },
  { cites: 'storage-model 23.3', desc: 'A cookie that is replaced keeps its place.', before: [set('a=1'), set('b=2')], line: `a=${s}`, over: later, step: 'store-cookie/replaced', leaves: `a=${s} b=2` },
  { cites: 'storage-model 23.3', desc: 'One that is set again after it was deleted does not.', before: [set('a=1'), set('b=2'), set('a=; Max-Age=0')], line: `a=${s}`, over: later, step: 'store-cookie/stored', leaves: `b=2 a=${s}` },
  { cites: 'storage-model 24', desc: 'What has expired deletes.', before: [set('a=1'), set('b=2')], line: `a=${s}; ${past}`, step: 'store-cookie/expired', leaves: 'b=2' },
  { cites: 'storage-model 24', desc: 'With nothing there, it is nothing.', line: `a=${s}; Max-Age=0`, step: 'store-cookie/expired', leaves: '' },
  { cites: 'storage-model 24', desc: 'So is what expires now.', line: `a=${s}; Expires=Thu, 01 Jan 2026 00:00:00 GMT`, step: 'store-cookie/expired', leaves: '' },
  { cites: 'storage-model 24', desc: 'What a script may not replace is no longer there at the moment of its expiry.', before: [set('a=1; HttpOnly; Max-Age=60')], line: `a=${s}`, over: { ...script, now: now + 60_000 }, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 24', desc: 'Of another path it deletes nothing.', before: [set('a=1', login)], line: `a=${s}; Max-Age=0; Path=/login`, step: 'store-cookie/expired', leaves: 'a=1' },
  { cites: 'storage-model 24', desc: 'Of another domain it deletes nothing.', before: [set('a=1; Domain=example.com')], line: `a=${s}; Max-Age=0`, step: 'store-cookie/expired', leaves: 'a=1' },
  { cites: 'storage-model 24', desc: 'What is left is kept.', line: `a=${s}`, step: 'store-cookie/stored', leaves: `a=${s}` },
  { cites: 'storage-model 24', desc: 'From scripts as well.', line: `a=${s}`, over: script, step: 'store-cookie/stored', leaves: `a=${s}` },
]
