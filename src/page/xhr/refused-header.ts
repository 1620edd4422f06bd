import type { PrintedLine } from '../../drivers/conversation'
import type { Engine } from '../../profile/engine'

interface RefusalLine {
  readonly level: PrintedLine['level']
  readonly before: string
  readonly after: string
}

/**
 * What engines print of a header that a page may not set; the standard prints nothing. The texts are as authors quote
 * them from consoles in public code. Neither the levels nor Safari's and WebKitGTK's lines were recorded.
 */
const lines: { readonly [E in Engine]: RefusalLine | null } = {
  spec: null,
  chromium: { level: 'error', before: 'Refused to set unsafe header "', after: '"' },
  firefox: { level: 'warning', before: 'Attempt to set a forbidden header was denied: ', after: '' },
  safari: { level: 'error', before: 'Refused to set unsafe header "', after: '"' },
  webkitgtk: { level: 'error', before: 'Refused to set unsafe header "', after: '"' },
}

/** The line about a header that was refused, with its name as the page wrote it. */
export function refusedHeaderLine(engine: Engine, name: string): PrintedLine | null {
  const line = lines[engine]
  return line === null ? null : { level: line.level, text: `${line.before}${name}${line.after}` }
}
