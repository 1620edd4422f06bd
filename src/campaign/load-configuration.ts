import { readFileSync } from 'node:fs'
import type { AnyTransport, Transport } from '../drivers/transport'
import type { Handler } from '../fetch/exchange-state'
import type { WireRequest } from '../fetch/response'
import { isAway } from '../fuzz/away-route'
import type { Configured } from '../fuzz/learn-intent'
import { targetOf } from '../fuzz/target'
import { type Concept, type DialectId, dialects } from '../lint/dialects'
import { entryOf, truthy } from '../lint/literal'
import type { Material, OptionsSite } from '../lint/material'
import { CannotRead } from '../lint/read/cannot-read'
import type { FileKind } from '../lint/read/kind-of'
import { readText } from '../lint/read/read-material'
import { lineStarts, positionAt } from '../lint/text'
import { type DjangoCorsSettings, djangoCors } from '../servers/django-cors-headers'
import { answer, type Middleware } from '../servers/middleware'
import { nginx, parseNginx } from '../servers/nginx'
import { expressCors } from '../servers/real/express-cors'
import { fastifyCors } from '../servers/real/fastify-cors'
import { honoCors } from '../servers/real/hono-cors'
import { koaCors } from '../servers/real/koa-cors'
import { springCors } from '../servers/spring'
import { starletteCors } from '../servers/starlette'
import { type FlaskSites, flaskOf, pathsOfFlask, sitesOfFlask } from './flask-configuration'
import { literalValue, textsOf } from './literal-values'
import type { Loaded } from './loaded'
import { includesOnDisk } from './nginx-files'
import { askedOfNginx } from './nginx-origin'
import { awayPathsOfNginx, corsPathsOfNginx } from './nginx-paths'
import { unusable } from './unusable'

/**
 * A model of the server that a configuration file is for, in front of an app that has something at every path but one.
 *
 * @throws ConfigError where the file cannot be read, with the place, or does not say enough
 */
export function loadConfiguration(path: string, as: string | null): Loaded {
  const text = textOf(path)
  try {
    const { kind, material } = readText(text, path, as as FileKind | DialectId | null)
    if (material === null) return nginxOf(path, text)
    if (kind === 'headers')
      throw unusable('is a block of headers, which corsac lint looks at: there is nothing to ask')
    const flask = sitesOfFlask(material.options)
    return flask === null ? modelOf(siteIn(material, path)) : flaskModelOf(flask)
  } catch (thrown) {
    if (!(thrown instanceof CannotRead)) throw thrown
    const { line, column } = positionAt(lineStarts(text), thrown.offset)
    throw unusable(`cannot be read, line ${line}, column ${column}: ${thrown.message}`)
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    throw unusable(`cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  }
}

/** The options that a file has: those of one server. */
function siteIn({ options }: Material, path: string): OptionsSite {
  const [site, other] = options
  if (site === undefined) throw unusable(`${path} has no options of CORS in it; say whose they are with --as`)
  if (other !== undefined)
    throw unusable(
      `${path} has options of CORS at ${options.length} places, and a model has one: ${insteadOf(path)}`,
    )
  return site
}

function insteadOf(path: string): string {
  return /\.[cm]?[jt]sx?$/.test(path)
    ? 'export the app from a module and name that'
    : 'start the server here and name its URL, as in corsac fuzz http://localhost:5000, or put each into a file of its own'
}

/** Everything is there but one path, which the fuzzer asks for to see what errors look like. */
const app: Handler = ({ method, url }) => {
  if (url.path.startsWith('/corsac-no-such-route'))
    return answer(404, { 'content-type': 'text/plain' }, 'Not found')
  return method === 'OPTIONS' ? answer(204) : answer(200, { 'content-type': 'application/json' }, '{}')
}

function nginxOf(path: string, text: string): Loaded {
  const configuration = parseNginx(text, { file: path, include: includesOnDisk(path, text) })
  const handler = nginx(configuration, { otherUpstreams: app })
  const withoutApp = nginx(configuration, { otherUpstreams: 'refused' })
  const unknown = [...handler.unknownDirectives, ...handler.unknownVariables].map(({ name }) => name)
  const unread = unknown.filter((name) => name.startsWith('include '))
  const unmodelled = unknown.filter((name) => !name.startsWith('include '))
  const named = (names: readonly string[], title: string): string =>
    names.length === 0 ? '' : `; ${title}: ${[...new Set(names)].join(', ')}`
  const left =
    named(
      unread.map((name) => name.slice('include '.length)),
      'not read, for it is not there',
    ) + named(unmodelled, 'not modelled')
  const asked = askedOfNginx(configuration)
  return {
    inTime: false,
    target: targetOf<Handler>((request) => (isLost(request) ? withoutApp : handler)(request)),
    taken: `a configuration of nginx${left}`,
    origin: asked?.origin ?? null,
    choice: asked?.choice ?? '',
    configured: asked?.configured ?? {},
    alsoCors: asked?.alsoCors ?? [],
    paths: [...corsPathsOfNginx(configuration), ...awayPathsOfNginx(configuration)],
  }
}

/** What is behind nginx goes away when it has let the preflight pass: nobody could read an error of that. */
function isLost({ method, url }: WireRequest): boolean {
  return method !== 'OPTIONS' && isAway(url.path)
}

function modelOf(site: OptionsSite): Loaded {
  const { dialect, guessed } = site
  const server = layered(site)
  const by = guessed === null ? '' : ` (${guessed})`
  return {
    ...server,
    taken: `options of ${dialects[dialect].title}${by}`,
    configured: configuredIn(site),
  }
}

function flaskModelOf(sites: FlaskSites): Loaded {
  const { app: whole, routes } = sites
  const main = whole ?? routes[0]
  const count = routes.length === 0 ? '' : `, ${routes.length} of them at a route`
  return {
    ...atOnce(() => flaskOf(sites, app)),
    taken: `options of ${dialects.flask.title}${main?.guessed == null ? '' : ` (${main.guessed})`}${count}`,
    ...(routes.length === 0 ? {} : { paths: pathsOfFlask(sites) }),
    configured: main === undefined ? {} : configuredIn(main),
  }
}

type Server =
  | Pick<Loaded & { inTime: false }, 'inTime' | 'target'>
  | Pick<Loaded & { inTime: true }, 'inTime' | 'target'>

function layered(site: OptionsSite): Server {
  const { dialect, options } = site
  const isJs = ['express', 'fastify', 'koa', 'hono'].includes(dialect)
  const pattern = (source: string, flags: string): unknown => (isJs ? new RegExp(source, flags) : source)
  const value = (options === null ? {} : literalValue(options, '', pattern)) as {
    readonly [name: string]: unknown
  }
  switch (dialect) {
    case 'express':
      return atOnce(() => expressCors(value)(app))
    case 'fastify':
      return atOnce(() => fastifyCors(value)(app))
    case 'koa':
      return atOnce(() => koaCors(value)(app))
    case 'hono':
      return inTime(honoCors(value)(app))
    case 'flask':
      return atOnce(() => flaskOf({ app: site, routes: [] }, app))
    case 'starlette':
      return atOnce(() => (starletteCors(value) satisfies Middleware)(app))
    case 'django':
      return atOnce(() => djangoCors(value as DjangoCorsSettings)(app))
    case 'spring':
      return atOnce(() => springCors(camelCased(value))(app))
  }
}

/** Made anew for each case, so that what it remembers cannot matter; and once now, so that what is wrong shows. */
function atOnce(open: () => Handler): Server {
  open()
  return { inTime: false, target: { open } }
}

function inTime(transport: Transport): Server {
  return { inTime: true, target: targetOf<AnyTransport>(transport) }
}

/** `allowed-origins` of a YAML file is `allowedOrigins`. */
function camelCased(value: { readonly [name: string]: unknown }): { readonly [name: string]: unknown } {
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      each,
    ]),
  )
}

/** What the options say of who is meant. */
function configuredIn({ dialect, options }: OptionsSite): Configured {
  if (options === null) return {}
  const names = dialects[dialect].options
  const literal = (concept: Concept) => entryOf(options, names[concept] ?? [])?.value
  const texts = (concept: Concept): readonly string[] | null => {
    const found = literal(concept)
    const split = textsOf(found, 'string')
      .flatMap((text) => text.split(','))
      .map((text) => text.trim())
    return found === undefined || split.length === 0 || split.includes('*') ? null : split
  }
  const some = <Name extends keyof Configured>(name: Name, value: Configured[Name] | null) =>
    value === null ? {} : ({ [name]: value } as Configured)
  const credentials = literal('credentials')
  const anyone = literal('allOrigins')
  const origins = textsOf(literal('origins'), 'string')
  return {
    ...(origins.length > 0 ? { origins } : {}),
    patterns: [
      ...textsOf(literal('origins'), 'pattern'),
      ...['string', 'pattern'].flatMap((kind) => textsOf(literal('patterns'), kind as 'string')),
    ],
    ...(anyone !== undefined && truthy(anyone) === true ? { anyone: true } : {}),
    ...(credentials === undefined ? {} : { credentials: truthy(credentials) === true }),
    ...some('methods', texts('methods')),
    ...some('requestHeaders', texts('requestHeaders')),
    ...some('exposedHeaders', texts('exposedHeaders')),
  }
}
