import { utf8Encode } from '../../../infra/utf-8'
import { type Directive, withIncluded } from '../syntax/directive'
import type { Pattern } from './pattern'
import type { Reader } from './reader'
import { unread } from './report'
import { variableName } from './rewrite-codes'
import type { ValueMap } from './site'
import { emptyTemplate, type Template } from './template'

/** A `map` block, and the variable that it defines; null where it is none. */
export function readValueMap(directive: Directive, reader: Reader): readonly [string, ValueMap] | null {
  const [source, target] = directive.args
  if (source === undefined || target === undefined) return null
  const variable = variableName(target, reader)
  if (variable === null) return null
  const entries = withIncluded(directive.block ?? [])
  const says = (word: string): boolean => entries.some(({ name, args }) => name === word && args.length === 0)
  const hostnames = says('hostnames')
  const exact = new Map<string, Template>()
  const wildcards: (readonly [string, Template])[] = []
  const patterns: (readonly [Pattern, Template])[] = []
  let byDefault: Template | null = null
  for (const entry of entries) {
    const { name, head, args, span } = entry
    if (args.length === 0 && (name === 'hostnames' || name === 'volatile')) continue
    const [value, more] = args
    if (name === 'include') reader.report.unknownDirective(unread(entry))
    else if (value === undefined || more !== undefined) {
      reader.report.fail(
        span,
        'an entry of a map is a value and what it becomes; quote either if it has spaces',
      )
    } else if (name === 'default') {
      if (byDefault !== null) reader.report.fail(span, 'a map has "default" twice')
      byDefault = reader.template(value)
    } else if (name.startsWith('~')) {
      const ignoreCase = name.startsWith('~*')
      patterns.push([
        reader.pattern(name.slice(ignoreCase ? 2 : 1), ignoreCase, head),
        reader.template(value),
      ])
    } else {
      const key = utf8Encode(name.startsWith('\\') ? name.slice(1) : name).replace(/[A-Z]/g, lower)
      if (hostnames && /^\*?\.|\.\*$/.test(key)) wildcards.push([key, reader.template(value)])
      else if (exact.has(key))
        reader.report.fail(span, 'a map has the same value twice; letter case does not count')
      else exact.set(key, reader.template(value))
    }
  }
  const map = {
    source: reader.template(source),
    exact,
    wildcards,
    hostnames,
    patterns,
    isVolatile: says('volatile'),
  }
  return [variable, { ...map, byDefault: byDefault ?? emptyTemplate }]
}

const lower = (letter: string): string => letter.toLowerCase()
