import { type Document, isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml'
import type { Entry, Literal, MapLiteral } from '../literal'
import type { Span } from '../text'
import { closes, foundAt, openInJson } from './brackets'
import { CannotRead } from './cannot-read'

/** Aliases may lead in circles. */
const deepest = 50

/**
 * Every document of a YAML or JSON file, with positions.
 *
 * @throws CannotRead where it is neither
 */
export function readYaml(text: string): readonly Literal[] {
  // The package compares each key with all before it: below it is looked up.
  const parsed = parseAllDocuments(text, { merge: true, prettyErrors: false, uniqueKeys: false })
  // For a file without anything in it the package has no documents, but an object.
  const documents = Array.isArray(parsed) ? parsed : []
  return documents.map((document: Document.Parsed) => {
    const [error] = document.errors
    if (error !== undefined) throw unreadable(text, error.code, error.message, error.pos[0])
    return literalOf(document.contents, document, text, 0)
  })
}

/** What the package says of YAML, in words that fit JSON as well. */
function unreadable(text: string, code: string, message: string, at: number): CannotRead {
  if (code === 'RESOURCE_EXHAUSTION' || /call stack/i.test(message))
    return new CannotRead('expected fewer things that stand in each other', at)
  const said = message.split('\n', 1)[0] ?? ''
  const open = /^\s*[[{]/.test(text) ? openInJson(text, at) : null
  const expected =
    code === 'TAB_AS_INDENT'
      ? 'spaces in front of a line of YAML'
      : open === null
        ? 'JSON or YAML'
        : `JSON or YAML, or ${closes(text, open)}`
  return new CannotRead(
    `expected ${expected}, found ${code === 'TAB_AS_INDENT' ? 'a tab' : foundAt(text, at)} (${said})`,
    at,
  )
}

interface Ranged {
  readonly range?: readonly [number, number, number] | null | undefined
}

function literalOf(node: unknown, document: Document.Parsed, text: string, depth: number): Literal {
  const span = spanOf(node as Ranged, text)
  if (depth > deepest) return { kind: 'opaque', text: text.slice(span.start, span.end), ...span }
  if (isAlias(node)) return literalOf(node.resolve(document), document, text, depth + 1)
  if (isMap(node)) return mapOf(node, document, text, span, depth)
  if (isSeq(node)) {
    const items = node.items.map((item) => literalOf(item, document, text, depth + 1))
    return { kind: 'list', items, ...span }
  }
  return isScalar(node) ? scalarOf(node.value, text, span) : { kind: 'null', ...span }
}

function scalarOf(value: unknown, text: string, span: Span): Literal {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', value, ...span }
    case 'number':
      return { kind: 'number', value, ...span }
    case 'boolean':
      return { kind: 'boolean', value, ...span }
    default:
      return value === null
        ? { kind: 'null', ...span }
        : { kind: 'opaque', text: text.slice(span.start, span.end), ...span }
  }
}

function mapOf(
  node: { readonly items: readonly unknown[]; readonly flow?: boolean },
  document: Document.Parsed,
  text: string,
  span: Span,
  depth: number,
): MapLiteral {
  const entries: Entry[] = []
  const keys = new Set<unknown>()
  for (const item of node.items) {
    if (!isPair(item)) continue
    if (isScalar(item.key)) {
      if (keys.has(item.key.value))
        throw unreadable(text, 'DUPLICATE_KEY', 'Map keys must be unique', spanOf(item.key, text).start)
      keys.add(item.key.value)
    }
    const value = literalOf(item.value, document, text, depth + 1)
    if (isScalar(item.key) && item.key.value === '<<') {
      if (value.kind === 'map') entries.push(...value.entries)
      continue
    }
    const keySpan = spanOf(item.key as Ranged, text)
    const key = isScalar(item.key) ? String(item.key.value) : text.slice(keySpan.start, keySpan.end)
    // An alias stands elsewhere, and an empty value nowhere.
    const end = Math.max(keySpan.end, isAlias(item.value) ? spanOf(item.value, text).end : value.end)
    const placed = value.end === 0 && value.kind === 'null' ? { ...value, start: end, end } : value
    entries.push({ key, keySpan, value: placed, start: keySpan.start, end })
  }
  return { kind: 'map', entries, lines: node.flow !== true, open: false, ...span }
}

/** Without line ends and spaces that the package counts to a block. */
function spanOf({ range }: Ranged, text: string): Span {
  if (range === undefined || range === null) return { start: 0, end: 0 }
  const [start, end] = range
  return { start, end: start + text.slice(start, end).trimEnd().length }
}
