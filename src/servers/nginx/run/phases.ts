import { TransportError } from '../../../drivers/transport'
import { accessDenied } from './access'
import type { Answered, Exchange, Step } from './exchange'
import { findLocation } from './find-location'
import { enterLevel } from './level'
import { setLocation } from './out'
import { askUpstream } from './proxy'
import { refuse } from './refuse'
import { rewrite } from './rewrite'
import { serveFile, tryFiles } from './static'
import { escapePath } from './uri'

/**
 * Takes a request through the phases of nginx to its answer: the rewriting of the server, the choice of a location,
 * its rewriting and back if the URI was changed, who may come in, `try_files`, the proxy or the files; errors in
 * between. https://nginx.org/en/docs/dev/development_guide.html#http_phases
 */
export function runPhases(exchange: Exchange, first: Step): Answered {
  for (let step = first; ; ) {
    if ('body' in step) return step
    step = 'refuse' in step ? refused(exchange, step.refuse) : phase(exchange, step.go)
  }
}

function refused(exchange: Exchange, status: number): Step {
  // The one status by which nginx hangs up.
  if (status === 444)
    throw new TransportError('closed', 'nginx closed the connection without an answer: return 444')
  return refuse(exchange, status)
}

function phase(exchange: Exchange, which: 'server' | 'find-location' | 'location' | 'rest'): Step {
  switch (which) {
    case 'server':
      exchange.level = exchange.server.level
      return rewrite(exchange, exchange.level.codes) ?? { go: 'find-location' }
    case 'find-location':
      return toLocation(exchange)
    case 'location':
      return rewriteLocation(exchange)
    case 'rest':
      return answer(exchange)
  }
}

function toLocation(exchange: Exchange): Step {
  exchange.isProxied = false
  exchange.uriChanged = false
  const { level, slashMissing } = findLocation(exchange)
  exchange.level = level
  if (level.settings.isInternal && !exchange.isInternal) return { refuse: 404 }
  enterLevel(exchange, level)
  if (isTooLarge(exchange)) {
    exchange.isBodyDiscarded = true
    return { refuse: 413 }
  }
  if (slashMissing) {
    setLocation(exchange, escapePath(`${exchange.uri}/`) + (exchange.args === '' ? '' : `?${exchange.args}`))
    return { refuse: 301 }
  }
  return { go: 'location' }
}

/** Of a stream, nobody knows the length beforehand. */
function isTooLarge({ body, isBodyDiscarded, level }: Exchange): boolean {
  const { clientMaxBodySize } = level.settings
  if (body?.kind !== 'bytes' || isBodyDiscarded || clientMaxBodySize === 0) return false
  return body.bytes.length > clientMaxBodySize
}

function rewriteLocation(exchange: Exchange): Step {
  const { level } = exchange
  // Where no location was found, the rewriting of the server is over already.
  const step = level.kind === 'server' ? null : rewrite(exchange, level.codes)
  if (step !== null) return step
  if (!exchange.uriChanged) return { go: 'rest' }
  if (--exchange.changesLeft === 0) return { refuse: 500 }
  exchange.level = exchange.server.level
  return { go: 'find-location' }
}

function answer(exchange: Exchange): Step {
  const denied = accessDenied(exchange)
  if (denied !== null) return { refuse: denied }
  const files = exchange.level.tryFiles
  const step = files === null ? null : tryFiles(exchange, files)
  if (step !== null) return step
  if (!exchange.isProxied) return serveFile(exchange)
  const { proxy } = exchange.level
  // An `if` made it the proxy's, and the next one took the request to where none is.
  return proxy === null ? { refuse: 500 } : askUpstream(exchange, proxy)
}
