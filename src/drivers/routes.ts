import type { Handler } from '../fetch/exchange-state'
import type { WireRequest, WireResponse } from '../fetch/response'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { serializeOrigin } from '../origin/origin'
import { parseURL } from '../origin/url-record'
import { type AnyTransport, TransportError } from './transport'

/**
 * A transport that asks another one by the origin of the URL, written as in an `Origin` header:
 * `routes({ 'https://api.example.com': api, 'http://localhost:3000': local })`. Nobody is asked about other
 * origins: that is a `TransportError` with the code `refused`, as from a host where nothing listens.
 *
 * Of handlers it makes a handler, which `simulate` takes too. Anything else makes what `Browser` takes: each
 * member answers in its own way, at once or by a promise, and no route at all is thrown at once.
 *
 * @throws ConfigError naming every key that is no serialized origin and every member that is no function
 */
export function routes(table: { readonly [origin: string]: Handler }): Handler
export function routes(table: { readonly [origin: string]: AnyTransport }): AnyTransport
export function routes(table: { readonly [origin: string]: AnyTransport }): AnyTransport & Handler {
  const members = checkTable(table)
  return (request: WireRequest, signal: AbortSignal | null = null): WireResponse => {
    const origin = serializeOrigin(request.url.origin)
    const member = members.get(origin)
    if (member === undefined) {
      const known = [...members.keys()].join(', ')
      throw new TransportError(
        'refused',
        `No route to ${origin}; there are ${known === '' ? 'none' : known}.`,
      )
    }
    // Or a promise, where the member is no handler; then the caller has been told so by the overloads.
    return member(request, signal) as WireResponse
  }
}

function checkTable(table: { readonly [origin: string]: AnyTransport }): ReadonlyMap<string, AnyTransport> {
  if (typeof table !== 'object' || table === null) {
    const message = 'must be an object from origins to transports'
    throw new ConfigError([{ path: 'routes', value: table, reason: 'invalid', message }])
  }
  const members = new Map<string, AnyTransport>()
  const issues: ConfigIssue[] = []
  for (const [key, member] of Object.entries(table)) {
    const path = `routes[${JSON.stringify(key)}]`
    const message = whyNoOrigin(key)
    if (message !== null) issues.push({ path, value: key, reason: 'invalid', message })
    if (typeof member !== 'function') {
      issues.push({
        path,
        value: member,
        reason: 'invalid',
        message: 'must lead to a transport or a handler',
      })
    } else members.set(key, member)
  }
  if (issues.length > 0) throw new ConfigError(issues)
  return members
}

/** What is wrong with a string as the origin of an http(s) URL; null where nothing is. */
function whyNoOrigin(key: string): string | null {
  const url = parseURL(key)
  if (url === null || (url.scheme !== 'http' && url.scheme !== 'https')) {
    return 'must be an origin such as https://api.example.com'
  }
  const serialized = serializeOrigin(url.origin)
  return key === serialized ? null : `must be written as it is serialized: ${serialized}`
}
