import type { Argument, Directive } from '../syntax/directive'
import type { Reader } from './reader'
import type { Code, Condition, RewriteCode } from './site'

/** A directive of the module rewrite as a step; null where it is another one, or wrong. `if` has a level: see there. */
export function readCode(directive: Directive, reader: Reader): Code | null {
  switch (directive.name) {
    case 'set':
      return readSet(directive, reader)
    case 'break':
      return { op: 'break' }
    case 'return':
      return readReturn(directive, reader)
    case 'rewrite':
      return readRewrite(directive, reader)
    default:
      return null
  }
}

/** `$name` without the dollar sign and in lower case; null where it is none. */
export function variableName({ text, span }: Argument, reader: Reader): string | null {
  const found = /^\$(\w+)$/.exec(text) ?? /^\$\{(\w+)\}$/.exec(text)
  if (found === null) reader.report.fail(span, 'a variable such as $name is expected')
  return found?.[1]?.toLowerCase() ?? null
}

function readSet({ args: [name, value] }: Directive, reader: Reader): Code | null {
  if (name === undefined || value === undefined) return null
  const variable = variableName(name, reader)
  return variable === null ? null : { op: 'set', variable, value: reader.template(value) }
}

const redirects = /^(?:https?:\/\/|\$scheme)/

function readReturn({ args: [first, text] }: Directive, reader: Reader): Code | null {
  if (first === undefined) return null
  if (/^\d{1,3}$/.test(first.text)) {
    return {
      op: 'return',
      status: Number(first.text),
      text: text === undefined ? null : reader.template(text),
    }
  }
  if (text === undefined && redirects.test(first.text)) {
    return { op: 'return', status: 302, text: reader.template(first) }
  }
  reader.report.fail(
    first.span,
    'return takes a status, or a URL that begins with http://, https:// or $scheme',
  )
  return null
}

const flags: readonly (readonly [string, RewriteCode['then']])[] = [
  ['last', 'last'],
  ['break', 'break'],
  ['redirect', 302],
  ['permanent', 301],
]

function readRewrite({ args: [source, replacement, flag] }: Directive, reader: Reader): Code | null {
  if (source === undefined || replacement === undefined) return null
  const named = flags.find(([name]) => name === flag?.text)?.[1]
  if (flag !== undefined && named === undefined) {
    reader.report.fail(flag.span, 'rewrite takes "last", "break", "redirect" or "permanent" as its flag')
  }
  if (replacement.text === '') reader.report.fail(replacement.span, 'rewrite needs a replacement')
  const toURL = redirects.test(replacement.text)
  const then = named === 301 || named === 302 ? named : toURL ? 302 : (named ?? 'next')
  const addsQuery = !replacement.text.endsWith('?')
  const text = addsQuery ? replacement.text : replacement.text.slice(0, -1)
  const mark = text.indexOf('?')
  // The URL of a redirect is one text; a new URI is parted at its question mark.
  const parted = mark !== -1 && typeof then === 'string'
  return {
    op: 'rewrite',
    pattern: reader.pattern(source.text, false, source),
    path: reader.templateOf(parted ? text.slice(0, mark) : text, replacement),
    query: mark === -1 ? null : reader.templateOf(text.slice(mark + 1), replacement),
    addsQuery,
    then,
  }
}

/** The condition of an `if`, whose parentheses may be words of their own; null where it is none. */
export function readCondition({ args, span }: Directive, reader: Reader): Condition | null {
  const words = withoutParentheses(args)
  const [left, operator, right] = words
  if (left === undefined) {
    reader.report.fail(span, 'if takes a condition in parentheses')
    return null
  }
  const file = /^(!?)-([fdex])$/.exec(left.text)
  if (file !== null && words.length === 2 && operator !== undefined) {
    return readFileTest(file[1] === '!', file[2] as string, operator, reader)
  }
  const variable = variableName(left, reader)
  if (variable === null) return null
  if (words.length === 1) return { test: 'set', variable }
  const symbol = /^(!?)(=|~\*?)$/.exec(operator?.text ?? '')
  if (symbol === null || right === undefined || words.length > 3) {
    reader.report.fail(span, 'if compares by =, !=, ~, ~*, !~ or !~*; quote a value with spaces')
    return null
  }
  const not = symbol[1] === '!'
  if (symbol[2] === '=') return { test: 'equals', variable, value: reader.template(right), not }
  return { test: 'matches', variable, pattern: reader.pattern(right.text, symbol[2] === '~*', right), not }
}

function readFileTest(not: boolean, kind: string, path: Argument, reader: Reader): Condition | null {
  if (kind === 'x') {
    reader.report.unknownDirective({ name: 'if -x', span: path.span })
    return null
  }
  return { test: 'file', kind: kind as 'f' | 'd' | 'e', path: reader.template(path), not }
}

function withoutParentheses(args: readonly Argument[]): readonly Argument[] {
  const first = args[0]
  const last = args[args.length - 1]
  if (first === undefined || last === undefined || !first.text.startsWith('(') || !last.text.endsWith(')'))
    return []
  const opened = [{ ...first, text: first.text.slice(1) }, ...args.slice(1)]
  const end = opened[opened.length - 1] as Argument
  const closed = [...opened.slice(0, -1), { ...end, text: end.text.slice(0, -1) }]
  const isParenthesis = (index: number): boolean => {
    const argument = args[index]
    return argument !== undefined && argument.quote === null && /^[()]$/.test(argument.text)
  }
  return closed.filter((_, index) => !isParenthesis(index) || closed.length === 1)
}
