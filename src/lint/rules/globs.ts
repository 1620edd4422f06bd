/** A glob of an origin as an anchored regular expression: `https://*.example.com`. Null where it would let in too much. */
export function globPattern(glob: string): string | null {
  const match = /^(https?:\/\/)(?:\*\.)?([^*/:]+)(:(?:\*|\d+))?$/.exec(glob)
  if (match === null) return null
  const [, scheme = '', host = '', port = ''] = match
  // One label is no domain: `https://*.com`.
  if (!host.includes('.') && host !== 'localhost') return null
  const labels = glob.includes('*.') ? '[a-z0-9-]+\\.' : ''
  const ports = port === ':*' ? ':\\d+' : port
  return `^${scheme}${labels}${host.replace(/[.\\+*?^$()[\]{}|]/g, '\\$&')}${ports}$`
}
