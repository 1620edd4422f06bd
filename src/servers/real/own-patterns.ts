import type { Callable } from './load-package'

/**
 * Options with regular expressions of their own, in arrays and in objects written in place too: one with the flag
 * `g` or `y` remembers where its last match ended, and a conversation has to begin as at the start of a server.
 * They are made by the `RegExp` that the package knows. In the sandboxes of test runners there is a second one,
 * whose expressions the packages take for some value that is true, which lets every origin in.
 *
 * What functions of the options remember stays with them.
 */
export function withOwnPatterns<Options>(options: Options, packageFunction: Callable): Options {
  const RegExpOfPackage = regExpOf(packageFunction)
  const copied = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copied)
    if (isPattern(value)) return new RegExpOfPackage(value.source, value.flags)
    if (!isPlain(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)]))
  }
  return copied(options) as Options
}

function isPattern(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]'
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Of the realm that a function was made in, which its `Function` knows. */
function regExpOf(packageFunction: Callable): RegExpConstructor {
  const MadeBy = packageFunction.constructor as FunctionConstructor
  return MadeBy === Function || MadeBy === asyncFunction ? RegExp : MadeBy('return RegExp')()
}

const asyncFunction: unknown = (async () => {}).constructor
