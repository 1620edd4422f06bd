import type { TupleOrigin } from './origin'
import { parseURL, type URLRecord } from './url-record'

/** Origins are interned, so that this is asked about few. Out of sight, like the tables of URLs. */
const urls: WeakMap<TupleOrigin, URLRecord> = /* @__PURE__ */ new WeakMap()

/** `https://example.com/` for `https://example.com`: what a referrer is cut down to. */
export function urlOfOrigin(origin: TupleOrigin): URLRecord {
  const known = urls.get(origin)
  if (known !== undefined) return known
  const url = parseURL(`${origin.serialized}/`)
  if (url === null) throw new TypeError(`${origin.serialized} is not the serialization of an origin`)
  urls.set(origin, url)
  return url
}
