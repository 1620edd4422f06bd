/** Whether an origin, without a slash at its end, matches. */
export type OriginMatch = (origin: string) => boolean

/**
 * A pattern of `allowedOriginPatterns`: `*` stands for any characters, dots included, and `:[80,8080]` or `:[*]` at
 * the end for ports. It has to match all of an origin, in the same case.
 */
export function originPattern(declared: string): OriginMatch {
  if (declared === '*') return () => true
  const ports = /^(.*):\[(\*|\d+(?:,\d+)*)\]$/.exec(declared)
  const [text, list] = ports === null ? [declared, null] : [ports[1] ?? '', ports[2] ?? '']
  const host = text
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*')
  const pattern = new RegExp(`^(?:${host}${portsPattern(list)})$`)
  return (origin) => pattern.test(origin)
}

function portsPattern(list: string | null): string {
  if (list === null) return ''
  return list === '*' ? '(?::[0-9]+)?' : `:(?:${list.replaceAll(',', '|')})`
}

/** The origins that a setting names: separated by commas, but for those between brackets, without a slash at the end. */
export function splitOrigins(setting: string): readonly string[] {
  if (!setting.includes(',')) return [withoutSlash(setting)]
  const members: string[] = []
  let member = ''
  let inBrackets = false
  for (const character of setting) {
    if (character === '[') inBrackets = true
    if (character === ']') inBrackets = false
    if (character !== ',' || inBrackets) member += character
    else {
      members.push(member)
      member = ''
    }
  }
  if (member !== '') members.push(member)
  return members.map((each) => withoutSlash(each.trim()))
}

export function withoutSlash(origin: string): string {
  return origin.endsWith('/') ? origin.slice(0, -1) : origin
}
