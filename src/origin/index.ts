/**
 * `corsac/origin`: origins and sites, as the standards and the browsers compare them.
 *
 * Wherever an origin is asked for, a string (a serialized origin or any absolute URL), an object with an
 * `href` (a `URL`, `location`) or an `Origin` will do.
 *
 * @module
 */
export type { HistoricalComparison } from './historical'
export type { OpaqueOrigin, Origin, TupleOrigin } from './origin'
export {
  isPotentiallyTrustworthy,
  type OriginInput,
  type OriginPart,
  parse,
  type Relations,
  registrableDomain,
  relations,
  sameOrigin,
  sameOriginAs,
  sameSite,
  schemelesslySameSite,
  serializeOrigin,
} from './origin-input'
export { OriginSyntaxError, type OriginSyntaxErrorCode } from './origin-syntax-error'
