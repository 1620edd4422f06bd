import { byteLowercase } from '../infra/byte-string'
import { attributeMeant, attributeNames } from './cookie-line'

/** What stands in the place of a secret. */
export const masked = '***'

/** Header names that are secret as a whole, or by one of their parts: `x-api-key`, `x-csrf-token`. */
const secretParts: ReadonlySet<string> = new Set([
  'apikey',
  'assertion',
  'auth',
  'authorization',
  'bearer',
  'cookie',
  'cookies',
  'credential',
  'credentials',
  'csrf',
  'csrftoken',
  'jwt',
  'passphrase',
  'passwd',
  'password',
  'pwd',
  'secret',
  'session',
  'sessionid',
  'signature',
  'sid',
  'token',
  'tokens',
  'xsrf',
])

/** Endings that are enough, with or without something that sets them off: `x-api-key`, `x-apikey`, `accesstoken`. */
const secretEndings: readonly string[] = ['key', 'token', 'secret', 'password']

/** Names that end in `key` and keep no secret. */
const publicKeys: ReadonlySet<string> = new Set([
  'cache-key',
  'idempotency-key',
  'sec-websocket-key',
  'surrogate-key',
  'x-cache-key',
  'x-idempotency-key',
])

/** Query parameters that are secret by their whole name. */
const secretParameters: ReadonlySet<string> = new Set([
  'assertion',
  'auth',
  'code',
  'key',
  'otp',
  'pass',
  'pwd',
  'samlresponse',
  'sid',
  'sig',
  'ticket',
])

/** Query parameters that are secret because of a part of their name: `access_token`, `X-Amz-Signature`. */
const secretParameterParts: readonly string[] = [
  'token',
  'secret',
  'passw',
  'session',
  'signature',
  'credential',
  'apikey',
  'api_key',
  'api-key',
  'jwt',
  'csrf',
  'xsrf',
]

/**
 * The value of a header as it may be shown: cookies keep their names and attributes, authorization its
 * scheme, URLs their names of parameters. What else looks like a secret becomes `***`.
 *
 * The name may be in any case. Masking goes by names and, for credentials with their scheme before them
 * (`Bearer …`, `Basic …`), by shape. Any other secret under an innocent name stays.
 *
 * @example mask('Cookie', 'theme=dark; sid=31d4d96e') // 'theme=***; sid=***'
 * @since 0.1.0
 */
export function mask(name: string, value: string): string {
  const lower = byteLowercase(name)
  switch (lower) {
    case 'cookie':
    case 'cookie2':
      return value.split(';').map(maskSent).join(';')
    case 'set-cookie':
    case 'set-cookie2':
      return maskSetCookie(value)
    case 'authorization':
    case 'proxy-authorization':
      return maskAuthorization(value)
    case 'www-authenticate':
    case 'proxy-authenticate':
      // A challenge begins with a scheme too, and names where credentials are to be had.
      return maskURLs(value)
    default:
      if (listsNames(lower)) return maskURLs(value)
      return secretHeader(lower) && value !== '' ? masked : maskURLs(maskCredentials(value))
  }
}

/** `name=value` without its value; a cookie without a name is all value. */
function maskPair(pair: string): string {
  const equals = pair.indexOf('=')
  if (equals !== -1) return equals === pair.length - 1 ? pair : `${pair.slice(0, equals + 1)}${masked}`
  return pair.trim() === '' ? pair : `${pair.slice(0, pair.length - pair.trimStart().length)}${masked}`
}

/** What is sent with an empty value may be a secret all the same: one engine takes a cookie without a name for a name. */
function maskSent(pair: string): string {
  const end = pair.length - 1
  return end > 0 && pair.indexOf('=') === end ? maskPair(pair.slice(0, end)) : maskPair(pair)
}

function maskSetCookie(value: string): string {
  const [pair = '', ...attributes] = value.split(';')
  return [maskPair(pair), ...attributes.map(maskAttribute)].join(';')
}

/**
 * Attributes say nothing of anybody. A second cookie that somebody wrote into the line is none, nor is what follows the
 * semicolon in a value.
 */
function maskAttribute(attribute: string): string {
  const equals = attribute.indexOf('=')
  const name = byteLowercase(equals === -1 ? attribute : attribute.slice(0, equals)).trim()
  if (equals === -1) return attributeMeant(name) === null ? maskPair(attribute) : attribute
  return attributeNames.has(name) ? maskURLs(attribute) : maskPair(attribute)
}

/** The scheme stays, where something follows it: a scheme on its own could be a bare token. */
function maskAuthorization(value: string): string {
  const space = value.indexOf(' ')
  if (space > 0) return `${value.slice(0, space)} ${masked}`
  return value === '' ? value : masked
}

/** Schemes of `Authorization`, as they also stand in headers that proxies and services have invented. */
const schemes: ReadonlySet<string> = new Set([
  'api-key',
  'apikey',
  'aws4-hmac-sha256',
  'basic',
  'bearer',
  'digest',
  'dpop',
  'hawk',
  'negotiate',
  'ntlm',
  'token',
])

/** A bearer token is one wherever it stands. */
const bearer = /(?<![\w-])(bearer)[ \t]+[^\s,;"'<>]+/gi

/** What has the shape of `Authorization`: a scheme, then one word or parameters. Not: `Token has expired`. */
function maskCredentials(value: string): string {
  const text = value.trim()
  const space = text.search(/\s/)
  if (space !== -1 && schemes.has(byteLowercase(text.slice(0, space)))) {
    const rest = text.slice(space + 1).trimStart()
    if (!/\s/.test(rest) || rest.includes('=')) return `${text.slice(0, space)} ${masked}`
  }
  return value.replace(bearer, `$1 ${masked}`)
}

/** Headers that list names or say yes and no; some of them would be caught by their own words. */
function listsNames(name: string): boolean {
  return name.startsWith('access-control-') || name.startsWith('cross-origin-') || name.startsWith('sec-')
}

function secretHeader(name: string): boolean {
  if (secretEndings.some((ending) => name.endsWith(ending))) return !publicKeys.has(name)
  return name.split(/[-_.]/).some((part) => secretParts.has(part))
}

/**
 * Text in which URLs are as they may be shown: without user name and password, and without the values of
 * query and fragment parameters that are named like secrets. JSON web tokens go wherever they stand.
 *
 * @example maskURLs('https://ann:pw@api.example.com/?id=1&token=f00') // 'https://***@api.example.com/?id=1&token=***'
 * @since 0.1.0
 */
export function maskURLs(text: string): string {
  return text
    .replace(/:\/\/[^/?#\s"<>]*@/g, `://${masked}@`)
    .replace(/([?&#;])([^=&#;?\s'"<>]+)=([^&#\s'"<>]+)/g, (whole: string, before: string, name: string) =>
      secretParameter(name) ? `${before}${name}=${masked}` : whole,
    )
    .replace(/(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, masked)
}

/** A URL, or text with URLs in it, as it may be shown. */
export function shown(text: string, unmask: boolean): string {
  return unmask ? text : maskURLs(text)
}

function secretParameter(encoded: string): boolean {
  const name = decoded(encoded).toLowerCase()
  if (secretParameters.has(name) || name.endsWith('_key') || name.endsWith('-key')) return true
  return secretParameterParts.some((part) => name.includes(part))
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
