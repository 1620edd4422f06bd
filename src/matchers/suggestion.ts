import { editDistance } from '../explain/near-miss'

/** A slip of the pen in a long id, or a word of it. */
const furthest = 4

/** ` Did you mean …?`, or nothing where no name is near. */
export function suggestion(written: string, names: readonly string[]): string {
  const lower = written.toLowerCase()
  let nearest: string | null = null
  let least = Math.min(furthest, Math.floor(written.length / 2)) + 1
  for (const name of names) {
    const distance = editDistance(lower, name.toLowerCase(), furthest)
    if (distance < least) {
      least = distance
      nearest = name
    }
  }
  // Half of an id says which one was meant too.
  nearest ??= names.find((name) => lower.length >= 4 && name.toLowerCase().includes(lower)) ?? null
  return nearest === null ? '' : ` Did you mean ${nearest}?`
}
