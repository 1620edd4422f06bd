import { sameOrigin } from '../origin/origin'
import type { URLRecord } from '../origin/url-record'

/** Words for what a redirect changes, as they follow “redirects”: `from http to https`. */
export function describeRedirect(from: URLRecord, to: URLRecord): string {
  if (looksLikeLogin(to) && !looksLikeLogin(from)) return `to what looks like a login page, ${to.href}`
  if (from.host === to.host && from.scheme === 'http' && to.scheme === 'https') {
    return 'from http to https'
  }
  if (sameOrigin(from.origin, to.origin)) {
    if (to.path === `${from.path}/`) return 'to the same URL with a slash at its end'
    if (from.path === `${to.path}/`) return 'to the same URL without the slash at its end'
  }
  if (from.host === to.host && from.scheme === 'https' && to.scheme === 'http') {
    return `from https down to ${to.href}`
  }
  return `to ${to.href}`
}

/** Whether a URL is one that people are sent to who are not signed in. */
export function looksLikeLogin(url: URLRecord): boolean {
  return /(^|[/.-])(login|log-in|signin|sign-in|sso|oauth2?|authorize|auth)([/.-]|$)/i.test(
    `${url.host ?? ''}${url.path}`,
  )
}
