import { literal, mountLines } from '../cors-options'
import type { CookieOptions } from '../login-stories'
import type { ExpressServer, FlaskServer, HeaderServer, SeedServer } from './seed'

/** Lines of somebody’s configuration, as people write them. */
export interface ConfigurationBlock {
  /** `nginx`, `Express`, `Flask` or `Node`. */
  readonly of: string
  readonly lines: readonly string[]
}

/** What the servers of an act are configured with, as far as that differs between acts. */
export function serverBlocks(server: SeedServer, width: number): readonly ConfigurationBlock[] {
  if (server.kind === 'headers') return [{ of: 'Node', lines: headerLines(server, width) }]
  if (server.kind === 'flask') {
    const lines = [...flaskLines(server), 'CORS(app)']
    return [nginxBlock('/', 5000, server.nginx), { of: 'Flask', lines }]
  }
  const express = { of: 'Express', lines: expressLines(server, width) }
  return server.nginx === null ? [express] : [nginxBlock(server.prefix, 8080, server.nginx), express]
}

/** The upstream’s port is what such an app has by default. */
function nginxBlock(location: string, port: number, lines: readonly string[]): ConfigurationBlock {
  const inside = [`proxy_pass http://127.0.0.1:${port};`, ...lines]
  return {
    of: 'nginx',
    lines: ['listen 443 ssl;', `location ${location} {`, ...inside.map((line) => `  ${line}`), '}'],
  }
}

function headerLines({ headers }: HeaderServer, width: number): readonly string[] {
  const members = Object.entries(headers).flatMap(([name, value]) => {
    const line = `  '${name}': ${literal(value)},`
    return line.length <= width ? [line] : [`  '${name}':`, `    ${literal(value)},`]
  })
  return ['response.writeHead(status, {', ...members, '})']
}

function flaskLines({ settings }: FlaskServer): readonly string[] {
  return Object.entries(settings).map(([name, value]) => `app.config['${name}'] = ${pythonLiteral(value)}`)
}

function pythonLiteral(value: string | boolean | readonly string[]): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return literal(value)
}

function expressLines(server: ExpressServer, width: number): readonly string[] {
  const { cors, trustProxy, app, deletesByPost = false } = server
  return [
    ...(trustProxy === undefined ? [] : [`app.set('trust proxy', ${trustProxy})`]),
    ...(cors === null ? [] : corsLines(server, width)),
    ...(app === 'account' ? sessionLines(server.cookie ?? {}, width) : []),
    ...(app === 'items' ? ["app.delete('/items/:id', remove)"] : []),
    ...(deletesByPost ? ["app.post('/items/:id/delete', remove)"] : []),
  ]
}

function corsLines({ cors, preflightsAlone }: ExpressServer, width: number): readonly string[] {
  const lines = mountLines(cors ?? {}, width)
  return preflightsAlone === true
    ? lines.map((line) => line.replace('app.use(', 'app.options(/.*/, '))
    : lines
}

function sessionLines(cookie: CookieOptions, width: number): readonly string[] {
  const options = Object.entries(cookie).map(([name, value]) => `${name}: ${literal(value)}`)
  const line = `app.use(session({ …, cookie: { ${options.join(', ')} } }))`
  if (line.length <= width) return [line]
  return ['app.use(session({ …, cookie: {', ...options.map((option) => `  ${option},`), '} }))']
}
