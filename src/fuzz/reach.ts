import { listed } from '../explain/words'
import { registrableDomain } from '../origin/public-suffix'
import { parseURL } from '../origin/url-record'
import type { Page } from './campaign-values'

/** What people call the browsers of the profiles there are. */
const browsers: ReadonlyMap<string, string> = new Map([
  ['spec', 'any browser that follows the standards'],
  ['chromium', 'Chrome'],
  ['firefox', 'Firefox'],
  ['safari', 'Safari'],
  ['webkitgtk', 'WebKitGTK'],
])

/** How somebody comes to have a page with this origin, and in which browsers it does its harm. */
export function reachOfPage({ data }: Page, profiles: readonly string[]): string {
  const where = listed(profiles.map((name) => browsers.get(name) ?? name))
  return `${howToHave(data.origin, data.how)}, in ${where === '' ? 'no browser' : where}.`
}

function howToHave(origin: string, how: Page['data']['how']): string {
  switch (how) {
    case 'sandboxed-frame':
      return 'Any website has the origin null in a frame with sandbox="allow-scripts"'
    case 'redirect':
      return 'Any website has the origin null after its request was redirected by another one'
    case 'file':
      return 'A document that is opened from the disk has the origin null'
    case 'http-page':
      return `A page at ${origin}, which anybody on the user’s network can write`
    case 'https-page':
      return `A top-level page at ${origin}${registered(origin)}`
    case 'none':
      return 'An image, or anything else that is loaded without CORS'
    case 'raw':
      return 'No page has this origin'
  }
}

function registered(origin: string): string {
  const host = parseURL(origin)?.host ?? null
  const domain = host === null ? null : registrableDomain(host)
  return domain === null ? '' : ` (of whoever has ${domain})`
}
