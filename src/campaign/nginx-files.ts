import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Include, type NginxFiles, nginxIncludes } from '../servers/nginx'

/** Longer than any configuration that people write. */
const longest = 4 * 1024 * 1024

/** Only regular files: nobody should wait for a pipe or a device that a configuration names. */
const disk: NginxFiles = {
  read: (path) => {
    try {
      const status = statSync(path)
      return status.isFile() && status.size <= longest ? readFileSync(path, 'utf8') : undefined
    } catch {
      return undefined
    }
  },
  list: (folder) => {
    try {
      return readdirSync(folder)
    } catch {
      return undefined
    }
  },
}

/** Reads from disk what a configuration of nginx includes. */
export function includesOnDisk(path: string, text: string): Include {
  const folder = folderOfMain(path, text)
  return nginxIncludes(disk, folder === '.' ? '' : folder)
}

/** How far above a part its main file is looked for. */
const steps = 4

/**
 * The folder of the main file, where relative paths begin: that of the file, or, of a part such as
 * `sites-enabled/default`, the nearest above that has an `nginx.conf`.
 */
function folderOfMain(path: string, text: string): string {
  const own = dirname(path)
  if (/^[ \t]*(?:http|events)\s*\{/m.test(text)) return own
  let folder = own
  for (let i = 0; i <= steps && resolve(folder) !== resolve(folder, '..'); i++) {
    if (existsSync(join(folder, 'nginx.conf'))) return folder
    folder = join(folder, '..')
  }
  return own
}
