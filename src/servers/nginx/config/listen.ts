import type { Directive } from '../syntax/directive'
import type { Reader } from './reader'
import type { Listen } from './site'

/** A `listen`; null for a socket of the file system, which no browser reaches, and where it is none. */
export function readListen({ args, span }: Directive, isSecure: boolean, reader: Reader): Listen | null {
  const [where, ...options] = args.map(({ text }) => text)
  if (where === undefined || where.startsWith('unix:')) return null
  const found =
    /^(?:(\[[0-9a-f:.]+\]|\*|[A-Za-z0-9.-]+?):)?(\d{1,5})$|^(\[[0-9a-f:.]+\]|\*|[A-Za-z0-9.-]+)$/i.exec(where)
  const port = Number(found?.[2] ?? 80)
  if (found === null || port < 1 || port > 65535) {
    reader.report.fail(span, 'listen takes an address, a port, or both as in 127.0.0.1:8080')
    return null
  }
  if (options.includes('proxy_protocol'))
    reader.report.unknownDirective({ name: 'listen … proxy_protocol', span })
  return {
    address: addressOf(found[1] ?? found[3] ?? '*'),
    port,
    secure: isSecure || options.includes('ssl') || options.includes('quic'),
    isDefault: options.includes('default_server') || options.includes('default'),
  }
}

/** What a server without a `listen` does. */
export const defaultListen: Listen = { address: '*', port: 80, secure: false, isDefault: false }

function addressOf(written: string): string {
  if (written === '0.0.0.0') return '*'
  return written === 'localhost' ? '127.0.0.1' : written.toLowerCase()
}
