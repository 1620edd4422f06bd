import type { CookieFlags, Replacement } from '../config/site'
import { evaluate } from './evaluate'
import type { Exchange } from './exchange'
import { matches } from './match'
import { replaceBeginning } from './rewrite-redirect'

/** A part of a `Set-Cookie`: the cookie itself, or an attribute. */
interface Part {
  readonly key: string
  /** Null where there is no equals sign. */
  readonly value: string | null
}

/**
 * A `Set-Cookie` after `proxy_cookie_domain`, `proxy_cookie_path` and `proxy_cookie_flags`. One that none of them
 * changes stays as it was written; one that is changed is written anew.
 */
export function rewriteCookie(exchange: Exchange, header: string): string {
  const { proxyCookieDomains, proxyCookiePaths, proxyCookieFlags } = exchange.level.settings
  const [cookie, ...attributes] = header.split(';').map(partOf) as [Part, ...Part[]]
  if (cookie.value === null) return header
  const moved = attributes.map((part) => {
    if (part.value === null) return part
    const key = part.key.toLowerCase()
    const list = key === 'domain' ? proxyCookieDomains : key === 'path' ? proxyCookiePaths : []
    const replace = key === 'domain' ? replaceDomain : replaceBeginning
    const value = firstOf(list, (replacement) => replace(exchange, replacement, part.value as string))
    return value === null ? part : { key: part.key, value }
  })
  const flagged = withFlags(exchange, cookie, moved, proxyCookieFlags)
  const isSame = flagged === null && moved.every((part, index) => part === attributes[index])
  return isSame ? header : [cookie, ...(flagged ?? moved)].map(written).join('; ')
}

function partOf(text: string): Part {
  const sign = text.indexOf('=')
  const key = (sign === -1 ? text : text.slice(0, sign)).replace(/^ +| +$/g, '')
  return { key, value: sign === -1 ? null : text.slice(sign + 1).replace(/^ +| +$/g, '') }
}

function written({ key, value }: Part): string {
  return value === null ? key : `${key}=${value}`
}

function firstOf<T>(list: readonly T[], find: (each: T) => string | null): string | null {
  for (const each of list) {
    const found = find(each)
    if (found !== null) return found
  }
  return null
}

/** A dot in front of a domain stays and does not count; letter case does not count. */
function replaceDomain(exchange: Exchange, { from, to }: Replacement, domain: string): string | null {
  if ('expression' in from) return matches(exchange, from, domain) ? evaluate(exchange, to) : null
  const dot = domain.startsWith('.') ? '.' : ''
  const isMeant = evaluate(exchange, from).toLowerCase() === domain.slice(dot.length).toLowerCase()
  return isMeant ? dot + evaluate(exchange, to) : null
}

/** The attributes as the first rule for this cookie wants them; null where none does, or none says anything. */
function withFlags(
  exchange: Exchange,
  { key }: Part,
  attributes: readonly Part[],
  rules: readonly CookieFlags[],
): readonly Part[] | null {
  const rule = rules.find(({ cookie }) =>
    'expression' in cookie
      ? matches(exchange, cookie, key)
      : evaluate(exchange, cookie).toLowerCase() === key.toLowerCase(),
  )
  const flags = new Set((rule?.flags ?? []).map((flag) => evaluate(exchange, flag).toLowerCase()))
  const meant = wantedFlags.filter(({ flag }) => flags.has(flag))
  const known = meant.filter(({ name }, index) => meant.findIndex((each) => each.name === name) === index)
  if (known.length === 0) return null
  return known.reduce((parts, { name, value, isOff }) => withFlag(parts, name, value, isOff), attributes)
}

interface WantedFlag {
  readonly flag: string
  readonly name: string
  readonly value: string | null
  readonly isOff: boolean
}

/** In the order in which they are added. Of one attribute, what comes first here has the say. */
const wantedFlags: readonly WantedFlag[] = [
  { flag: 'secure', name: 'Secure', value: null, isOff: false },
  { flag: 'nosecure', name: 'Secure', value: null, isOff: true },
  { flag: 'httponly', name: 'HttpOnly', value: null, isOff: false },
  { flag: 'nohttponly', name: 'HttpOnly', value: null, isOff: true },
  { flag: 'samesite=strict', name: 'SameSite', value: 'Strict', isOff: false },
  { flag: 'samesite=lax', name: 'SameSite', value: 'Lax', isOff: false },
  { flag: 'samesite=none', name: 'SameSite', value: 'None', isOff: false },
  { flag: 'nosamesite', name: 'SameSite', value: null, isOff: true },
]

/** The attributes with one of them set as wanted, or taken out. One that says so already is not touched. */
function withFlag(
  parts: readonly Part[],
  name: string,
  value: string | null,
  isOff: boolean,
): readonly Part[] {
  const isIt = (part: Part): boolean => part.key.toLowerCase() === name.toLowerCase()
  if (isOff) return parts.filter((part) => !isIt(part))
  if (!parts.some(isIt)) return [...parts, { key: name, value }]
  const says = (part: Part): boolean => value === null || part.value?.toLowerCase() === value.toLowerCase()
  return parts.map((part) => (isIt(part) && !says(part) ? { key: name, value } : part))
}
