import type { Seconds } from './units'

/** The knobs that are about cookies, a part of `Knobs`. */
export interface CookieKnobs {
  /** What becomes of a cookie with a tab within its name or value: kept, rejected, or cut there. */
  readonly tabInCookie: 'kept' | 'rejected' | 'cut'
  /** What a cookie without an equals sign is: a value without a name, or a name without a value. */
  readonly cookieWithoutEquals: 'nameless' | 'named'
  /** What becomes of a cookie whose name is empty, as in `=value`. */
  readonly namelessCookies: 'stored' | 'rejected'
  /** What becomes of a nameless cookie whose value has an equals sign (`=a=b`), and so goes out as another one. */
  readonly namelessValueWithEquals: 'stored' | 'rejected'
  /** What bytes from 0x80 up in a cookie are: themselves; UTF-8, errors in values becoming U+FFFD; or the end of what is read. */
  readonly cookieBytes: 'as-given' | 'utf-8' | 'cut'
  /** The most bytes that name and value can have together; null where there is no limit. */
  readonly cookieSizeLimit: number | null
  /** What an attribute of more than 1024 bytes does. */
  readonly longCookieAttribute: 'ignored' | 'counts'
  /** The longest that a cookie is kept; null where there is no limit. */
  readonly cookieLifetimeLimit: Seconds | null
  /** The longest that a cookie is kept which a script set; null where there is no further limit. */
  readonly scriptCookieLifetimeLimit: Seconds | null
  /** Which of `Max-Age` and `Expires` counts where a cookie has both. */
  readonly maxAgeAgainstExpires: 'max-age-wins' | 'last-wins'
  /** Whether `Max-Age=+5` is 5 seconds. */
  readonly cookieMaxAgePlusSign: boolean
  /** What `Max-Age=-`, without a digit, does. */
  readonly cookieMaxAgeMinusSign: 'ignored' | 'expires'
  /** Which prefixes of cookie names promise something, in lower case. */
  readonly cookiePrefixes: readonly ('__secure-' | '__host-' | '__http-' | '__host-http-')[]
  /** Whether the path `/` that `__Host-` asks for has to be an attribute, or may be the default path. */
  readonly hostPrefixPath: 'attribute' | 'any'
  /** Whether `SameSite=None` needs `Secure`. */
  readonly sameSiteNoneNeedsSecure: boolean
  /** Whether http to localhost and loopback addresses may set and get `Secure` cookies. */
  readonly loopbackIsSecureForCookies: boolean
  /** Which secure cookies keep an insecure one from being set: those it would overlay, or the very same one alone. */
  readonly secureCookiesLeftAlone: 'overlaid' | 'same-cookie'
  /** Whether a replaced cookie keeps its creation, and so its place, always, or only if the value is the same. */
  readonly replacedCookieOrder: 'kept' | 'kept-if-equal'
  /** How many cookies a registrable domain can have; null where there is no limit. */
  readonly cookiesPerHostLimit: number | null
  /** How many more than the excess go once there are too many for a registrable domain. */
  readonly cookiesPerHostPurged: number
  /** How many cookies there can be; null where there is no limit. */
  readonly cookiesInAllLimit: number | null
  /** How many more than the excess go once there are too many. */
  readonly cookiesInAllPurged: number
  /** In which order cookies with equally long paths are sent. */
  readonly cookiesOfEqualPaths: 'by-creation' | 'by-host'
  /** What a cookie is that says nothing (usable) about SameSite. */
  readonly sameSiteDefault: 'lax' | 'none'
  /** For how long a cookie without SameSite goes with cross-site top-level navigations by POST. */
  readonly laxAllowUnsafe: Seconds
  /** Whether http and https of one host are different sites to SameSite. */
  readonly sameSiteIsSchemeful: boolean
  /** Whether a redirect through another site makes a request cross-site. */
  readonly redirectsCountForSameSite: boolean
  /** What third parties get: the cookies they have elsewhere, none, those of a jar for each top-level site, or those they have, without setting more. */
  readonly thirdPartyCookies: 'allow' | 'block' | 'partition' | 'send-only'
  /** Whether `Partitioned` makes a cookie of the top-level site’s own jar. */
  readonly partitionedIsKnown: boolean
  /** How old the last access of a cookie has to be for reading it to be written down. */
  readonly lastAccessGranularity: Seconds
  /** How the parts of a date are found: as tokens in any order, guessed from how words and numbers look (12/31/27, 7:28 PM and time zones among them), or in one of two fixed orders, with a time zone at the end. */
  readonly cookieDateReading: 'tokens' | 'guessed' | 'in-order'
  /** Whether a token that begins with digits may go on otherwise (`21st`, `07:28:00am`); where not, the fields of a time have any number of digits. Of dates that are read as tokens. */
  readonly cookieDateTokens: 'leading-digits' | 'digits-alone'
  /** How many digits a year can have. Of dates that are read as tokens. */
  readonly cookieYearDigits: 'two-to-four' | 'one-to-five'
  /** Which years lack their century: those below 100, or those written with two digits, and with three, to which 1900 is added. */
  readonly shortCookieYears: 'by-value' | 'by-digits'
  /** The first year that a date can be in. */
  readonly earliestCookieYear: number
  /** What becomes of 31 February and of 24:00:00: no dates, or those that come as many days and hours later. */
  readonly impossibleCookieDates: 'refused' | 'carried'
  /** What a date without a time is. */
  readonly cookieDateWithoutTime: 'refused' | 'midnight'
  /** The last year that a date can be in; null where there is none but by its digits. */
  readonly latestCookieYear: number | null
  /** What a control byte in a `Set-Cookie` line does: the cookie is rejected, or what follows is cut off. */
  readonly cookieControlBytes: 'rejected' | 'cut'
  /** What `Domain=.` does: nothing, or the cookie is rejected. */
  readonly domainOfDotAlone: 'host-only' | 'rejected'
  /** What `document.cookie` gives where a cookie is not UTF-8: U+FFFD for what is not, or nothing at all. */
  readonly documentCookieNotUTF8: 'replaced' | 'nothing'
  /** Whether the last `Expires` or `Max-Age` of a cookie counts where it makes no sense, so that those before it do not. */
  readonly invalidExpiry: 'ignored' | 'expires-counts' | 'both-count'
  /** Whether third parties have `Partitioned` cookies where their other cookies are blocked. */
  readonly blockingSparesPartitioned: boolean
  /** What becomes of a cookie with a SameSite restriction that comes with a cross-site response. */
  readonly sameSiteSetCrossSite: 'refused' | 'stored'
  /** Whether a `Domain` without a dot rejects the cookie. */
  readonly domainNeedsDot: boolean
  /** Whether a host that is a public suffix can have cookies. */
  readonly publicSuffixesHaveCookies: boolean
  /** Whether the end of an IP address is a domain that it belongs to. */
  readonly addressesHaveSuffixes: boolean
  /** Whether `Domain` is compared as it is written. */
  readonly domainIsCaseSensitive: boolean
  /** Whether a sandboxed document is of the site of its URL, though its origin is opaque. */
  readonly sandboxedDocumentsHaveSite: boolean
  /** What becomes of a cookie with neither name nor value. */
  readonly emptyCookies: 'rejected' | 'stored'
  /** What an empty `Max-Age` of a cookie does. */
  readonly emptyCookieMaxAge: 'ignored' | 'expires'
  /** Whether the embedder policy `credentialless` leaves credentials out. */
  readonly credentiallessIsKnown: boolean
  /** Whether `document.cookie` works in documents from IPv6 addresses. */
  readonly ipv6DocumentsHaveCookies: boolean
  /** Whether `Expires` is by the clock of the server, where its response has a `Date`. */
  readonly expiresIsByServerClock: boolean
  /** How long ago a cookie must have been used to go because there are too many in all. */
  readonly cookiesSafeFromPurge: Seconds
}
