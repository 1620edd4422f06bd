import type { HeaderList } from '../http/header-list'
import { getHeader } from '../http/header-list'
import { parseURL } from '../origin/url-record'
import type { CauseId } from './causes'

/** What is wrong with an `Access-Control-Allow-Origin`, beyond its not being the origin; null for nothing special. */
export function originMistake(
  actual: string,
  origin: string,
  target: string,
  headerList: HeaderList,
): CauseId | null {
  if (
    actual === '' ||
    actual === 'undefined' ||
    actual === 'None' ||
    actual === 'true' ||
    actual === 'false'
  ) {
    return 'allow-origin-not-set'
  }
  if (undecorated(actual) !== actual && undecorated(actual) === origin) return 'allow-origin-decorated'
  if (actual.includes('*')) return 'allow-origin-pattern'
  if (actual === origin.slice(origin.indexOf('://') + 3)) return 'allow-origin-without-scheme'

  const url = parseURL(actual)
  if (url === null || url.origin.kind === 'opaque') {
    return actual.includes('://') || actual === 'null' ? null : 'allow-origin-without-scheme'
  }
  if (url.origin.serialized === origin) {
    // The URL is of the right origin, and yet the bytes differ.
    if (actual.toLowerCase() === origin.toLowerCase()) return 'allow-origin-case'
    return actual.startsWith(origin) && actual.charAt(origin.length) === ':'
      ? 'allow-origin-default-port'
      : 'allow-origin-with-path'
  }
  return otherOrigin(actual, url.origin.serialized, origin, target, headerList)
}

/** The value is an origin, but not this one. */
function otherOrigin(
  actual: string,
  allowed: string,
  origin: string,
  target: string,
  headerList: HeaderList,
): CauseId | null {
  if (allowed === target) return 'allow-origin-is-the-servers-own'
  const a = parseURL(actual)
  const b = parseURL(origin)
  if (a === null || b === null) return null
  if (loopbackName(a.host) && loopbackName(b.host) && a.host !== b.host && a.port === b.port) {
    return 'allow-origin-other-loopback-name'
  }
  if (a.host === b.host && a.scheme !== b.scheme) return 'allow-origin-other-scheme'
  if (a.host === b.host) return 'allow-origin-other-port'
  return servedFromCache(headerList) ? 'allow-origin-from-cache' : null
}

/** Without what editors and chat programs put around URLs: `<…>`, quotes, `[…](…)`. */
function undecorated(value: string): string {
  const link = /^\[[^\]]*\]\(([^)]*)\)$/.exec(value)
  if (link !== null) return link[1] as string
  let start = 0
  let end = value.length
  while (start < end && '<"\'`[('.includes(value.charAt(start))) start++
  while (end > start && '>"\'`])'.includes(value.charAt(end - 1))) end--
  return value.slice(start, end)
}

function loopbackName(host: string | null): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]' || host === '0.0.0.0'
}

/** Whether a shared cache answered that was not told to keep one answer for each origin. */
function servedFromCache(headerList: HeaderList): boolean {
  const age = getHeader(headerList, 'age')
  const hit = /hit/i.test(getHeader(headerList, 'x-cache') ?? getHeader(headerList, 'cf-cache-status') ?? '')
  const varies = /(^|,)\s*(origin|\*)\s*(,|$)/i.test(getHeader(headerList, 'vary') ?? '')
  return !varies && (hit || (age !== null && Number(age) > 0))
}
