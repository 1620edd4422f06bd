import type { Replacement } from '../config/site'
import { evaluate } from './evaluate'
import type { Exchange } from './exchange'
import { matches } from './match'

/**
 * A `Location`, or what stands after `url=` of a `Refresh`, as `proxy_redirect` would have it; null where none of
 * them is about it.
 */
export function rewriteRedirect(exchange: Exchange, value: string, start: number): string | null {
  const url = value.slice(start)
  const front = value.slice(0, start)
  for (const replacement of exchange.level.settings.proxyRedirects) {
    const replaced = replaceBeginning(exchange, replacement, url)
    if (replaced !== null) return front + replaced
  }
  return null
}

/** The text with its beginning replaced, or, where a pattern matches, all of it; null where neither is so. */
export function replaceBeginning(exchange: Exchange, { from, to }: Replacement, text: string): string | null {
  if ('expression' in from) return matches(exchange, from, text) ? evaluate(exchange, to) : null
  const beginning = evaluate(exchange, from)
  return text.startsWith(beginning) ? evaluate(exchange, to) + text.slice(beginning.length) : null
}
