import { expandGlob, isGlob, type ListFolder } from './glob'
import type { Span } from './span'

/** A file that an `include` means. */
export interface IncludedFile {
  /** Its name in spans and messages. */
  readonly file: string
  /** Null where it cannot be read: then an `include` of just this name is left. */
  readonly text: string | null
}

/** The files that the argument of an `include` means, in order; null where that is not known. */
export type Include = (pattern: string, span: Span) => readonly IncludedFile[] | null

/** Where included files are read from. */
export interface NginxFiles {
  /** The text of a file; undefined where there is none, or none that can be read. */
  readonly read: (path: string) => string | undefined
  readonly list: ListFolder
}

/**
 * Finds what `include` means, as nginx does: a relative path begins at the folder of the main file, wherever the
 * directive stands, and `*`, `?` and `[…]` find any number of files, by their names in order.
 * https://nginx.org/en/docs/ngx_core_module.html#include
 *
 * @param files texts by path, relative to that folder or absolute; or how to read them
 * @param folder of the main file; paths that are asked for begin with it
 */
export function nginxIncludes(files: NginxFiles | { readonly [path: string]: string }, folder = ''): Include {
  const { read, list } = isReader(files) ? files : readerOf(files)
  const front = folder === '' || folder.endsWith('/') ? folder : `${folder}/`
  return (pattern) => {
    const path = pattern.startsWith('/') ? pattern : front + pattern
    const found = isGlob(pattern) ? expandGlob(path, list) : [path]
    const known = found?.map((file) => ({ file, text: read(file) ?? null })) ?? null
    return known?.length === 1 && known[0]?.text === null && !isGlob(pattern) ? null : known
  }
}

function isReader(files: NginxFiles | { readonly [path: string]: string }): files is NginxFiles {
  return typeof files['read'] === 'function'
}

/** Reads from a table of texts. `./a`, `a` and `b/../a` are one file. */
function readerOf(files: { readonly [path: string]: string }): NginxFiles {
  const texts = new Map(Object.entries(files).map(([path, text]) => [normal(path), text]))
  const folders = new Map<string, Set<string>>()
  for (const path of texts.keys()) {
    for (let rest = path; rest !== '.' && rest !== '/'; ) {
      const slash = rest.lastIndexOf('/')
      const folder = slash === -1 ? '.' : rest.slice(0, slash) || '/'
      folders.set(folder, (folders.get(folder) ?? new Set()).add(rest.slice(slash + 1)))
      rest = folder
    }
  }
  return {
    read: (path) => texts.get(normal(path)),
    list: (folder) => {
      const names = folders.get(normal(folder))
      return names === undefined ? undefined : [...names]
    },
  }
}

function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  const joined = parts.join('/')
  return path.startsWith('/') ? `/${joined}` : joined || '.'
}
