/** A value that Python takes for true or false: a string is true unless it is empty, also `'False'`. */
export type Truthy = boolean | string | number | null

export function isTrue(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== '' && value !== 0
}

/** `str(value)` of what an option may be. */
export function str(value: string | number | boolean): string {
  if (value === true) return 'True'
  if (value === false) return 'False'
  return String(value)
}

/** Text in the order in which Python sorts it: by code point. */
export function sorted(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => (a === b ? 0 : comesBefore(a, b) ? -1 : 1))
}

function comesBefore(a: string, b: string): boolean {
  const [left, right] = [[...a], [...b]]
  for (const [i, character] of left.entries()) {
    const other = right[i]
    if (other === undefined) return false
    if (other !== character) return (character.codePointAt(0) ?? 0) < (other.codePointAt(0) ?? 0)
  }
  return true
}
