/** How many bytes may be under way that outlive a page. https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
export const keepaliveLimit: number = 64 * 1024

/**
 * What a document has under way that outlives it: bodies of fetches with `keepalive`, and beacons, in bytes. A frame has
 * a budget of its own.
 *
 * Not modelled: in Chromium the body of a fetch counts until that of its response is read, or has been collected.
 */
export class KeepaliveBudget {
  #underWay = 0

  get underWay(): number {
    return this.#underWay
  }

  /** Counts a body, until the function is called that this returns; null where there is no room for it. */
  take(bytes: number): (() => void) | null {
    if (this.#underWay + bytes > keepaliveLimit) return null
    this.#underWay += bytes
    return () => {
      this.#underWay -= bytes
    }
  }
}
