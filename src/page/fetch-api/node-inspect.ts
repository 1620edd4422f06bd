type Inspect = (value: unknown, options: object) => string

/**
 * Has Node's console show the name of a class, and what is to be seen of one of its objects. Elsewhere nobody asks for it.
 * https://nodejs.org/api/util.html#utilinspectcustom
 */
export function showInNode<T extends object>(prototype: T, name: string, seen: (object: T) => object): void {
  const value = function (this: T, _depth: number, options: object, inspect: Inspect): string {
    return `${name} ${inspect(seen(this), options)}`
  }
  const key = Symbol.for('nodejs.util.inspect.custom')
  Object.defineProperty(prototype, key, { value, writable: true, configurable: true })
}
