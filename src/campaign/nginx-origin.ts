import type { Configured } from '../fuzz/learn-intent'
import { type Directive, type NginxConfiguration, place, withIncluded } from '../servers/nginx'
import { meantInNginx } from './nginx-meant'

/** Which of the servers of a configuration is asked, where nobody says another one. */
export interface AskedOfNginx {
  /** Its name, and the port that it listens on. */
  readonly origin: string
  /** Which one it is and which ones are not asked, in words; empty where there is one server only. */
  readonly choice: string
  /** Origins of servers that say something of CORS, too, and are not asked. */
  readonly alsoCors: readonly string[]
  /** Who is meant to read from it, as far as maps say so. */
  readonly configured: Configured
}

/** More servers than that are not named each on its own. */
const mostNamed = 6

/**
 * The server that has most to be judged: it can be reached and does not send everybody away, it says something of CORS,
 * it speaks TLS, it has a name; of servers alike the first. Null where there is no server.
 */
export function askedOfNginx({ directives }: NginxConfiguration): AskedOfNginx | null {
  const around = besideServers(directives)
  const all = around.flatMap(read)
  const taken = all.flatMap(({ names }) => names)
  const servers = all.map((of) => ranked(of, all, taken)).sort((a, b) => b.rank - a.rank)
  const [chosen, ...others] = servers
  if (chosen === undefined) return null
  const left = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : ''
  const choice = `, of which the server at ${chosen.place} is asked, ${chosen.origin}; not asked: ${others
    .slice(0, mostNamed)
    .map(described)
    .join(', ')}${left}. --target ORIGIN asks another one`
  return {
    origin: chosen.origin,
    configured: meantInNginx(around, chosen.directive),
    choice: others.length === 0 ? '' : choice,
    alsoCors: others
      .filter(({ origin, saysCors, turnsAway }) => saysCors && !turnsAway && origin !== chosen.origin)
      .map(({ origin }) => origin),
  }
}

interface ServerBlock {
  readonly directive: Directive
  readonly place: string
  /** In lower case, as they are written. */
  readonly names: readonly string[]
  readonly port: string
  readonly secure: boolean
  readonly saysDefault: boolean
  readonly saysCors: boolean
  /** Whether it answers everybody with a redirect, an error, or not at all. */
  readonly turnsAway: boolean
}

interface Ranked extends ServerBlock {
  readonly origin: string
  /** Whether a host follows from its names, or any host leads to it. */
  readonly reached: boolean
  readonly rank: number
}

function described({ origin, place, reached, saysCors, turnsAway }: Ranked): string {
  if (!reached) return `${place} (no host follows from its server_name)`
  const more = turnsAway ? ' sends everybody away' : saysCors ? ' says CORS, too' : ''
  return `${origin} (${place}${more})`
}

/** What stands in the `http` blocks, or in a file without one: servers, maps and what holds for all. */
function besideServers(directives: readonly Directive[]): readonly Directive[] {
  return withIncluded(directives).flatMap((directive) =>
    directive.name === 'http' ? besideServers(directive.block ?? []) : [directive],
  )
}

function read(directive: Directive): readonly ServerBlock[] {
  const { block, name, span } = directive
  return name === 'server' && block !== null ? [blockOf(directive, block, placeOf(place(span)))] : []
}

function blockOf(directive: Directive, block: readonly Directive[], at: string): ServerBlock {
  const inside = withIncluded(block)
  const listens = inside.filter(({ name }) => name === 'listen').map(wordsOf)
  const ssl = inside.some((directive) => directive.name === 'ssl' && wordsOf(directive)[0] === 'on')
  const secure = ssl ? listens[0] : listens.find((words) => words.includes('ssl'))
  const listen = secure ?? listens[0] ?? []
  const [where = '80'] = listen
  return {
    directive,
    place: at,
    names: inside
      .filter(({ name }) => name === 'server_name')
      .flatMap(wordsOf)
      .map((name) => name.toLowerCase()),
    port: /(\d+)$/.exec(where)?.[1] ?? '80',
    secure: secure !== undefined,
    saysDefault: listen.includes('default_server') || listen.includes('default'),
    saysCors: saysCors(inside),
    turnsAway: turnsAway(inside),
  }
}

/** Of a file its name is enough. */
function placeOf(whole: string): string {
  return whole.slice(whole.lastIndexOf('/') + 1)
}

function wordsOf({ args }: Directive): readonly string[] {
  return args.map(({ text }) => text)
}

function ranked(of: ServerBlock, all: readonly ServerBlock[], taken: readonly string[]): Ranked {
  const host = of.names.map(hostOf).find((each) => each !== null)
  const atPort = all.filter(({ port }) => port === of.port)
  const byDefault = (atPort.find(({ saysDefault }) => saysDefault) ?? atPort[0]) === of
  const reached = host !== undefined || byDefault
  const scheme = of.secure ? 'https' : 'http'
  const port = of.port === (of.secure ? '443' : '80') ? '' : `:${of.port}`
  const bits = [reached, !of.turnsAway, of.saysCors, of.secure, host !== undefined]
  return {
    ...of,
    origin: `${scheme}://${host ?? madeUpHost(taken)}${port}`,
    reached,
    rank: bits.reduce((rank, bit) => rank * 2 + (bit ? 1 : 0), 0),
  }
}

/** A host that leads to the server by this name: `*.example.com` is for `api.example.com`, too. */
function hostOf(name: string): string | null {
  const host = name.replace(/^\*\./, 'api.').replace(/^\./, '')
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(host) ? host : null
}

/** A host that is no server's name, and so leads to the default one. */
function madeUpHost(taken: readonly string[]): string {
  const hosts = ['api.example.com', 'api.example.net', 'api.example.org']
  return hosts.find((host) => !taken.includes(host)) ?? 'corsac.invalid'
}

/** Whether these, or what stands inside of them, add the header. */
function saysCors(directives: readonly Directive[]): boolean {
  return withIncluded(directives).some(
    ({ args, block, name }) =>
      (name === 'add_header' && args[0]?.text.toLowerCase() === 'access-control-allow-origin') ||
      saysCors(block ?? []),
  )
}

/** Whether a server, or all that there is in it at `/`, redirects, refuses or hangs up. */
function turnsAway(inside: readonly Directive[]): boolean {
  const root = inside.find((each) => each.name === 'location' && wordsOf(each).join(' ') === '/')
  return [inside, withIncluded(root?.block ?? [])].some((level) => level.some(sendsAway))
}

function sendsAway(directive: Directive): boolean {
  const [first = '', target = ''] = wordsOf(directive)
  if (directive.name === 'return') return !/^2\d\d$/.test(first)
  const isForAll = /^[\^$().*/?]*$/.test(first)
  return directive.name === 'rewrite' && isForAll && /^(?:https?:|\$scheme)/.test(target)
}
