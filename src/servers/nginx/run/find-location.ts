import type { Level, Location, Locations } from '../config/site'
import type { Exchange } from './exchange'
import { matches } from './match'

/** Where a request belongs; or that it is to be sent to the same path with a slash behind. */
export interface FoundLocation {
  readonly level: Level
  readonly slashMissing: boolean
}

/**
 * The location for the URI: the one of exactly this path; else the longest prefix, then the first pattern, unless the
 * prefix forbids it. Locations within the prefix come before patterns beside it.
 * https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 */
export function findLocation(exchange: Exchange): FoundLocation {
  const { level, locations } = exchange.server
  const found = search(exchange, locations)
  return { level: found?.level ?? level, slashMissing: found?.slashMissing === true }
}

interface Found extends FoundLocation {
  /** Whether nothing else is to be asked. */
  readonly isFinal: boolean
}

function search(exchange: Exchange, { prefixes, patterns }: Locations): Found | null {
  const { uri } = exchange
  const exact = prefixes.find(({ kind, path }) => kind === 'exact' && path === uri)
  if (exact !== undefined) return { level: exact.level, slashMissing: false, isFinal: true }
  const prefix = longestPrefix(prefixes, uri)
  const slashed = prefixes.find(({ path, level }) => path === `${uri}/` && level.redirectsToSlash)
  if (slashed !== undefined && prefix?.path !== uri) {
    return { level: levelOfSlashed(prefixes, slashed), slashMissing: true, isFinal: true }
  }
  const nested = prefix === null ? null : search(exchange, prefix.nested)
  if (nested?.isFinal === true) return nested
  if (prefix?.kind !== 'prefix-no-pattern') {
    const pattern = patterns.find((each) => each.pattern !== null && matches(exchange, each.pattern, uri))
    if (pattern !== undefined) {
      const within = search(exchange, pattern.nested)
      return {
        level: within?.level ?? pattern.level,
        slashMissing: within?.slashMissing === true,
        isFinal: true,
      }
    }
  }
  if (prefix === null) return null
  return nested ?? { level: prefix.level, slashMissing: false, isFinal: false }
}

function longestPrefix(prefixes: readonly Location[], uri: string): Location | null {
  let longest: Location | null = null
  for (const location of prefixes) {
    if (location.kind === 'exact' || !uri.startsWith(location.path)) continue
    if (longest === null || location.path.length > longest.path.length) longest = location
  }
  return longest
}

/** Where there are an exact location and a prefix of this path, the exact one has the say. */
function levelOfSlashed(prefixes: readonly Location[], { path, level }: Location): Level {
  return prefixes.find((location) => location.kind === 'exact' && location.path === path)?.level ?? level
}
