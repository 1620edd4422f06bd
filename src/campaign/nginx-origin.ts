import { type Directive, type NginxConfiguration, withIncluded } from '../servers/nginx'

/** Where the first server of a configuration is asked: its name, and the port that it listens on. */
export function originOfNginx({ directives }: NginxConfiguration): string | null {
  const server = first(directives)
  if (server === null) return null
  const inside = withIncluded(server.block ?? [])
  const listens = inside
    .filter(({ name }) => name === 'listen')
    .map(({ args }) => args.map(({ text }) => text))
  const secure = listens.find((words) => words.includes('ssl'))
  const [where = '80'] = secure ?? listens[0] ?? []
  const port = /(\d+)$/.exec(where)?.[1] ?? '80'
  const scheme = secure === undefined ? 'http' : 'https'
  const usual = scheme === 'https' ? '443' : '80'
  const names = inside
    .filter(({ name }) => name === 'server_name')
    .flatMap(({ args }) => args.map(({ text }) => text))
  const host = names.find((name) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(name)) ?? 'api.example.com'
  return `${scheme}://${host.toLowerCase()}${port === usual ? '' : `:${port}`}`
}

function first(directives: readonly Directive[]): Directive | null {
  for (const directive of withIncluded(directives)) {
    if (directive.name === 'server' && directive.block !== null) return directive
    const inside = directive.name === 'http' ? first(directive.block ?? []) : null
    if (inside !== null) return inside
  }
  return null
}
