import type { Pattern } from '../config/pattern'
import type { Server, Socket } from '../config/site'
import { findWildcard } from './wildcards'

/** The server of a socket for this host, and the pattern of its name, where it was one that matched. */
export interface ChosenServer {
  readonly server: Server
  readonly pattern: Pattern | null
}

/**
 * The server for a host: by its name as it is, by the longest wildcard, by the first pattern, and else the default one.
 * https://nginx.org/en/docs/http/server_names.html
 */
export function chooseServer({ names, patterns, defaultServer }: Socket, host: string): ChosenServer {
  const exact = names.find(([name]) => name === host || name === `.${host}`)?.[1]
  const found = exact ?? findWildcard(names, host)
  if (found !== undefined) return { server: found, pattern: null }
  const matched = host === '' ? undefined : patterns.find(([pattern]) => pattern.expression.test(host))
  return matched === undefined
    ? { server: defaultServer, pattern: null }
    : { server: matched[1], pattern: matched[0] }
}

/** The socket that takes a connection to this port: one of the address, else of any; the first where none is given. */
export function chooseSocket(sockets: readonly Socket[], address: string | null): Socket | null {
  const any = sockets.find((socket) => socket.address === '*')
  if (address === null) return any ?? sockets[0] ?? null
  const anyOf = address.includes(':') ? sockets.find((socket) => socket.address === '[::]') : any
  return sockets.find((socket) => socket.address === address) ?? anyOf ?? null
}
