import { type OriginAnswer, valuesOf } from '../literal'
import type { Scope } from './js-literal'
import { allOf, type Guarded, guardAt, guardOf } from './js-origin-guards'
import { definitionsOf, isOrigin, mentionsOrigin, type OriginNames, originNames } from './js-origin-names'
import { bare, child, children, type JsNode, memberName, nameOf, walk } from './js-tree'

const unknown: OriginAnswer = { who: 'unknown', parts: [] }
const listed: OriginAnswer = { who: 'listed', parts: [] }

function answerOf({ guard, parts }: Guarded): OriginAnswer {
  if (guard === 'none') return { who: 'everybody', parts: [] }
  if (guard === 'loose') return { who: 'parts', parts }
  return guard === 'unknown' ? unknown : listed
}

/** The worst of several answers. */
function worstOf(answers: readonly OriginAnswer[]): OriginAnswer {
  const everybody = answers.find(({ who }) => who === 'everybody')
  if (everybody !== undefined) return everybody
  const parts = answers.flatMap((answer) => answer.parts)
  if (parts.length > 0) return { who: 'parts', parts }
  return answers.find(({ who }) => who === 'unknown') ?? answers[0] ?? unknown
}

// ── Headers ─────────────────────────────────────────────────────────────────────────────────────────

/** Who gets in by a value of `Access-Control-Allow-Origin` that stands at a place of a program. */
export function headerAnswer(
  value: JsNode,
  node: JsNode,
  ancestors: readonly JsNode[],
  program: JsNode,
  scope: Scope,
): OriginAnswer {
  const names = originNames(program, scope, node.start, null)
  return worstOf(valueAnswers(value, guardAt(node, ancestors, names), names, new Set()))
}

function valueAnswers(
  written: JsNode,
  guard: Guarded,
  names: OriginNames,
  seen: ReadonlySet<string>,
): readonly OriginAnswer[] {
  const value = bare(written)
  const inner = (node: JsNode, more: Guarded): readonly OriginAnswer[] =>
    valueAnswers(node, allOf([guard, more]), names, seen)
  const free: Guarded = { guard: 'none', parts: [] }
  if (value.type === 'ConditionalExpression') {
    const test = child(value, 'test') as JsNode
    return [
      ...inner(child(value, 'consequent') as JsNode, guardOf(test, true, names)),
      ...inner(child(value, 'alternate') as JsNode, guardOf(test, false, names)),
    ]
  }
  if (value.type === 'LogicalExpression') {
    const left = child(value, 'left') as JsNode
    const both = value['operator'] === '&&'
    const right = inner(child(value, 'right') as JsNode, both ? guardOf(left, true, names) : free)
    return both ? right : [...inner(left, free), ...right]
  }
  const name = nameOf(value)
  if (name !== null && name !== names.param && !seen.has(name))
    return named(value, guard, names, new Set([...seen, name]))
  if (isOrigin(value, names)) return [answerOf(guard)]
  return fixed(value, names) ? [listed] : [unknown]
}

/** What a name is given, wherever that is; what is given under a condition may stand in for what was there. */
function named(
  value: JsNode,
  guard: Guarded,
  names: OriginNames,
  seen: ReadonlySet<string>,
): readonly OriginAnswer[] {
  const definitions = definitionsOf(value, names)
  if (definitions.length === 0) return fixed(value, names) ? [listed] : [unknown]
  const guards = definitions.map((definition) =>
    definition.node.type === 'VariableDeclarator'
      ? { guard: 'none' as const, parts: [] }
      : guardAt(definition.node, definition.ancestors, names),
  )
  const chosen = guards.some((one) => one.guard !== 'none')
  return definitions.flatMap((definition, i) => {
    const own = allOf([guard, guards[i] as Guarded])
    const answers = definition.takesOrigin
      ? [answerOf(own)]
      : valueAnswers(definition.value, own, names, seen)
    return answers.map((answer) => (chosen && answer.who === 'everybody' ? unknown : answer))
  })
}

/** Texts, and what is found in a list by the origin. */
function fixed(value: JsNode, names: OriginNames): boolean {
  const values = valuesOf(names.literal(value))
  if (values.every(({ kind }) => kind !== 'opaque' && kind !== 'function')) return true
  // allowed[0]
  if (typeof child(value, 'property')?.['value'] === 'number') return true
  const callee = value.type === 'CallExpression' ? bare(child(value, 'callee') as JsNode) : null
  const found = callee !== null && /^(?:find|get)$/.test(memberName(callee) ?? '')
  const looked = found || (value.type === 'MemberExpression' && value['computed'] === true)
  return looked && mentionsOrigin(value, names)
}

// ── Functions among the options ─────────────────────────────────────────────────────────────────────

/** Whom a function lets in that is asked for each origin. */
export function functionAnswer(node: JsNode, program: JsNode, scope: Scope): OriginAnswer {
  const params = children(node, 'params').map((param) => nameOf(bare(param)))
  const callback = params.length >= 2 ? (params.at(-1) ?? null) : null
  const names = originNames(program, scope, node.start + 1, params[0] ?? null)
  const body = child(node, 'body')
  if (body === null || params[0] === null) return unknown
  const answers: OriginAnswer[] = []
  const answered = (value: JsNode, at: JsNode, ancestors: readonly JsNode[]): void => {
    const inside = { ...names, at: at.start }
    answers.push(...yesOf(value, guardAt(at, ancestors, inside), inside))
  }
  if (body.type !== 'BlockStatement' && !calls(bare(body), callback)) answered(body, body, [])
  walk(node, (inner, ancestors) => {
    if (calls(inner, callback)) {
      const [error, value] = children(inner, 'arguments')
      if (value !== undefined && (error?.['value'] === null || nameOf(error as JsNode) === 'undefined'))
        answered(value, inner, ancestors)
      else if (error === undefined) answers.push(unknown)
    }
    const value = inner.type === 'ReturnStatement' ? child(inner, 'argument') : null
    const owner = ancestors.findLast(({ type }) => /Function/.test(type))
    if (callback === null && value !== null && owner === node) answered(value, inner, ancestors)
  })
  return worstOf(answers)
}

function calls(node: JsNode, name: string | null): boolean {
  const callee = child(node, 'callee')
  return name !== null && node.type === 'CallExpression' && callee !== null && nameOf(callee) === name
}

/** Who gets in where a function answers with a value: true, the origin, or something that comes to either. */
function yesOf(written: JsNode, guard: Guarded, names: OriginNames): readonly OriginAnswer[] {
  const value = bare(written)
  if (value.type === 'ConditionalExpression') {
    const test = child(value, 'test') as JsNode
    return [
      ...yesOf(child(value, 'consequent') as JsNode, allOf([guard, guardOf(test, true, names)]), names),
      ...yesOf(child(value, 'alternate') as JsNode, allOf([guard, guardOf(test, false, names)]), names),
    ]
  }
  const literal = names.literal(value)
  if (value['value'] === true || value['value'] === '*' || isOrigin(value, names)) return [answerOf(guard)]
  if (literal.kind === 'boolean' && literal.value) return [answerOf(guard)]
  if (
    literal.kind === 'string' ||
    literal.kind === 'null' ||
    literal.kind === 'boolean' ||
    literal.kind === 'list'
  )
    return [listed]
  if (fixed(value, names)) return [listed]
  if (!mentionsOrigin(value, names)) return [unknown]
  return [answerOf(allOf([guard, guardOf(value, true, names)]))]
}
