import type { Argument, Comment, Directive, NginxConfiguration } from './directive'
import type { Include } from './include-files'
import { endOfLuaBlock } from './lua'
import { createLocator, type Span } from './span'
import { NginxSyntaxError } from './syntax-error'
import { endOfBare, endOfQuoted, isSpace, unescapeWord } from './words'

export interface ParseNginxOptions {
  /** The name of the text in spans and messages; `nginx.conf` where none is given. */
  readonly file?: string
  /**
   * The files that the argument of an `include` means, in order; null where that is not known: see `nginxIncludes`.
   * Without this callback every `include` stays as it is.
   */
  readonly include?: Include
}

/** Deeper than any configuration that nginx takes, and shallow enough for those who walk the tree by recursion. */
const deepestBlock = 64
const deepestInclude = 32

/** Files may be included again and again. More than this is a mistake, or malice. */
const mostFiles = 2000
const mostIncluded = 16 * 1024 * 1024

/** What is shared by all files of one configuration. */
interface Reading {
  readonly include: Include | null
  readonly comments: Comment[]
  /** How many files have been included, and their length together. */
  files: number
  length: number
}

/**
 * Reads a configuration of nginx, or any part of one: whole files, a `server` of its own, lines from a forum. Every
 * directive, word, block and comment keeps its place. Directives are not looked up: any name will do.
 *
 * It reads words as nginx 1.22 does: https://nginx.org/en/docs/beginners_guide.html#conf_structure says little, and
 * the rest is measured with a real one by our tests. Only of the length of words there is no limit here.
 *
 * @throws NginxSyntaxError at the first place that cannot be right
 */
export function parseNginx(text: string, options: ParseNginxOptions = {}): NginxConfiguration {
  const comments: Comment[] = []
  const reading: Reading = { include: options.include ?? null, comments, files: 0, length: 0 }
  const directives = parseFile(options.file ?? 'nginx.conf', text, reading, { files: [], blocks: 0 })
  return { directives, comments }
}

/** What a file is included in: files, the main one first, and how many open blocks. */
interface Around {
  readonly files: readonly string[]
  readonly blocks: number
}

/** A block that is open, and what has been read of it. */
interface OpenBlock {
  readonly head: readonly Argument[]
  readonly directives: Directive[]
  /** Where its `{` stands. */
  readonly brace: number
}

function parseFile(file: string, text: string, reading: Reading, within: Around): readonly Directive[] {
  const spanOf = createLocator(file, text)
  const fail = (start: number, end: number, expected: string, found: string, hint = ''): never => {
    throw new NginxSyntaxError(spanOf(start, end), expected, found, hint)
  }
  if (text.startsWith('\uFEFF')) fail(0, 1, 'a directive', 'a byte order mark', 'save the file without one')

  const open: OpenBlock[] = [{ head: [], directives: [], brace: 0 }]
  const around = (): Around => ({
    files: [...within.files, file],
    blocks: within.blocks + open.length - 1,
  })
  let words: Argument[] = []
  let i = 0
  /** Ends the directive whose words have been read. */
  const finish = (head: readonly Argument[], rest: Pick<Directive, 'block' | 'code'>, end: number): void => {
    const [name, ...args] = head as readonly [Argument, ...Argument[]]
    const span = spanOf(name.span.start.offset, end)
    const plain = { name: name.text, head: name, args, ...rest, included: null, span }
    const directive = name.text === 'include' ? resolveInclude(plain, reading, around()) : plain
    ;(open[open.length - 1] as OpenBlock).directives.push(directive)
  }

  for (;;) {
    i = skipBlank(text, i, reading.comments, spanOf)
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
        if (within.blocks + open.length > deepestBlock)
          fail(i, i + 1, `at most ${deepestBlock} blocks in each other`, 'more')
        open.push({ head: words, directives: [], brace: i })
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

  const begun = begunBlock(open[open.length - 1] as OpenBlock, spanOf)
  failUnended(words, 'the end of the file', begun === null ? '' : `${begun} is open, too`)
  const end = text.length
  if (begun !== null) fail(end, end, `"}" that closes ${begun}`, 'the end of the file')
  return (open[0] as OpenBlock).directives
}

/** A block by its name and its `{`: `"server" of line 1, column 8`; null for the file itself. */
function begunBlock({ head, brace }: OpenBlock, spanOf: (start: number, end: number) => Span): string | null {
  const [name] = head
  if (name === undefined) return null
  const { line, column } = spanOf(brace, brace + 1).start
  return `${shown(name.text)} of line ${line}, column ${column}`
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
function failUnended(words: readonly Argument[], found: string, hint = ''): void {
  const [first, last] = [words[0], words[words.length - 1]]
  if (first === undefined || last === undefined) return
  const { file, end } = last.span
  throw new NginxSyntaxError({ file, start: end, end }, `";" that ends ${shown(first.text)}`, found, hint)
}

/** Blocks of OpenResty, whose content is Lua. */
function isLuaBlock(words: readonly Argument[]): boolean {
  return (words[0] as Argument).text.endsWith('_by_lua_block')
}

function resolveInclude(directive: Directive, reading: Reading, around: Around): Directive {
  const pattern = directive.args[0]
  if (reading.include === null || pattern === undefined || directive.block !== null) return directive
  const files = reading.include(pattern.text, directive.span)
  if (files === null) return directive
  const included = files.flatMap(({ file, text }) => {
    // Of several files, one that cannot be read is as if it had been named by itself.
    if (text === null) return [{ ...directive, args: [{ ...pattern, text: file }] }]
    checkInclude(directive.span, file, text, reading, around.files)
    return parseFile(file, text, reading, around)
  })
  return { ...directive, included }
}

/** Refuses circles, and what is more than anybody means. The message names the files that led here. */
function checkInclude(
  span: Span,
  file: string,
  text: string,
  reading: Reading,
  chain: readonly string[],
): void {
  reading.files++
  reading.length += text.length
  const first = chain.indexOf(file)
  const fail = (expected: string, files: readonly string[]): never => {
    throw new NginxSyntaxError(span, expected, shown(file), [...files, file].map(shown).join(' includes '))
  }
  if (first !== -1) fail('a file that does not include this one', chain.slice(first))
  if (chain.length > deepestInclude) fail(`at most ${deepestInclude} files in each other`, chain.slice(-3))
  if (reading.files > mostFiles) fail(`at most ${mostFiles} included files`, chain)
  if (reading.length > mostIncluded)
    fail(`included files of at most ${mostIncluded / 1024 ** 2} MB together`, chain)
}

/** A word in a message: quoted, and cut where it is long. */
function shown(word: string): string {
  return JSON.stringify(word.length > 40 ? `${word.slice(0, 39)}…` : word)
}
