/** How values and entries are written in a kind of file. */
export interface Language {
  readonly id: 'js' | 'python' | 'json' | 'yaml'
  readonly string: (value: string) => string
  readonly list: (items: readonly string[]) => string
  readonly boolean: (value: boolean) => string
  readonly nothing: string
  readonly entry: (key: string, value: string) => string
  /** A regular expression without flags, for a library that takes one. */
  readonly pattern: (source: string) => string
}

export const js: Language = {
  id: 'js',
  string: single,
  list: (items) => `[${items.join(', ')}]`,
  boolean: String,
  nothing: 'undefined',
  entry: (key, value) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : single(key)}: ${value}`,
  pattern: (source) => `/${source.replace(/\\.|\//g, (found) => (found === '/' ? '\\/' : found))}/`,
}

export const json: Language = {
  id: 'json',
  string: (value) => JSON.stringify(value),
  list: (items) => `[${items.join(', ')}]`,
  boolean: String,
  nothing: 'null',
  entry: (key, value) => `${JSON.stringify(key)}: ${value}`,
  pattern: (source) => JSON.stringify(source),
}

export const yaml: Language = {
  id: 'yaml',
  string: (value) => `'${value.replace(/'/g, "''")}'`,
  list: (items) => `[${items.join(', ')}]`,
  boolean: String,
  nothing: 'null',
  entry: (key, value) => `${key}: ${value}`,
  pattern: (source) => `'${source.replace(/'/g, "''")}'`,
}

/** Keyword arguments and dictionaries; statements have spaces around their `=`. */
export const python: Language = {
  id: 'python',
  string: double,
  list: (items) => `[${items.join(', ')}]`,
  boolean: (value) => (value ? 'True' : 'False'),
  nothing: 'None',
  entry: (key, value) => `${key}=${value}`,
  pattern: (source) => `r"${source.replace(/"/g, '\\x22')}"`,
}

export const pythonStatements: Language = { ...python, entry: (key, value) => `${key} = ${value}` }
export const pythonDictionary: Language = { ...python, entry: (key, value) => `${double(key)}: ${value}` }

function single(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`
}

function double(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`
}
