import { hashString } from '../infra/byte-string'
import type { Origin } from './origin'

/**
 * A network partition key: https://fetch.spec.whatwg.org/#network-partition-keys
 * Both parts are serialized, so that keys are compared and kept as strings.
 */
export interface NetworkPartitionKey {
  /** `https://example.com`, or `opaque:7` for an opaque origin. */
  readonly topLevelSite: string
  /** Implementation-defined. No profile uses one yet, for want of evidence. */
  readonly secondKey: string | null
  /** Of both; a shortcut for hash tables, without meaning of its own. */
  readonly hash: number
}

/** A key from its serialized parts. */
export function networkPartitionKey(topLevelSite: string, secondKey: string | null): NetworkPartitionKey {
  const hash = hashString(topLevelSite)
  return {
    topLevelSite,
    secondKey,
    hash: secondKey === null ? hash : Math.imul(hash, 31) + hashString(secondKey),
  }
}

/**
 * The network partition key of an environment, given its top-level origin.
 * https://fetch.spec.whatwg.org/#determine-the-network-partition-key
 *
 * An opaque site is written with its identity, since all of them serialize as `null`. A document whose
 * origin is opaque has been given an id of its own by the user agent, so `opaque:0` is nobody's key.
 */
export function determineNetworkPartitionKey(topLevelOrigin: Origin): NetworkPartitionKey {
  // 4.
  return topLevelOrigin.kind === 'opaque'
    ? networkPartitionKey(`opaque:${topLevelOrigin.id}`, null)
    : // 5. and 6.
      { topLevelSite: topLevelOrigin.site, secondKey: null, hash: topLevelOrigin.siteHash }
}

/** Whether two network partition keys are the same. https://fetch.spec.whatwg.org/#network-partition-keys */
export function networkPartitionKeyEquals(a: NetworkPartitionKey, b: NetworkPartitionKey): boolean {
  return a.topLevelSite === b.topLevelSite && a.secondKey === b.secondKey
}
