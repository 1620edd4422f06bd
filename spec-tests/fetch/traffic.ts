/** Servers that agree to everything, and what a fetch puts on the wire before them. */
import type { CreateRequestInit } from '../../src/fetch/create-request'
import type { WireRequest, WireResponse } from '../../src/fetch/response'
import { getHeader } from '../../src/http/header-list'
import type { Profile } from '../../src/profile/profile'
import { answer, type Run, request, run } from './kit'

export interface Traffic {
  readonly profile?: Profile
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
}

/** An answer that allows what the request is and asks for, with credentials. */
export function agree(wire: WireRequest, status = 200, more: Traffic['headers'] = {}): WireResponse {
  const asked = (name: string) => getHeader(wire.headerList, name)
  const method = asked('access-control-request-method')
  const names = asked('access-control-request-headers')
  return answer(wire.method === 'OPTIONS' && method !== null ? 204 : status, [
    ['access-control-allow-origin', asked('origin') ?? '*'],
    ['access-control-allow-credentials', 'true'],
    ...(method === null ? [] : [['access-control-allow-methods', method] as const]),
    ...(names === null ? [] : [['access-control-allow-headers', names] as const]),
    ...Object.entries(more),
  ])
}

/** A fetch along a chain of redirects, against servers that agree to everything. */
export function travel(
  chain: readonly string[],
  init: Partial<CreateRequestInit> = {},
  traffic: Traffic = {},
): Run {
  const { profile, status = 302, headers = {} } = traffic
  let hop = 0
  return run(
    request(chain[0] ?? '', init),
    (wire) => {
      if (getHeader(wire.headerList, 'access-control-request-method') !== null)
        return agree(wire, 204, headers)
      hop += 1
      const location = chain[hop]
      return location === undefined
        ? agree(wire, 200, headers)
        : agree(wire, status, { ...headers, location })
    },
    profile === undefined ? {} : { profile },
  )
}

/** The first request of a fetch to one URL; null where nothing is sent. */
export function firstSent(
  url: string,
  init: Partial<CreateRequestInit> = {},
  profile?: Profile,
): WireRequest | null {
  return travel([url], init, profile === undefined ? {} : { profile }).sent[0] ?? null
}

/** The headers of a request by name; an error where nothing was sent, or a name is there twice. */
export function headersOf(wire: WireRequest | null | undefined): { readonly [name: string]: string } {
  if (wire === null || wire === undefined) throw new Error('nothing was sent')
  const headers = new Map<string, string>()
  for (const { name, value } of wire.headerList) {
    if (headers.has(name)) throw new Error(`${name} is there twice`)
    headers.set(name, value)
  }
  return Object.fromEntries(headers)
}
