import type { Span } from '../syntax/span'
import type { Pattern } from './pattern'
import type { Template } from './template'

/** A whole configuration, ready to be asked. Texts in it are byte strings. */
export interface Site {
  readonly version: string
  readonly servers: readonly Server[]
  /** By port, the sockets of that port. */
  readonly sockets: ReadonlyMap<number, readonly Socket[]>
  /** By the name of the variable, in lower case. */
  readonly maps: ReadonlyMap<string, ValueMap>
  /** By name, the addresses of `upstream` blocks that are not `down`, backups last. */
  readonly upstreams: ReadonlyMap<string, readonly string[]>
}

/** An address and port that nginx listens on, and the names of the servers that share it, in their order. */
export interface Socket {
  /** `*`, `[::]`, or an address. */
  readonly address: string
  readonly port: number
  readonly secure: boolean
  readonly defaultServer: Server
  /** Exact ones and wildcards; one that is at odds with an earlier one is left out, as nginx does with a warning. */
  readonly names: readonly (readonly [name: string, server: Server])[]
  readonly patterns: readonly (readonly [pattern: Pattern, server: Server])[]
}

export interface Server {
  readonly names: readonly ServerName[]
  /** The first of the names, as redirects and `$server_name` have it. */
  readonly name: string
  readonly listens: readonly Listen[]
  readonly level: Level
  readonly locations: Locations
  readonly named: ReadonlyMap<string, Level>
  readonly mergeSlashes: boolean
  readonly underscoresInHeaders: boolean
  readonly ignoreInvalidHeaders: boolean
  readonly span: Span
}

export type ServerName =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }

export interface Listen {
  readonly address: string
  readonly port: number
  readonly secure: boolean
  readonly isDefault: boolean
}

/** The locations of a server or of a location. */
export interface Locations {
  readonly prefixes: readonly Location[]
  readonly patterns: readonly Location[]
}

export interface Location {
  readonly kind: 'exact' | 'prefix' | 'prefix-no-pattern' | 'pattern'
  readonly path: string
  readonly pattern: Pattern | null
  readonly level: Level
  readonly nested: Locations
}

/**
 * A place whose directives hold for a request: a server, a location, an `if` or a `limit_except` in one. What it
 * inherits is in it already.
 */
export interface Level {
  readonly kind: 'server' | 'location' | 'if' | 'limit_except'
  readonly settings: Settings
  readonly codes: readonly Code[]
  readonly tryFiles: TryFiles | null
  readonly proxy: ProxyPass | null
  /** Whether requests that come here are handed to the proxy from now on. */
  readonly takesOver: boolean
  /** Whether a request for its path without the final slash is sent there. */
  readonly redirectsToSlash: boolean
  readonly path: string
  readonly limitExcept: LimitExcept | null
}

export interface LimitExcept {
  /** The methods that it does not limit. */
  readonly methods: ReadonlySet<string>
  readonly level: Level
}

/** What a level inherits from the one around it, where it does not say otherwise. */
export interface Settings {
  readonly addHeaders: readonly AddHeader[]
  readonly addHeaderInherit: 'on' | 'off' | 'merge'
  readonly errorPages: readonly ErrorPage[]
  readonly recursiveErrorPages: boolean
  readonly root: Root
  readonly index: readonly Template[]
  readonly defaultType: string
  /** Content types by extension, in lower case. */
  readonly types: ReadonlyMap<string, string>
  /** In bytes; 0 for no limit. */
  readonly clientMaxBodySize: number
  readonly serverTokens: 'on' | 'off' | 'build'
  readonly absoluteRedirect: boolean
  readonly portInRedirect: boolean
  readonly serverNameInRedirect: boolean
  readonly accessRules: readonly AccessRule[]
  readonly isInternal: boolean
  readonly satisfy: 'all' | 'any'
  readonly authBasic: Template | null
  readonly authBasicUserFile: Template | null
  readonly proxySetHeaders: readonly ProxySetHeader[]
  readonly proxyHideHeaders: readonly string[]
  readonly proxyPassHeaders: readonly string[]
  readonly proxyRedirects: readonly Replacement[]
  readonly proxyRedirectOn: boolean
  readonly proxyCookieDomains: readonly Replacement[]
  readonly proxyCookiePaths: readonly Replacement[]
  readonly proxyCookieFlags: readonly CookieFlags[]
  readonly proxyInterceptErrors: boolean
  readonly proxyMethod: Template | null
  readonly proxyPassRequestHeaders: boolean
  readonly proxyPassRequestBody: boolean
}

export interface AddHeader {
  readonly name: string
  readonly value: Template
  readonly always: boolean
}

export interface ErrorPage {
  readonly status: number
  /** The status to answer with; 0 for that of the page, null for that of the error. */
  readonly overwrite: number | null
  readonly target: Template
}

export interface Root {
  readonly path: Template
  /** How much of the beginning of the URI an `alias` replaces; all of it in a location of a pattern; null for `root`. */
  readonly alias: number | 'all' | null
}

export interface AccessRule {
  readonly allow: boolean
  /** An address, a network as `10.0.0.0/8`, or `all`. */
  readonly from: string
}

export interface ProxySetHeader {
  readonly name: string
  readonly value: Template
}

/** Of `proxy_redirect`, `proxy_cookie_path` and `proxy_cookie_domain`: what is replaced by what. */
export interface Replacement {
  readonly from: Template | Pattern
  readonly to: Template
}

export interface CookieFlags {
  readonly cookie: Template | Pattern
  readonly flags: readonly Template[]
}

export interface TryFiles {
  readonly files: readonly { readonly path: Template; readonly directory: boolean }[]
  /** The last argument: a status, or where to go. */
  readonly last: number | Template
}

/** Where a `proxy_pass` leads. */
export interface ProxyPass {
  /** Known beforehand, unless there are variables in it. */
  readonly target: ProxyTarget | Template
  /** The path of its location, which the URI of the target replaces; empty where it cannot. */
  readonly location: string
}

export interface ProxyTarget {
  readonly scheme: 'http' | 'https'
  /** As it was written, with its port where one was. */
  readonly authority: string
  /** With its query; null where none was written. */
  readonly uri: string | null
}

/** A step of the module rewrite. They run in their order, whatever else stands between them. */
export type Code =
  | { readonly op: 'set'; readonly variable: string; readonly value: Template }
  | { readonly op: 'break' }
  | { readonly op: 'return'; readonly status: number; readonly text: Template | null }
  | RewriteCode
  | {
      readonly op: 'if'
      readonly condition: Condition
      readonly codes: readonly Code[]
      /** Null within a server, where an `if` is no level of its own. */
      readonly level: Level | null
    }

export interface RewriteCode {
  readonly op: 'rewrite'
  readonly pattern: Pattern
  /** The path, or the whole URL of a redirect. */
  readonly path: Template
  /** What stands after the first question mark; null where there is none. */
  readonly query: Template | null
  /** Whether the query of the request is added. */
  readonly addsQuery: boolean
  /** The status of a redirect, or what to do next with the new URI. */
  readonly then: 301 | 302 | 'last' | 'break' | 'next'
}

export type Condition =
  | { readonly test: 'set'; readonly variable: string }
  | { readonly test: 'equals'; readonly variable: string; readonly value: Template; readonly not: boolean }
  | { readonly test: 'matches'; readonly variable: string; readonly pattern: Pattern; readonly not: boolean }
  | { readonly test: 'file'; readonly kind: 'f' | 'd' | 'e'; readonly path: Template; readonly not: boolean }

/** A `map` block. */
export interface ValueMap {
  readonly source: Template
  /** By the value in lower case. */
  readonly exact: ReadonlyMap<string, Template>
  /** Only where the block says `hostnames`: `.example.com`, `*.example.com`, `www.example.*`. */
  readonly wildcards: readonly (readonly [string, Template])[]
  readonly hostnames: boolean
  readonly patterns: readonly (readonly [Pattern, Template])[]
  readonly byDefault: Template
  readonly isVolatile: boolean
}
