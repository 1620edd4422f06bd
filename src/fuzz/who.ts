import { parseURL } from '../origin/url-record'
import type { Grant, HeaderPair, Who } from './types'

/** Whether an origin, serialized, is one of those meant. */
export function isMeant(who: Who, origin: string): boolean {
  switch (who.kind) {
    case 'anyone':
      return true
    case 'origins':
      return who.origins.includes(origin)
    case 'subdomains-of':
      return isBelow(origin, who.origin)
  }
}

function isBelow(origin: string, above: string): boolean {
  const page = parseURL(origin)
  const parent = parseURL(above)
  if (page === null) return isNameBelow(origin, above)
  if (parent === null || page.host === null || parent.host === null) return false
  return page.scheme === parent.scheme && page.port === parent.port && page.host.endsWith(`.${parent.host}`)
}

/** Names that no browser takes, punycode that says nothing say, though they look like any: no list can tell them apart. */
function isNameBelow(origin: string, above: string): boolean {
  const at = above.indexOf('://') + 3
  if (!origin.startsWith(above.slice(0, at)) || !origin.endsWith(`.${above.slice(at)}`)) return false
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(origin.slice(at, origin.length - above.length + at - 1))
}

/** Whether a path, query included, is one of the grant's. */
export function coversPath(grant: Grant, path: string): boolean {
  return grant.paths.some((each) => (each.endsWith('*') ? path.startsWith(each.slice(0, -1)) : path === each))
}

export function coversMethod(grant: Grant, method: string): boolean {
  return grant.methods === 'any' || grant.methods.includes(method)
}

/** Whether a page may set these headers. What needs no leave is not asked about. */
export function coversHeaders(grant: Grant, unsafeNames: readonly string[]): boolean {
  const { requestHeaders } = grant
  return requestHeaders === 'any' || unsafeNames.every((name) => requestHeaders.includes(name))
}

/**
 * Origins that stand for all those meant, with pages that can have them. Of hosts below another, one directly below it:
 * not every server means more by it.
 */
export function examplesOf(who: Who): readonly string[] {
  switch (who.kind) {
    case 'anyone':
      return ['https://anyone.example', 'https://evil.example']
    case 'origins':
      return who.origins
    case 'subdomains-of': {
      const at = who.origin.indexOf('://') + 3
      const [scheme, authority] = [who.origin.slice(0, at), who.origin.slice(at)]
      return [`${scheme}app.${authority}`]
    }
  }
}

/** Values that headers of pages have here, by their name; anything else is `1`. None is a secret. */
const values: ReadonlyMap<string, string> = new Map([
  ['accept', 'application/json'],
  ['accept-language', 'en'],
  ['content-language', 'en'],
  ['authorization', 'Bearer corsac'],
  ['content-type', 'application/json'],
  ['if-none-match', '"corsac"'],
  ['range', 'bytes=0-9'],
  ['x-requested-with', 'XMLHttpRequest'],
])

export function headerOf(name: string): HeaderPair {
  return [name, values.get(name) ?? '1']
}
