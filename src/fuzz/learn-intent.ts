import type { AnyTransport } from '../drivers/transport'
import type { Handler } from '../fetch/exchange-state'
import type { WireRequest, WireResponse } from '../fetch/response'
import { getDecodeAndSplitValue, getHeader, type Header } from '../http/header-list'
import { okStatus } from '../http/statuses'
import { byteLowercase } from '../infra/byte-string'
import { registrableDomain } from '../origin/public-suffix'
import { parseURL, type URLRecord } from '../origin/url-record'
import { readIntent } from './intent'
import { failed, type Playing } from './play'
import { drive, driveInTime, type TargetInput, targetOf } from './target'
import type { Grant, Intent, Who } from './types'

/** What a reader of a configuration knows of who is meant. */
export interface Configured {
  /** Origins, or almost: a slash behind one, or a host alone, is read as what is meant by it. */
  readonly origins?: readonly string[]
  /** Regular expressions, and globs such as `https://*.example.com`. */
  readonly patterns?: readonly string[]
  readonly anyone?: boolean
  readonly credentials?: boolean
  readonly methods?: readonly string[]
  readonly requestHeaders?: readonly string[]
  readonly exposedHeaders?: readonly string[]
}

export interface LearnOptions extends Configured {
  /** The server's origin. */
  readonly target: string
  /** What to ask for; `/` where nothing is said. All paths are taken to be meant alike. */
  readonly paths?: readonly string[]
  readonly login?: unknown
}

/**
 * What a server seems to be meant to allow, from its configuration, as far as somebody has read it, and from its answers.
 * A guess, which has to be shown to somebody (`describeIntent`): a server cannot be asked which of its answers are
 * mistakes. Guessed is in favour of few: who is let in because everybody is, is not taken to be meant with credentials.
 *
 * - Origins that are configured are meant, and those that answers name, whoever asks.
 * - Where anybody is let in without credentials, anybody is meant.
 * - Where preflights fail, the usual ones are meant: JSON and `Authorization`.
 * - Where neither configuration nor answers name anybody, nobody is meant: an origin is never made up.
 *
 * @throws ConfigError where an option is wrong
 */
export function learnIntent(target: TargetInput<Handler>, options: LearnOptions): Intent {
  return drive(learning(options), targetOf(target).open())
}

/** The same of a server that takes its time. */
export function learnIntentInTime(target: TargetInput<AnyTransport>, options: LearnOptions): Promise<Intent> {
  return driveInTime(learning(options), targetOf(target).open())
}

/** An origin that nobody has put into a configuration. */
const nobody = 'https://corsac-nobody.example'

/** What one origin was told. */
interface Told {
  readonly allowed: string | null
  readonly credentials: boolean
  readonly exposed: readonly string[]
}

function* learning(options: LearnOptions): Playing<Intent> {
  const { target, origins: none = [], ...rest } = options
  const [path = '/'] = options.paths ?? []
  const url = parseURL(`${target}${path}`)
  // What is wrong with it is said below.
  if (url === null) return readIntent({ target })
  const toNobody = yield* told(url, nobody)
  const anyone = rest.anyone === true || none.includes('*') || reflected(toNobody, nobody)
  const named = [...none, ...membersOf(toNobody.allowed).filter((each) => each !== '*' && each !== nobody)]
  const origins = [...new Set(named.flatMap((each) => meantBy(each, url) ?? []))]
  const [first = anyone ? nobody : null] = origins
  const toFirst = first === null ? null : yield* told(url, first)
  const credentials = rest.credentials ?? (toFirst ?? toNobody).credentials
  const methods = rest.methods ?? (first === null ? null : yield* methodsOf(url, first))
  const requestHeaders = rest.requestHeaders ?? (first === null ? null : yield* headersOf(url, first))
  const may = {
    ...(methods === null ? {} : { methods }),
    ...(requestHeaders === null ? {} : { requestHeaders }),
    exposedHeaders: rest.exposedHeaders ?? (toFirst ?? toNobody).exposed,
  }
  const globs = none.filter((each) => each !== '*' && each.includes('*'))
  const below = [...(rest.patterns ?? []), ...globs].flatMap((pattern) => belowOf(pattern) ?? [])
  const grants: Partial<Grant>[] = [
    ...(origins.length === 0
      ? []
      : [{ ...may, who: { kind: 'origins', origins } satisfies Who, credentials }]),
    ...below.map((who) => ({ ...may, who, credentials })),
    // With credentials as well it would be a hole, and is not taken to be meant.
    ...(anyone && !(credentials && toNobody.allowed === nobody)
      ? [{ ...may, who: { kind: 'anyone' } satisfies Who, credentials: false }]
      : []),
  ]
  return readIntent({ target, grants, paths: options.paths ?? ['/'], login: options.login ?? null })
}

function* told(url: URLRecord, origin: string): Playing<Told> {
  const answer = yield request('GET', url, [{ name: 'origin', value: origin }])
  if (failed(answer)) return { allowed: null, credentials: false, exposed: [] }
  return {
    allowed: getHeader(answer.headerList, 'access-control-allow-origin'),
    credentials: getHeader(answer.headerList, 'access-control-allow-credentials') === 'true',
    exposed: listed(answer, 'access-control-expose-headers')
      .filter((name) => name !== '*')
      .map(byteLowercase),
  }
}

function reflected({ allowed }: Told, origin: string): boolean {
  return allowed === origin || membersOf(allowed).includes('*')
}

function* preflight(
  url: URLRecord,
  origin: string,
  method: string,
  names: string,
): Playing<WireResponse | null> {
  const answer = yield request('OPTIONS', url, [
    { name: 'origin', value: origin },
    { name: 'access-control-request-method', value: method },
    ...(names === '' ? [] : [{ name: 'access-control-request-headers', value: names }]),
  ])
  return failed(answer) || !okStatus(answer.status) ? null : answer
}

const asked: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Some servers list all methods, some only the one that is asked about. Null where preflights fail. */
function* methodsOf(url: URLRecord, origin: string): Playing<readonly string[] | null> {
  const allowed = new Set(['GET', 'HEAD', 'POST'])
  let works = false
  for (const method of asked) {
    const answer = yield* preflight(url, origin, method, '')
    if (answer === null) continue
    works = true
    const methods = listed(answer, 'access-control-allow-methods')
    for (const each of methods.includes('*') ? asked : methods) if (each !== 'OPTIONS') allowed.add(each)
  }
  return works ? [...allowed] : null
}

const unlisted = 'x-corsac-unlisted'

function* headersOf(url: URLRecord, origin: string): Playing<readonly string[] | 'any'> {
  const names = `authorization,content-type,${unlisted},x-requested-with`
  const answer =
    (yield* preflight(url, origin, 'POST', names)) ?? (yield* preflight(url, origin, 'POST', 'content-type'))
  if (answer === null) return ['authorization', 'content-type']
  const allowed = listed(answer, 'access-control-allow-headers').map(byteLowercase)
  return allowed.includes(unlisted) || allowed.includes('*') ? 'any' : allowed
}

function request(method: string, url: URLRecord, headerList: readonly Header[]): WireRequest {
  return { method, url, headerList, body: null }
}

function listed({ headerList }: WireResponse, name: string): readonly string[] {
  return membersOf(getHeader(headerList, name)).filter((each) => /^[!#$%&'*+\-.^_`|~\w]+$/.test(each))
}

function membersOf(value: string | null): readonly string[] {
  return getDecodeAndSplitValue(value ?? '').filter((member) => member !== '')
}

/** The origin that somebody means by what he wrote, with a slash behind it, say; null where that cannot be told. */
function meantBy(written: string, target: URLRecord): string | null {
  if (written === 'null') return null
  const url = parseURL(written.includes('://') ? written : `${target.scheme}://${written}`)
  return url?.origin.kind === 'tuple' &&
    (url.scheme === 'https' || url.scheme === 'http') &&
    !url.host?.includes('*')
    ? url.origin.serialized
    : null
}

/**
 * The hosts that a pattern is meant for, where that is every one below a name: `https://*.example.com`,
 * `^https://[a-z]+\.example\.com$`, `/\.example\.com$/`. Null where there is no such name at its end.
 */
function belowOf(pattern: string): Who | null {
  const text = pattern
    .replace(/^\/(.*)\/[a-z]*$/, '$1')
    .replace(/\$$/, '')
    .replaceAll('\\.', '.')
    .replaceAll('\\/', '/')
  const end = /((?:\.[a-z0-9-]+)+)((?::\d+)?)$/i.exec(text)
  if (end === null) return null
  const [, name = '', port = ''] = end
  const scheme = text.includes('http://') ? 'http' : 'https'
  const domain = registrableDomain(name.slice(1).toLowerCase())
  return domain === null
    ? null
    : { kind: 'subdomains-of', origin: `${scheme}://${name.slice(1).toLowerCase()}${port}` }
}
