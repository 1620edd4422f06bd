import type { WireRequest } from '../../fetch/response'
import { getHeader } from '../../http/header-list'
import { ConfigError } from '../../infra/config-error'

/**
 * What `app.set('trust proxy', …)` takes: whether, how many proxies, or which addresses; as a list, or one string
 * with commas. A function is asked about an address and how far away it is.
 */
export type TrustProxy =
  | boolean
  | number
  | string
  | readonly string[]
  | ((address: string, hop: number) => boolean)

/** How an Express application takes itself to be reached. */
export interface ExpressConnection {
  /** The application's own setting; false unless said otherwise. */
  readonly trustProxy?: TrustProxy | undefined
  /** Who connects to the application, a proxy or the browser; 127.0.0.1 unless said otherwise. */
  readonly remoteAddress?: string | undefined
}

/** Names that Express knows for ranges of addresses; those of IPv6 only as far as the address itself tells. */
const ranges: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['loopback', ['127.0.0.1/8', '::1']],
  ['linklocal', ['169.254.0.0/16']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']],
])

/**
 * `req.protocol` of Express: that of the connection, or what the first `X-Forwarded-Proto` says where whoever
 * connects is trusted. It is taken as it is written, in whatever case.
 */
export function expressProtocol(request: WireRequest, connection: ExpressConnection = {}): string {
  const { trustProxy = false, remoteAddress = '127.0.0.1' } = connection
  const own = request.url.scheme
  if (!trusts(trustProxy, remoteAddress)) return own
  const forwarded = getHeader(request.headerList, 'x-forwarded-proto')
  return forwarded ? (forwarded.split(',', 1)[0] ?? '').trim() : own
}

/**
 * Whether an application trusts what an address forwards.
 *
 * @throws ConfigError for what Express would refuse, and for ranges of IPv6 other than single addresses, which
 * this model does not know
 */
export function trusts(trustProxy: TrustProxy, address: string): boolean {
  if (typeof trustProxy === 'function') return Boolean(trustProxy(address, 0))
  if (typeof trustProxy === 'boolean') return trustProxy
  if (typeof trustProxy === 'number') return trustProxy > 0
  const given = typeof trustProxy === 'string' ? trustProxy.split(',').map((part) => part.trim()) : trustProxy
  return given
    .flatMap((range) => ranges.get(range) ?? [range])
    .map((range) => inRange(address, range))
    .includes(true)
}

function inRange(address: string, range: string): boolean {
  const [network = '', mask, ...more] = range.split('/')
  const base = bitsOf(network)
  if (more.length > 0 || (base === null && (mask !== undefined || !looksLikeIPv6(network))))
    throw notAnAddress(range)
  if (base === null) return network.toLowerCase() === address.toLowerCase()
  const length = mask === undefined ? 32 : maskLength(mask)
  if (length === null) throw notAnAddress(range)
  const asked = bitsOf(address)
  return asked !== null && length > 0 && asked >>> (32 - length) === base >>> (32 - length)
}

/** An IPv4 address as a number, also where IPv6 wraps it; null for anything else. */
function bitsOf(address: string): number | null {
  const dotted = address.replace(/^::ffff:/i, '').split('.')
  if (dotted.length !== 4 || dotted.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null
  return dotted.reduce((bits, part) => bits * 256 + Number(part), 0)
}

/** `8` or `255.0.0.0`. */
function maskLength(mask: string): number | null {
  if (/^\d{1,2}$/.test(mask)) return Number(mask) >= 1 && Number(mask) <= 32 ? Number(mask) : null
  const bits = bitsOf(mask)
  if (bits === null) return null
  const length = bits.toString(2).replace(/0*$/, '')
  return bits.toString(2).length === 32 && /^1+$/.test(length) ? length.length : null
}

function looksLikeIPv6(network: string): boolean {
  return /^[0-9a-f:]*:[0-9a-f:.]*$/i.test(network)
}

function notAnAddress(range: string): ConfigError {
  const message = `must be an IPv4 address, such an address and a mask (10.0.0.0/8), a single IPv6 address, or one of ${[...ranges.keys()].join(', ')}`
  return new ConfigError([{ path: 'trustProxy', value: range, reason: 'invalid', message }])
}
