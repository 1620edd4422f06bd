/**
 * Reads what the caller gives `createRequest` and `createClient`, member by member. What is wrong is
 * collected, and something in its place is returned, so that everything can be reported at once.
 */
import type { ConfigIssue } from '../infra/config-error'
import type { Origin } from '../origin/origin'
import { parseURL, type URLRecord } from '../origin/url-record'
import type { Client } from './request'

/** Reports that something is wrong with the value at `path`, and what would be right. */
export function report(path: string, value: unknown, expected: string, issues: ConfigIssue[]): void {
  const reason = value === undefined ? 'missing' : 'invalid'
  issues.push({ path, value, reason, message: `${path} must be ${expected}` })
}

/** Reports members that nobody would read: a misspelt one would otherwise be a default in disguise. */
export function checkNames(given: object, known: ReadonlySet<string>, issues: ConfigIssue[]): void {
  for (const path of Object.keys(given)) {
    if (known.has(path)) continue
    const value = (given as { readonly [name: string]: unknown })[path]
    const message = `${path} is not known here; there are ${[...known].join(', ')}`
    // A misspelt `body` or `headers` may hold a secret.
    issues.push({ path, value: typeof value, reason: 'invalid', message })
  }
}

/** The value where it is one of the members, or the default where there is none. */
export function memberOf<const T extends readonly string[]>(
  value: unknown,
  path: string,
  of: T,
  byDefault: T[number],
  issues: ConfigIssue[],
): T[number] {
  if (value === undefined) return byDefault
  if (!of.includes(value as T[number])) {
    report(path, value, `one of ${of.map((member) => `'${member}'`).join(', ')}`, issues)
  }
  return value as T[number]
}

export function booleanOf(value: unknown, path: string, byDefault: boolean, issues: ConfigIssue[]): boolean {
  if (value === undefined) return byDefault
  if (typeof value !== 'boolean') report(path, value, 'true or false', issues)
  return value as boolean
}

export function originOf<T>(value: unknown, path: string, byDefault: T, issues: ConfigIssue[]): Origin | T {
  if (value === undefined) return byDefault
  if (!isOrigin(value)) report(path, value, 'an origin: of a URL record, or from newOpaqueOrigin', issues)
  return value as Origin
}

export function isOrigin(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const origin = value as { readonly [K in 'kind' | 'serialized' | 'siteHost' | 'id']?: unknown }
  return origin.kind === 'opaque'
    ? typeof origin.id === 'number'
    : origin.kind === 'tuple' && typeof origin.serialized === 'string' && typeof origin.siteHost === 'string'
}

/** The URL, relative to that of the client where there is one. */
export function urlOf(
  input: unknown,
  path: string,
  issues: ConfigIssue[],
  client: Client | null = null,
): URLRecord | null {
  const url = typeof input === 'string' ? parseURL(input, client === null ? null : client.creationURL) : null
  if (url === null) report(path, input, 'a URL such as https://app.example.com/', issues)
  return url
}
