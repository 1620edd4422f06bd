import { X509Certificate } from 'node:crypto'
import { isIP, type LookupFunction, connect as openTCP, type Socket } from 'node:net'
import { checkServerIdentity, createSecureContext, connect as openTLS, type SecureContext } from 'node:tls'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import type { URLRecord } from '../origin/url-record'
import { KeptConnections } from './kept-connections'
import { type Connection, defaultNodeLimits, exchangeOverHTTP, type NodeLimits } from './node-http-client'
import { checkKeys, checkLimits } from './option-issues'
import { describeThrown, type Transport, TransportError } from './transport'

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
  /**
   * Whether connections are kept and used again, as browsers do, which saves time. False where nothing is said: then each
   * request has a connection of its own, so that none depends on the ones before it.
   */
  readonly keepAlive?: boolean
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
 * followed. Each request has a connection of its own, unless they are to be kept.
 *
 * It adds `Host` and `Connection` to what it is given, and a `Content-Length` where a body came
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
  const secureContext = secureContextOf(options, issues)
  if (issues.length > 0) throw new ConfigError(issues)
  const rejectUnauthorized = options.tls?.rejectUnauthorized !== false
  const kept = options.keepAlive === true ? new KeptConnections() : null

  return (request, signal) => {
    const connect = async (authority: string): Promise<Connection> => {
      const to = await addressOf(request.url, authority, options.resolve)
      if (request.url.scheme === 'http') return plainly(to)
      return securely(to, hostnameOf(request.url), secureContext, rejectUnauthorized)
    }
    return exchangeOverHTTP(request, signal, connect, limits, kept)
  }
}

function checkOptions(options: NodeTransportOptions, issues: ConfigIssue[]): void {
  checkKeys(options, ['resolve', 'tls', 'keepAlive', ...Object.keys(defaultNodeLimits)], '', issues)
  if (issues[0]?.path === 'options') throw new ConfigError(issues)
  const { resolve, tls, keepAlive } = options
  if (resolve !== undefined && typeof resolve !== 'function') {
    const message = 'must be a function from a host name to an address'
    issues.push({ path: 'resolve', value: resolve, reason: 'invalid', message })
  }
  if (keepAlive !== undefined && typeof keepAlive !== 'boolean') {
    const message = 'must be true or false'
    issues.push({ path: 'keepAlive', value: keepAlive, reason: 'invalid', message })
  }
  if (tls === undefined) return
  checkKeys(tls, ['ca', 'rejectUnauthorized'], 'tls.', issues)
  const rejectUnauthorized = tls?.rejectUnauthorized
  if (rejectUnauthorized !== undefined && typeof rejectUnauthorized !== 'boolean') {
    const message = 'must be true or false'
    issues.push({ path: 'tls.rejectUnauthorized', value: rejectUnauthorized, reason: 'invalid', message })
  }
}

/** The trusted authorities, read once for all connections. */
function secureContextOf(options: NodeTransportOptions, issues: ConfigIssue[]): SecureContext {
  const ca = options.tls?.ca
  if (ca === undefined) return createSecureContext()
  const authorities = typeof ca === 'string' || Buffer.isBuffer(ca) ? [ca] : [...ca]
  try {
    // What is no certificate, Node would take as well, and then trust nobody.
    for (const authority of authorities) new X509Certificate(authority)
    return createSecureContext({ ca: authorities })
  } catch {
    const message = 'must be one or more certificates in PEM'
    issues.push({ path: 'tls.ca', value: ca, reason: 'invalid', message })
    return createSecureContext()
  }
}

/** The host of a URL as DNS and TLS know it: an IPv6 address without brackets. */
function hostnameOf({ host }: URLRecord): string {
  // A URL of http or https has a host; `exchangeOverHTTP` has refused all others by now.
  const name = host ?? ''
  return name.startsWith('[') ? name.slice(1, -1) : name
}

async function addressOf(
  url: URLRecord,
  authority: string,
  resolve: NodeTransportOptions['resolve'],
): Promise<Address> {
  const hostname = hostnameOf(url)
  const defaultPort = url.port ?? (url.scheme === 'https' ? 443 : 80)
  const resolved = await resolvedBy(resolve, hostname, defaultPort, authority)
  const { address, port = defaultPort } =
    typeof resolved === 'string' ? { address: resolved } : (resolved ?? { address: hostname })
  const portIsOne = Number.isInteger(port) && port > 0 && port <= 0xffff
  if (typeof address !== 'string' || address === '' || !portIsOne) {
    throw new TransportError('dns', `resolve() gave no address and port for ${authority}.`)
  }
  return isLocalhost(address) ? { host: address, port, lookup: lookUpLoopback } : { host: address, port }
}

async function resolvedBy(
  resolve: NodeTransportOptions['resolve'],
  hostname: string,
  port: number,
  authority: string,
): Promise<ResolvedAddress | null> {
  if (resolve === undefined) return null
  try {
    return (await resolve(hostname, port)) ?? null
  } catch (thrown) {
    const message = `resolve() threw ${describeThrown(thrown)} for ${authority}.`
    throw new TransportError('dns', message, thrown)
  }
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

function securely(
  to: Address,
  hostname: string,
  secureContext: SecureContext,
  rejectUnauthorized: boolean,
): Connection {
  const stream = openTLS({
    ...to,
    secureContext,
    rejectUnauthorized,
    // An IP address is no server name.
    servername: isIP(hostname) === 0 ? hostname : '',
    checkServerIdentity: (_address, certificate) => checkServerIdentity(hostname, certificate),
    ALPNProtocols: ['http/1.1'],
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
