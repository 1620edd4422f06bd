import type { Step } from './step'

/**
 * Everything that can become of a cookie: why it is not kept, why it is not sent, what makes it go, and that all went
 * well. A fetch goes on whatever becomes of its cookies, so these are never the reason of a network error.
 */
const table = {
  // ── Parse a cookie ────────────────────────────────────────────────────────────────────────────────
  'parse-cookie/control-byte': {
    anchor: 'rfc6265bis#set-cookie',
    number: '1',
    summary: 'The line has a control byte in it, so all of it is ignored.',
  },
  'parse-cookie/empty': {
    anchor: 'rfc6265bis#set-cookie',
    number: '3',
    summary: 'There is neither a name nor a value.',
  },
  'parse-cookie/too-long': {
    anchor: 'rfc6265bis#set-cookie',
    number: '5',
    summary: 'Name and value are longer than 4096 bytes together.',
  },
  'parse-cookie/nameless': {
    anchor: 'rfc6265bis#set-cookie',
    number: '3',
    summary: 'The engine keeps no such cookie without a name.',
  },
  // ── Store a cookie ────────────────────────────────────────────────────────────────────────────────
  'store-cookie/third-party': {
    anchor: 'rfc6265bis#third-party-cookies',
    number: '',
    summary: 'The browser lets third parties set no cookies.',
  },
  'store-cookie/domain-not-ascii': {
    anchor: 'rfc6265bis#storage-model',
    number: '8',
    summary: 'The Domain attribute has characters that no domain has.',
  },
  'store-cookie/public-suffix': {
    anchor: 'rfc6265bis#storage-model',
    number: '9',
    summary: 'The Domain attribute is a public suffix, whose hosts belong to many.',
  },
  'store-cookie/domain-mismatch': {
    anchor: 'rfc6265bis#storage-model',
    number: '10',
    summary: 'The host that sets the cookie is not of the domain that it sets it for.',
  },
  'store-cookie/secure-from-insecure': {
    anchor: 'rfc6265bis#storage-model',
    number: '13',
    summary: 'A Secure cookie cannot be set over http.',
  },
  'store-cookie/http-only-from-script': {
    anchor: 'rfc6265bis#storage-model',
    number: '15',
    summary: 'A script cannot set an HttpOnly cookie.',
  },
  'store-cookie/overlays-secure': {
    anchor: 'rfc6265bis#storage-model',
    number: '16',
    summary: 'What came over http would hide a Secure cookie of the same name.',
  },
  'store-cookie/cross-site': {
    anchor: 'rfc6265bis#storage-model',
    number: '18',
    summary: 'A cookie with a SameSite restriction cannot be set by a response to a cross-site request.',
  },
  'store-cookie/none-needs-secure': {
    anchor: 'rfc6265bis#storage-model',
    number: '19',
    summary: 'SameSite=None needs Secure.',
  },
  'store-cookie/secure-prefix': {
    anchor: 'rfc6265bis#storage-model',
    number: '20',
    summary: 'A name that begins with __Secure- needs Secure.',
  },
  'store-cookie/host-prefix': {
    anchor: 'rfc6265bis#storage-model',
    number: '21',
    summary: 'A name that begins with __Host- needs Secure and Path=/, and no Domain.',
  },
  'store-cookie/http-prefix': {
    anchor: 'layered-cookies#store-a-cookie',
    number: '15',
    summary: 'A name that begins with __Http- needs Secure and HttpOnly.',
  },
  'store-cookie/host-http-prefix': {
    anchor: 'layered-cookies#store-a-cookie',
    number: '16',
    summary: 'A name that begins with __Host-Http- needs Secure, HttpOnly and Path=/, and no Domain.',
  },
  'store-cookie/nameless-prefix': {
    anchor: 'rfc6265bis#storage-model',
    number: '22',
    summary: 'A nameless cookie whose value begins like a name with a promise would pass for one.',
  },
  'store-cookie/partitioned-needs-secure': {
    anchor: 'partitioned-cookies#using-set-cookie-with-partitioned',
    number: '',
    summary: 'Partitioned needs Secure.',
  },
  'store-cookie/replaces-http-only': {
    anchor: 'rfc6265bis#storage-model',
    number: '23.2',
    summary: 'A script cannot replace an HttpOnly cookie.',
  },
  'store-cookie/expired': {
    anchor: 'rfc6265bis#storage-model',
    number: '24',
    summary: 'The cookie has expired already: what there was of that name, domain and path is gone.',
  },
  'store-cookie/replaced': {
    anchor: 'rfc6265bis#storage-model',
    number: '23',
    summary: 'The cookie took the place of the one of the same name, domain and path.',
  },
  'store-cookie/stored': {
    anchor: 'rfc6265bis#storage-model',
    number: '24',
    summary: 'The cookie is kept.',
  },
  // ── Garbage collect cookies ───────────────────────────────────────────────────────────────────────
  'garbage-collect-cookies/excess-for-host': {
    anchor: 'layered-cookies#cookie-store-eviction',
    number: '',
    summary: 'The site has too many cookies, and this one was not used for the longest time.',
  },
  'garbage-collect-cookies/excess': {
    anchor: 'layered-cookies#cookie-store-eviction',
    number: '',
    summary: 'There are too many cookies, and this one was not used for the longest time.',
  },
  // ── Retrieve cookies ──────────────────────────────────────────────────────────────────────────────
  'retrieve-cookies/sent': {
    anchor: 'rfc6265bis#retrieval-algorithm',
    number: '3',
    summary: 'The cookie goes with the request.',
  },
  'retrieve-cookies/expired': {
    anchor: 'rfc6265bis#storage-model',
    number: '24',
    summary: 'The cookie has expired.',
  },
  'retrieve-cookies/host': {
    anchor: 'rfc6265bis#retrieval-algorithm',
    number: '3',
    summary: 'The cookie is another host’s.',
  },
  'retrieve-cookies/path': {
    anchor: 'rfc6265bis#retrieval-algorithm',
    number: '3',
    summary: 'The cookie is for another path.',
  },
  'retrieve-cookies/secure': {
    anchor: 'rfc6265bis#retrieval-algorithm',
    number: '3',
    summary: 'A Secure cookie does not go over http.',
  },
  'retrieve-cookies/http-only': {
    anchor: 'rfc6265bis#retrieval-algorithm',
    number: '3',
    summary: 'A script does not see an HttpOnly cookie.',
  },
  'retrieve-cookies/same-site': {
    anchor: 'rfc6265bis#retrieval-algorithm',
    number: '3',
    summary: 'The request is cross-site, and the cookie is not for such requests.',
  },
  'retrieve-cookies/third-party': {
    anchor: 'rfc6265bis#third-party-cookies',
    number: '',
    summary: 'The browser gives third parties no access to the cookies they have elsewhere.',
  },
} as const

/** What can become of a cookie. Published, and never renamed. */
export type CookieStepId = keyof typeof table

export const cookieSteps: { readonly [Id in CookieStepId]: Step } = table
