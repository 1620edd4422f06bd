import type {
  CacheMode,
  CredentialsMode,
  Destination,
  EmbedderPolicyValue,
  Initiator,
  RedirectMode,
  ReferrerPolicy,
  RequestMode,
} from '../../src/fetch/request'

/** A serialized tuple origin, or the identity of an opaque one. */
export type TwinOrigin = string | number

/** Name and value. */
export type Pair = readonly [string, string]

export interface TwinClient {
  readonly origin: TwinOrigin
  readonly topLevelOrigin: TwinOrigin
  readonly creationURL: string
  /** A document, as opposed to a worker. */
  readonly isDocument: boolean
  readonly hasTrustworthyAncestor: boolean
  readonly referrerPolicy: ReferrerPolicy
  readonly embedderPolicy: EmbedderPolicyValue
}

export interface TwinBody {
  readonly bytes: string
  /** A stream has no length that is known beforehand, and no source to send it from a second time. */
  readonly stream: boolean
}

/** What a fetch is asked for. Plain data: it survives JSON, and shrinks. */
export interface TwinRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly Pair[]
  readonly body: TwinBody | null
  readonly client: TwinClient | null
  readonly origin: TwinOrigin
  readonly mode: Exclude<RequestMode, 'websocket'>
  readonly credentialsMode: CredentialsMode
  readonly redirectMode: RedirectMode
  readonly cacheMode: CacheMode
  readonly destination: Destination
  readonly initiator: Initiator
  /** `'no-referrer'`, `'client'` or a URL. */
  readonly referrer: string
  readonly referrerPolicy: ReferrerPolicy
  readonly userActivation: boolean
  /** Asked for by the user, by way of the address bar and the like. */
  readonly userInitiated: boolean
  readonly useCORSPreflight: boolean
  readonly unsafeRequest: boolean
}

/** One request as a server sees it. */
export interface TwinWireRequest {
  readonly method: string
  /** With userinfo and fragment: what the connection leaves out is the connection's business. */
  readonly url: string
  readonly headers: readonly Pair[]
  readonly body: TwinBody | null
}

/** Header values come without whitespace at their ends, as HTTP parsers hand them over. */
export interface TwinWireResponse {
  readonly status: number
  readonly headers: readonly Pair[]
  readonly body: string
}

export type TwinServe = (wire: TwinWireRequest) => TwinWireResponse

export type TwinResult =
  | { readonly kind: 'error'; readonly where: string }
  | {
      readonly kind: 'response'
      readonly type: 'basic' | 'cors' | 'opaque' | 'opaqueredirect'
      readonly status: number
      readonly headers: readonly Pair[]
      readonly urls: readonly string[]
      readonly hasBody: boolean
    }

export interface TwinRun {
  readonly wire: readonly TwinWireRequest[]
  readonly result: TwinResult
}
