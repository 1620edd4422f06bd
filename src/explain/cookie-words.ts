import type { CookieStepId } from '../spec/steps/cookies'
import { type CookieCase, crossSiteWords, plainLoopback, sameSiteWords } from './cookie-case'
import {
  asTheNamePromises,
  helps,
  line,
  oneSite,
  secureOrOneSite,
  sendCrossSite,
  server,
  shareAcrossHosts,
  withoutDomain,
} from './cookie-fixes'
import type { CookieFate, CookieFix } from './explained-cookie'

/** What is said of a cookie to which this happened. */
interface Row {
  readonly fate: CookieFate
  /** Goes on after the fate, without a full stop: `SameSite=None needs Secure`. */
  readonly reason: (c: CookieCase) => string
  readonly fix: (c: CookieCase) => CookieFix | null
}

const nothing = (): null => null

/** Words and fixes for everything that can become of a cookie. */
export const cookieWords: { readonly [Id in CookieStepId]: Row } = {
  // ── Parse a cookie ────────────────────────────────────────────────────────────────────────────────
  'parse-cookie/control-byte': {
    fate: 'refused',
    reason: (c) => `there is a control byte in the line (${actual(c)}), so all of it is ignored`,
    fix: () => server('Encode the value before it goes into a cookie: encodeURIComponent(value), or base64.'),
  },
  'parse-cookie/empty': {
    fate: 'refused',
    reason: () => 'there is neither a name nor a value',
    fix: () => server('Write the cookie as name=value.'),
  },
  'parse-cookie/too-long': {
    fate: 'refused',
    reason: (c) => `name and value have ${actual(c)} bytes together, and ${expected(c)} is the most`,
    fix: () => server('Keep the data on the server, and only its id in the cookie.'),
  },
  'parse-cookie/nameless': {
    fate: 'refused',
    reason: () => 'it has no name, and this browser keeps no such cookie',
    fix: () => server('Write the cookie as name=value.'),
  },

  // ── Store a cookie ────────────────────────────────────────────────────────────────────────────────
  'store-cookie/third-party': {
    fate: 'refused',
    reason: (c) => `${crossSiteWords(c)}; this browser lets other sites set no cookies${exception(c)}`,
    fix: oneSite,
  },
  'store-cookie/domain-not-ascii': {
    fate: 'refused',
    reason: () => 'Domain has characters that no domain has',
    fix: (c) => withoutDomain(c, 'Leave Domain out, or write it in Punycode (xn--…).'),
  },
  'store-cookie/public-suffix': {
    fate: 'refused',
    reason: suffixWords,
    fix: (c) =>
      actual(c) === expected(c)
        ? server('Serve this from a host below the public suffix.')
        : withoutDomain(c, 'Leave Domain out. Hosts below a public suffix cannot share cookies.'),
  },
  'store-cookie/domain-mismatch': {
    fate: 'refused',
    reason: (c) => `Domain=${actual(c)} is not the domain of ${expected(c)}, which sets it`,
    fix: (c) => withoutDomain(c, `Leave Domain out: then the cookie is for ${expected(c)}.`),
  },
  'store-cookie/secure-from-insecure': {
    fate: 'refused',
    reason: (c) =>
      plainLoopback(c)
        ? 'it says Secure and comes over http, and to this browser this computer is no exception'
        : 'it says Secure and comes over http',
    fix: (c) =>
      plainLoopback(c)
        ? line(c, 'Leave Secure out while developing over http.', ['secure'], [])
        : server('Serve this over https. Without Secure, anybody on the way could read the cookie.'),
  },
  'store-cookie/http-only-from-script': {
    fate: 'refused',
    reason: () => 'it says HttpOnly, and a script sets it',
    fix: () => server('Let the server set it, or leave HttpOnly out.'),
  },
  'store-cookie/overlays-secure': {
    fate: 'refused',
    reason: (c) => `it comes over http, and would hide the Secure cookie ${subject(c)}`,
    fix: () => server('Set it over https, or call it something else.'),
  },
  'store-cookie/cross-site': {
    fate: 'refused',
    reason: (c) => `${crossSiteWords(c)}; ${sameSiteWords(c)}`,
    fix: sendCrossSite,
  },
  'store-cookie/none-needs-secure': {
    fate: 'refused',
    reason: () => 'SameSite=None needs Secure',
    fix: secureOrOneSite,
  },
  'store-cookie/secure-prefix': {
    fate: 'refused',
    reason: () => 'a name that begins with __Secure- needs Secure',
    fix: (c) => line(c, 'Add Secure.', [], ['Secure']),
  },
  'store-cookie/host-prefix': {
    fate: 'refused',
    reason: () => 'a name that begins with __Host- needs Secure and Path=/, and no Domain',
    fix: (c) => asTheNamePromises(c, ['Secure', 'Path=/']),
  },
  'store-cookie/http-prefix': {
    fate: 'refused',
    reason: () => 'a name that begins with __Http- needs Secure and HttpOnly',
    fix: (c) => line(c, 'Add Secure and HttpOnly.', ['secure', 'httponly'], ['Secure', 'HttpOnly']),
  },
  'store-cookie/host-http-prefix': {
    fate: 'refused',
    reason: () => 'a name that begins with __Host-Http- needs Secure, HttpOnly and Path=/, and no Domain',
    fix: (c) => asTheNamePromises(c, ['Secure', 'HttpOnly', 'Path=/']),
  },
  'store-cookie/nameless-prefix': {
    fate: 'refused',
    reason: () => 'it has no name, and a value that would pass for a name with a prefix such as __Host-',
    fix: () => server('Write the cookie as name=value.'),
  },
  'store-cookie/partitioned-needs-secure': {
    fate: 'refused',
    reason: () => 'Partitioned needs Secure',
    fix: (c) => line(c, 'Add Secure.', [], ['Secure']),
  },
  'store-cookie/replaces-http-only': {
    fate: 'refused',
    reason: () => 'a script cannot replace an HttpOnly cookie',
    fix: () => server('Let the server replace it.'),
  },
  'store-cookie/expired': {
    fate: 'removed',
    reason: () => 'the line has expired already, which takes what there was away',
    fix: nothing,
  },
  'store-cookie/replaced': {
    fate: 'replaced',
    reason: (c) => `in place of the one there was; ${forWhom(c)}`,
    fix: nothing,
  },
  'store-cookie/stored': { fate: 'stored', reason: forWhom, fix: nothing },

  // ── Garbage collect cookies ───────────────────────────────────────────────────────────────────────
  'garbage-collect-cookies/excess-for-host': {
    fate: 'evicted',
    reason: () => 'the site has too many cookies, and this one was not used for the longest time',
    fix: () => server('Set fewer cookies on this site; what is of no more use can be expired.'),
  },
  'garbage-collect-cookies/excess': {
    fate: 'evicted',
    reason: () => 'the browser has too many cookies, and this one was not used for the longest time',
    fix: nothing,
  },

  // ── Retrieve cookies ──────────────────────────────────────────────────────────────────────────────
  'retrieve-cookies/sent': { fate: 'sent', reason: () => 'it goes along', fix: nothing },
  'retrieve-cookies/expired': {
    fate: 'withheld',
    reason: () => 'it has expired',
    fix: () => server('Give it a longer Max-Age, if it should still be there.'),
  },
  'retrieve-cookies/host': {
    fate: 'withheld',
    reason: (c) =>
      c.verdict.cookie.hostOnly
        ? `it is for ${expected(c)} alone, and the request goes to ${actual(c)}`
        : `it is for ${expected(c)} and what is below, and the request goes to ${actual(c)}`,
    fix: shareAcrossHosts,
  },
  'retrieve-cookies/path': {
    fate: 'withheld',
    reason: (c) => `it is for ${expected(c)}, and the request goes to ${actual(c)}`,
    fix: () => server('Set it with Path=/.'),
  },
  'retrieve-cookies/secure': {
    fate: 'withheld',
    reason: () => 'it is Secure, and the request goes over http',
    fix: () => server('Serve this over https.'),
  },
  'retrieve-cookies/http-only': {
    fate: 'withheld',
    reason: () => 'it is HttpOnly, and a script asks',
    fix: nothing,
  },
  'retrieve-cookies/same-site': {
    fate: 'withheld',
    reason: (c) => `${crossSiteWords(c)}; ${sameSiteWords(c)}`,
    fix: sendCrossSite,
  },
  'retrieve-cookies/third-party': {
    fate: 'withheld',
    reason: (c) =>
      `${crossSiteWords(c)}; this browser gives other sites none of the cookies they have elsewhere`,
    fix: oneSite,
  },
}

// ── Words ───────────────────────────────────────────────────────────────────────────────────────────

/** A host that is a suffix itself need not have named a Domain (DV-150). */
function suffixWords(c: CookieCase): string {
  const suffix = actual(c)
  if (suffix === expected(c))
    return `${suffix} is a public suffix, and this browser keeps no cookies of those`
  return suffix.includes('.')
    ? `Domain=${suffix} is a public suffix, whose hosts belong to many people`
    : `Domain=${suffix} is a name without a dot, which counts as a public suffix: its hosts may belong to many people`
}

function actual({ verdict }: CookieCase): string {
  return verdict.evidence.actual ?? ''
}

function expected({ verdict }: CookieCase): string {
  return verdict.evidence.expected ?? ''
}

function subject({ verdict }: CookieCase): string {
  return verdict.evidence.subject ?? ''
}

/** Which cookies of other sites are kept all the same. */
function exception(c: CookieCase): string {
  return helps(c, 'a=; SameSite=None; Secure; Partitioned') ? ' but Partitioned ones' : ', whatever they say'
}

/** Who gets a cookie that is kept. */
function forWhom(c: CookieCase): string {
  const { host, hostOnly, path, partition } = c.verdict.cookie
  const hosts = hostOnly ? `for ${host} alone, on every port` : `for ${host} and what is below`
  const where = path === '/' || path === null ? '' : `, at ${path} and below`
  const jar = partition === null ? '' : `, when asked from ${partition.replace('^', '')}`
  return `${hosts}${where}${jar}`
}

/** How a fate is put, before a colon. */
export const fateWords: { readonly [F in CookieFate]: string } = {
  sent: 'sent',
  withheld: 'not sent',
  stored: 'stored',
  replaced: 'stored',
  refused: 'refused',
  removed: 'removed',
  evicted: 'evicted',
}
