import { editDistance } from '../explain/near-miss'

/** The candidate that a word was most likely meant to be; null where none is near, or the word is one. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  const limit = word.length <= 4 ? 1 : word.length <= 8 ? 2 : 3
  let best: string | null = null
  let least = limit + 1
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), limit)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  // Half a word is no slip of the pen, and still easy to tell.
  return best ?? candidates.find((candidate) => word.length >= 3 && candidate.startsWith(word)) ?? null
}

/** ` Did you mean explain?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = suggest(word, candidates)
  return meant === null ? '' : ` Did you mean ${meant}?`
}
