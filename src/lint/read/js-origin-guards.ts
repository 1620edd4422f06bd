import type { OriginPart } from '../literal'
import { definitionsOf, isEmpty, isOrigin, mentionsOrigin, type OriginNames } from './js-origin-names'
import { bare, child, children, type JsNode, memberName, nameOf, walk } from './js-tree'

/**
 * What a condition says of the origin where it holds, the weakest first: nothing, a look at a part of it, something that
 * cannot be told, that it is one of a list, or that there is none at all.
 */
export type Guard = 'none' | 'loose' | 'unknown' | 'guard' | 'absent'

/** A condition with what it finds of an origin, where that is a part only. */
export interface Guarded {
  readonly guard: Guard
  readonly parts: readonly OriginPart[]
}

const order: readonly Guard[] = ['none', 'loose', 'unknown', 'guard', 'absent']
const plain = (guard: Guard): Guarded => ({ guard, parts: [] })

/** All of these hold: the one that says most. */
export function allOf(guards: readonly Guarded[]): Guarded {
  return guards.reduce(bothOf, plain('none'))
}

function bothOf(a: Guarded, b: Guarded): Guarded {
  if (a.guard !== 'loose' || b.guard !== 'loose')
    return order.indexOf(b.guard) > order.indexOf(a.guard) ? b : a
  const [first, last] = /^\^.*[^$]$/.test(a.parts[0]?.source ?? '') ? [a, b] : [b, a]
  const [start, end] = [first.parts[0], last.parts[0]]
  // A start and an end are one pattern; what else two of them let in is not worked out.
  const joins =
    first.parts.length === 1 && last.parts.length === 1 && start !== undefined && end !== undefined
  if (!joins || !/^\^.*[^$]$/.test(start.source) || !/^[^^].*\$$/.test(end.source)) return plain('unknown')
  return { guard: 'loose', parts: [{ ...end, source: `${start.source}.*${end.source}` }] }
}

/** One of these holds: the one that says least. */
function oneOf(a: Guarded, b: Guarded): Guarded {
  if (a.guard === 'loose' && b.guard === 'loose') return { guard: 'loose', parts: [...a.parts, ...b.parts] }
  return order.indexOf(a.guard) <= order.indexOf(b.guard) ? a : b
}

/** More conditions than people put around a line. */
const mostConditions = 50

/** What has to hold where a node stands: of the ifs around it, and of those before it that end in return. */
export function guardAt(node: JsNode, ancestors: readonly JsNode[], names: OriginNames): Guarded {
  const found: Guarded[] = []
  let inner = node
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const outer = ancestors[i] as JsNode
    found.push(...around(outer, inner, names))
    if (found.length > mostConditions) return plain('unknown')
    inner = outer
  }
  return allOf(found)
}

function around(outer: JsNode, inner: JsNode, names: OriginNames): readonly Guarded[] {
  const test = child(outer, 'test')
  switch (outer.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      if (test === null || inner === test) return []
      return [guardOf(test, outer['consequent'] === inner, names)]
    case 'LogicalExpression': {
      const left = child(outer, 'left') as JsNode
      return inner === left || outer['operator'] === '??'
        ? []
        : [guardOf(left, outer['operator'] === '&&', names)]
    }
    case 'SwitchStatement':
      return mentionsOrigin(child(outer, 'discriminant') as JsNode, names) ? [plain('unknown')] : []
    case 'BlockStatement':
    case 'Program':
      return before(outer, inner).flatMap((statement) => ofStatement(statement, names))
    default:
      return []
  }
}

/** Statements of blocks that others behind them depend on. */
const deciding = new WeakMap<JsNode, readonly JsNode[]>()

function before(block: JsNode, { start }: JsNode): readonly JsNode[] {
  const known = deciding.get(block) ?? children(block, 'body').filter(decides)
  deciding.set(block, known)
  const found: JsNode[] = []
  for (const statement of known) {
    if (statement.start >= start || found.length > mostConditions) break
    found.push(statement)
  }
  return found
}

function decides(statement: JsNode): boolean {
  if (statement.type === 'IfStatement') {
    const then = child(statement, 'consequent')
    return then !== null && child(statement, 'alternate') === null && leaves(then)
  }
  const expression = statement.type === 'ExpressionStatement' ? child(statement, 'expression') : null
  return expression !== null && refuses(expression) !== null
}

function leaves(statement: JsNode): boolean {
  if (statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement') return true
  if (statement.type === 'ContinueStatement') return true
  const last = statement.type === 'BlockStatement' ? children(statement, 'body').at(-1) : undefined
  return last !== undefined && leaves(last)
}

/** `assertAllowed(origin)`, which may throw. */
function refuses(expression: JsNode): JsNode | null {
  const inner = bare(
    expression.type === 'AwaitExpression' ? (child(expression, 'argument') as JsNode) : expression,
  )
  const callee = inner.type === 'CallExpression' ? child(inner, 'callee') : null
  const name = callee === null ? null : (nameOf(callee) ?? memberName(callee))
  return name !== null && /assert|check|ensure|verify|valid|require|guard/i.test(name) ? inner : null
}

function ofStatement(statement: JsNode, names: OriginNames): readonly Guarded[] {
  if (statement.type === 'IfStatement') return [guardOf(child(statement, 'test') as JsNode, false, names)]
  const call = refuses(child(statement, 'expression') as JsNode)
  return call !== null && mentionsOrigin(call, names) ? [plain('unknown')] : []
}

/** What a condition says of the origin where it holds, or where it does not. */
export function guardOf(condition: JsNode, holds: boolean, names: OriginNames, depth = 0): Guarded {
  const test = bare(condition)
  if (depth > 30) return plain('unknown')
  const inner = (node: JsNode, yes: boolean): Guarded => guardOf(node, yes, names, depth + 1)
  if (test.type === 'UnaryExpression' && test['operator'] === '!')
    return inner(child(test, 'argument') as JsNode, !holds)
  if (test.type === 'AwaitExpression') return inner(child(test, 'argument') as JsNode, holds)
  if (test.type === 'LogicalExpression') {
    const [a, b] = [inner(child(test, 'left') as JsNode, holds), inner(child(test, 'right') as JsNode, holds)]
    return (test['operator'] === '&&') === holds ? allOf([a, b]) : oneOf(a, b)
  }
  if (isOrigin(test, names)) return plain(holds ? 'none' : 'absent')
  if (test.type === 'BinaryExpression') return compared(test, holds, names, inner)
  if (test.type === 'CallExpression') return called(test, holds, names)
  if (test.type === 'Identifier') {
    const [only, ...more] = definitionsOf(test, names)
    if (only !== undefined && more.length === 0) return inner(only.value, holds)
  }
  // allowed[origin]
  if (test.type === 'MemberExpression' && test['computed'] === true && mentionsOrigin(test, names))
    return plain(holds ? 'guard' : 'unknown')
  return elsewhere(test, names)
}

function compared(
  test: JsNode,
  holds: boolean,
  names: OriginNames,
  inner: (node: JsNode, yes: boolean) => Guarded,
): Guarded {
  const [left, right] = [bare(child(test, 'left') as JsNode), bare(child(test, 'right') as JsNode)]
  const operator = String(test['operator'])
  if (operator === 'in')
    return mentionsOrigin(left, names) ? plain(holds ? 'guard' : 'unknown') : elsewhere(test, names)
  const [looked, other] = mentionsOrigin(left, names) ? [left, right] : [right, left]
  if (!mentionsOrigin(looked, names)) return elsewhere(test, names)
  const equals = operator.startsWith('==')
  const differs = operator.startsWith('!=')
  // Whether it is there: typeof origin === 'string', origin !== undefined.
  if (looked.type === 'UnaryExpression') return plain('none')
  if (isEmpty(other)) return plain(isOrigin(looked, names) && equals === holds ? 'absent' : 'none')
  // indexOf(origin) !== -1
  if (looked.type === 'CallExpression' && other.type !== 'Literal') {
    const found = /^[!=]==?$/.test(operator) ? differs : operator === '>' || operator === '>='
    const minusOne = other.type === 'UnaryExpression'
    if (minusOne) return inner(looked, found === holds)
  }
  if (looked.type === 'CallExpression' && typeof other['value'] === 'number') {
    if (operator === '===' || operator === '==') return atStart(looked, names, holds)
    return inner(looked, (operator === '>=' || operator === '>') === holds)
  }
  if (/^(?:length|protocol|port)$/.test(memberName(looked) ?? nameOf(looked) ?? '')) return plain('none')
  if (!equals && !differs) return plain('unknown')
  if (equals === holds) return plain('guard')
  // All but one get in.
  return plain(typeof other['value'] === 'string' ? 'none' : 'unknown')
}

/** `origin.indexOf('https://app') === 0` */
function atStart(call: JsNode, names: OriginNames, holds: boolean): Guarded {
  const callee = child(call, 'callee') as JsNode
  const object = child(callee, 'object')
  const value = children(call, 'arguments')[0]?.['value']
  const begins = memberName(callee) === 'indexOf' && object !== null && isOrigin(object, names)
  if (!holds || !begins || typeof value !== 'string') return plain('unknown')
  return {
    guard: 'loose',
    parts: [{ source: `^${escaped(value)}`, flags: '', start: call.start, end: call.end }],
  }
}

// ── Calls ───────────────────────────────────────────────────────────────────────────────────────────

const lookUps =
  /^(?:includes|indexOf|has|hasOwn|hasOwnProperty|get|find|findIndex|some|test|exec|match|startsWith|endsWith)$/

function called(call: JsNode, holds: boolean, names: OriginNames): Guarded {
  const callee = bare(child(call, 'callee') as JsNode)
  const name = memberName(callee)
  const object = child(callee, 'object')
  if (!mentionsOrigin(call, names)) return elsewhere(call, names)
  if (name === null || object === null || !lookUps.test(name)) {
    const present = /^(?:String|Boolean)$/.test(nameOf(callee) ?? '') || name === 'isArray'
    return plain(present ? (holds ? 'none' : 'absent') : 'unknown')
  }
  if (!holds) return plain('unknown')
  const [argument] = children(call, 'arguments')
  if (argument === undefined) return plain('unknown')
  if (name === 'some' || name === 'find' || name === 'findIndex') return eachOf(object, argument, names)
  if (name === 'test' || name === 'exec') return tested(object, argument, call, names)
  if (name === 'match') return tested(argument, object, call, names)
  if (mentionsOrigin(object, names)) return partOf(name, object, argument, call, names)
  return plain('guard')
}

/** `allowed.some((one) => origin.endsWith(one))` */
function eachOf(list: JsNode, callback: JsNode, names: OriginNames): Guarded {
  const [param] = children(callback, 'params')
  const body = child(callback, 'body')
  if (param === undefined || body === null) return plain('unknown')
  const only =
    body.type === 'BlockStatement' ? child(children(body, 'body').at(-1) ?? body, 'argument') : body
  const name = nameOf(param)
  if (only === null || name === null) return plain('unknown')
  return guardOf(only, true, { ...names, items: new Map([...names.items, [name, list]]) })
}

function tested(pattern: JsNode, subject: JsNode, call: JsNode, names: OriginNames): Guarded {
  const written = names.literal(pattern)
  if (written.kind !== 'pattern' || !isOrigin(bare(subject), names)) return plain('unknown')
  return {
    guard: 'loose',
    parts: [{ source: written.source, flags: written.flags, start: call.start, end: call.end }],
  }
}

/** What begins, ends or is inside of an origin, as a pattern. */
function partOf(name: string, object: JsNode, argument: JsNode, call: JsNode, names: OriginNames): Guarded {
  const values = textsOf(argument, names)
  // A part of the host is no more than a part of the origin, but for its start.
  const whole = isOrigin(bare(object), names)
  if (values === null || (!whole && name !== 'endsWith' && name !== 'includes')) return plain('unknown')
  const sourceOf: Readonly<Record<string, (text: string) => string>> = {
    startsWith: (text) => `^${text}`,
    endsWith: (text) => `${whole ? '' : '^https://(?:.*)'}${text}$`,
    includes: (text) => text,
    indexOf: (text) => text,
  }
  const source = sourceOf[name]
  if (source === undefined) return plain('unknown')
  const { start, end } = call
  return {
    guard: 'loose',
    parts: values.map((value) => ({ source: source(escaped(value)), flags: '', start, end })),
  }
}

/** The texts that a value can be; null where that cannot be told. */
function textsOf(argument: JsNode, names: OriginNames): readonly string[] | null {
  const list = names.items.get(nameOf(argument) ?? '')
  const value = names.literal(list ?? argument)
  const items = list === undefined ? [value] : value.kind === 'list' ? value.items : []
  const texts = items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
  return texts.length === 0 || texts.length < items.length ? null : texts
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

// ── Conditions on other things ──────────────────────────────────────────────────────────────────────

const ofRequest = /^(?:req|request|res|response|reply|c|ctx|context|event|evt|undefined)$/

/** What is asked of the request alone says nothing of the origin; what comes from elsewhere may. */
function elsewhere(test: JsNode, names: OriginNames): Guarded {
  let known = true
  walk(test, (node, ancestors) => {
    if (/Function/.test(node.type)) known = false
    const name = nameOf(node)
    if (name === null) return
    const parent = ancestors.at(-1)
    const isProperty = parent?.['property'] === node && parent['computed'] !== true
    if (isProperty ? /allow|trust|valid|known|permit/i.test(name) : !ofRequest.test(name)) known = false
    // A request that is handed on may be looked at there.
    if (parent?.type === 'CallExpression' && children(parent, 'arguments').includes(node)) known = false
  })
  return plain(known && !mentionsOrigin(test, names) ? 'none' : 'unknown')
}
