import { parseCookie } from '../cookies/parse-cookie'
import { parseDate } from '../cookies/parse-date'
import type { CookieCase } from './cookie-case'
import { type Attribute, attributeMeant, attributesOf, attributeNames as known } from './cookie-line'

/** Attributes that mean yes by being there. */
const switches: ReadonlySet<string> = new Set(['secure', 'httponly', 'partitioned'])

/** More attributes than that are not looked into. */
const mostAttributes = 50

/** What of a `Set-Cookie` line is not what it looks like: sentences. None for a line that could not be read at all. */
export function cookieNotes(given: CookieCase): readonly string[] {
  const { line, step } = given.verdict
  if (line === null || step.startsWith('parse-cookie/')) return []
  const attributes = attributesOf(line).slice(0, mostAttributes)
  const notes = attributes.flatMap((attribute) => {
    const note = noteOn(attribute, given)
    return note === null ? [] : [note]
  })
  return [...new Set([...notes, ...repeated(attributes), ...lifetime(attributes, given)])]
}

function noteOn({ name, value, written }: Attribute, given: CookieCase): string | null {
  const { profile, verdict } = given
  const { cookie } = verdict
  if (value !== null && value.length > 1024 && ignored(written, given)) {
    return `${known.get(name) ?? 'An attribute'} is longer than 1024 bytes, so it is ignored.`
  }
  if (switches.has(name) && value !== null && value !== '') {
    return `${known.get(name)}=${value} means ${known.get(name)}: a value changes nothing.`
  }
  switch (name) {
    case 'expires':
      return parseDate(value ?? '', profile) === null
        ? `Expires is no date, so it is ignored${session(given)}.`
        : null
    case 'max-age':
      return ignored(written, given)
        ? `Max-Age is no whole number of seconds, so it is ignored${session(given)}.`
        : null
    case 'samesite':
      return /^(strict|lax|none)$/i.test(value ?? '')
        ? null
        : 'SameSite is none of Strict, Lax and None, so it is as if it were not there.'
    case 'domain':
      if ((value ?? '') === '') return 'Domain is empty, so it is ignored.'
      return cookie.hostOnly && kept(given)
        ? `Domain is ignored: the cookie is for ${cookie.host} alone.`
        : null
    case 'path':
      return (value ?? '').startsWith('/')
        ? null
        : `Path does not begin with a slash, so it is ignored${cookie.path === null ? '' : `: it is ${cookie.path}`}.`
    case 'partitioned':
      return ignored(written, given) ? 'This browser does not know Partitioned, and ignores it.' : null
    default:
      return known.has(name) ? null : unknown(name, value)
  }
}

/**
 * The name alone: people write second cookies into one line, and their values are nobody's business. Not even that
 * where there is no equals sign: it may be the rest of a value that has a semicolon in it.
 */
function unknown(name: string, value: string | null): string {
  const meant = attributeMeant(name)
  if (meant !== null) return `${name} is no attribute; ${meant} is.`
  if (name === '') return 'An attribute without a name is ignored.'
  return value === null
    ? 'A value ends at its semicolon. What is behind it is no attribute, so it is ignored.'
    : `${name} is no attribute, so it is ignored.`
}

function session({ verdict }: CookieCase): string {
  return verdict.cookie.expiry === null ? ': the cookie ends with the session' : ''
}

function kept({ verdict }: CookieCase): boolean {
  return verdict.step === 'store-cookie/stored' || verdict.step === 'store-cookie/replaced'
}

function repeated(attributes: readonly Attribute[]): readonly string[] {
  const seen = new Set<string>()
  const again = new Set<string>()
  for (const { name } of attributes) {
    if (seen.has(name) && known.has(name)) again.add(name)
    seen.add(name)
  }
  return [...again]
    .filter((name) => !switches.has(name))
    .map((name) => `${known.get(name)} is there more than once; the last one counts.`)
}

/** Whether a cookie is the same to this browser with an attribute and without it. */
function ignored(written: string, { profile, now }: CookieCase): boolean {
  const read = (line: string): string => {
    const parsed = parseCookie(line, false, now, profile)
    // JSON has no infinity, which is what an expiry of long ago is.
    return JSON.stringify('step' in parsed ? parsed : { ...parsed, expiry: String(parsed.expiry) })
  }
  return read(`a=; ${written}`) === read('a=')
}

const day = 86_400_000

/** A day more or less is not worth a word. https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#cookie-lifetime-limits */
function lifetime(attributes: readonly Attribute[], given: CookieCase): readonly string[] {
  const { expiry } = given.verdict.cookie
  if (expiry === null || !kept(given)) return []
  const asked = askedFor(attributes, given)
  // What is kept for less than it asks for may also be by the clock of its server.
  if (asked === null || asked - expiry < day || expiry !== longest(given)) return []
  return [
    `It is kept for ${Math.round((expiry - given.now) / day)} days: this browser keeps none for longer.`,
  ]
}

/** The moment until which this browser keeps a cookie that asks for ever. */
function longest({ profile, now }: CookieCase): number | null {
  const parsed = parseCookie(`a=; Max-Age=${'9'.repeat(20)}`, false, now, profile)
  return 'step' in parsed ? null : parsed.expiry
}

/** Until when a cookie is to be kept, going by its last `Max-Age`, and by its last `Expires` where there is none. */
function askedFor(attributes: readonly Attribute[], { profile, now }: CookieCase): number | null {
  const last = (name: string): string =>
    attributes.filter((attribute) => attribute.name === name).at(-1)?.value ?? ''
  const maxAge = last('max-age')
  return /^\d+$/.test(maxAge) ? now + Number(maxAge) * 1000 : parseDate(last('expires'), profile)
}
