import type { Entry, Literal } from '../literal'
import type { Span } from '../text'
import { type PyNode, walkPython } from './python-tree'

/** What names stand for in a file, where each has one meaning only. */
export interface PyScope {
  readonly text: string
  readonly values: ReadonlyMap<string, PyNode>
}

const deepest = 20

export function pyScopeOf(program: PyNode, text: string): PyScope {
  const values = new Map<string, PyNode>()
  const several = new Set<string>()
  walkPython(program, (node) => {
    const assigned = assignmentOf(node)
    if (assigned === null || assigned.target.name !== 'VariableName') return
    const name = text.slice(assigned.target.start, assigned.target.end)
    if (values.has(name)) several.add(name)
    values.set(name, assigned.value)
  })
  for (const name of several) values.delete(name)
  return { text, values }
}

/** `a = b`, with one target and one value; null for others, `a += b` among them. */
export function assignmentOf(
  node: PyNode,
): { readonly target: PyNode; readonly value: PyNode; readonly operator: '=' | '+=' } | null {
  const [target, ...rest] = node.children.filter(({ name }) => name !== 'TypeDef' && name !== 'Comment')
  if (target === undefined) return null
  const [operator, value, ...more] = rest
  if (node.name === 'UpdateStatement' && value !== undefined) return { target, value, operator: '+=' }
  if (node.name !== 'AssignStatement' || operator?.name !== 'AssignOp' || value === undefined) return null
  // `a = 1, 2` is a tuple without parentheses.
  return more.length === 0 ? { target, value, operator: '=' } : null
}

/** What an expression comes to as far as that can be told without running it. */
export function pyLiteralOf(node: PyNode, scope: PyScope, depth = 0): Literal {
  const span: Span = { start: node.start, end: node.end }
  const written = scope.text.slice(node.start, node.end)
  const opaque: Literal = { kind: 'opaque', text: written, ...span }
  if (depth > deepest) return opaque
  const inner = (member: PyNode): Literal => pyLiteralOf(member, scope, depth + 1)
  const members = node.children.filter(({ name }) => !/^[()[\]{},:]$|^Comment$/.test(name))
  switch (node.name) {
    case 'String':
    case 'ContinuedString':
      return strings(node, written, span, scope) ?? opaque
    case 'Number':
      return number(written, span) ?? opaque
    case 'Boolean':
      return { kind: 'boolean', value: written === 'True', ...span }
    case 'None':
      return { kind: 'null', ...span }
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return {
        kind: 'list',
        items: members.filter(({ name }) => name !== '*').flatMap((item) => unpacked(item, inner)),
        ...span,
      }
    case 'DictionaryExpression':
      return dictionary(members, span, inner)
    case 'ParenthesizedExpression':
      return members.length === 1 ? inner(members[0] as PyNode) : opaque
    case 'UnaryExpression': {
      const value = members[1] === undefined ? opaque : inner(members[1])
      return value.kind === 'number' && written.startsWith('-')
        ? { ...value, value: -value.value, ...span }
        : opaque
    }
    case 'BinaryExpression':
      return binary(members, span, scope, inner) ?? opaque
    case 'ConditionalExpression':
      // a if b else c
      return members.length >= 5
        ? { kind: 'either', values: [inner(members[0] as PyNode), inner(members[4] as PyNode)], ...span }
        : opaque
    case 'CallExpression':
      return compiled(node, span, scope, inner) ?? defaulted(node, span, scope, inner) ?? opaque
    case 'VariableName': {
      const value = scope.values.get(written)
      return value === undefined ? opaque : inner(value)
    }
    default:
      return opaque
  }
}

/** `*others` is what is in it; Lezer has the star apart. */
function unpacked(item: PyNode, inner: (node: PyNode) => Literal): readonly Literal[] {
  const value = inner(item)
  return value.kind === 'list' && item.name === 'VariableName' ? value.items : [value]
}

function dictionary(members: readonly PyNode[], span: Span, inner: (node: PyNode) => Literal): Literal {
  const entries: Entry[] = []
  let open = false
  for (let i = 0; i < members.length; i++) {
    const key = members[i] as PyNode
    if (key.name === '**') {
      open = true
      i++
      continue
    }
    const value = members[++i]
    const name = inner(key)
    if (value === undefined || name.kind !== 'string') open = true
    else
      entries.push({
        key: name.value,
        keySpan: { start: key.start, end: key.end },
        value: inner(value),
        start: key.start,
        end: value.end,
      })
  }
  return { kind: 'map', entries, lines: false, open, ...span }
}

function number(written: string, span: Span): Literal | null {
  const value = Number(written.replace(/_/g, ''))
  return Number.isFinite(value) ? { kind: 'number', value, ...span } : null
}

function binary(
  members: readonly PyNode[],
  span: Span,
  scope: PyScope,
  inner: (node: PyNode) => Literal,
): Literal | null {
  const [left, operator, right] = members
  if (left === undefined || operator === undefined || right === undefined) return null
  const [a, b] = [inner(left), inner(right)]
  const sign = scope.text.slice(operator.start, operator.end)
  if (sign === 'or') return { kind: 'either', values: [a, b], ...span }
  if (sign === '+' && a.kind === 'list' && b.kind === 'list')
    return { kind: 'list', items: [...a.items, ...b.items], ...span }
  if (sign === '+' && a.kind === 'list') return { kind: 'list', items: [...a.items, b], ...span }
  if (a.kind !== 'number' || b.kind !== 'number') return null
  const value =
    sign === '*'
      ? a.value * b.value
      : sign === '+'
        ? a.value + b.value
        : sign === '-'
          ? a.value - b.value
          : null
  return value === null ? null : { kind: 'number', value, ...span }
}

// ── Calls ───────────────────────────────────────────────────────────────────────────────────────────

/** Arguments in their order, and those with names. */
export function argumentsOf(
  call: PyNode,
  text: string,
): {
  readonly plain: readonly PyNode[]
  readonly named: readonly { readonly name: PyNode; readonly value: PyNode }[]
  readonly open: boolean
} {
  const list = call.children.find(({ name }) => name === 'ArgList')
  const members = (list?.children ?? []).filter(
    ({ name }) => name !== '(' && name !== ')' && name !== 'Comment',
  )
  const plain: PyNode[] = []
  const named: { name: PyNode; value: PyNode }[] = []
  let open = false
  for (let i = 0; i < members.length; i++) {
    const member = members[i] as PyNode
    const next = members[i + 1]
    const value = members[i + 2]
    if (member.name === ',') continue
    if (member.name === '**' || member.name === '*' || text.slice(member.start, member.end).startsWith('*')) {
      open = true
      i++
    } else if (next?.name === 'AssignOp' && value !== undefined) {
      named.push({ name: member, value })
      i += 2
    } else plain.push(member)
  }
  return { plain, named, open }
}

export function calleeOf(call: PyNode, text: string): string {
  const [callee] = call.children
  return callee === undefined ? '' : text.slice(callee.start, callee.end)
}

/** `re.compile(r"…", re.IGNORECASE)` */
function compiled(
  call: PyNode,
  span: Span,
  scope: PyScope,
  inner: (node: PyNode) => Literal,
): Literal | null {
  if (!/^(?:re|regex)\.compile$/.test(calleeOf(call, scope.text))) return null
  const { plain } = argumentsOf(call, scope.text)
  const source = plain[0] === undefined ? null : inner(plain[0])
  const flags = plain[1] === undefined ? '' : scope.text.slice(plain[1].start, plain[1].end)
  if (source?.kind !== 'string') return null
  return {
    kind: 'pattern',
    source: source.value,
    flags: /\bre\.(?:I|IGNORECASE)\b/.test(flags) ? 'i' : '',
    ...span,
  }
}

/** `os.environ.get("ORIGINS", "*")` and the like: something, or what stands there. */
function defaulted(
  call: PyNode,
  span: Span,
  scope: PyScope,
  inner: (node: PyNode) => Literal,
): Literal | null {
  if (!/(?:environ\.get|getenv|config|env(?:\.\w+)?)$/.test(calleeOf(call, scope.text))) return null
  const { plain, named } = argumentsOf(call, scope.text)
  const value =
    plain[1] ?? named.find(({ name }) => scope.text.slice(name.start, name.end) === 'default')?.value
  if (value === undefined) return null
  const opaque: Literal = { kind: 'opaque', text: scope.text.slice(call.start, call.end), ...span }
  return { kind: 'either', values: [opaque, inner(value)], ...span }
}

// ── Strings ─────────────────────────────────────────────────────────────────────────────────────────

function strings(node: PyNode, written: string, span: Span, scope: PyScope): Literal | null {
  const parts =
    node.name === 'String'
      ? [written]
      : node.children.map(({ name, start, end }) => (name === 'String' ? scope.text.slice(start, end) : null))
  let value = ''
  for (const part of parts) {
    const text = part === null ? null : stringValue(part)
    if (text === null) return null
    value += text
  }
  return { kind: 'string', value, ...span }
}

/** What a string of Python says; null where its prefix makes it something else. */
export function stringValue(written: string): string | null {
  const match = /^([A-Za-z]*)("""|'''|"|')([\s\S]*)\2$/.exec(written)
  if (match === null) return null
  const [, prefix = '', , body = ''] = match
  if (/[bft]/i.test(prefix)) return null
  return /r/i.test(prefix)
    ? body
    : body.replace(/\\(?:\r?\n|x([0-9a-f]{2})|u([0-9a-f]{4})|[\s\S])/gi, unescapePython)
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['0', '\0'],
])

/** A backslash before any other letter stays. */
function unescapePython(found: string, hex: string | undefined, unicode: string | undefined): string {
  const code = hex ?? unicode
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
  const letter = found.slice(1)
  return /^\r?\n$/.test(letter) ? '' : (escapes.get(letter) ?? found)
}
