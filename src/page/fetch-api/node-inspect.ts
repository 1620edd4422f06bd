/** By this name Node's console asks objects what to show of them; elsewhere nobody does. https://nodejs.org/api/util.html#utilinspectcustom */
export const nodeInspect: unique symbol = Symbol.for('nodejs.util.inspect.custom')

/** How Node shows a value. */
export type Inspect = (value: unknown, options: object) => string

/** The name of a class, and what is to be seen of one of its objects. */
export function inspected(name: string, seen: object, options: object, inspect: Inspect): string {
  return `${name} ${inspect(seen, options)}`
}
