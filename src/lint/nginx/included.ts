import {
  type Directive,
  withIncluded as flattened,
  type NginxConfiguration,
} from '../../servers/nginx/syntax/directive'
import type { Include, IncludedFile } from '../../servers/nginx/syntax/include-files'
import { parseNginx } from '../../servers/nginx/syntax/parse'
import type { Span as FileSpan, Position } from '../../servers/nginx/syntax/span'
import { NginxSyntaxError } from '../../servers/nginx/syntax/syntax-error'
import { CannotRead } from '../read/cannot-read'
import type { Edit, Span } from '../text'

/** A file of a configuration that is made of several, and where its text begins in the text of all. */
export interface Part {
  readonly path: string
  readonly text: string
  readonly start: number
  /** Whether it is included at more than one place: then what is put into it comes into all of these. */
  readonly isShared: boolean
}

/**
 * A configuration with all the files that it includes, one behind the other as one text, so that findings and fixes
 * have one kind of place. Before each file but the first stands a line with its name, which no configuration has.
 */
export interface WholeConfiguration {
  readonly text: string
  readonly parts: readonly [Part, ...Part[]]
  /** What the argument of each `include` meant; null where that is not known. */
  readonly meant: ReadonlyMap<string, Meant>
}

type Meant = readonly { readonly file: string; readonly isThere: boolean }[] | null

/** Longer than anything that people write by hand, in UTF-16 code units. */
const longest = 1024 * 1024

/** A file by itself. */
export function wholeFile(path: string, text: string): WholeConfiguration {
  return { text, parts: [{ path, text, start: 0, isShared: false }], meant: new Map() }
}

/**
 * Reads a configuration with what it includes.
 *
 * @throws CannotRead where one of the files is none, at the place in the main file that led there
 */
export function wholeConfiguration(path: string, text: string, include: Include | null): WholeConfiguration {
  const texts = new Map<string, string>()
  const times = new Map<string, number>()
  const meant = new Map<string, Meant>()
  let asked = 0
  const recording: Include = (pattern, span) => {
    if (span.file === path) asked = span.start.offset
    const found = include?.(pattern, span)?.map(withoutBinary) ?? null
    meant.set(pattern, found?.map((each) => ({ file: each.file, isThere: each.text !== null })) ?? null)
    for (const each of found ?? []) {
      if (each.text !== null) texts.set(each.file, each.text)
      times.set(each.file, (times.get(each.file) ?? 0) + 1)
    }
    return found
  }
  parsed(path, text, recording, () => asked)
  const parts: [Part, ...Part[]] = [...wholeFile(path, text).parts]
  let whole = text
  for (const [file, own] of texts) {
    whole += separator(file)
    parts.push({ path: file, text: own, start: whole.length, isShared: (times.get(file) ?? 0) > 1 })
    whole += own
  }
  if (parts.length > 1 && whole.length > longest) {
    const found = `expected at most ${longest} characters with all that is included, found ${whole.length}`
    throw new CannotRead(found, 0)
  }
  return { text: whole, parts, meant }
}

/** What holds a NUL is no text, and the signs between the files would be mistaken. */
function withoutBinary({ file, text }: IncludedFile): IncludedFile {
  return { file, text: text?.includes('\0') === true ? null : text }
}

/** The directives of such a text, after fixes too, with places in that text. */
export function directivesOf(
  path: string,
  text: string,
  meant: WholeConfiguration['meant'],
): readonly Directive[] {
  const [main = '', ...pieces] = text.split('\n\0')
  const starts = new Map([[path, 0]])
  const texts = new Map<string, string>()
  let start = main.length
  for (const piece of pieces) {
    const end = piece.indexOf('\0\n')
    const file = piece.slice(0, end)
    starts.set(file, start + '\n\0'.length + end + '\0\n'.length)
    texts.set(file, piece.slice(end + '\0\n'.length))
    start += '\n\0'.length + piece.length
  }
  const include: Include = (pattern) =>
    meant
      .get(pattern)
      ?.map(({ file, isThere }) => ({ file, text: isThere ? (texts.get(file) ?? null) : null })) ?? null
  const { directives } = parsed(path, main, include, () => 0)
  return moved(flattened(directives), starts)
}

function separator(file: string): string {
  return `\n\0${file}\0\n`
}

function parsed(path: string, text: string, include: Include, asked: () => number): NginxConfiguration {
  try {
    return parseNginx(text, { file: path, include })
  } catch (error) {
    if (!(error instanceof NginxSyntaxError)) throw error
    const isMain = error.span.file === path
    // The place of a mistake in another file stays in the message.
    const message = isMain ? error.message.slice(error.message.indexOf(': ') + 2) : error.message
    throw new CannotRead(message, isMain ? error.span.start.offset : asked())
  }
}

/** The same directives, with included ones in place and all places in the text of all files. */
function moved(directives: readonly Directive[], starts: ReadonlyMap<string, number>): readonly Directive[] {
  const position = (file: string, place: Position): Position => ({
    ...place,
    offset: place.offset + (starts.get(file) ?? 0),
  })
  const span = ({ file, start, end }: FileSpan): FileSpan => ({
    file,
    start: position(file, start),
    end: position(file, end),
  })
  const move = (directive: Directive): Directive => ({
    ...directive,
    head: { ...directive.head, span: span(directive.head.span) },
    args: directive.args.map((each) => ({ ...each, span: span(each.span) })),
    block: directive.block === null ? null : flattened(directive.block).map(move),
    span: span(directive.span),
  })
  return directives.map(move)
}

/** The file that a place of such a text is in. */
export function partAt({ parts }: WholeConfiguration, offset: number): Part {
  return parts.findLast(({ start }) => start <= offset) ?? parts[0]
}

/** A stretch of such a text, in its file. */
export function withinPart({ start, text }: Part, span: Span): Span {
  const local = (offset: number): number => Math.min(Math.max(offset - start, 0), text.length)
  return { start: local(span.start), end: local(span.end) }
}

/** The edits that are of a file. */
export function editsOf(whole: WholeConfiguration, part: Part, edits: readonly Edit[]): readonly Edit[] {
  return edits
    .filter(({ start }) => partAt(whole, start) === part)
    .map((edit) => ({ ...edit, ...withinPart(part, edit) }))
}

/** Whether edits put something into a file that is included at several places: it would come into all of these. */
export function addsToShared(whole: WholeConfiguration, edits: readonly Edit[]): boolean {
  return edits.some(({ start, end }) => start === end && partAt(whole, start).isShared)
}
