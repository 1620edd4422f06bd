/**
 * A bounded table of values that were made from a string. It is of two generations: what is asked for moves
 * to the young one, and where that is full the old one is dropped, so that half of what it holds, the more
 * recently used half, always survives.
 *
 * Such a table is state in a room that has none otherwise. What keeps the room pure is how it is used: the
 * value is a function of the key alone and is never changed, so that nobody can tell, but by the time it
 * takes and by `===`, whether it was found or made.
 */
export interface InternTable<V> {
  /** The value, or undefined where it is not (or no longer) there. */
  get(key: string): V | undefined
  /** Keeps the value for a while, unless the key is longer than `longestKey`. */
  set(key: string, value: V): void
}

/** Without this, a few thousand `data:` URLs of a megabyte each would stay in memory. */
export const longestKey = 4096

/** An empty table that holds at most twice `generationSize` values. */
export function createInternTable<V>(generationSize: number): InternTable<V> {
  let young = new Map<string, V>()
  let old = new Map<string, V>()

  function set(key: string, value: V): void {
    if (key.length > longestKey) return
    if (young.size >= generationSize) {
      old = young
      young = new Map()
    }
    young.set(key, value)
  }

  function get(key: string): V | undefined {
    // Hashing a long string takes its time too.
    if (key.length > longestKey) return undefined
    const value = young.get(key)
    if (value !== undefined) return value
    const older = old.get(key)
    if (older !== undefined) set(key, older)
    return older
  }

  return { get, set }
}
