import type { Language } from '../language'

/** How values are written for nginx; a pattern is one of a `map`. */
export function nginxLanguage(ignoresCase: boolean): Language {
  return {
    id: 'yaml',
    string: quoted,
    list: (items) => items.join(' '),
    boolean: String,
    nothing: '""',
    entry: (key, value) => `${key} ${value}`,
    pattern: (source) => `"~${ignoresCase ? '*' : ''}${escaped(source)}"`,
  }
}

export function quoted(value: string): string {
  return /^[\w:/.*~^-]+$/.test(value) ? value : `"${escaped(value)}"`
}

/** Between quotation marks, nginx takes the backslash away before these only. */
function escaped(text: string): string {
  return text.replace(/"/g, '\\"')
}
