import { isIP, type LookupFunction, connect as openTCP, type Socket } from 'node:net'
import { checkServerIdentity, connect as openTLS } from 'node:tls'
import type { WireRequest } from '../fetch/response'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { type Connection, defaultNodeLimits, exchangeOverHTTP, type NodeLimits } from './node-http-client'
import { checkKeys, checkLimits } from './option-issues'
import { type Transport, TransportError } from './transport'

/** Where a connection goes instead: an IP address or a name, and another port if that is not the URL's. */
export type ResolvedAddress = string | { readonly address: string; readonly port?: number }

export interface NodeTransportOptions extends Partial<NodeLimits> {
  /**
   * The address of a host, for servers that are not where DNS says; null or undefined asks the system.
   * IPv6 addresses come and go without brackets. `Host`, SNI and the check of the certificate keep to the
   * URL.
   */
  readonly resolve?: (
    hostname: string,
    port: number,
  ) => ResolvedAddress | null | undefined | Promise<ResolvedAddress | null | undefined>
  readonly tls?: {
    /** Authorities to trust instead of those that Node trusts, in PEM. */
    readonly ca?: string | Buffer | readonly (string | Buffer)[]
    /** Set to false to take any certificate. */
    readonly rejectUnauthorized?: boolean
  }
}

/**
 * A transport over real sockets, in HTTP/1.1 and over TLS where the URL says https. What the server sends
 * is handed on as it came: header lines in order with their duplicates, bodies undecoded, redirects not
 * followed. Each request has a connection of its own, so that none depends on the ones before it.
 *
 * It adds `Host` and `Connection: close` to what it is given, and a `Content-Length` where a body came
 * without; it brings names to the case that browsers use. `localhost` and names below it are the loopback
 * address, whatever DNS says.
 *
 * A request rejects with a `TransportError`. What Node's HTTP parser hides, changes or refuses is listed in
 * `docs/node-transport.md`; above all it refuses header lines with whitespace before the colon.
 *
 * @throws ConfigError for options that are none
 */
export function nodeTransport(options: NodeTransportOptions = {}): Transport {
  const issues: ConfigIssue[] = []
  checkOptions(options, issues)
  const limits = checkLimits(options, defaultNodeLimits, issues)
  if (issues.length > 0) throw new ConfigError(issues)
  return (request, signal) =>
    exchangeOverHTTP(request, signal, (authority) => connect(request, authority, options), limits)
}

function checkOptions(options: NodeTransportOptions, issues: ConfigIssue[]): void {
  checkKeys(options, ['resolve', 'tls', ...Object.keys(defaultNodeLimits)], '', issues)
  const { resolve, tls } = options
  if (resolve !== undefined && typeof resolve !== 'function') {
    const message = 'must be a function from a host name to an address'
    issues.push({ path: 'resolve', value: resolve, reason: 'invalid', message })
  }
  if (tls !== undefined) checkKeys(tls, ['ca', 'rejectUnauthorized'], 'tls.', issues)
}

async function connect(
  request: WireRequest,
  authority: string,
  options: NodeTransportOptions,
): Promise<Connection> {
  const { scheme, host } = request.url
  const port = request.url.port ?? (scheme === 'https' ? 443 : 80)
  // Without a host `authorityOf` has refused the request.
  const hostname = host === null ? '' : host.startsWith('[') ? host.slice(1, -1) : host

  const resolved = (await options.resolve?.(hostname, port)) ?? null
  const address = typeof resolved === 'string' ? resolved : (resolved?.address ?? hostname)
  const to = {
    host: address,
    port: (typeof resolved === 'string' ? null : resolved?.port) ?? port,
    ...(isLocalhost(address) ? { lookup: lookUpLoopback } : {}),
  }
  if (typeof address !== 'string' || address === '') {
    throw new TransportError('dns', `resolve() gave no address for ${authority}.`)
  }
  return scheme === 'https' ? securely(to, hostname, options) : plainly(to)
}

interface Address {
  readonly host: string
  readonly port: number
  readonly lookup?: LookupFunction
}

function plainly(to: Address): Connection {
  const stream = openTCP(to)
  const connection: Connection = { stream, phase: 'looking up the name' }
  followConnecting(connection, stream, 'waiting for the response')
  return connection
}

function securely(to: Address, hostname: string, options: NodeTransportOptions): Connection {
  const { ca, rejectUnauthorized } = options.tls ?? {}
  const stream = openTLS({
    ...to,
    // An IP address is no server name.
    servername: isIP(hostname) === 0 ? hostname : '',
    checkServerIdentity: (_address, certificate) => checkServerIdentity(hostname, certificate),
    ALPNProtocols: ['http/1.1'],
    ...(ca === undefined ? {} : { ca: typeof ca === 'string' || Buffer.isBuffer(ca) ? ca : [...ca] }),
    rejectUnauthorized: rejectUnauthorized !== false,
  })
  const connection: Connection = { stream, phase: 'looking up the name' }
  followConnecting(connection, stream, 'in the TLS handshake')
  stream.once('secureConnect', () => {
    connection.phase = 'waiting for the response'
  })
  return connection
}

/** Keeps the phase up to date while TCP connects. */
function followConnecting(connection: Connection, stream: Socket, next: Connection['phase']): void {
  stream.once('lookup', () => {
    if (connection.phase === 'looking up the name') connection.phase = 'connecting'
  })
  stream.once('connect', () => {
    connection.phase = next
  })
}

/** https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
function isLocalhost(hostname: string): boolean {
  const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  return name === 'localhost' || name.endsWith('.localhost')
}

/** What browsers take `localhost` for, without asking anybody. https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
const lookUpLoopback: LookupFunction = (_hostname, options, callback) => {
  const ipv4 = { address: '127.0.0.1', family: 4 }
  if (options.all === true) callback(null, [ipv4, { address: '::1', family: 6 }])
  else callback(null, ipv4.address, ipv4.family)
}
