import type { HeaderList } from '../http/header-list'

/** The servers that remedies have words for. */
export type ServerSoftware = 'express' | 'flask' | 'nginx'

/** Signs by which software gives itself away: a header, and what its value begins with, in lower case. */
const signs: readonly (readonly [header: string, prefix: string, software: ServerSoftware])[] = [
  ['x-powered-by', 'express', 'express'],
  ['server', 'werkzeug', 'flask'],
  ['server', 'gunicorn', 'flask'],
  ['server', 'waitress', 'flask'],
  ['server', 'nginx', 'nginx'],
  ['server', 'openresty', 'nginx'],
]

/** Who seems to have answered; null where nothing tells. An application behind nginx comes before nginx. */
export function softwareOf(headerList: HeaderList): ServerSoftware | null {
  for (const [name, prefix, software] of signs) {
    for (const header of headerList) {
      if (header.name === name && header.value.toLowerCase().startsWith(prefix)) return software
    }
  }
  return null
}
