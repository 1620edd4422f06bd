import type { TryFiles } from '../config/site'
import { evaluate, filePath, rootPath } from './evaluate'
import type { Exchange, Step } from './exchange'
import { contentOf, kindOf } from './files'
import { bytesOf, contentTypeFor, setLocation } from './out'
import { internalRedirect, redirectTo } from './redirect'
import { escapePath } from './uri'

/** `try_files`: takes the first that is there as the new URI, else goes where the last argument says. */
export function tryFiles(exchange: Exchange, { files, last }: TryFiles): Step | null {
  const { alias } = exchange.level.settings.root
  if (filePath(exchange) === null) return { refuse: 500 }
  const front = alias === null || alias === 'all' ? '' : exchange.uri.slice(0, alias)
  for (const { path, directory } of files) {
    const named = evaluate(exchange, path)
    // With an alias, a variable that begins with the location's path is meant without it.
    const uri = path.constant === null && named.startsWith(front) ? named : front + named
    const place = alias === 'all' ? rootPath(exchange) + named : (filePath(exchange, uri) ?? '')
    if (kindOf(exchange, place) !== (directory ? 'folder' : 'file')) continue
    if (alias === 'all' && directory) return null
    exchange.isBehindAlias = alias === 'all'
    exchange.uri = uri
    return null
  }
  if (typeof last === 'number') return { refuse: last }
  const target = evaluate(exchange, last)
  // nginx takes the path of the location off the last one too, where an alias stands for it.
  const isCut = last.constant === null && target.startsWith(front)
  return redirectTo(exchange, isCut ? target.slice(front.length) : target)
}

/** What is answered of files: an index, a file, the way to a folder; else an error. */
export function serveFile(exchange: Exchange): Step {
  const { uri, method } = exchange
  const isFolder = uri.endsWith('/')
  if (isFolder && (method === 'GET' || method === 'HEAD' || method === 'POST')) {
    const step = serveIndex(exchange)
    if (step !== null) return step
  }
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return { refuse: 405 }
  if (isFolder) return { refuse: 403 }
  const path = filePath(exchange)
  if (path === null) return { refuse: 500 }
  const kind = kindOf(exchange, path)
  if (kind === null) return { refuse: 404 }
  if (kind === 'folder') {
    setLocation(exchange, `${escapePath(uri)}/${exchange.args === '' ? '' : `?${exchange.args}`}`)
    return { refuse: 301 }
  }
  if (method === 'POST') return { refuse: 405 }
  exchange.status = 200
  exchange.contentType = contentTypeFor(exchange)
  return { body: bytesOf(contentOf(exchange, path)), statusText: null }
}

/** The first index that is there; null where there is a folder without one. */
function serveIndex(exchange: Exchange): Step | null {
  const { uri, args } = exchange
  const folder = filePath(exchange)
  for (const name of exchange.level.settings.index) {
    const index = evaluate(exchange, name)
    if (index.startsWith('/')) return internalRedirect(exchange, index, args)
    if (folder === null) return { refuse: 500 }
    if (kindOf(exchange, folder + index) !== null) return internalRedirect(exchange, uri + index, args)
    const kind = kindOf(exchange, folder)
    // An alias may be a file, which has no index.
    if (kind !== 'folder') return { refuse: kind === null ? 404 : 500 }
  }
  return null
}
