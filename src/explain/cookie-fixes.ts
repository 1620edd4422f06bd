import { emptyCookieStore } from '../cookies/cookie-store'
import { parseAndStoreCookies } from '../cookies/store-cookie'
import { cookieContext } from '../fetch/cookie-context'
import { sameSiteMayBeSet } from '../fetch/same-site-mode'
import { type CookieCase, otherLoopbackName } from './cookie-case'
import { rewritten } from './cookie-line'
import type { CookieFix } from './explained-cookie'

export function server(text: string, code: string | null = null): CookieFix {
  return { where: 'server', text, code }
}

/** The line that was refused, as it should be. A line that was not written by a server is nobody's to rewrite. */
export function line(
  { verdict }: CookieCase,
  text: string,
  without: readonly string[],
  added: readonly string[],
): CookieFix {
  const code = verdict.line === null ? null : `Set-Cookie: ${rewritten(verdict.line, without, added)}`
  return server(text, code)
}

export function withoutDomain(c: CookieCase, text: string): CookieFix {
  return line(c, text, ['domain'], [])
}

export function asTheNamePromises(c: CookieCase, needed: readonly string[]): CookieFix {
  const last = needed[needed.length - 1]
  const text = `Add ${needed.slice(0, -1).join(', ')} and ${last}, and leave Domain out.`
  return line(c, text, ['secure', 'httponly', 'path', 'domain'], needed)
}

/** Within a site there is no need for `SameSite=None`, nor for https then. */
export function secureOrOneSite(c: CookieCase): CookieFix {
  if (c.url.scheme === 'https') return line(c, 'Add Secure.', [], ['Secure'])
  if (sameSiteMayBeSet(c.profile, c.request)) {
    return line(c, 'Leave SameSite out: page and API are of one site, and Lax is enough.', ['samesite'], [])
  }
  return helps(c, 'a=; SameSite=None; Secure')
    ? line(c, 'Add Secure, which this browser takes from this computer over http, too.', [], ['Secure'])
    : server('Serve this over https, and add Secure.')
}

/** What lets a cookie go from one site to another. */
export function sendCrossSite(c: CookieCase): CookieFix {
  const name = otherLoopbackName(c)
  if (name !== null) return oneName(c, name)
  if (!helps(c, 'a=; SameSite=None; Secure')) return oneSite(c)
  const text =
    'Say SameSite=None and Secure, if other sites are to use it. Or serve page and API from one site.'
  const said = ['SameSite=None', 'Secure']
  return c.verdict.line === null ? server(text, said.join('; ')) : line(c, text, ['samesite', 'secure'], said)
}

/** What helps where nothing that a cookie says does. */
export function oneSite(c: CookieCase): CookieFix {
  const name = otherLoopbackName(c)
  if (name !== null) return oneName(c, name)
  return server(
    'Serve page and API from one site: behind one proxy (/api), or as app.example.com and api.example.com.',
  )
}

function oneName({ url }: CookieCase, name: string): CookieFix {
  const port = url.port === null ? '' : `:${url.port}`
  const code = `${url.scheme}://${name}${port}${url.path}`
  return { where: 'page', text: 'Use one name for this computer, in the page’s address and in calls.', code }
}

export function shareAcrossHosts({ url, verdict }: CookieCase): CookieFix | null {
  const { origin } = url
  // The name promises that it is for one host.
  if (/^__host-/i.test(verdict.cookie.name)) return null
  if (origin.kind === 'opaque' || !verdict.cookie.hostOnly || !origin.siteHost.includes('.')) return null
  if (/^[\d.]+$/.test(origin.siteHost) || origin.siteHost.startsWith('[')) return null
  return server(`Set it with Domain=${origin.siteHost}, if all hosts of the site are to have it.`)
}

/** Whether this browser would keep such a line where the other one came: it is asked, and not guessed at. */
export function helps({ profile, request, now }: CookieCase, setCookie: string): boolean {
  const context = cookieContext(profile, request, now)
  return parseAndStoreCookies(emptyCookieStore, [setCookie], context, profile, null).size > 0
}
