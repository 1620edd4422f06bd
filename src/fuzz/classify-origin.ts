import { isLoopback } from '../origin/trustworthy'
import { parseURL } from '../origin/url-record'
import type { Base } from './base'
import { hostCharacters, probes } from './probes'
import type { ReadClass } from './types'

/** Origins of probes that are the same for every target, by their class. */
const fixed: ReadonlyMap<string, ReadClass> = new Map(
  probes
    .filter(({ origins }) => origins.length === 0)
    .flatMap(({ class: of, origins }) => origins({} as Base).map((origin) => [origin, of] as const)),
)

/**
 * By which mistake a server lets an origin in that it should not, as far as the origin alone tells: by what it has in
 * common with those that it should let in. What has nothing in common with them is `grammar`, since it was made by that.
 */
export function classifyOrigin(origin: string, bases: readonly Base[]): ReadClass {
  if (origin === 'null') return 'null-origin'
  const known = fixed.get(origin)
  if (known !== undefined) return known
  // With a slash, as pages are parsed: once is enough.
  const url = parseURL(`${origin}/`)
  if (url === null || url.host === null) return 'grammar'
  const { scheme, host } = url
  if (isLoopback(host)) return 'development-origin'
  const port = url.port === null ? '' : `:${url.port}`
  for (const relation of relations) {
    for (const base of bases) if (relation.holds(scheme, host, port, base)) return relation.class
  }
  return url.hostKind === 'domain' ? 'grammar' : 'address'
}

interface Relation {
  readonly class: ReadClass
  readonly holds: (scheme: string, host: string, port: string, base: Base) => boolean
}

const below = (host: string, above: string): boolean => host.endsWith(`.${above}`)

/** In the order in which they are told apart: what is below a host also ends with it. */
const relations: readonly Relation[] = [
  {
    class: 'http-origin',
    holds: (scheme, host, _port, base) =>
      scheme === 'http' &&
      base.scheme === 'https' &&
      (host === base.host || host === base.domain || below(host, base.domain)),
  },
  { class: 'other-port', holds: (_scheme, host, _port, base) => host === base.host },
  { class: 'trailing-dot', holds: (_scheme, host, _port, base) => host === `${base.host}.` },
  {
    class: 'any-subdomain',
    holds: (_scheme, host, _port, base) =>
      base.suffix !== null && (host === base.domain || below(host, base.domain)),
  },
  {
    class: 'special-characters',
    holds: (_scheme, host, _port, base) =>
      host.startsWith(base.host) &&
      hostCharacters.includes(host.charAt(base.host.length)) &&
      host.charAt(base.host.length) !== '-',
  },
  { class: 'prefix-match', holds: (_scheme, host, _port, base) => host.startsWith(base.host) },
  {
    class: 'suffix-match',
    holds: (_scheme, host, _port, base) =>
      base.suffix !== null && (host.endsWith(base.host) || host.endsWith(base.domain)),
  },
  {
    class: 'include-match',
    holds: (_scheme, host, _port, base) => base.suffix !== null && host.includes(base.host),
  },
  {
    class: 'include-match',
    holds: (_scheme, host, _port, base) => base.suffix !== null && host === base.domain.slice(1),
  },
  {
    class: 'part-match',
    holds: (_scheme, host, _port, base) => base.suffix !== null && base.host.includes(host),
  },
  { class: 'unescaped-dot', holds: (_scheme, host, _port, base) => sameButForDots(host, base.host) },
  {
    class: 'shared-suffix',
    holds: (_scheme, host, _port, base) => base.suffix?.includes('.') === true && below(host, base.suffix),
  },
]

/** Whether a host is another one with some of its dots replaced by one character each. */
function sameButForDots(host: string, other: string): boolean {
  if (host.length !== other.length) return false
  for (let i = 0; i < host.length; i++) if (host[i] !== other[i] && other[i] !== '.') return false
  return true
}

/** Whether two hosts have the same first label, or one is the beginning of the other. */
function beginAlike(host: string, other: string): boolean {
  return host.startsWith(other.slice(0, other.indexOf('.') + 1) || other) || other.startsWith(host)
}

/**
 * Mistakes that would let an origin in, the most general first: who lets in what ends with a domain also lets in what is
 * below it. The one that the origin is classified by is last.
 */
export function moreGeneral(of: ReadClass, origin: string, bases: readonly Base[]): readonly ReadClass[] {
  if (of === 'reflect-any') return [of]
  const host = parseURL(`${origin}/`)?.host ?? ''
  const explains: ReadClass[] = ['reflect-any']
  const some = (holds: (base: Base) => boolean): boolean => host !== '' && bases.some(holds)
  const overlaps = (a: string, b: string): boolean => a.includes(b) || b.includes(a)
  if (some((base) => overlaps(host, base.host) || host.includes(base.domain.slice(1))))
    explains.push('include-match')
  if (some((base) => beginAlike(host, base.host))) explains.push('prefix-match')
  if (some((base) => host.endsWith(base.domain) || base.domain.endsWith(host))) explains.push('suffix-match')
  if (some((base) => base.suffix?.includes('.') === true && below(host, base.suffix)))
    explains.push('shared-suffix')
  if (some(({ scheme, host, port }) => port !== '' && `${scheme}://${host}${port}`.startsWith(origin)))
    explains.push('part-match')
  if (host.includes('xn--')) explains.push('lookalike-name')
  return explains.includes(of) ? explains.slice(0, explains.indexOf(of) + 1) : [...explains, of]
}
