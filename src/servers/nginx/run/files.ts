import type { Exchange } from './exchange'

/** What lies at a path: slashes at its end and twice in a row do not count. */
export function kindOf({ surroundings }: Exchange, path: string): 'file' | 'folder' | null {
  if (path === '') return null
  const clean = path.replace(/\/{2,}/g, '/')
  if (surroundings.files.has(clean)) return 'file'
  return surroundings.folders.has(clean.replace(/\/$/, '')) ? 'folder' : null
}

export function contentOf({ surroundings }: Exchange, path: string): string {
  return surroundings.files.get(path.replace(/\/{2,}/g, '/')) ?? ''
}

/** Every folder above one of these files. */
export function foldersOf(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const file of files) {
    for (let i = file.lastIndexOf('/'); i !== -1; i = i === 0 ? -1 : file.lastIndexOf('/', i - 1)) {
      folders.add(file.slice(0, i))
    }
  }
  return folders
}
