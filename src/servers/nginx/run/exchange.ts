import type { Handler } from '../../../fetch/exchange-state'
import type { Body } from '../../../fetch/request'
import type { WireRequest } from '../../../fetch/response'
import type { HeaderList } from '../../../http/header-list'
import type { Level, Server, Site, Socket } from '../config/site'

/** Who answers behind a `proxy_pass`: a server, or the way in which there is none. */
export type Upstream = Handler | 'refused' | 'timeout'

/** What a model knows of its surroundings, after the options. */
export interface Surroundings {
  readonly site: Site
  readonly upstream: (authority: string) => Upstream | null
  /** Contents by absolute path. */
  readonly files: ReadonlyMap<string, string>
  /** Every folder above a file, without its final slash. */
  readonly folders: ReadonlySet<string>
  /** Where relative paths begin, without a final slash. */
  readonly prefix: string
  readonly clientAddress: string
  readonly serverAddress: string
  readonly hostname: string
  readonly authenticate: (user: string, password: string, userFile: string) => boolean
}

/** A header of the answer. A location may be written with its server where it is a path. */
export interface OutHeader {
  readonly name: string
  readonly value: string
  readonly isLocation?: true
}

/**
 * One request on its way through nginx, and its answer as far as it is known. It lives for one call of the handler:
 * what a caller holds never changes.
 */
export interface Exchange {
  readonly surroundings: Surroundings
  readonly socket: Socket
  readonly server: Server
  readonly request: WireRequest
  /** Without those that nginx drops. */
  readonly headers: HeaderList
  /** The value of `Host`. */
  readonly authority: string
  /** The same without its port, in lower case. */
  readonly host: string
  /** The path and query as they came. */
  readonly requestURI: string
  method: string
  body: Body | null
  /** Decoded, without dots and double slashes. */
  uri: string
  args: string
  /** Whether the path had a percent sign or a plus in it: captures are then escaped. */
  readonly hasEscapes: boolean
  readonly hasQuotes: boolean
  /** Whether `uri` still is what came. */
  isAsItCame: boolean
  /** Whether the path of the location still is the beginning of `uri`. */
  isInLocation: boolean
  /** Whether `uri` goes behind an alias of a pattern, as `try_files` has found it there. */
  isBehindAlias: boolean
  /** Whether a `rewrite` wants another location. */
  uriChanged: boolean
  /** How many more times the request may go to another location. */
  changesLeft: number
  isInternal: boolean
  level: Level
  /** Whether a proxy takes the request; an `if` that says nothing about it leaves that as it is. */
  isProxied: boolean
  /** The status of the error that is being answered; 0 for none. */
  errorStatus: number
  usedErrorPage: boolean
  isBodyDiscarded: boolean
  status: number
  contentType: string | null
  out: OutHeader[]
  /** Whether `Server` is the upstream's, which may have none. */
  hasServerOfUpstream: boolean
  /** Of the last pattern that matched; the whole match is the first. */
  captures: readonly string[]
  /** Set by `set` and by groups with names, and values of maps once they were asked for. */
  readonly variables: Map<string, string>
  /** How many maps are being asked, one for the value of another. */
  mapsWithin: number
  /** How many have been asked so far. */
  mapsAsked: number
  upstreamHeaders: HeaderList
  upstreamStatus: string
  upstreamAuthority: string
  proxyHost: string
  proxyPort: string
}

/** The answer's body; its status and headers are in the exchange. */
export interface Answered {
  readonly body: Body | null
  /** The reason phrase of an upstream; null for nginx's own. */
  readonly statusText: string | null
}

/**
 * What comes next: the rewriting of the server, the choice of a location, the rewriting of the location that is
 * chosen, the rest of the phases; a refusal with a status; or nothing, for this is the answer.
 */
export type Step =
  | { readonly go: 'server' | 'find-location' | 'location' | 'rest' }
  | { readonly refuse: number }
  | Answered
