import { allowOrigin, meantName } from '../cors-header-names'
import { js } from '../language'
import { valuesOf } from '../literal'
import type { HeaderGroup, HeaderLine } from '../material'
import type { JsFile } from './js-file'
import { literalOf, spanOf } from './js-literal'
import { headerAnswer } from './js-origin-answers'
import { child, children, type JsNode, memberName, walk } from './js-tree'

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
  // headers['Access-Control-Allow-Origin'] = origin
  const left = child(node, 'left')
  const right = child(node, 'right')
  if (node.type === 'AssignmentExpression' && left?.['computed'] === true && right !== null) {
    const name = child(left, 'property')
    return name === null ? null : headerLine(name, right, null, [...ancestors, node], file)
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
  { program, scope }: JsFile,
): HeaderLine | null {
  const name = key['value']
  if (typeof name !== 'string' || !concernsCORS(name)) return null
  const value = literalOf(written, scope)
  const isOrigin = (meantName(name) ?? name.toLowerCase()) === allowOrigin
  const dynamic = valuesOf(value).some(({ kind }) => kind === 'opaque')
  const answer = isOrigin && dynamic ? headerAnswer(written, call ?? key, ancestors, program, scope) : null
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
    echoesOrigin: answer?.who === 'everybody',
    ...(answer === null ? {} : { answer }),
  }
}

function concernsCORS(name: string): boolean {
  return /^access-control-(?:allow|expose|max)/i.test(name) || meantName(name) !== null
}
