/** A header name as people write it: `Access-Control-Allow-Origin`. */
export function headerName(lower: string): string {
  return lower
    .split('-')
    .map((part) => acronyms.get(part) ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join('-')
}

const acronyms: ReadonlyMap<string, string> = new Map([
  ['api', 'API'],
  ['csrf', 'CSRF'],
  ['etag', 'ETag'],
  ['id', 'ID'],
  ['www', 'WWW'],
  ['xsrf', 'XSRF'],
])

/** `Chrome`, `Chrome and Firefox`, `Chrome, Firefox and Safari`. */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names.join('')
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}
