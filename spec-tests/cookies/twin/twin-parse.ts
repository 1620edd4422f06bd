import { twinDate } from './twin-date'
import type { TwinReadings } from './twin-readings'

/** An entry of a cookie-attribute-list. */
export type TwinAttribute =
  | { name: 'expires'; expiry: number }
  | { name: 'max-age'; expiry: number }
  | { name: 'domain'; value: string }
  | { name: 'samesite'; value: string }
  /** Null for the default path. */
  | { name: 'path'; value: string | null }
  | { name: 'secure' }
  | { name: 'httponly' }
  | { name: 'partitioned' }

/** What is received: https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-the-set-cookie-header-field */
export interface TwinReceived {
  name: string
  value: string
  attributes: TwinAttribute[]
}

/** 400 days, in seconds. */
const ageLimit = 34_560_000

/** Octets that make the whole line void: controls but for the tab. */
const control = /[\x00-\x08\x0a-\x1f\x7f]/

/** Without the spaces and tabs at both ends, and no other whitespace. */
const trimmed = (text: string): string => text.replace(/^[ \t]+/, '').replace(/[ \t]+$/, '')

export type TwinParseRefusal = 'parse-cookie/control-byte' | 'parse-cookie/too-long'

/** Both algorithms of "The Set-Cookie Header Field": of the string, and of its attributes. */
export function twinParse(
  line: string,
  now: number,
  readings: TwinReadings,
): TwinReceived | TwinParseRefusal {
  // 1.
  if (control.test(line)) return 'parse-cookie/control-byte'
  // 2.
  const semicolon = line.indexOf(';')
  const pair = semicolon === -1 ? line : line.slice(0, semicolon)
  let rest = semicolon === -1 ? '' : line.slice(semicolon)
  // 3–4.
  const equals = pair.indexOf('=')
  const name = trimmed(equals === -1 ? '' : pair.slice(0, equals))
  const value = trimmed(equals === -1 ? pair : pair.slice(equals + 1))
  // 5.
  if (name.length + value.length > readings.sizeLimit) return 'parse-cookie/too-long'

  const attributes: TwinAttribute[] = []
  // The attributes, 1.
  while (rest !== '') {
    // 2–3.
    rest = rest.slice(1)
    const end = rest.indexOf(';') === -1 ? rest.length : rest.indexOf(';')
    const said = rest.slice(0, end)
    rest = rest.slice(end)
    // 4–5.
    const at = said.indexOf('=')
    const attributeName = trimmed(at === -1 ? said : said.slice(0, at)).toLowerCase()
    const attributeValue = trimmed(at === -1 ? '' : said.slice(at + 1))
    // 6.
    if (attributeValue.length > readings.attributeLimit) continue
    // 7.
    const attribute = twinAttribute(attributeName, attributeValue, now, readings)
    if (attribute !== null) attributes.push(attribute)
  }
  return { name, value, attributes }
}

/** The subsections, one for each attribute. Null where the attribute is ignored. */
function twinAttribute(
  name: string,
  value: string,
  now: number,
  readings: TwinReadings,
): TwinAttribute | null {
  const latest = readings.ageLimit === 'kept' ? now + ageLimit * 1000 : Number.POSITIVE_INFINITY
  switch (name) {
    case 'expires': {
      const date = twinDate(value)
      return date === null ? null : { name, expiry: Math.min(date, latest) }
    }
    case 'max-age': {
      // 1–3.
      if (!/^-?[0-9]+$/.test(value)) return null
      // 4–7.
      const seconds = Number(value)
      if (seconds <= 0) return { name, expiry: Number.NEGATIVE_INFINITY }
      return { name, expiry: Math.min(now + seconds * 1000, latest) }
    }
    case 'domain':
      if (value === '' && readings.emptyDomain === 'ignored') return null
      return { name, value: (value.startsWith('.') ? value.slice(1) : value).toLowerCase() }
    case 'path':
      if (value.startsWith('/')) return { name, value }
      return readings.pathWithoutSlash === 'default' ? { name, value: null } : null
    case 'samesite':
      return { name, value: value.toLowerCase() }
    case 'secure':
    case 'httponly':
    case 'partitioned':
      return { name }
    default:
      return null
  }
}
