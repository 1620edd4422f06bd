import type { Language } from '../language'
import { entryOf, type MapLiteral } from '../literal'
import type { CookieSite } from '../material'

/** Cookies of Flask and Django, by the beginnings of their settings. */
const prefixes: readonly string[] = ['SESSION_COOKIE', 'CSRF_COOKIE', 'REMEMBER_COOKIE']

/** Cookies that settings configure. */
export function settingsCookies(settings: MapLiteral, language: Language): readonly CookieSite[] {
  return prefixes.flatMap((prefix): readonly CookieSite[] => {
    const sameSite = entryOf(settings, [`${prefix}_SAMESITE`])
    const secure = entryOf(settings, [`${prefix}_SECURE`])
    const domain = entryOf(settings, [`${prefix}_DOMAIN`])
    const first = sameSite ?? secure ?? domain
    if (first === null) return []
    const { start, end } = first
    const secureName = `${prefix}_SECURE`
    return [
      {
        by: prefix,
        span: { start, end },
        attributes: settings,
        sameSite,
        secure,
        domain,
        secureName,
        session: null,
        language,
      },
    ]
  })
}
