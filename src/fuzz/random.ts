/**
 * Numbers that look random and follow from a seed and an index alone, so that any part of a campaign can be played
 * anywhere. The mixing is that of splitmix32 (public domain), started from a hash of both.
 */
export interface Random {
  state: number
}

/** The numbers of a case. Indices may go beyond 32 bits. */
export function randomOf(seed: number, index: number): Random {
  const low = index >>> 0
  const high = Math.floor(index / 0x1_0000_0000)
  return { state: scrambled(scrambled(seed ^ 0x5bf0_3635) ^ scrambled(low + 0x7f4a_7c15) ^ high) }
}

/** A whole number from 0 up to, and without, `below`. */
export function below(random: Random, limit: number): number {
  random.state = (random.state + 0x9e37_79b9) | 0
  return Math.floor(((scrambled(random.state) >>> 0) / 0x1_0000_0000) * limit)
}

/** A member of a list that has some. */
export function pick<Member>(random: Random, list: readonly Member[]): Member {
  return list[below(random, list.length)] as Member
}

function scrambled(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0_aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97)
  return mixed ^ (mixed >>> 15)
}
