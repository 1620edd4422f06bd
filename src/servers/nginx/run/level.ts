import type { Level } from '../config/site'
import type { Exchange } from './exchange'

/** Brings a request to a level: a `limit_except` in it may take it on, and whoever has a proxy takes it over. */
export function enterLevel(exchange: Exchange, level: Level): void {
  const { limitExcept } = level
  const isLimited = limitExcept !== null && !limitExcept.methods.has(exchange.method)
  exchange.level = isLimited ? limitExcept.level : level
  if (exchange.level.takesOver) exchange.isProxied = true
}
