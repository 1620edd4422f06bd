import type { Body } from '../../../fetch/request'
import type { Exchange } from './exchange'

/** Adds a header to the answer. */
export function addHeader(exchange: Exchange, name: string, value: string): void {
  exchange.out.push({ name, value })
}

/** Sets where the answer leads: in place of any before. */
export function setLocation(exchange: Exchange, value: string): void {
  clearLocation(exchange)
  exchange.out.push({ name: 'location', value, isLocation: true })
}

export function clearLocation(exchange: Exchange): void {
  exchange.out = exchange.out.filter(({ isLocation }) => isLocation !== true)
}

/** Takes headers out of the answer. */
export function removeHeaders(exchange: Exchange, ...names: readonly string[]): void {
  exchange.out = exchange.out.filter(({ name }) => !names.includes(name))
}

/** The type of what the URI means, by its extension. */
export function contentTypeFor({ uri, level }: Exchange): string {
  const { types, defaultType } = level.settings
  const found = /[^/]\.([^./]*)$/.exec(uri)
  return types.get((found?.[1] ?? '').toLowerCase()) ?? defaultType
}

/** A body of this text, which is a byte string. */
export function bytesOf(text: string): Body {
  return { kind: 'bytes', bytes: text }
}
