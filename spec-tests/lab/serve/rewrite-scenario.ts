import { parse, schemelesslySameSite } from '../../../src/origin/origin-input'
import { labHosts, labPorts } from '../hosts'
import type { HeaderLine, Scenario, ServerRule, Step } from '../scenario'

/** Hosts that a browser reaches on its own machine, each a site of its own. `http` is trustworthy at all of them. */
const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

export interface Casting {
  /** The scenario with loopback origins of the lab's ports: what is shown, and what corsac is asked about. */
  readonly scenario: Scenario
  /** These origins, each with its host; the page's is the first. */
  readonly origins: readonly { readonly origin: string; readonly host: string }[]
}

/** Each origin of a host has one of them. */
const ports: readonly number[] = labPorts.filter((port) => port >= 1000)

/** Why a scenario cannot be played on loopback by somebody's own browser. */
export type LeftOut =
  | 'cookies: the browser has its own'
  | 'navigations: they leave the page that the harness talks to'
  | 'both http and https: loopback has http alone'
  | 'about host names: IP addresses, public suffixes, names without a dot'
  | 'URLs with users, ports or names that loopback does not have'
  | 'page policies that keep the harness out'
  | 'more than three sites, or five origins of one'

/** Which loopback host each origin of a scenario gets, or why it cannot be rewritten. */
export function cast(scenario: Scenario): Casting | LeftOut {
  const { page, frame, server, steps } = scenario
  if (hasCookies(scenario)) return 'cookies: the browser has its own'
  if (steps.some(({ kind }) => kind === 'navigate' || kind === 'form' || kind === 'reload')) {
    return 'navigations: they leave the page that the harness talks to'
  }
  const documents = frame === null ? [page] : [page, frame]
  if (documents.some(({ headers }) => headers.some(keepsHarnessOut))) {
    return 'page policies that keep the harness out'
  }
  const pageOrigin = new URL(page.url).origin
  const asked = [...steps.flatMap(urlsOf), ...server.flatMap(locationsOf)]
  const absolute = [...documents, ...server].map(({ url }) => url).concat(asked.filter(hasScheme))
  const origins = new Set([pageOrigin])
  for (const url of absolute) {
    const lab = labOrigin(url)
    if (lab === null) return 'URLs with users, ports or names that loopback does not have'
    if (!ordinaryHosts.has(new URL(lab).hostname)) {
      return 'about host names: IP addresses, public suffixes, names without a dot'
    }
    origins.add(lab)
  }
  // `//host/path` is of no origin that stands in the text.
  if (asked.some((url) => /^[\\/]{2}/.test(url))) {
    return 'URLs with users, ports or names that loopback does not have'
  }
  if (new Set([...origins].map((origin) => new URL(origin).protocol)).size > 1) {
    return 'both http and https: loopback has http alone'
  }
  const sites: string[] = []
  const casts: { origin: string; host: string }[] = []
  const rewritten = new Map<string, string>()
  for (const origin of origins) {
    let site = sites.findIndex((other) => schemelesslySameSite(parse(other), parse(origin)))
    if (site === -1) site = sites.push(origin) - 1
    const host = loopbackHosts[site]
    const port = ports[casts.filter((other) => other.host === host).length]
    if (host === undefined || port === undefined) return 'more than three sites, or five origins of one'
    const own = `http://${host}:${port}`
    casts.push({ origin: own, host })
    rewritten.set(origin, own)
  }
  return { scenario: withOrigins(scenario, rewritten), origins: casts }
}

/** Hosts that a scenario uses for being some host, of some site. */
const ordinaryHosts: ReadonlySet<string> = new Set(
  labHosts.filter((host) => /(^|\.)(example\.com|other\.org|third\.net)$/.test(host)),
)

const hasScheme = (url: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(url)

/** The origin that a URL begins with, letter by letter; null where it begins with none of the lab's. */
function labOrigin(url: string): string | null {
  if (/^(data|blob|about|javascript):/.test(url)) return null
  const [, scheme = '', authority = ''] = /^(https?|wss?):\/\/([^/?#\\]*)/.exec(url) ?? []
  const origin = `${scheme.replace('ws', 'http')}://${authority}`
  return URL.canParse(origin) && new URL(origin).origin === origin ? origin : null
}

function urlsOf(step: Step): readonly string[] {
  if (step.kind === 'parallel') return step.steps.map(({ url }) => url)
  return 'url' in step ? [step.url] : []
}

function locationsOf({ answers }: ServerRule): readonly string[] {
  return answers
    .flatMap((answer) => (answer.kind === 'answer' ? answer.headers : []))
    .filter(([name]) => /^location$/i.test(name.trim()))
    .map(([, value]) => value.trim())
}

function hasCookies({ cookies, closing, steps, server }: Scenario): boolean {
  return (
    cookies.length > 0 ||
    closing.length > 0 ||
    steps.some(({ kind }) => kind === 'cookie-get' || kind === 'cookie-set') ||
    server.some(({ answers }) =>
      answers.some(
        (answer) =>
          answer.kind === 'answer' &&
          answer.headers.some(([name]) =>
            /^(set-cookie|strict-transport-security|clear-site-data)$/i.test(name.trim()),
          ),
      ),
    )
  )
}

function keepsHarnessOut([name]: HeaderLine): boolean {
  return /^(content-security-policy|cross-origin-opener-policy|x-frame-options|set-cookie)$/i.test(
    name.trim(),
  )
}

/**
 * The same JSON with origins replaced by others, wherever they stand as a whole: in URLs, headers and bodies.
 *
 * @param origins - what stands in place of each origin, `http://localhost:4000` say.
 */
export function withOrigins<Value>(value: Value, origins: ReadonlyMap<string, string>): Value {
  const names = [...origins].flatMap(([from, to]): [string, string][] => [
    [from, to],
    [from.replace(/^http/, 'ws'), to.replace(/^http/, 'ws')],
  ])
  const rewrite = (text: string): string => {
    let rewritten = text
    for (const [from, to] of names) rewritten = replaceWhole(rewritten, from, to)
    return rewritten
  }
  return mapStrings(value, rewrite) as Value
}

/** Not where the host goes on: `https://example.com` does not stand in `https://example.com.evil`. */
function replaceWhole(text: string, from: string, to: string): string {
  let result = ''
  let rest = text
  for (let at = rest.indexOf(from); at !== -1; at = rest.indexOf(from)) {
    const after = rest.slice(at + from.length)
    result += rest.slice(0, at) + (/^[\w.:@-]/.test(after) ? from : to)
    rest = after
  }
  return result + rest
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((one) => mapStrings(one, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapStrings(one, map)]))
}
