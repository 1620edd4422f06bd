import { type Directive, withIncluded } from '../syntax/directive'
import { directivesWithoutBearing } from './no-bearing'
import type { Report, Unknown } from './report'

/** The variables that a configuration uses in directives that the model reads, each at its first place. */
export function usedVariables(directives: readonly Directive[], report: Report): readonly Unknown[] {
  const unread = new Set(report.unknownDirectives.map(({ span }) => span))
  const found = new Map<string, Unknown>()
  const visit = (directive: Directive): void => {
    if (unread.has(directive.span) || directivesWithoutBearing.has(directive.name)) return
    for (const { text, span } of directive.args) {
      for (const [, braced, bare] of text.matchAll(/\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g)) {
        const name = (braced ?? bare ?? '').toLowerCase()
        if (!found.has(name) && !takesPattern(directive, text)) found.set(name, { name, span })
      }
    }
    withIncluded(directive.block ?? []).forEach(visit)
  }
  withIncluded(directives).forEach(visit)
  return [...found.values()]
}

/** Whether a text of this directive is a pattern, in which a dollar sign is the end. */
function takesPattern({ name, args }: Directive, text: string): boolean {
  if (name === 'rewrite') return args[0]?.text === text
  if (name === 'location' || name === 'server_name') return true
  return name === 'if' && /^!?~\*?$/.test(args[1]?.text ?? '') && args[0]?.text !== text
}

/** The variables that a configuration defines: by `set`, `map`, and groups with names in its patterns. */
export function definedVariables(directives: readonly Directive[]): ReadonlySet<string> {
  const defined = new Set<string>()
  const visit = (directive: Directive): void => {
    const { name, head, args, block } = directive
    const target = name === 'set' ? args[0] : name === 'map' ? args[1] : undefined
    if (target !== undefined) defined.add(target.text.replace(/^\$\{?|\}$/g, '').toLowerCase())
    for (const { text } of [head, ...args]) {
      for (const [, group] of text.matchAll(/\(\?(?:P?<|')([A-Za-z_]\w*)[>']/g))
        defined.add((group as string).toLowerCase())
    }
    withIncluded(block ?? []).forEach(visit)
  }
  withIncluded(directives).forEach(visit)
  return defined
}

/**
 * Variables of nginx's own that the model has no value for: they need a clock, a connection, TLS, or a module that is
 * not modelled. They are empty.
 */
const withoutValue = `
ancient_browser binary_remote_addr body_bytes_sent bytes_sent connection connection_requests connection_time
connections_active connections_reading connections_waiting connections_writing date_gmt date_local
fastcgi_path_info fastcgi_script_name http2 http3 invalid_referer is_request_port limit_conn_status limit_rate
limit_req_status modern_browser msec msie pid pipe proxy_protocol_addr proxy_protocol_port
proxy_protocol_server_addr proxy_protocol_server_port realip_remote_port remote_port request_body
request_body_file request_completion request_id request_length request_port request_time secure_link
secure_link_expires slice_range tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601
time_local uid_got uid_reset uid_set upstream_bytes_received upstream_bytes_sent upstream_cache_status
upstream_connect_time upstream_header_time upstream_response_length upstream_response_time
`

const known: ReadonlySet<string> = new Set(withoutValue.split(/\s+/))
const families = /^(?:ssl_|geoip_|sent_trailer_|upstream_trailer_|jwt_|proxy_protocol_tlv_)/

/** Whether nginx has this variable and the model has not. */
export function isWithoutValue(name: string): boolean {
  return known.has(name) || families.test(name)
}
