import { type Origin, opaqueOriginOfURL } from './origin'
import { OriginSyntaxError, type OriginSyntaxErrorCode } from './origin-syntax-error'
import { parseURL, type URLRecord } from './url-record'

/**
 * The origin that a string names: a serialized origin (`https://example.com`), or any absolute URL, of
 * which user name, path, query and fragment are dropped, and a default port too. Returns the error where the
 * string names none.
 *
 * `null` is what every opaque origin is serialized as, so it gives an opaque origin that is the same as no
 * other. So does a URL whose scheme has no origin in the URL standard: `data:`, `file:`, `about:`, but also
 * `chrome-extension://…` and `capacitor://localhost`, which their own runtimes know more about.
 *
 * Stricter than `new URL(…).origin`: refused is also what the URL parser would take, but nobody can mean
 * (`localhost:3000` as a URL with the scheme `localhost`, a host with `*`, a comma or a semicolon in it).
 */
export function parseOrigin(input: string): Origin | OriginSyntaxError {
  if (input === 'null') return opaqueOriginOfURL
  const url = parseOriginURL(input)
  return url instanceof OriginSyntaxError ? url : url.origin
}

/** The URL of a string that should name an origin, or the error where it does not. */
export function parseOriginURL(input: string): URLRecord | OriginSyntaxError {
  // Callers without types end up here.
  if (typeof input !== 'string') {
    return new OriginSyntaxError('not-a-string', input === null ? 'null' : typeof input)
  }
  const url = parseURL(input)
  const code = url === null ? whyNoURL(input.trim()) : whyNotMeant(url)
  if (code !== null) return new OriginSyntaxError(code, input.trim())
  // For the compiler: without a URL there is a code.
  return url ?? new OriginSyntaxError('invalid-host-or-port', input)
}

/** What is wrong with a string that does not parse as an absolute URL. */
function whyNoURL(input: string): OriginSyntaxErrorCode {
  if (input === '') return 'empty'
  if (input === '*') return 'wildcard'
  if (isWrapped(input)) return 'wrapped'
  if (isList(input)) return 'list'
  return hasScheme(input) ? 'invalid-host-or-port' : 'missing-scheme'
}

/** What is wrong with a URL that parses, but whose origin cannot be what was meant; null where nothing is. */
function whyNotMeant(url: URLRecord): OriginSyntaxErrorCode | null {
  // `localhost:3000/path`: a host has become the scheme, and a port the path.
  if (url.host === null && startsWithPort(url.path)) return 'missing-scheme'
  if (url.origin.kind === 'opaque' || url.host === null) return null
  if (url.host.includes('*')) return 'wildcard'
  // `https://a.example,https://b.example`
  if (url.host.includes(',') || url.host.includes(';')) return 'list'
  return null
}

/** Whether an opaque path begins with what could be a port: up to five digits, and then nothing or a slash. */
function startsWithPort(path: string): boolean {
  let i = 0
  while (i < path.length && i < 5 && isDigit(path.charCodeAt(i))) i++
  return i > 0 && (i === path.length || path[i] === '/')
}

/** Whether there is something before or behind the URL. The brackets of an IPv6 address are part of it. */
function isWrapped(input: string): boolean {
  return (
    '<"\'`({'.includes(input.charAt(0)) ||
    '>"\'`)}'.includes(input.charAt(input.length - 1)) ||
    (input.startsWith('[') && input.includes('://'))
  )
}

/** Whether a comma is in it, or a second URL after a space or semicolon. */
function isList(input: string): boolean {
  if (input.includes(',')) return true
  for (let i = 0; i < input.length; i++) {
    const isSeparator = input[i] === ' ' || input[i] === ';'
    if (isSeparator && (input.startsWith('http://', i + 1) || input.startsWith('https://', i + 1)))
      return true
  }
  return false
}

/** Whether the URL parser would see a scheme. https://url.spec.whatwg.org/#scheme-state */
function hasScheme(input: string): boolean {
  for (let i = 0; i < input.length; i++) {
    const code = input.charCodeAt(i)
    if (isLetter(code)) continue
    if (i === 0) return false
    if (code === 0x3a) return true
    // Plus, minus and dot may follow a letter, and so may digits.
    if (!isDigit(code) && code !== 0x2b && code !== 0x2d && code !== 0x2e) return false
  }
  return false
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
