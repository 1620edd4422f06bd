import type { CredentialsMode } from '../../src/fetch/request'
import { type Resource, resourceURL } from './scenario-server'
import type { Pair, TwinBody, TwinClient, TwinRequest } from './twin-request'

/** Where a request goes. */
export interface Target {
  readonly resource: number
  readonly form: 'plain' | 'userinfo' | 'fragment' | 'query' | 'raw'
  /** For `raw`. */
  readonly raw: string
}

/** What several steps of a scenario may send. */
export interface RequestPlan {
  readonly target: Target
  readonly request: Omit<TwinRequest, 'url' | 'client' | 'origin' | 'body'>
  readonly body: TwinBody | null
}

export interface Step {
  readonly afterMilliseconds: number
  readonly plan: number
  readonly client: number
  /** Instead of the plan's, of a CORS request: what the cache has then covers the request in part. */
  readonly credentialsMode: CredentialsMode | null
  readonly method: string | null
  /** Besides the plan's. */
  readonly extraHeader: Pair | null
  readonly fragment: boolean
}

/** What one browser does, and the servers it meets. Plain data. */
export interface Scenario {
  readonly clients: readonly [TwinClient, ...TwinClient[]]
  readonly resources: readonly [Resource, ...Resource[]]
  readonly plans: readonly [RequestPlan, ...RequestPlan[]]
  readonly steps: readonly Step[]
}

/** The request that a step of a scenario makes. */
export function requestOf(scenario: Scenario, at: Step): TwinRequest {
  const planned = scenario.plans[at.plan % scenario.plans.length] ?? scenario.plans[0]
  const by = scenario.clients[at.client % scenario.clients.length] ?? scenario.clients[0]
  const { form, raw, resource: index } = planned.target
  const plain = resourceURL(scenario.resources, index)
  let url = plain.href
  if (form === 'userinfo') url = `${plain.protocol}//user:pass@${plain.host}${plain.pathname}`
  if (form === 'fragment') url = `${plain.href}#here`
  if (form === 'query') url = `${plain.href}?q`
  if (form === 'raw') url = raw
  if (at.fragment && !url.includes('#')) url += '#again'
  const { request } = planned
  // A navigation includes credentials, always; and a no-cors request has no method or header that is not safe.
  const changed =
    request.mode === 'cors' || request.mode === 'same-origin'
      ? {
          method: at.method ?? request.method,
          credentialsMode: at.credentialsMode ?? request.credentialsMode,
          headers: at.extraHeader === null ? request.headers : [...request.headers, at.extraHeader],
        }
      : {}
  return { ...request, ...changed, url, body: planned.body, client: by, origin: by.origin }
}
