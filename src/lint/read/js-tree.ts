import { tsPlugin } from '@sveltejs/acorn-typescript'
import { type Options, Parser, tokenizer } from 'acorn'
import { closes, foundAt } from './brackets'
import { CannotRead } from './cannot-read'

/** A node of the ESTree, without a type for each: what is read of them is little, and TypeScript has more. */
export interface JsNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [property: string]: unknown
}

const options: Options = {
  ecmaVersion: 'latest',
  // TypeScript’s parser needs them.
  locations: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowHashBang: true,
}

/**
 * A program of JavaScript, or of TypeScript by the ending of its name; nothing of it runs.
 *
 * @throws CannotRead where it is none
 */
export function readProgram(text: string, path: string): JsNode {
  const typed = /\.[mc]?tsx?$/.test(path)
  const jsx = /\.[jt]sx$/.test(path)
  // The plugin's types are of an acorn of its own.
  const parser = typed || jsx ? Parser.extend(tsPlugin({ jsx }) as never) : Parser
  try {
    return parse(parser, text, 'module')
  } catch (error) {
    if (!/\.c?js$/.test(path)) throw unreadable(error, text)
    try {
      return parse(parser, text, 'script')
    } catch {
      throw unreadable(error, text)
    }
  }
}

function parse(parser: typeof Parser, text: string, sourceType: 'module' | 'script'): JsNode {
  return parser.parse(text, { ...options, sourceType }) as unknown as JsNode
}

function unreadable(error: unknown, text: string): Error {
  const { message, pos } = error as { readonly message?: unknown; readonly pos?: unknown }
  if (typeof pos !== 'number') throw error
  // The place is told apart.
  const said = String(message).replace(/ \(\d{1,9}:\d{1,9}\)$/, '')
  const open = openBracket(text, pos)
  const expected = open === null ? 'expected JavaScript' : `expected JavaScript, or ${closes(text, open)}`
  return new CannotRead(`${expected}, found ${foundAt(text, pos)} (${said})`, pos)
}

/** The innermost bracket that is open at an offset, as far as words can be told without a program; null where none is. */
function openBracket(text: string, end: number): number | null {
  const open: number[] = []
  try {
    for (const { type, start } of tokenizer(text.slice(0, end), { ...options, sourceType: 'module' })) {
      if (type.label === '(' || type.label === '[' || type.label === '{') open.push(start)
      else if (type.label === ')' || type.label === ']' || type.label === '}') open.pop()
    }
  } catch {
    // What is no word ends it; TypeScript has words of its own.
  }
  return open.at(-1) ?? null
}

/** A node that a property holds; null where it holds none. */
export function child(node: JsNode, property: string): JsNode | null {
  const value = node[property]
  return isNode(value) ? value : null
}

/** The nodes of a list, without holes. */
export function children(node: JsNode, property: string): readonly JsNode[] {
  const value = node[property]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** Every node with the nodes it stands in, outermost first: the list is the same one each time, and changes. */
export function walk(root: JsNode, visit: (node: JsNode, ancestors: readonly JsNode[]) => void): void {
  const ancestors: JsNode[] = []
  const { nodes, depths } = flatOf(root)
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as JsNode
    while (ancestors.length > (depths[i] as number)) ancestors.pop()
    visit(node, ancestors)
    ancestors.push(node)
  }
}

interface Flat {
  readonly nodes: readonly JsNode[]
  /** In how many others each stands. */
  readonly depths: readonly number[]
}

/** Trees that were gone through: a program is gone through for each thing that is looked for in it. */
const flattened = new WeakMap<JsNode, Flat>()

function flatOf(root: JsNode): Flat {
  const known = flattened.get(root)
  if (known !== undefined) return known
  const nodes: JsNode[] = []
  const depths: number[] = []
  const enter = (node: JsNode, depth: number): void => {
    nodes.push(node)
    depths.push(depth)
    for (const property in node) {
      const value = node[property]
      if (isNode(value)) enter(value, depth + 1)
      else if (Array.isArray(value)) for (const member of value) if (isNode(member)) enter(member, depth + 1)
    }
  }
  enter(root, 0)
  const flat = { nodes, depths }
  flattened.set(root, flat)
  return flat
}

function isNode(value: unknown): value is JsNode {
  return typeof value === 'object' && value !== null && typeof (value as JsNode).type === 'string'
}

/** `a.b` and `a?.['b']` as `b`; null for what is computed, or no member. */
export function memberName(node: JsNode): string | null {
  const property = child(node, 'property')
  if (node.type !== 'MemberExpression' || property === null) return null
  if (node['computed'] !== true) return String(property['name'])
  return typeof property['value'] === 'string' ? property['value'] : null
}

/** Without parentheses and what TypeScript adds to an expression. */
export function bare(node: JsNode): JsNode {
  const inner = child(node, 'expression')
  const wrapper =
    node.type === 'ParenthesizedExpression' ||
    node.type === 'ChainExpression' ||
    node.type === 'TSAsExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'TSNonNullExpression'
  return wrapper && inner !== null ? bare(inner) : node
}

export function nameOf(node: JsNode): string | null {
  return node.type === 'Identifier' ? String(node['name']) : null
}
