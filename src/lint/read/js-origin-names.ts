import type { Literal } from '../literal'
import { literalOf, readsRequestOrigin, type Scope } from './js-literal'
import { bare, child, children, type JsNode, memberName, nameOf, walk } from './js-tree'

/** What a name is given somewhere. */
export interface Definition {
  readonly value: JsNode
  /** The nodes that the assignment stands in, outermost first. */
  readonly ancestors: readonly JsNode[]
  readonly node: JsNode
  /** `const { origin } = request.headers` */
  readonly takesOrigin: boolean
}

/** Names as they are known at one place of a file. */
export interface OriginNames {
  readonly text: string
  /** An offset: names mean what the functions around it say. */
  readonly at: number
  readonly definitions: ReadonlyMap<string, readonly Definition[]>
  /** A parameter that is the origin. */
  readonly param: string | null
  /** Parameters that are one of a list each. */
  readonly items: ReadonlyMap<string, JsNode>
  readonly literal: (node: JsNode) => Literal
}

const indexes = new WeakMap<JsNode, ReadonlyMap<string, readonly Definition[]>>()

export function originNames(program: JsNode, scope: Scope, at: number, param: string | null): OriginNames {
  const definitions = indexes.get(program) ?? indexOf(program, scope.text)
  indexes.set(program, definitions)
  return {
    text: scope.text,
    at,
    definitions,
    param,
    items: new Map(),
    literal: (node) => literalOf(node, scope),
  }
}

function indexOf(program: JsNode, text: string): ReadonlyMap<string, readonly Definition[]> {
  const index = new Map<string, Definition[]>()
  const define = (name: string | null, definition: Definition): void => {
    if (name === null) return
    const known = index.get(name)
    if (known === undefined) index.set(name, [definition])
    else known.push(definition)
  }
  walk(program, (node, ancestors) => {
    const declares = node.type === 'VariableDeclarator'
    if (!declares && node.type !== 'AssignmentExpression') return
    const target = child(node, declares ? 'id' : 'left')
    const value = child(node, declares ? 'init' : 'right')
    if (target === null || value === null) return
    const common = { value, ancestors: [...ancestors], node }
    define(nameOf(target), { ...common, takesOrigin: false })
    for (const property of target.type === 'ObjectPattern' ? children(target, 'properties') : []) {
      const key = child(property, 'key')
      const bound = child(property, 'value')
      if (key === null || bound === null) continue
      const isOrigin = /^origin$/i.test(nameOf(key) ?? String(key['value']))
      const ofHeaders = /headers?$/i.test(text.slice(value.start, value.end))
      define(nameOf(bound), { ...common, takesOrigin: isOrigin && ofHeaders })
    }
  })
  return index
}

/** What a name is given in the innermost function around the place that gives it something. */
export function definitionsOf(node: JsNode, { definitions, at }: OriginNames): readonly Definition[] {
  let innermost = -1
  let found: Definition[] = []
  for (const definition of definitions.get(nameOf(node) ?? '') ?? []) {
    const { ancestors } = definition
    const owner = ancestors.findLast(({ type }) => /Function/.test(type))
    const [start, end] = owner === undefined ? [0, Number.POSITIVE_INFINITY] : [owner.start, owner.end]
    if (start > at || end < at || start < innermost) continue
    if (start > innermost) found = []
    innermost = start
    found.push(definition)
  }
  return found
}

/** Whether an expression is the request’s origin, or what stands for it where there is none. */
export function isOrigin(
  expression: JsNode,
  names: OriginNames,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const node = bare(expression)
  const name = nameOf(node)
  if (name !== null) {
    if (name === names.param) return true
    if (seen.has(name)) return false
    const next = new Set([...seen, name])
    return definitionsOf(node, names).some(
      ({ value, takesOrigin }) => takesOrigin || isOrigin(value, names, next),
    )
  }
  if (node.type === 'LogicalExpression') {
    const left = node['operator'] !== '&&' && isOrigin(child(node, 'left') as JsNode, names, seen)
    return left || isOrigin(child(node, 'right') as JsNode, names, seen)
  }
  if (node.type === 'TemplateLiteral') {
    const inside = children(node, 'expressions')
    return inside.length === 1 && isOrigin(inside[0] as JsNode, names, seen)
  }
  if (node.type === 'CallExpression') {
    // origin.toLowerCase(), String(origin)
    const callee = bare(child(node, 'callee') as JsNode)
    const same = /^(?:toLowerCase|trim|toString|String)$/.test(memberName(callee) ?? nameOf(callee) ?? '')
    const of = child(callee, 'object') ?? children(node, 'arguments')[0]
    if (same && of !== undefined) return isOrigin(of, names, seen)
  }
  const reads = node.type === 'CallExpression' || node.type === 'MemberExpression'
  return reads && readsRequestOrigin(names.text.slice(node.start, node.end))
}

/** Whether the origin has a part in an expression. */
export function mentionsOrigin(
  expression: JsNode,
  names: OriginNames,
  seen: Set<string> = new Set(),
): boolean {
  let found = false
  walk(expression, (node, ancestors) => {
    if (found) return
    const parent = ancestors.at(-1)
    if (parent?.['property'] === node && parent['computed'] !== true) return
    const name = nameOf(node)
    if (name === null) {
      found = isOrigin(node, names)
      return
    }
    if (name === names.param) found = true
    if (found || seen.has(name)) return
    seen.add(name)
    found = definitionsOf(node, names).some(
      ({ value, takesOrigin }) => takesOrigin || mentionsOrigin(value, names, seen),
    )
  })
  return found
}

/** `undefined`, null and the empty string. */
export function isEmpty(node: JsNode): boolean {
  return (
    nameOf(node) === 'undefined' ||
    (node.type === 'Literal' &&
      (node['value'] === null || node['value'] === '' || node['value'] === 'undefined'))
  )
}
