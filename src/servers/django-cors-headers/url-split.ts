/** The scheme and the host with its port, as `urlsplit` of Python finds them; empty where there is none. */
export interface SplitOrigin {
  readonly scheme: string
  readonly netloc: string
}

/**
 * What `urllib.parse.urlsplit` of Python 3.11 makes of a text; null where it raises a `ValueError`. Nothing is
 * refused but brackets that are not in pairs or hold no address, and addresses are not looked at closely.
 */
export function urlSplit(text: string): SplitOrigin | null {
  let rest = text.replace(/^[\0-\x20]+/, '').replace(/[\t\r\n]/g, '')
  let scheme = ''
  const found = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(rest)
  if (found !== null) {
    scheme = (found[1] ?? '').toLowerCase()
    rest = rest.slice(found[0].length)
  }
  if (!rest.startsWith('//')) return { scheme, netloc: '' }
  const netloc = /^[^/?#]*/.exec(rest.slice(2))?.[0] ?? ''
  return hasGoodBrackets(netloc) ? { scheme, netloc } : null
}

function hasGoodBrackets(netloc: string): boolean {
  if (!/[[\]]/.test(netloc)) return true
  return /^(?:.*@)?\[(?:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(?:%.+)?|v[0-9A-Fa-f]+\..+)\](?::.*)?$/.test(netloc)
}
