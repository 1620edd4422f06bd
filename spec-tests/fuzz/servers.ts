import type { Handler } from '../../src/fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../src/fetch/response'
import { getHeader } from '../../src/http/header-list'

/** What a small server decides by. */
export interface Policy {
  /** The value of `Access-Control-Allow-Origin` for this origin; null for none. */
  readonly allow: (origin: string | null, request: WireRequest) => string | null
  readonly credentials?: boolean
  readonly methods?: string
  readonly headers?: string
  readonly expose?: string
  readonly vary?: boolean
  /** What the route itself answers. */
  readonly app?: (request: WireRequest) => {
    readonly status: number
    readonly headers?: Readonly<Record<string, string>>
  }
}

/** A server as many people write it: the headers by hand, preflights answered before the app. */
export function server(policy: Policy): Handler {
  return (request) => {
    const origin = getHeader(request.headerList, 'origin')
    const allowed = policy.allow(origin, request)
    const cors: Record<string, string> = policy.vary === false ? {} : { vary: 'Origin' }
    if (allowed !== null) {
      cors['access-control-allow-origin'] = allowed
      if (policy.credentials === true) cors['access-control-allow-credentials'] = 'true'
      if (policy.expose !== undefined) cors['access-control-expose-headers'] = policy.expose
    }
    if (
      request.method === 'OPTIONS' &&
      getHeader(request.headerList, 'access-control-request-method') !== null
    ) {
      if (allowed !== null) {
        cors['access-control-allow-methods'] = policy.methods ?? 'GET, HEAD, POST'
        if (policy.headers !== undefined) cors['access-control-allow-headers'] = policy.headers
      }
      return respond(204, cors)
    }
    const { status, headers = {} } = policy.app?.(request) ?? { status: request.url.path === '/' ? 200 : 404 }
    return respond(status, { ...cors, 'content-type': 'application/json', ...headers })
  }
}

export function respond(status: number, headers: Readonly<Record<string, string>>): WireResponse {
  return {
    status,
    statusText: '',
    headerList: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: status === 204 ? null : { kind: 'bytes', bytes: '{}' },
  }
}
