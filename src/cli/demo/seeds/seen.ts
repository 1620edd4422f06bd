import type { IncomingMessage } from 'node:http'
import type { LogLine } from './nginx-server'
import type { Places } from './seed'

/** A request as a server got it. */
export interface Seen {
  readonly to: keyof Places
  readonly method: string
  readonly path: string
  /** Null where there is no such header. */
  readonly origin: string | null
  /** The names of the cookies, in order. */
  readonly cookies: readonly string[]
  /** `Access-Control-Request-Method`; null where there is none. */
  readonly asks: string | null
}

export function seenInLog({ method, path, origin, cookie, asks }: LogLine): Seen {
  const pairs = cookie === '' ? [] : cookie.split('; ')
  return {
    to: 'api',
    method,
    path,
    origin: origin === '' ? null : origin,
    cookies: pairs.map((pair) => pair.replace(/=.*$/, '')),
    asks: asks === '' ? null : asks,
  }
}

export function seenAt(to: keyof Places, { method = '', url = '', headers }: IncomingMessage): Seen {
  const { origin = '', cookie = '' } = headers
  const asks = headers['access-control-request-method'] ?? ''
  return { ...seenInLog({ method, path: url, origin, cookie, asks }), to }
}
