/**
 * The entry for a host among `.example.com`, `*.example.com` and `www.example.*`: the longest of those with the
 * asterisk in front, else the longest of those with it at the end.
 */
export function findWildcard<T>(entries: readonly (readonly [string, T])[], host: string): T | undefined {
  return (
    longest(entries.filter(([name]) => !name.endsWith('.*') && matchesHead(name, host))) ??
    longest(entries.filter(([name]) => name.endsWith('.*') && host.startsWith(name.slice(0, -1))))
  )
}

function matchesHead(name: string, host: string): boolean {
  if (name.startsWith('*.')) return host.length > name.length - 1 && host.endsWith(name.slice(1))
  return (
    name.startsWith('.') && (host === name.slice(1) || (host.length > name.length && host.endsWith(name)))
  )
}

/** The first of the longest: a name that is there twice counts once. */
function longest<T>(entries: readonly (readonly [string, T])[]): T | undefined {
  let found: readonly [string, T] | undefined
  for (const entry of entries) {
    if (found === undefined || entry[0].length > found[0].length) found = entry
  }
  return found?.[1]
}
