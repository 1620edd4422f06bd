import { type HeaderList, hasHeader } from '../http/header-list'

/** A response header that is nearly one of those that a browser looks at. */
export interface NearMiss {
  readonly written: string
  readonly meant: string
}

/** The response headers of the CORS protocol. https://fetch.spec.whatwg.org/#http-responses */
const meantNames: readonly string[] = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
]

/** Right names, which are never somebody else's near miss. */
const knownNames: ReadonlySet<string> = new Set([
  ...meantNames,
  'access-control-expose-headers',
  'access-control-max-age',
  'access-control-allow-private-network',
])

/** Further than a slip of the pen, but met in the wild: the names of the request, in the response. */
const confusions: ReadonlyMap<string, string> = new Map([
  ['access-control-request-method', 'access-control-allow-methods'],
  ['access-control-request-methods', 'access-control-allow-methods'],
  ['access-control-request-headers', 'access-control-allow-headers'],
  ['access-control-request-credentials', 'access-control-allow-credentials'],
  ['access-control-request-origin', 'access-control-allow-origin'],
  ['allow-control-allow-origin', 'access-control-allow-origin'],
  ['access-allow-origin', 'access-control-allow-origin'],
])

/** A slip is two letters at most: one of four more is another word. */
const furthest = 2

/** The header that was written where `meant` should have been; null where that is there, or nothing is near. */
export function nearMiss(headerList: HeaderList, meant: string): NearMiss | null {
  if (hasHeader(headerList, meant) || !meantNames.includes(meant)) return null
  for (const { name } of headerList) {
    if (knownNames.has(name)) continue
    if (confusions.get(name) === meant || editDistance(name, meant, furthest) <= furthest) {
      return { written: name, meant }
    }
  }
  return null
}

/**
 * How many letters have to be added, left out, replaced or swapped with their neighbour to make one string
 * the other; some number above `limit` where it is more than that.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(before, j - 2) + 1)
      }
      next.push(best)
    }
    before = row
    row = next
  }
  return at(row, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] as number
}
