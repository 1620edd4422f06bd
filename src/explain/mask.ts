import { byteLowercase } from '../infra/byte-string'

/** What stands in the place of a secret. */
const masked = '***'

/** Header names that are secret as a whole, or by one of their parts: `x-api-key`, `x-csrf-token`. */
const secretParts: ReadonlySet<string> = new Set([
  'apikey',
  'auth',
  'authtoken',
  'csrf',
  'csrftoken',
  'jwt',
  'passphrase',
  'passwd',
  'password',
  'secret',
  'session',
  'sessionid',
  'signature',
  'sid',
  'token',
  'xsrf',
])

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
 * The name may be in any case. Masking goes by names, so a secret under an innocent name stays.
 *
 * @example mask('Cookie', 'theme=dark; sid=31d4d96e') // 'theme=***; sid=***'
 * @since 0.1.0
 */
export function mask(name: string, value: string): string {
  const lower = byteLowercase(name)
  switch (lower) {
    case 'cookie':
    case 'cookie2':
      return value
        .split(';')
        .map((pair) => maskPair(pair))
        .join(';')
    case 'set-cookie':
    case 'set-cookie2':
      return maskSetCookie(value)
    case 'authorization':
    case 'proxy-authorization':
      return maskAuthorization(value)
    default:
      return secretHeader(lower) && value !== '' ? masked : maskURLs(value)
  }
}

/** `name=value` without its value; a cookie without a name is all value. */
function maskPair(pair: string): string {
  const equals = pair.indexOf('=')
  if (equals !== -1) return equals === pair.length - 1 ? pair : `${pair.slice(0, equals + 1)}${masked}`
  return pair.trim() === '' ? pair : `${pair.slice(0, pair.length - pair.trimStart().length)}${masked}`
}

function maskSetCookie(value: string): string {
  const semicolon = value.indexOf(';')
  return semicolon === -1 ? maskPair(value) : maskPair(value.slice(0, semicolon)) + value.slice(semicolon)
}

/** The scheme stays, where something follows it: a scheme on its own could be a bare token. */
function maskAuthorization(value: string): string {
  const space = value.indexOf(' ')
  if (space > 0) return `${value.slice(0, space)} ${masked}`
  return value === '' ? value : masked
}

function secretHeader(name: string): boolean {
  // These list names or say yes and no; some of them would be caught by their own words.
  if (name.startsWith('access-control-') || name.startsWith('cross-origin-') || name.startsWith('sec-')) {
    return false
  }
  if (name.endsWith('key')) return !publicKeys.has(name)
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
    .replace(/:\/\/[^/?#\s'"<>]*@/g, `://${masked}@`)
    .replace(/([?&#;])([^=&#;?\s'"<>]+)=([^&#\s'"<>]+)/g, (whole: string, before: string, name: string) =>
      secretParameter(name) ? `${before}${name}=${masked}` : whole,
    )
    .replace(/(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, masked)
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
