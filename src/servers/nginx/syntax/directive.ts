import type { Span } from './span'

/** A word of a directive. */
export interface Argument {
  /** What it means: without its quotes, escapes replaced. Variables stand as they were written. */
  readonly text: string
  /** The quotes that it was written in; null for a bare word. */
  readonly quote: '"' | "'" | null
  /** With its quotes. */
  readonly span: Span
}

/** One directive; also an entry of a `map`, `geo` or `types` block, whose name is then what is looked for. */
export interface Directive {
  readonly name: string
  /** The name with its place; in a `map` it may be quoted. */
  readonly head: Argument
  readonly args: readonly Argument[]
  /** What stands between its braces; null where it ends with a semicolon, or its block is not nginx's language. */
  readonly block: readonly Directive[] | null
  /** The text between the braces of `content_by_lua_block` and its like; null for all others. */
  readonly code: string | null
  /** What an `include` brought in; null where nobody was asked or nobody knew, and for all other directives. */
  readonly included: readonly Directive[] | null
  /** From its name up to and with its `;` or `}`. */
  readonly span: Span
}

export interface Comment {
  /** Without the number sign. */
  readonly text: string
  readonly span: Span
}

/** A configuration as it was written. */
export interface NginxConfiguration {
  readonly directives: readonly Directive[]
  /** Of all files, each in its order. */
  readonly comments: readonly Comment[]
}

/** The directives with what their `include`s brought in put in place of these; an unresolved one stays. */
export function withIncluded(directives: readonly Directive[]): readonly Directive[] {
  if (!directives.some(({ included }) => included !== null)) return directives
  return directives.flatMap((directive) =>
    directive.included === null ? [directive] : withIncluded(directive.included),
  )
}
