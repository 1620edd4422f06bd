import { createRequest } from '../../src/fetch/create-request'
import type { Body, Client, RequestRecord } from '../../src/fetch/request'
import type { ResponseRecord, WireRequest } from '../../src/fetch/response'
import { simulate } from '../../src/fetch/simulate'
import type { Origin } from '../../src/origin/origin'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import type { Profile } from '../../src/profile/profile'
import { createUserAgent, type UserAgent } from '../../src/user-agent/user-agent'
import type {
  TwinBody,
  TwinClient,
  TwinOrigin,
  TwinRequest,
  TwinResult,
  TwinRun,
  TwinServe,
  TwinWireRequest,
} from './twin-request'

/** corsac's kernel behind the twin's interface. */
export class KernelBrowser {
  #userAgent: UserAgent

  constructor(profile: Profile) {
    this.#userAgent = createUserAgent(profile)
  }

  fetch(input: TwinRequest, serve: TwinServe, now: () => number): TwinRun {
    const wire: TwinWireRequest[] = []
    const simulation = simulate(
      this.#userAgent,
      toRequestRecord(input),
      (send) => {
        const sent = fromWire(send)
        wire.push(sent)
        const answer = serve(sent)
        return {
          status: answer.status,
          statusText: '',
          headerList: answer.headers.map(([name, value]) => ({ name, value })),
          body: { kind: 'bytes', bytes: answer.body },
        }
      },
      now(),
    )
    this.#userAgent = simulation.userAgent
    return { wire, result: fromResponse(simulation.response) }
  }
}

function url(href: string): URLRecord {
  const record = parseURL(href)
  if (record === null) throw new Error(`not a URL: ${href}`)
  return record
}

const originOf = (origin: TwinOrigin): Origin =>
  typeof origin === 'number' ? { kind: 'opaque', id: origin } : url(origin).origin

const clientOf = (client: TwinClient): Client => ({
  origin: originOf(client.origin),
  topLevelOrigin: originOf(client.topLevelOrigin),
  creationURL: url(client.creationURL),
  // Cookies and storage are not what is compared here.
  hasCrossSiteAncestor: false,
  hasStorageAccess: false,
  isDocument: client.isDocument,
  hasTrustworthyAncestor: client.hasTrustworthyAncestor,
  referrerPolicy: client.referrerPolicy,
  embedderPolicy: client.embedderPolicy,
})

const toBody = (body: TwinBody | null): Body | null => {
  if (body === null) return null
  return body.stream ? { kind: 'stream', ref: 1 } : { kind: 'bytes', bytes: body.bytes }
}

function toRequestRecord(input: TwinRequest): RequestRecord {
  if (input.client === null) throw new Error('the kernel builds requests for clients only')
  return createRequest({
    url: input.url,
    client: clientOf(input.client),
    method: input.method,
    headers: input.headers,
    body: toBody(input.body),
    mode: input.mode,
    credentials: input.credentialsMode,
    redirect: input.redirectMode,
    cache: input.cacheMode,
    destination: input.destination,
    initiator: input.initiator,
    referrer: input.referrer,
    referrerPolicy: input.referrerPolicy,
    userActivation: input.userActivation,
    userInitiated: input.userInitiated,
    useCORSPreflight: input.useCORSPreflight,
    unsafeRequest: input.unsafeRequest,
  })
}

function fromWire(send: WireRequest): TwinWireRequest {
  const { body } = send
  return {
    method: send.method,
    url: send.url.href,
    headers: send.headerList.map(({ name, value }) => [name, value] as const),
    body:
      body === null
        ? null
        : { bytes: body.kind === 'bytes' ? body.bytes : '', stream: body.kind === 'stream' },
  }
}

function fromResponse(response: ResponseRecord): TwinResult {
  if (response.type === 'error') return { kind: 'error', where: response.reason.step }
  return {
    kind: 'response',
    type: response.type,
    status: response.status,
    headers: response.headerList.map(({ name, value }) => [name, value] as const),
    urls: response.urlList.map(({ href }) => href),
    hasBody: response.body !== null,
  }
}
