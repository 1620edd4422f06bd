import type { Cookie, CookieContext } from '../../cookies/cookie'
import { allCookies, type CookieStore, identityOf } from '../../cookies/cookie-store'
import { retrieveCookies } from '../../cookies/retrieve-cookies'
import { documentCookieContext } from '../../fetch/cookie-context'
import { cookieAversion } from '../../fetch/document-cookie'
import type { Instant } from '../../profile/knobs'
import type { UserAgent } from '../../user-agent/user-agent'
import type { DocumentRecord } from '../document'

/** What came and what went, of the cookies that a document's scripts see. */
export interface CookieChanges {
  readonly changed: readonly Cookie[]
  readonly deleted: readonly Cookie[]
}

/** https://cookiestore.spec.whatwg.org/#observable-changes */
export function cookieChanges(
  before: UserAgent,
  after: UserAgent,
  document: DocumentRecord,
  now: Instant,
): CookieChanges {
  const { profile } = after
  if (before.cookieStore === after.cookieStore || cookieAversion(profile, document) !== null)
    return { changed: [], deleted: [] }
  const context = documentCookieContext(profile, document, now)
  const old = audible(before.cookieStore, context, after)
  const present = audible(after.cookieStore, context, after)
  return {
    changed: [...present].filter(([id, cookie]) => !alike(old.get(id), cookie)).map(([, cookie]) => cookie),
    deleted: [...old].filter(([id]) => !present.has(id)).map(([, cookie]) => cookie),
  }
}

/** The cookies whose changes a document hears of, by what makes them one and the same. */
function audible(
  store: CookieStore,
  context: CookieContext,
  { profile }: UserAgent,
): ReadonlyMap<string, Cookie> {
  const found = new Map<string, Cookie>()
  // Deviation(DV-165): some engines tell of any path.
  const paths = profile.cookieStoreHearsAllPaths
    ? new Set(allCookies(store).map(({ path }) => path))
    : [context.path]
  for (const path of paths) {
    const { cookies } = retrieveCookies(store, { ...context, path }, profile, null)
    for (const cookie of cookies) found.set(identityOf(cookie), cookie)
  }
  return found
}

/** Reading a cookie makes another value of it, which is no change. */
function alike(before: Cookie | undefined, after: Cookie): boolean {
  return (
    before !== undefined &&
    before.value === after.value &&
    before.expiry === after.expiry &&
    before.secure === after.secure &&
    before.sameSite === after.sameSite
  )
}
