import { getHeader, type HeaderList } from '../../../http/header-list'
import type { Exchange } from './exchange'

/** The value of a variable of nginx's own, null where it has none or is none. Maps and roots are not asked here. */
export function builtIn(exchange: Exchange, name: string): string | null {
  const read = variables[name]
  if (read !== undefined) return read(exchange)
  for (const [prefix, readOne] of families) {
    if (name.startsWith(prefix)) return readOne(exchange, name.slice(prefix.length))
  }
  return null
}

/**
 * Whether nginx keeps the value that a variable had when it was first asked for, though it may change later: headers of
 * the answer, which are empty before there are any.
 */
export function staysAsFirstAsked(name: string): boolean {
  return name.startsWith('sent_http_')
}

/** Whether the model has a variable of this name, but for those that a configuration defines. */
export function isModelled(name: string): boolean {
  return (
    variables[name] !== undefined || ofFiles.has(name) || families.some(([prefix]) => name.startsWith(prefix))
  )
}

/** Variables that are made of the root of a level: see `variable`. */
const ofFiles: ReadonlySet<string> = new Set(['document_root', 'realpath_root', 'request_filename'])

type Read = (exchange: Exchange) => string | null

const variables: Readonly<Record<string, Read | undefined>> = {
  args: ({ args }) => args,
  query_string: ({ args }) => args,
  is_args: ({ args }) => (args === '' ? '' : '?'),
  content_length: ({ headers, body }) =>
    getHeader(headers, 'content-length') ?? (body?.kind === 'bytes' ? String(body.bytes.length) : null),
  content_type: ({ headers }) => getHeader(headers, 'content-type'),
  document_uri: ({ uri }) => uri,
  uri: ({ uri }) => uri,
  host: ({ host, server }) => (host === '' ? server.name : host),
  hostname: ({ surroundings }) => surroundings.hostname,
  http_host: ({ authority }) => (authority === '' ? null : authority),
  // These may be in several lines; of others, the first line counts.
  http_cookie: ({ headers }) => joined(headers, 'cookie', '; '),
  http_x_forwarded_for: ({ headers }) => joined(headers, 'x-forwarded-for', ', '),
  https: ({ socket }) => (socket.secure ? 'on' : ''),
  nginx_version: ({ surroundings }) => surroundings.site.version,
  proxy_add_x_forwarded_for: ({ headers, surroundings }) => {
    const before = joined(headers, 'x-forwarded-for', ', ')
    return before === null || before === ''
      ? surroundings.clientAddress
      : `${before}, ${surroundings.clientAddress}`
  },
  proxy_host: ({ proxyHost }) => proxyHost,
  proxy_port: ({ proxyPort }) => proxyPort,
  realip_remote_addr: ({ surroundings }) => surroundings.clientAddress,
  remote_addr: ({ surroundings }) => surroundings.clientAddress,
  remote_user: (exchange) => credentialsOf(exchange)?.[0] ?? null,
  request: ({ request, requestURI }) => `${request.method} ${requestURI} HTTP/1.1`,
  request_method: ({ method }) => method,
  request_uri: ({ requestURI }) => requestURI,
  scheme: ({ socket }) => (socket.secure ? 'https' : 'http'),
  sent_http_content_type: ({ contentType }) => contentType,
  server_addr: ({ surroundings }) => surroundings.serverAddress,
  server_name: ({ server }) => server.name,
  server_port: ({ socket }) => String(socket.port),
  server_protocol: () => 'HTTP/1.1',
  status: ({ errorStatus, status }) => String(errorStatus === 0 ? status : errorStatus).padStart(3, '0'),
  upstream_addr: ({ upstreamAuthority }) => (upstreamAuthority === '' ? null : upstreamAuthority),
  upstream_status: ({ upstreamStatus }) => (upstreamStatus === '' ? null : upstreamStatus),
}

/** Variables by the beginning of their names. */
const families: readonly (readonly [string, (exchange: Exchange, rest: string) => string | null])[] = [
  ['http_', ({ headers }, name) => headerNamed(headers, name)],
  ['sent_http_', ({ out }, name) => headerNamed(out, name)],
  ['upstream_http_', ({ upstreamHeaders }, name) => headerNamed(upstreamHeaders, name)],
  ['upstream_cookie_', ({ upstreamHeaders }, name) => setCookieNamed(upstreamHeaders, name)],
  ['cookie_', ({ headers }, name) => cookieNamed(headers, name)],
  ['arg_', ({ args }, name) => argumentNamed(args, name)],
]

/** The first header whose name is this when its dashes are underscores. */
function headerNamed(headers: HeaderList, name: string): string | null {
  return headers.find((header) => header.name.replaceAll('-', '_') === name)?.value ?? null
}

function joined(headers: HeaderList, name: string, separator: string): string | null {
  const values = headers.filter((header) => header.name === name).map(({ value }) => value)
  return values.length === 0 ? null : values.join(separator)
}

/** Names are compared without letter case, as nginx does. */
function cookieNamed(headers: HeaderList, name: string): string | null {
  for (const { value } of headers.filter((header) => header.name === 'cookie')) {
    for (const pair of value.split(';')) {
      const [key, content] = pairOf(pair)
      if (key.toLowerCase() === name) return content
    }
  }
  return null
}

function setCookieNamed(headers: HeaderList, name: string): string | null {
  for (const { value } of headers.filter((header) => header.name === 'set-cookie')) {
    const [key, content] = pairOf(value.split(';', 1)[0] as string)
    if (key.toLowerCase() === name) return content
  }
  return null
}

function pairOf(pair: string): readonly [string, string] {
  const sign = pair.indexOf('=')
  return sign === -1 ? [pair.trim(), ''] : [pair.slice(0, sign).trim(), pair.slice(sign + 1).trim()]
}

function argumentNamed(args: string, name: string): string | null {
  for (const argument of args.split('&')) {
    const sign = argument.indexOf('=')
    if (sign !== -1 && argument.slice(0, sign).toLowerCase() === name) return argument.slice(sign + 1)
  }
  return null
}

/** User and password of `Authorization: Basic`; null where there are none. */
export function credentialsOf({ headers }: Exchange): readonly [user: string, password: string] | null {
  const found = /^basic +([A-Za-z0-9+/=]+) *$/i.exec(getHeader(headers, 'authorization') ?? '')
  const decoded = found === null ? '' : decodeBase64(found[1] as string)
  const colon = decoded.indexOf(':')
  return colon === -1 ? null : [decoded.slice(0, colon), decoded.slice(colon + 1)]
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function decodeBase64(text: string): string {
  let bits = 0
  let count = 0
  let bytes = ''
  for (const letter of text.replace(/=+$/, '')) {
    bits = ((bits << 6) | digits.indexOf(letter)) & 0xffff
    count += 6
    if (count >= 8) {
      count -= 8
      bytes += String.fromCharCode((bits >> count) & 0xff)
    }
  }
  return bytes
}
