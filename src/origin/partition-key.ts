import type { Origin } from './origin'
import { obtainSite, serializeSite } from './site'

/**
 * A network partition key: https://fetch.spec.whatwg.org/#network-partition-keys
 * Both parts are serialized, so that keys are compared and kept as strings.
 */
export interface NetworkPartitionKey {
  /** `https://example.com`, or `opaque:7` for an opaque origin. */
  readonly topLevelSite: string
  /** Implementation-defined. No profile uses one yet, for want of evidence. */
  readonly secondKey: string | null
}

/** A browser has few top-level origins, and every preflight asks. Out of sight, like the tables of URLs. */
const keys: WeakMap<Origin, NetworkPartitionKey> = /* @__PURE__ */ new WeakMap()

/**
 * The network partition key of an environment, given its top-level origin.
 * https://fetch.spec.whatwg.org/#determine-the-network-partition-key
 *
 * An opaque site is written with its identity, since all of them serialize as `null`. A document whose
 * origin is opaque has been given an id of its own by the user agent, so `opaque:0` is nobody's key.
 */
export function determineNetworkPartitionKey(topLevelOrigin: Origin): NetworkPartitionKey {
  const known = keys.get(topLevelOrigin)
  if (known !== undefined) return known
  // 4.
  const site = obtainSite(topLevelOrigin)
  const topLevelSite = site.kind === 'opaque' ? `opaque:${site.id}` : serializeSite(site)
  // 5–6.
  const key: NetworkPartitionKey = { topLevelSite, secondKey: null }
  keys.set(topLevelOrigin, key)
  return key
}

/** Whether two network partition keys are the same. https://fetch.spec.whatwg.org/#network-partition-keys */
export function networkPartitionKeyEquals(a: NetworkPartitionKey, b: NetworkPartitionKey): boolean {
  return a.topLevelSite === b.topLevelSite && a.secondKey === b.secondKey
}
