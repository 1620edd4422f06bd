/**
 * A hash trie: each level chooses one of up to 32 slots by five more bits of the key's hash. A write copies the
 * path to its key and shares the rest with the map it came from. Equal contents have equal tries, whatever the
 * order of writes was, except for the order of keys whose hashes are wholly the same.
 */
type Node<K, V> = Branch<K, V> | Leaf<K, V>

interface Branch<K, V> {
  /** Only the slots in use, in order. Never empty, and never a single leaf: that takes the branch's own place. */
  readonly slots: readonly Node<K, V>[]
  /** Which of the 32 slots those are, one bit each. */
  readonly bitmap: number
}

/** One key and its value, and behind it the other keys of the same hash, oldest first. */
interface Leaf<K, V> {
  readonly slots: null
  readonly hash: number
  readonly key: K
  readonly value: V
  readonly next: Leaf<K, V> | null
}

const bitsPerLevel = 5
const slotMask = 31

/** A map that is never changed: `with` and `without` return the map to go on with, in about a microsecond. */
export class PersistentMap<K, V> {
  private constructor(
    readonly size: number,
    private readonly root: Node<K, V> | null,
    private readonly hashOf: (key: K) => number,
    private readonly equals: (a: K, b: K) => boolean,
  ) {}

  /** The empty map. Keys that are equal must have equal hashes; the hash counts as a 32-bit integer. */
  static empty<K, V>(hashOf: (key: K) => number, equals: (a: K, b: K) => boolean): PersistentMap<K, V> {
    return new PersistentMap<K, V>(0, null, hashOf, equals)
  }

  get(key: K): V | undefined {
    return this.find(key, this.hashOf(key) | 0)?.value
  }

  /** The map in which `key` has `value`: this one, where it has it already. An equal key that is there stays. */
  with(key: K, value: V): PersistentMap<K, V> {
    const hash = this.hashOf(key) | 0
    const old = this.find(key, hash)
    if (old !== null && Object.is(old.value, value)) return this
    const leaf: Leaf<K, V> = {
      slots: null,
      hash,
      key: old === null ? key : old.key,
      value,
      next: old === null ? null : old.next,
    }
    const root = this.root === null ? leaf : put(this.root, 0, leaf, old)
    return new PersistentMap(old === null ? this.size + 1 : this.size, root, this.hashOf, this.equals)
  }

  /** The map that lacks `key`: this one, where it does already. */
  without(key: K): PersistentMap<K, V> {
    const old = this.find(key, this.hashOf(key) | 0)
    if (this.root === null || old === null) return this
    return new PersistentMap(this.size - 1, remove(this.root, old.hash, old), this.hashOf, this.equals)
  }

  /** Every key with its value, in an order that only the hashes decide. */
  *entries(): Generator<readonly [key: K, value: V], void, undefined> {
    const pending: Node<K, V>[] = this.root === null ? [] : [this.root]
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.slots === null) {
        for (let leaf: Leaf<K, V> | null = node; leaf !== null; leaf = leaf.next) yield [leaf.key, leaf.value]
      } else {
        for (let i = node.slots.length - 1; i >= 0; i--) pending.push(node.slots[i] as Node<K, V>)
      }
    }
  }

  private find(key: K, hash: number): Leaf<K, V> | null {
    let node = this.root
    if (node === null) return null
    for (let rest = hash; node.slots !== null; rest >>>= bitsPerLevel) {
      const index = rest & slotMask
      if (((node.bitmap >>> index) & 1) === 0) return null
      node = node.slots[position(node.bitmap, index)] as Node<K, V>
    }
    if (node.hash !== hash) return null
    const equals = this.equals
    let leaf: Leaf<K, V> | null = node
    while (leaf !== null && !equals(leaf.key, key)) leaf = leaf.next
    return leaf
  }
}

/** Where in `slots` the slot of this index lies: behind as many as the bitmap has bits below it. */
function position(bitmap: number, index: number): number {
  // Near the root of a large map every slot is in use.
  if (bitmap === -1) return index
  let bits = bitmap & ~(-1 << index)
  // Counts the bits in pairs, then in fours, then in bytes; the multiplication adds the bytes up.
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f
  return Math.imul(bits, 0x01010101) >>> 24
}

/** The node with `leaf` in it, in the place of `old` where that is not null. */
function put<K, V>(node: Node<K, V>, shift: number, leaf: Leaf<K, V>, old: Leaf<K, V> | null): Node<K, V> {
  if (node.slots === null) {
    return node.hash === leaf.hash ? spliceChain(node, old, leaf) : fork(shift, node, leaf)
  }
  const { slots, bitmap } = node
  const index = (leaf.hash >>> shift) & slotMask
  const at = position(bitmap, index)
  if (((bitmap >>> index) & 1) === 1) {
    const child = put(slots[at] as Node<K, V>, shift + bitsPerLevel, leaf, old)
    return { slots: replaceAt(slots, at, child), bitmap }
  }
  // Not by `splice` or `push`: they leave room to grow in an array that never will.
  const copy = new Array<Node<K, V>>(slots.length + 1)
  for (let i = 0; i < at; i++) copy[i] = slots[i] as Node<K, V>
  copy[at] = leaf
  for (let i = at; i < slots.length; i++) copy[i + 1] = slots[i] as Node<K, V>
  return { slots: copy, bitmap: bitmap | (1 << index) }
}

/** The branch that tells two leaves of different hashes apart, and below it more of them as needed. */
function fork<K, V>(shift: number, a: Leaf<K, V>, b: Leaf<K, V>): Branch<K, V> {
  const i = (a.hash >>> shift) & slotMask
  const j = (b.hash >>> shift) & slotMask
  if (i === j) return { slots: [fork(shift + bitsPerLevel, a, b)], bitmap: 1 << i }
  return { slots: i < j ? [a, b] : [b, a], bitmap: (1 << i) | (1 << j) }
}

/** The node without `old`, which must be in it; null where nothing is left. */
function remove<K, V>(node: Node<K, V>, rest: number, old: Leaf<K, V>): Node<K, V> | null {
  if (node.slots === null) return spliceChain(node, old, old.next)
  const { slots, bitmap } = node
  const index = rest & slotMask
  const at = position(bitmap, index)
  const child = remove(slots[at] as Node<K, V>, rest >>> bitsPerLevel, old)
  if (child !== null) {
    if (slots.length === 1 && child.slots === null) return child
    return { slots: replaceAt(slots, at, child), bitmap }
  }
  // A branch whose child went away whole has another: it would not be a branch otherwise.
  if (slots.length === 2) {
    const other = slots[1 - at] as Node<K, V>
    if (other.slots === null) return other
  }
  return { slots: slots.filter((_, i) => i !== at), bitmap: bitmap ^ (1 << index) }
}

function replaceAt<K, V>(slots: readonly Node<K, V>[], at: number, child: Node<K, V>): Node<K, V>[] {
  const copy = slots.slice()
  copy[at] = child
  return copy
}

/** The chain with `tail` from where `old` was, or behind its end where `old` is null. */
function spliceChain<K, V, T extends Leaf<K, V> | null>(
  first: Leaf<K, V>,
  old: Leaf<K, V> | null,
  tail: T,
): Leaf<K, V> | T {
  if (first === old) return tail
  const before: Leaf<K, V>[] = []
  for (let leaf: Leaf<K, V> | null = first; leaf !== null && leaf !== old; leaf = leaf.next) before.push(leaf)
  let chain: Leaf<K, V> | T = tail
  for (const { hash, key, value } of before.reverse()) chain = { slots: null, hash, key, value, next: chain }
  return chain
}
