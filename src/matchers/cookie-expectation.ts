import type { ExplainedCookie } from '../explain/explained-cookie'
import type { Explanation } from '../explain/explanation'
import { printable } from '../explain/text-layout'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { suggestion } from './suggestion'

/** What a stored cookie has to be like; what is not said does not matter. */
export interface StoredCookieAttributes {
  readonly sameSite?: 'strict' | 'lax' | 'none' | 'unset'
  readonly secure?: boolean
  readonly httpOnly?: boolean
  readonly path?: string
  readonly host?: string
  /** Whether only the host itself gets it: no `Domain` was given. */
  readonly hostOnly?: boolean
  /** Whether it goes when the browser is closed. */
  readonly session?: boolean
  readonly partitioned?: boolean
}

type Attribute = keyof StoredCookieAttributes
type AttributeValue = string | boolean | null

const readers: { readonly [A in Attribute]-?: (cookie: ExplainedCookie) => AttributeValue } = {
  sameSite: ({ sameSite }) => sameSite,
  secure: ({ secure }) => secure,
  httpOnly: ({ httpOnly }) => httpOnly,
  path: ({ path }) => path,
  host: ({ host }) => host,
  hostOnly: ({ hostOnly }) => hostOnly,
  session: ({ expiry }) => expiry === null,
  partitioned: ({ partition }) => partition !== null,
}
const attributeNames = Object.keys(readers) as readonly Attribute[]
const texts: readonly Attribute[] = ['sameSite', 'path', 'host']
const sameSites: readonly unknown[] = ['strict', 'lax', 'none', 'unset']

/** @throws ConfigError where the name is none */
export function checkCookieName(name: unknown): void {
  if (typeof name === 'string') return
  const reason = name === undefined ? 'missing' : 'invalid'
  throw new ConfigError([{ path: 'name', value: name, reason, message: 'must be the name of a cookie' }])
}

/** @throws ConfigError with every attribute that is unknown or has a value that it cannot have */
export function checkAttributes(attributes: unknown): void {
  if (attributes === undefined) return
  const issues: ConfigIssue[] = []
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) {
    const message = 'must be an object of attributes'
    throw new ConfigError([{ path: 'attributes', value: attributes, reason: 'invalid', message }])
  }
  for (const [name, value] of Object.entries(attributes)) {
    const path = `attributes.${name}`
    const message = attributeProblem(name, value)
    if (message !== null) issues.push({ path, value, reason: 'invalid', message })
  }
  if (issues.length > 0) throw new ConfigError(issues)
}

function attributeProblem(name: string, value: unknown): string | null {
  const attribute = attributeNames.find((known) => known === name)
  if (attribute === undefined) {
    return `is no attribute that is looked at.${suggestion(name, attributeNames)} There are ${attributeNames.join(', ')}`
  }
  if (attribute === 'sameSite') {
    return sameSites.includes(value) ? null : `must be 'strict', 'lax', 'none' or 'unset'`
  }
  const type = texts.includes(attribute) ? 'string' : 'boolean'
  return typeof value === type ? null : `must be a ${type}`
}

/** What a check of cookies found. */
export interface CookieFinding {
  readonly pass: boolean
  /** What became of the cookie, in lines without any value. */
  readonly lines: readonly string[]
}

/** Whether a cookie went along with a request, in any of a fetch's hops. */
export function sentCookie(explanation: Explanation, name: string): CookieFinding {
  const hops = explanation.verdicts[0]?.timeline ?? []
  const cookies = hops.flatMap(({ cookies: { request } }) => request).filter((cookie) => cookie.name === name)
  if (cookies.some(({ fate }) => fate === 'sent')) return { pass: true, lines: [] }
  const lines = [...new Set(cookies.map(fateLine))]
  const reasons = hops.flatMap(({ kind, cookies: { none } }) => (kind === 'preflight' ? [] : (none ?? [])))
  for (const { reason, fix } of reasons) {
    lines.push(`No cookies at all: ${reason}`, ...(fix === null ? [] : [`Fix: ${fix.text}`]))
  }
  if (lines.length === 0) {
    lines.push(hops.length === 0 ? 'Nothing was sent.' : `The browser had no cookie ${name} for this URL.`)
  }
  return { pass: false, lines: lines.map(safe) }
}

/** Whether a cookie was kept from an answer, in any of a fetch's hops, and is as it should be. */
export function storedCookie(
  explanation: Explanation,
  name: string,
  attributes: StoredCookieAttributes,
): CookieFinding {
  const hops = explanation.verdicts[0]?.timeline ?? []
  const set = hops.flatMap(({ cookies: { response } }) => response).filter((cookie) => cookie.name === name)
  const kept = set.filter(({ fate }) => fate === 'stored' || fate === 'replaced')
  const wrong = kept.map((cookie) => differences(cookie, attributes))
  if (wrong.some((found) => found.length === 0)) return { pass: true, lines: [] }
  const lines = [...wrong.flat(), ...set.filter((cookie) => !kept.includes(cookie)).map(fateLine)]
  const ignored = hops.flatMap(({ cookies: { none } }) =>
    none?.ignored.includes(name) === true ? [none] : [],
  )
  for (const { reason, fix } of ignored) {
    lines.push(`No cookies at all: ${reason}`, ...(fix === null ? [] : [`Fix: ${fix.text}`]))
  }
  if (lines.length === 0) lines.push(`No answer set a cookie ${name}.`)
  return { pass: false, lines: lines.map(safe) }
}

function differences(cookie: ExplainedCookie, attributes: StoredCookieAttributes): readonly string[] {
  return attributeNames.flatMap((name) => {
    const expected = attributes[name]
    const actual = readers[name](cookie)
    if (expected === undefined || expected === actual) return []
    return [`It was kept, but ${name} is ${String(actual)} and not ${String(expected)}.`]
  })
}

function fateLine({ name, fate, reason, fix }: ExplainedCookie): string {
  const change = fix === null ? '' : ` Fix: ${fix.text}`
  return `${name === '' ? 'The cookie without a name' : name} was ${fate}: ${reason}${change}`
}

function safe(line: string): string {
  return printable(line, false)
}
