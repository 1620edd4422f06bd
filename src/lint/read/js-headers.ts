import { meantName } from '../cors-header-names'
import { js } from '../language'
import { valuesOf } from '../literal'
import type { HeaderGroup, HeaderLine } from '../material'
import type { JsFile } from './js-file'
import { literalOf, readsRequestOrigin, spanOf } from './js-literal'
import { child, children, type JsNode, memberName, nameOf, walk } from './js-tree'

/** Functions that set a header by its name and value. */
const setters: ReadonlySet<string> = new Set([
  'setHeader',
  'header',
  'set',
  'append',
  'appendHeader',
  'addHeader',
])

/** Headers of CORS that a program sets itself, those of one function together. */
export function headerGroups(file: JsFile): readonly HeaderGroup[] {
  const groups = new Map<JsNode, HeaderLine[]>()
  walk(file.program, (node, ancestors) => {
    const line = lineOf(node, ancestors, file)
    if (line === null) return
    const owner = ancestors.findLast(({ type }) => /Function/.test(type)) ?? file.program
    const lines = groups.get(owner)
    if (lines === undefined) groups.set(owner, [line])
    else lines.push(line)
  })
  return [...groups].map(([owner, lines]) => ({
    lines,
    span: spanOf(owner),
    complete: false,
    status: null,
    request: null,
    language: js,
  }))
}

function lineOf(node: JsNode, ancestors: readonly JsNode[], file: JsFile): HeaderLine | null {
  const callee = child(node, 'callee')
  if (node.type === 'CallExpression' && callee !== null && setters.has(memberName(callee) ?? '')) {
    const [name, value] = children(node, 'arguments')
    return name === undefined || value === undefined ? null : headerLine(name, value, node, ancestors, file)
  }
  const key = child(node, 'key')
  const value = child(node, 'value')
  return node.type === 'Property' && key !== null && value !== null
    ? headerLine(key, value, null, ancestors, file)
    : null
}

function headerLine(
  key: JsNode,
  written: JsNode,
  call: JsNode | null,
  ancestors: readonly JsNode[],
  { text, scope }: JsFile,
): HeaderLine | null {
  const name = key['value']
  if (typeof name !== 'string' || !concernsCORS(name)) return null
  const value = literalOf(written, scope)
  const unread = valuesOf(value).filter(({ kind }) => kind === 'opaque')
  const origin =
    unread.some(({ start, end }) => readsRequestOrigin(text.slice(start, end))) ||
    readsRequestOrigin(initOf(written, scope.values, text))
  // Behind a question it may have been looked at.
  const asked = ancestors.some(
    ({ type }) => type === 'IfStatement' || type === 'ConditionalExpression' || type === 'LogicalExpression',
  )
  const statement = ancestors[ancestors.length - 1]
  const alone = call !== null && statement?.type === 'ExpressionStatement' ? spanOf(statement) : null
  return {
    name,
    nameSpan: { start: key.start + 1, end: key.end - 1 },
    value:
      value.kind === 'string' || value.kind === 'boolean' || value.kind === 'number'
        ? String(value.value)
        : null,
    valueSpan: spanOf(written),
    lineSpan: alone,
    echoesOrigin: unread.length > 0 && origin && !asked && !looksOriginUp(text, ancestors),
  }
}

function concernsCORS(name: string): boolean {
  return /^access-control-(?:allow|expose|max)/i.test(name) || meantName(name) !== null
}

/** `const origin = req.headers.origin` */
function initOf(node: JsNode, values: ReadonlyMap<string, JsNode>, text: string): string {
  const init = values.get(nameOf(node) ?? '')
  return init === undefined ? '' : text.slice(init.start, init.end)
}

/** Whether the function around compares an origin with others, in whatever way. */
function looksOriginUp(text: string, ancestors: readonly JsNode[]): boolean {
  const owner = ancestors.findLast(({ type }) => /Function/.test(type))
  if (owner === undefined) return false
  return /\.(?:includes|indexOf|has|test|match|find|some|startsWith|endsWith)\(|[!=]==?/.test(
    text.slice(owner.start, owner.end),
  )
}
