/** How many empty members a list of names may have. */
const mostEmptyMembers = 16

/**
 * Whether `Access-Control-Request-Headers` has only names of the set, each once and in the order of the alphabet, as
 * browsers send them. Another case, another order and more than one space around a name are refused.
 */
export function acceptsHeaders(allowed: readonly string[], lines: readonly string[]): boolean {
  const sorted = [...new Set(allowed)].sort()
  let last = -1
  let empty = 0
  for (const member of lines.flatMap((line) => line.split(','))) {
    const name = trimOne(member)
    if (name === null) return false
    if (name === '') {
      empty += 1
      if (empty > mostEmptyMembers) return false
      continue
    }
    const position = sorted.indexOf(name)
    if (position <= last) return false
    last = position
  }
  return true
}

/** Without one space or tab at each end, or two in all where there is nothing else; null where there are more. */
function trimOne(member: string): string | null {
  if (/^[ \t]{0,2}$/.test(member)) return ''
  return /^[ \t]?([^ \t](?:.*[^ \t])?)[ \t]?$/s.exec(member)?.[1] ?? null
}

/** A name as `http.CanonicalHeaderKey` writes it; as it is where it is no token. */
export function canonicalName(name: string): string {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return name
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
}
