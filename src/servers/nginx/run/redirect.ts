import type { Exchange, Step } from './exchange'
import { enterLevel } from './level'
import { splitQuery } from './uri'

/** Sends a request to another URI of the same server, from its rewriting on. */
export function internalRedirect(exchange: Exchange, uri: string, args: string): Step {
  if (--exchange.changesLeft === 0) return { refuse: 500 }
  exchange.uri = uri
  exchange.args = args
  exchange.isInternal = true
  exchange.isAsItCame = false
  exchange.isInLocation = true
  exchange.isBehindAlias = false
  forgetProxy(exchange)
  return { go: 'server' }
}

/** The same to `/path?query`, or to a location with a name. */
export function redirectTo(exchange: Exchange, target: string): Step {
  if (target.startsWith('@')) return toNamed(exchange, target)
  const [uri, args] = splitQuery(target)
  return internalRedirect(exchange, uri, args)
}

function toNamed(exchange: Exchange, name: string): Step {
  if (--exchange.changesLeft === 0) return { refuse: 500 }
  const level = exchange.server.named.get(name)
  if (level === undefined || exchange.uri === '') return { refuse: 500 }
  exchange.isInternal = true
  exchange.isProxied = false
  exchange.uriChanged = false
  forgetProxy(exchange)
  enterLevel(exchange, level)
  return { go: 'location' }
}

/** Elsewhere, nobody knows of the proxy that was asked before; of its answer they do. */
function forgetProxy(exchange: Exchange): void {
  exchange.proxyHost = ''
  exchange.proxyPort = ''
}
