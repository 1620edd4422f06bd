import type { Handler } from '../../fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../fetch/response'
import { ConfigError, type ConfigIssue } from '../../infra/config-error'
import { utf8Encode } from '../../infra/utf-8'
import { compile } from './config/compile'
import { missingUpstreams } from './config/missing-upstreams'
import { createReader } from './config/reader'
import { createReport, type Report, type Unknown } from './config/report'
import type { Site } from './config/site'
import { definedVariables, isWithoutValue, usedVariables } from './config/used-variables'
import { beginExchange } from './run/begin'
import type { Surroundings, Upstream } from './run/exchange'
import { foldersOf } from './run/files'
import { finish } from './run/finish'
import { runPhases } from './run/phases'
import { isModelled } from './run/variables'
import type { NginxConfiguration } from './syntax/directive'
import { type ParseNginxOptions, parseNginx } from './syntax/parse'

export type { Unknown, Upstream }

export interface NginxOptions extends ParseNginxOptions {
  /** The version that is modelled, `1.22.1` where none is given: directives that came later need a later one. */
  readonly version?: string
  /**
   * Who answers behind a `proxy_pass`, by what stands there between `//` and the path: `app:3000`, or the name of an
   * `upstream` block. `'refused'` and `'timeout'` are upstreams that do not answer.
   */
  readonly upstreams?: { readonly [authority: string]: Upstream }
  /** Who answers behind every other `proxy_pass`. Without it, all have to be in `upstreams`. */
  readonly otherUpstreams?: Upstream
  /** The files that `root` and `alias` find, by absolute path. Folders are those above a file. */
  readonly files?: { readonly [path: string]: string }
  /** Where relative paths begin; `/usr/share/nginx` where none is given, as Debian builds it. */
  readonly prefix?: string
  /** Which port of nginx a port of a URL leads to, where it is another one, as `docker run -p 8080:80` has it: `{ 8080: 80 }`. */
  readonly ports?: { readonly [published: number]: number }
  /** The address of nginx that clients connect to; where none is given, any that it listens on. */
  readonly address?: string
  /** `127.0.0.1` where none is given. */
  readonly clientAddress?: string
  /** `localhost` where none is given. */
  readonly hostname?: string
  /** Whether a password is right, for `auth_basic`. Without it, none is. */
  readonly authenticate?: (user: string, password: string, userFile: string) => boolean
}

/** A model of nginx: a handler that also says what it does not know. */
export interface NginxServer extends Handler {
  readonly configuration: NginxConfiguration
  /**
   * Directives that may have a bearing on answers and that the model does not read; an `include` that nobody resolved
   * is one. Those that have none, such as `access_log`, are not listed.
   */
  readonly unknownDirectives: readonly Unknown[]
  /** Variables that are used and have no value in the model; they are empty. */
  readonly unknownVariables: readonly Unknown[]
}

/**
 * What nginx answers with this configuration, text or parsed: a whole file, or what stands in an `http` block. The
 * handler is pure: each request is answered by itself, and the same one always in the same way.
 *
 * It follows nginx 1.22.1, and our tests ask a real one: the choice of server and location, `add_header` and its
 * inheritance, `if`, `map`, `set`, `return`, `rewrite`, `error_page`, `try_files`, `limit_except`, `allow`, `deny`,
 * `auth_basic`, `proxy_pass` and what goes with it, and the pages that nginx makes itself.
 *
 * What it does not do: keep state (`limit_req`, caches, the turns of an `upstream`: always the first address that
 * answers), look at time (`expires`, `Date`), read bodies (`sub_filter`, ranges, `If-None-Match`, `gzip`; a stream of
 * unknown length is never too large), ask others (`auth_request`, `mirror`, FastCGI, gRPC, uwsgi), run scripts (Lua,
 * njs, Perl), stop a pattern that takes for ever, hang up where a map changes a capture that stands beside it, as
 * patched nginx does, and whatever else stands in `unknownDirectives`. Headers of the connection are left out, and so are
 * `Date`, and `ETag` and `Last-Modified` of files.
 *
 * Where nobody listens on the port of a URL, and where `return 444` hangs up, it throws a `TransportError`.
 *
 * @throws ConfigError with everything that nginx would refuse to start with, as far as the model reads it, each with
 * its place; and for a `proxy_pass` to nobody
 */
export function nginx(configuration: string | NginxConfiguration, options: NginxOptions = {}): NginxServer {
  const parsed = typeof configuration === 'string' ? parseNginx(configuration, options) : configuration
  const report = createReport()
  const reader = createReader(report, options.version ?? '1.22.1')
  const site = compile(parsed, reader)
  checkVariables(parsed, report)
  report.throwIfFailed()
  const surroundings = surroundingsOf(site, options)
  const handler = (request: WireRequest): WireResponse => respond(surroundings, options, request)
  const { unknownDirectives, unknownVariables } = report
  return Object.assign(handler, { configuration: parsed, unknownDirectives, unknownVariables })
}

function respond(surroundings: Surroundings, options: NginxOptions, request: WireRequest): WireResponse {
  const { exchange, first } = beginExchange(
    surroundings,
    options.ports ?? {},
    options.address ?? null,
    request,
  )
  return finish(exchange, runPhases(exchange, first))
}

function surroundingsOf(site: Site, options: NginxOptions): Surroundings {
  const upstreams = new Map(Object.entries(options.upstreams ?? {}))
  const others = options.otherUpstreams ?? null
  const missing = others === null ? missingUpstreams(site, upstreams) : []
  const issues: readonly ConfigIssue[] = missing.map((authority) => {
    const path = `upstreams[${JSON.stringify(authority)}]`
    const message = `${path} is missing: the configuration has a proxy_pass to it; give a handler, "refused" or "timeout"`
    return { path, value: undefined, reason: 'missing', message }
  })
  if (issues.length > 0) throw new ConfigError(issues)
  const files = new Map(Object.entries(options.files ?? {}).map(([path, text]) => [path, utf8Encode(text)]))
  return {
    site,
    // The name of a block leads to its addresses, unless it is given itself.
    upstream: (authority) => upstreams.get(authority) ?? (site.upstreams.has(authority) ? null : others),
    files,
    folders: foldersOf(files.keys()),
    prefix: (options.prefix ?? '/usr/share/nginx').replace(/\/$/, ''),
    clientAddress: options.clientAddress ?? '127.0.0.1',
    serverAddress: options.address ?? '127.0.0.1',
    hostname: options.hostname ?? 'localhost',
    authenticate: options.authenticate ?? (() => false),
  }
}

/** nginx does not start with a variable that nobody defines; but who knows what unread directives define. */
function checkVariables({ directives }: NginxConfiguration, report: Report): void {
  const defined = definedVariables(directives)
  for (const unknown of usedVariables(directives, report)) {
    if (defined.has(unknown.name) || isModelled(unknown.name)) continue
    if (isWithoutValue(unknown.name) || report.unknownDirectives.length > 0) report.unknownVariable(unknown)
    else report.fail(unknown.span, `there is no variable $${unknown.name}`)
  }
}
