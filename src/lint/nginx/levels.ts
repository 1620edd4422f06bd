import type { Argument, Directive } from '../../servers/nginx/syntax/directive'
import type { Span } from '../text'

/** One `add_header`. */
export interface AddHeader {
  readonly directive: Directive
  readonly name: Argument
  readonly value: Argument
  readonly always: boolean
}

/** A block in which headers are added, or inherited as a whole: `http`, `server`, `location`, `if`. */
export interface Level {
  /** Null for the file itself. */
  readonly directive: Directive | null
  readonly parent: Level | null
  readonly directives: readonly Directive[]
  readonly own: readonly AddHeader[]
  /** What is added there, inherited or its own. */
  readonly effective: readonly AddHeader[]
  /** Whether those of the levels above are added, too: `add_header_inherit merge`. */
  readonly merges: boolean
  /** Names that `proxy_hide_header` keeps back, in small letters. */
  readonly hidden: readonly string[]
}

const blocks: ReadonlySet<string> = new Set(['http', 'server', 'location', 'if', 'limit_except'])

/** Every level of a configuration, the outer ones first. */
export function levelsOf(directives: readonly Directive[]): readonly Level[] {
  const levels: Level[] = []
  const enter = (directive: Directive | null, inside: readonly Directive[], parent: Level | null): void => {
    const level = levelOf(directive, inside, parent)
    levels.push(level)
    for (const inner of inside)
      if (inner.block !== null && blocks.has(inner.name)) enter(inner, inner.block, level)
  }
  enter(null, directives, null)
  return levels
}

function levelOf(directive: Directive | null, directives: readonly Directive[], parent: Level | null): Level {
  const own = directives.flatMap(addHeaderOf)
  const inherit = directives.findLast(({ name }) => name === 'add_header_inherit')?.args[0]?.text
  const merges = inherit === 'merge' || (inherit === undefined && parent?.merges === true)
  const above = inherit === 'off' ? [] : (parent?.effective ?? [])
  const hides = directives.filter(
    ({ name }) =>
      name === 'proxy_hide_header' || name === 'fastcgi_hide_header' || name === 'uwsgi_hide_header',
  )
  return {
    directive,
    parent,
    directives,
    own,
    effective: merges ? [...above, ...own] : own.length > 0 ? own : above,
    merges,
    hidden:
      hides.length > 0
        ? hides.map(({ args }) => (args[0]?.text ?? '').toLowerCase())
        : (parent?.hidden ?? []),
  }
}

function addHeaderOf(directive: Directive): readonly AddHeader[] {
  const [name, value, always] = directive.args
  if (directive.name !== 'add_header' || name === undefined || value === undefined) return []
  return [{ directive, name, value, always: always?.text === 'always' }]
}

/** `access-control-allow-origin` of an `add_header`. */
export function nameOf({ name }: AddHeader): string {
  return name.text.toLowerCase()
}

/** A place of the parser’s as one of ours. */
export function spanOf({
  span,
}: {
  readonly span: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } }
}): Span {
  return { start: span.start.offset, end: span.end.offset }
}
