/**
 * The class of a body, by its name. Objects of another window than the platform's are told by what they can do, where
 * they do not say: those of happy-dom do not.
 */
export function bodyKind(object: unknown): string {
  const said = Object.prototype.toString.call(object).slice('[object '.length, -1)
  if (said !== 'Object') return said
  const can = (name: string): boolean => typeof Reflect.get(object as object, name) === 'function'
  if (can('append') && can('getAll') && can('entries')) return 'FormData'
  if (can('arrayBuffer') && can('slice') && can('stream')) return 'Blob'
  return said
}
