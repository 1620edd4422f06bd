import type { Argument, Comment, Directive, NginxConfiguration } from './directive'
import { endOfLuaBlock } from './lua'
import { createLocator, type Span } from './span'
import { NginxSyntaxError } from './syntax-error'
import { endOfBare, endOfQuoted, isSpace, unescapeWord } from './words'

/** A file that an `include` means. */
export interface IncludedFile {
  /** Its name in spans and messages. */
  readonly file: string
  readonly text: string
}

export interface ParseNginxOptions {
  /** The name of the text in spans and messages; `nginx.conf` where none is given. */
  readonly file?: string
  /**
   * The files that the argument of an `include` means, in order; null where that is not known. It may be a pattern
   * such as `conf.d/*.conf`. Without this callback every `include` stays as it is.
   */
  readonly include?: (pattern: string, span: Span) => readonly IncludedFile[] | null
}

/** Deeper than any configuration that nginx takes, and shallow enough for those who walk the tree by recursion. */
const deepestBlock = 64
const deepestInclude = 32

/**
 * Reads a configuration of nginx, or any part of one: whole files, a `server` of its own, lines from a forum. Every
 * directive, word, block and comment keeps its place. Directives are not looked up: any name will do.
 *
 * It reads words as nginx 1.22 does: https://nginx.org/en/docs/beginners_guide.html#conf_structure says little, and
 * the rest is measured with a real one by our tests.
 *
 * @throws NginxSyntaxError at the first place that cannot be right
 */
export function parseNginx(text: string, options: ParseNginxOptions = {}): NginxConfiguration {
  const comments: Comment[] = []
  const directives = parseFile({ file: options.file ?? 'nginx.conf', text }, options, comments, 0)
  return { directives, comments }
}

/** A block that is open, and what has been read of it. */
interface OpenBlock {
  readonly head: readonly Argument[]
  readonly directives: Directive[]
}

function parseFile(
  { file, text }: IncludedFile,
  options: ParseNginxOptions,
  comments: Comment[],
  depth: number,
): readonly Directive[] {
  const spanOf = createLocator(file, text)
  const fail = (start: number, end: number, expected: string, found: string, hint = ''): never => {
    throw new NginxSyntaxError(spanOf(start, end), expected, found, hint)
  }
  if (text.startsWith('\uFEFF')) fail(0, 1, 'a directive', 'a byte order mark', 'save the file without one')

  const open: OpenBlock[] = [{ head: [], directives: [] }]
  let words: Argument[] = []
  let i = 0
  /** Ends the directive whose words have been read. */
  const finish = (head: readonly Argument[], rest: Pick<Directive, 'block' | 'code'>, end: number): void => {
    const [name, ...args] = head as readonly [Argument, ...Argument[]]
    const span = spanOf(name.span.start.offset, end)
    const plain = { name: name.text, head: name, args, ...rest, included: null, span }
    const directive = name.text === 'include' ? resolveInclude(plain, options, comments, depth) : plain
    ;(open[open.length - 1] as OpenBlock).directives.push(directive)
  }

  for (;;) {
    i = skipBlank(text, i, comments, spanOf)
    const character = text[i]
    if (character === undefined) break
    if (character === ';') {
      if (words.length === 0) fail(i, i + 1, 'a directive', '";"')
      finish(words, { block: null, code: null }, ++i)
      words = []
    } else if (character === '{') {
      if (words.length === 0) fail(i, i + 1, 'a directive', '"{"')
      if (isLuaBlock(words)) {
        const end = endOfLuaBlock(text, i + 1) ?? fail(i, i + 1, '"}" that closes this Lua block', 'none')
        finish(words, { block: null, code: text.slice(i + 1, end) }, end + 1)
        i = end + 1
      } else {
        if (open.length > deepestBlock) fail(i, i + 1, `at most ${deepestBlock} blocks in each other`, 'more')
        open.push({ head: words, directives: [] })
        i++
      }
      words = []
    } else if (character === '}') {
      failUnended(words, '"}"')
      if (open.length === 1)
        fail(i, i + 1, 'a directive or the end of the file', '"}"', 'no block is open here')
      const block = open.pop() as OpenBlock
      finish(block.head, { block: block.directives, code: null }, ++i)
    } else {
      const word = readWord(text, i, spanOf)
      words.push(word)
      i = word.span.end.offset
    }
  }

  failUnended(words, 'the end of the file')
  const end = text.length
  const unclosed = (open[open.length - 1] as OpenBlock).head[0]
  if (unclosed !== undefined) {
    const begun = `${shown(unclosed.text)} of line ${unclosed.span.start.line}`
    fail(end, end, `"}" that closes ${begun}`, 'the end of the file')
  }
  return (open[0] as OpenBlock).directives
}

/** Where the next word or sign begins. Comments on the way are kept. */
function skipBlank(
  text: string,
  start: number,
  comments: Comment[],
  spanOf: (start: number, end: number) => Span,
): number {
  let i = start
  while (i < text.length) {
    if (text[i] === '#') {
      const newline = text.indexOf('\n', i)
      const end = newline === -1 ? text.length : newline
      comments.push({ text: text.slice(i + 1, end).replace(/\r$/, ''), span: spanOf(i, end) })
      i = end
    } else if (isSpace(text.charCodeAt(i))) i++
    else break
  }
  return i
}

function readWord(text: string, start: number, spanOf: (start: number, end: number) => Span): Argument {
  const first = text[start]
  if (first !== '"' && first !== "'") {
    const end = endOfBare(text, start)
    return { text: unescapeWord(text.slice(start, end)), quote: null, span: spanOf(start, end) }
  }
  const end = endOfQuoted(text, start)
  if (end === null) {
    const expected = `a closing ${first === '"' ? "'\"'" : '"\'"'} for the quote`
    throw new NginxSyntaxError(spanOf(start, start + 1), expected, 'the end of the file')
  }
  const next = text[end]
  // A parenthesis begins a word of its own, for `if ($a = "b")`.
  if (next !== undefined && !isSpace(next.charCodeAt(0)) && !';{)'.includes(next)) {
    const expected = 'whitespace, ";" or "{" after a quoted word'
    throw new NginxSyntaxError(spanOf(end, end + 1), expected, shown(next))
  }
  return { text: unescapeWord(text.slice(start + 1, end - 1)), quote: first, span: spanOf(start, end) }
}

/** Refuses words that no `;` ended, where it ought to stand. Values are not shown: they may be secrets. */
function failUnended(words: readonly Argument[], found: string): void {
  const [first, last] = [words[0], words[words.length - 1]]
  if (first === undefined || last === undefined) return
  const { file, end } = last.span
  throw new NginxSyntaxError({ file, start: end, end }, `";" that ends ${shown(first.text)}`, found)
}

/** Blocks of OpenResty, whose content is Lua. */
function isLuaBlock(words: readonly Argument[]): boolean {
  return (words[0] as Argument).text.endsWith('_by_lua_block')
}

function resolveInclude(
  directive: Directive,
  options: ParseNginxOptions,
  comments: Comment[],
  depth: number,
): Directive {
  const { include } = options
  const pattern = directive.args[0]
  if (include === undefined || pattern === undefined || directive.block !== null) return directive
  const files = include(pattern.text, directive.span)
  if (files === null) return directive
  if (depth === deepestInclude) {
    const found = `${shown(pattern.text)} yet again`
    throw new NginxSyntaxError(directive.span, `at most ${deepestInclude} files in each other`, found)
  }
  const included = files.flatMap((file) => parseFile(file, options, comments, depth + 1))
  return { ...directive, included }
}

/** A word in a message: quoted, and cut where it is long. */
function shown(word: string): string {
  return JSON.stringify(word.length > 40 ? `${word.slice(0, 39)}…` : word)
}
