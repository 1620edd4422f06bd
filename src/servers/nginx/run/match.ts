import type { Pattern } from '../config/pattern'
import type { Exchange } from './exchange'

/** Whether the pattern matches. Its groups are then what `$1` and the variables of its names are, for everybody. */
export function matches(exchange: Exchange, { expression }: Pattern, text: string): boolean {
  const found = expression.exec(text)
  if (found === null) return false
  exchange.captures = found.map((capture) => capture ?? '')
  for (const [name, value] of Object.entries(found.groups ?? {})) {
    exchange.variables.set(name.toLowerCase(), value ?? '')
  }
  return true
}
