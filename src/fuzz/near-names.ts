import { parseURL } from '../origin/url-record'
import type { Base } from './base'

/** `example` of `example.com`; empty where a domain is its own suffix. */
export function labelOf(domain: string, suffix: string): string {
  return domain.slice(0, Math.max(0, domain.length - suffix.length - 1))
}

/**
 * Hosts that are a part of the host: shorter at the end by a letter or two and by whole labels, and what is left of the
 * domain where letters go at both ends. The domain itself is no stranger's.
 */
export function partsOf({ scheme, host, domain, suffix }: Base): readonly string[] {
  const beginnings = [host.slice(0, -1), host.slice(0, -2)]
  if (suffix === null) return beginnings.map((part) => `${scheme}://${part}`)
  for (let dot = host.lastIndexOf('.'); dot > 0; dot = host.lastIndexOf('.', dot - 1))
    beginnings.push(host.slice(0, dot))
  const label = labelOf(domain, suffix)
  const others = label === '' ? [] : [domain.slice(0, -1), `${label.slice(-1)}.${suffix}`]
  return [...beginnings, ...others]
    .filter((part) => part !== '' && part !== domain && !part.endsWith('.'))
    .map((part) => `${scheme}://${part}`)
}

/** A dot of the suffix is left: nobody can have a host that is its own top-level domain. */
export function dotsReplaced({ scheme, host, port, suffix }: Base): readonly string[] {
  if (suffix === null) return []
  const end = host.length - suffix.length - 1
  const made: string[] = []
  for (let i = host.indexOf('.'); i !== -1 && i < end; i = host.indexOf('.', i + 1)) {
    made.push(`${scheme}://${host.slice(0, i)}x${host.slice(i + 1)}${port}`)
  }
  return made
}

/** Latin letters and the Cyrillic ones that look the same. */
const alike: readonly (readonly [latin: string, other: string])[] = [
  ['a', 'а'],
  ['e', 'е'],
  ['o', 'о'],
  ['p', 'р'],
  ['c', 'с'],
]

/** As a browser sends them: in punycode. */
export function lookalikes({ scheme, domain, port, suffix }: Base): readonly string[] {
  if (suffix === null) return []
  const label = labelOf(domain, suffix)
  const pair = alike.find(([latin]) => label.includes(latin))
  if (pair === undefined) return []
  const url = parseURL(`${scheme}://${label.replace(pair[0], pair[1])}.${suffix}${port}`)
  return url?.origin.kind === 'tuple' ? [url.origin.serialized] : []
}
