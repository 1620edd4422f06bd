import { ConfigError } from '../../infra/config-error'

/** A part of a rule between slashes; a part with the converter `path` goes on to the end of the rule. */
export interface RulePart {
  /** The text itself, or the source of a pattern for it. */
  readonly content: string
  readonly static: boolean
  readonly final: boolean
  /** Dynamic parts are tried in this order. */
  readonly weight: Weight
}

export type Weight = readonly [number, readonly (readonly [number, number])[], number, readonly number[]]

interface Converter {
  readonly source: string
  readonly weight: number
}

/** What each converter takes, without arguments. */
const converters: ReadonlyMap<string, Converter> = new Map([
  ['default', { source: '[^/]+', weight: 100 }],
  ['string', { source: '[^/]+', weight: 100 }],
  ['path', { source: '[^/][^\\n]*?', weight: 200 }],
  ['int', { source: '\\p{Nd}+', weight: 50 }],
  ['float', { source: '\\p{Nd}+\\.\\p{Nd}+', weight: 50 }],
  ['uuid', { source: '[A-Fa-f0-9]{8}-(?:[A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}', weight: 100 }],
])

/** A slash, a text, or a variable with the name and the arguments of its converter. */
const tokens = /^(?:\/|[^</]+|<(?:([A-Za-z_]\w*)(\(.*?\))?:)?[A-Za-z_]\w*>)/

/**
 * The parts of a rule such as `/users/<int:id>/`, as Werkzeug 2.2 reads them.
 *
 * @throws ConfigError where it is no rule, or has a converter with arguments or one that is not built in
 */
export function parseRule(rule: string, path: string): readonly RulePart[] {
  const refuse = (message: string): ConfigError =>
    new ConfigError([{ path, value: rule, reason: 'invalid', message }])
  if (!rule.startsWith('/')) throw refuse('must begin with a slash')
  let rest = rule.replace(/\/{2}/g, '/')
  const parts: RulePart[] = []
  let part = emptyPart()
  while (rest !== '') {
    const found = tokens.exec(rest)
    if (found === null) throw refuse('is no rule of Werkzeug')
    const [text, name, given] = found
    rest = rest.slice(text.length)
    if (given !== undefined) throw refuse('has a converter with arguments, which is not modelled')
    if (text === '/') {
      if (part.final) part.content += '/'
      else {
        parts.push(finished(part))
        part = emptyPart()
      }
    } else if (!text.startsWith('<')) addText(part, text)
    else {
      const converter = converters.get(name ?? 'default')
      if (converter === undefined) throw refuse(`has the converter ${name}, which is not modelled`)
      addVariable(part, converter, name === 'path')
    }
  }
  return [...parts, finished(part)]
}

interface OpenPart {
  content: string
  static: boolean
  final: boolean
  readonly texts: (readonly [number, number])[]
  readonly variables: number[]
}

function emptyPart(): OpenPart {
  return { content: '', static: true, final: false, texts: [], variables: [] }
}

function addText(part: OpenPart, text: string): void {
  part.texts.push([part.texts.length, -[...text].length])
  part.content += part.static ? text : escaped(text)
}

function addVariable(part: OpenPart, { source, weight }: Converter, final: boolean): void {
  if (part.static) part.content = escaped(part.content)
  part.static = false
  if (final) part.final = true
  part.content += `(?:${source})`
  part.variables.push(weight)
}

function finished(part: OpenPart): RulePart {
  return {
    content: part.static ? part.content : `^${part.content}$`,
    static: part.static,
    final: part.final,
    weight: [-part.texts.length, part.texts, -part.variables.length, part.variables],
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** Which of two dynamic parts is tried first: negative for the first one. */
export function compareWeights(a: RulePart, b: RulePart): number {
  return compareLists(a.weight, b.weight)
}

type Nested = number | readonly Nested[]

function compareLists(a: readonly Nested[], b: readonly Nested[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i]
    if (right === undefined) return 1
    const difference =
      typeof left === 'number' || typeof right === 'number'
        ? Number(left) - Number(right)
        : compareLists(left, right)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
