import { ConfigError } from '../infra/config-error'
import type { Literal } from '../lint/literal'

/** What a regular expression of a configuration becomes. */
export type MakePattern = (source: string, flags: string) => unknown

/**
 * The value that a literal stands for.
 *
 * @throws ConfigError naming the first part that cannot be read without running the file
 */
export function literalValue(literal: Literal, path: string, pattern: MakePattern): unknown {
  switch (literal.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return literal.value
    case 'null':
      return null
    case 'list':
      return literal.items.map((item, i) => literalValue(item, `${path}[${i}]`, pattern))
    case 'map':
      return Object.fromEntries(
        literal.entries.map(({ key, value }) => [
          key,
          literalValue(value, path === '' ? key : `${path}.${key}`, pattern),
        ]),
      )
    case 'pattern':
      return pattern(literal.source, literal.flags)
    case 'either':
      return literalValue(literal.values[0] as Literal, path, pattern)
    case 'function':
      throw unread(path, 'a function')
    case 'opaque':
      throw unread(path, literal.text)
  }
}

/** Every string and pattern in a literal, which may be one of several. */
export function textsOf(literal: Literal | undefined, kind: 'string' | 'pattern'): readonly string[] {
  switch (literal?.kind) {
    case 'string':
      return kind === 'string' ? [literal.value] : []
    case 'pattern':
      return kind === 'pattern' ? [literal.source] : []
    case 'list':
      return literal.items.flatMap((item) => textsOf(item, kind))
    case 'either':
      return literal.values.flatMap((value) => textsOf(value, kind))
    default:
      return []
  }
}

function unread(path: string, text: string): ConfigError {
  const message = `${path} is ${text}, which cannot be read from the file. Export the app from a module and name that instead`
  return new ConfigError([{ path, value: undefined, reason: 'invalid', message }])
}
