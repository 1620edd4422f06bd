import type { Entry, FunctionLiteral, Literal, OriginAnswer } from '../literal'
import type { Span } from '../text'
import { bare, child, children, type JsNode, memberName, nameOf, walk } from './js-tree'

/** What names stand for in a file, where each has one meaning only. */
export interface Scope {
  readonly text: string
  readonly values: ReadonlyMap<string, JsNode>
  /** Whom a function lets in. */
  readonly answer?: (node: JsNode) => OriginAnswer
}

const unknownAnswer: OriginAnswer = { who: 'unknown', parts: [] }

export function scopeOf(program: JsNode, text: string): Scope {
  const values = new Map<string, JsNode>()
  const several = new Set<string>()
  const define = (name: string | null, value: JsNode): void => {
    if (name === null) return
    if (values.has(name)) several.add(name)
    values.set(name, value)
  }
  walk(program, (node) => {
    const id = child(node, 'id')
    const init = child(node, 'init')
    if (node.type === 'VariableDeclarator' && id !== null && init !== null) define(nameOf(id), init)
    if (node.type === 'FunctionDeclaration' && id !== null) define(nameOf(id), node)
    const left = child(node, 'left')
    if (node.type === 'AssignmentExpression' && left !== null) define(nameOf(left), node)
  })
  for (const name of several) values.delete(name)
  return { text, values }
}

/** Names may be defined by each other. */
const deepest = 20

/** What an expression comes to as far as that can be told without running it. Names are followed to where they are defined. */
export function literalOf(expression: JsNode, scope: Scope, depth = 0): Literal {
  const node = bare(expression)
  const span = spanOf(node)
  const opaque: Literal = { kind: 'opaque', text: scope.text.slice(span.start, span.end), ...span }
  if (depth > deepest) return opaque
  const inner = (member: JsNode): Literal => literalOf(member, scope, depth + 1)
  switch (node.type) {
    case 'Literal':
      return plainLiteral(node, span) ?? opaque
    case 'TemplateLiteral':
      return template(node, span) ?? opaque
    case 'ArrayExpression':
      return {
        kind: 'list',
        items: children(node, 'elements').flatMap((item) => itemsOf(item, inner)),
        ...span,
      }
    case 'ObjectExpression':
      return mapOf(node, span, inner, scope)
    case 'Identifier':
      return named(node, span, scope, inner) ?? opaque
    case 'UnaryExpression':
      return unary(node, span, inner) ?? opaque
    case 'BinaryExpression':
      return binary(node, span, inner) ?? opaque
    case 'LogicalExpression':
      return {
        kind: 'either',
        values: [inner(child(node, 'left') as JsNode), inner(child(node, 'right') as JsNode)],
        ...span,
      }
    case 'ConditionalExpression':
      return {
        kind: 'either',
        values: [inner(child(node, 'consequent') as JsNode), inner(child(node, 'alternate') as JsNode)],
        ...span,
      }
    case 'NewExpression':
    case 'CallExpression':
      return constructedPattern(node, span, inner) ?? opaque
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return functionOf(node, span, scope)
    default:
      return opaque
  }
}

export function spanOf({ start, end }: JsNode): Span {
  return { start, end }
}

function plainLiteral(node: JsNode, span: Span): Literal | null {
  const { value } = node
  const regex = node['regex'] as { readonly pattern: string; readonly flags: string } | undefined
  if (regex !== undefined) return { kind: 'pattern', source: regex.pattern, flags: regex.flags, ...span }
  if (typeof value === 'string') return { kind: 'string', value, ...span }
  if (typeof value === 'number') return { kind: 'number', value, ...span }
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...span }
  return value === null ? { kind: 'null', ...span } : null
}

function template(node: JsNode, span: Span): Literal | null {
  const [only, ...more] = children(node, 'quasis')
  if (only === undefined || more.length > 0) return null
  const { cooked } = only['value'] as { readonly cooked: string | null }
  return cooked === null ? null : { kind: 'string', value: cooked, ...span }
}

/** `...other` is what is in it. */
function itemsOf(item: JsNode, inner: (node: JsNode) => Literal): readonly Literal[] {
  const spread = item.type === 'SpreadElement' ? child(item, 'argument') : null
  if (spread === null) return [inner(item)]
  const value = inner(spread)
  return value.kind === 'list' ? value.items : [value]
}

function mapOf(node: JsNode, span: Span, inner: (node: JsNode) => Literal, scope: Scope): Literal {
  const entries: Entry[] = []
  let open = false
  for (const property of children(node, 'properties')) {
    const spread = property.type === 'SpreadElement' ? child(property, 'argument') : null
    const other = spread === null ? null : inner(spread)
    if (other?.kind === 'map') entries.push(...other.entries)
    open ||= other !== null && (other.kind !== 'map' || other.open)
    const key = child(property, 'key')
    const value = child(property, 'value')
    if (key === null || value === null) continue
    const text = property['computed'] === true ? null : (nameOf(key) ?? String(key['value']))
    if (text === null) open = true
    else
      entries.push({
        key: text,
        keySpan: spanOf(key),
        value: readProperty(property, value, inner, scope),
        ...spanOf(property),
      })
  }
  return { kind: 'map', entries, lines: false, open, ...span }
}

/** `origin(origin, callback) { … }` stands there as a whole. */
function readProperty(
  property: JsNode,
  value: JsNode,
  inner: (node: JsNode) => Literal,
  scope: Scope,
): Literal {
  return property['method'] === true ? functionOf(value, spanOf(property), scope) : inner(value)
}

function named(node: JsNode, span: Span, scope: Scope, inner: (node: JsNode) => Literal): Literal | null {
  const name = nameOf(node)
  if (name === 'undefined') return { kind: 'null', ...span }
  const value = name === null ? undefined : scope.values.get(name)
  return value === undefined || value.type === 'AssignmentExpression' ? null : inner(value)
}

function unary(node: JsNode, span: Span, inner: (node: JsNode) => Literal): Literal | null {
  const argument = inner(child(node, 'argument') as JsNode)
  if (node['operator'] === '-' && argument.kind === 'number')
    return { ...argument, value: -argument.value, ...span }
  const readable = argument.kind === 'number' || argument.kind === 'boolean'
  return node['operator'] === '!' && readable ? { kind: 'boolean', value: !argument.value, ...span } : null
}

function binary(node: JsNode, span: Span, inner: (node: JsNode) => Literal): Literal | null {
  const left = inner(child(node, 'left') as JsNode)
  const right = inner(child(node, 'right') as JsNode)
  if (left.kind === 'string' && right.kind === 'string' && node['operator'] === '+') {
    return { kind: 'string', value: left.value + right.value, ...span }
  }
  if (left.kind !== 'number' || right.kind !== 'number') return null
  switch (node['operator']) {
    case '*':
      return { kind: 'number', value: left.value * right.value, ...span }
    case '/':
      return { kind: 'number', value: left.value / right.value, ...span }
    case '+':
      return { kind: 'number', value: left.value + right.value, ...span }
    case '-':
      return { kind: 'number', value: left.value - right.value, ...span }
    default:
      return null
  }
}

/** `new RegExp('…', 'g')`. */
function constructedPattern(node: JsNode, span: Span, inner: (node: JsNode) => Literal): Literal | null {
  const callee = child(node, 'callee')
  if (callee === null || nameOf(callee) !== 'RegExp') return null
  const [source, flags] = children(node, 'arguments').map(inner)
  if (source === undefined || (flags !== undefined && flags.kind !== 'string')) return null
  const written = flags?.value ?? (source.kind === 'pattern' ? source.flags : '')
  if (source.kind === 'string') return { kind: 'pattern', source: source.value, flags: written, ...span }
  return source.kind === 'pattern' ? { ...source, flags: written, ...span } : null
}

// ── Functions ───────────────────────────────────────────────────────────────────────────────────────

/** The request’s origin, as servers spell it: `req.headers.origin`, `c.req.header('Origin')`. */
const requestOrigin =
  /^[\w$?.]*?headers?(?:\?\.)?(?:\.?origin|\[\s*['"]origin['"]\s*\])$|^[\w$?.]*?\.(?:get|header)\(\s*['"]origin['"]\s*\)$/i

/** Whether an expression is the request’s `Origin` header, and no more than that. */
export function readsRequestOrigin(text: string): boolean {
  return requestOrigin.test(text.trim())
}

function functionOf(node: JsNode, span: Span, scope: Scope): FunctionLiteral {
  const params = children(node, 'params').map(nameOf)
  const callback = params.length >= 2 ? (params[params.length - 1] ?? null) : null
  const only = onlyExpression(node)
  const errors: Span[] = []
  walk(node, (inner) => {
    const args = children(inner, 'arguments')
    const [first] = args
    const last = args[args.length - 1]
    if (first === undefined || last === undefined || !calls(inner, callback)) return
    if (/^(?:new\s+)?\w*Error\b/.test(scope.text.slice(first.start, first.end))) {
      errors.push({ start: first.start, end: last.end })
    }
  })
  const allowsAll = only !== null && answersAll(only, params[0] ?? null, callback, scope)
  return { kind: 'function', allowsAll, errors, answer: () => scope.answer?.(node) ?? unknownAnswer, ...span }
}

function calls(node: JsNode, name: string | null): boolean {
  const callee = child(node, 'callee')
  return name !== null && node.type === 'CallExpression' && callee !== null && nameOf(callee) === name
}

/** The expression of a function that does nothing else. */
function onlyExpression(node: JsNode): JsNode | null {
  const body = child(node, 'body')
  if (body === null) return null
  if (body.type !== 'BlockStatement') return bare(body)
  const [statement, ...more] = children(body, 'body')
  if (statement === undefined || more.length > 0) return null
  const expression = child(statement, 'argument') ?? child(statement, 'expression')
  return expression === null ? null : bare(expression)
}

function answersAll(only: JsNode, origin: string | null, callback: string | null, scope: Scope): boolean {
  const isOrigin = (node: JsNode): boolean =>
    (origin !== null && nameOf(node) === origin) ||
    (memberName(node) !== null && readsRequestOrigin(scope.text.slice(node.start, node.end))) ||
    (node.type === 'CallExpression' && readsRequestOrigin(scope.text.slice(node.start, node.end)))
  if (!calls(only, callback)) return isOrigin(only) || only['value'] === '*'
  const [error, answer] = children(only, 'arguments')
  if (error === undefined || answer === undefined || error['value'] !== null) return false
  return answer['value'] === true || answer['value'] === '*' || isOrigin(answer)
}
