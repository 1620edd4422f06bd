import { createRequest } from '../fetch/create-request'
import type { Client, RequestRecord } from '../fetch/request'
import { corsUnsafeRequestHeaderNames } from '../http/cors-safelisted'
import { corsSafelistedMethod } from '../http/methods'
import { profiles } from '../profile/profile'
import type { Shape } from './campaign-values'
import { attackersPage } from './compile-page'
import type { Grant, Intent, RequestData } from './types'
import { coversHeaders, coversMethod, coversPath } from './who'

/** The name of a route that no server has. */
export const unknownRoute = 'corsac-no-such-route'

/** The attacker's second server, which redirects all it is asked for to the target. */
export const redirector = 'https://redirector.example'

/** Requests of an intent, each made once. */
export function createShapes(intent: Intent): (data: RequestData) => Shape {
  const shapes = new Map<string, Shape>()
  return (data) => {
    const key = JSON.stringify([data.method, data.path, data.credentials, data.headers, data.body])
    const known = shapes.get(key)
    if (known !== undefined) return known
    const shape = compileShape(data, intent)
    shapes.set(key, shape)
    return shape
  }
}

function compileShape(data: RequestData, intent: Intent): Shape {
  const template = requestOf(`${intent.target}${data.path}`, data)
  const unsafe = corsUnsafeRequestHeaderNames(template.headerList, profiles.spec)
  const bits = (holds: (grant: Grant) => boolean): number =>
    intent.grants.reduce((all, grant, i) => (holds(grant) ? all | (1 << i) : all), 0)
  const pathGrants = bits((grant) => coversPath(grant, data.path))
  const methodGrants =
    pathGrants & bits((grant) => corsSafelistedMethodOf(data) || coversMethod(grant, data.method))
  return {
    data,
    template,
    redirected: requestOf(`${redirector}${data.path}`, data),
    image: imageOf(`${intent.target}${data.path}`),
    pathGrants,
    methodGrants,
    useGrants: pathGrants & bits((grant) => coversMethod(grant, data.method) && coversHeaders(grant, unsafe)),
    credentialed: data.credentials === 'include',
    madeUpPath: data.path.includes(unknownRoute),
  }
}

/** No server can refuse these by their method: they are sent without asking. */
function corsSafelistedMethodOf({ method }: RequestData): boolean {
  return corsSafelistedMethod(method)
}

function requestOf(url: string, { method, headers, body, credentials }: RequestData): RequestRecord {
  return createRequest({ url, client: attackersPage, method, headers, body: bytesOf(body), credentials })
}

function imageOf(url: string): RequestRecord {
  return createRequest({
    url,
    client: attackersPage,
    mode: 'no-cors',
    credentials: 'include',
    destination: 'image',
    initiatorType: 'img',
  })
}

function bytesOf(body: RequestData['body']): string | null {
  return body === null || typeof body === 'string' ? body : body.repeated.repeat(body.times)
}

/** The request as this page makes it. */
export function requestOfPage(template: RequestRecord, client: Client): RequestRecord {
  return { ...template, client, origin: client.origin }
}
