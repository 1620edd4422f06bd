import { isListedSuffix } from '../../origin/public-suffix'
import { behindEntries, removed, replaced } from '../edits'
import type { Finding, Fix } from '../finding'
import { type Entry, truthy, valuesOf } from '../literal'
import type { CookieSite, HeaderGroup, HeaderLine } from '../material'
import type { RuleContext } from './context'
import { refusedCookie } from './refused-cookie'

// ── Cookies that code sets ──────────────────────────────────────────────────────────────────────────

/** Findings about a cookie by the attributes that it is set with. */
export function cookieFindings(site: CookieSite, context: RuleContext): readonly Finding[] {
  return [
    ...noneWithoutSecure(site, context),
    ...publicSuffixDomain(site, context),
    ...behindProxy(site, context),
  ]
}

function isNone(entry: Entry | null): boolean {
  return (
    entry !== null &&
    valuesOf(entry.value).some((value) => value.kind === 'string' && value.value.toLowerCase() === 'none')
  )
}

function noneWithoutSecure(site: CookieSite, { text }: RuleContext): readonly Finding[] {
  const { sameSite, secure, attributes, language } = site
  if (sameSite === null || !isNone(sameSite)) return []
  // `secure: 'auto'` of express-session follows the connection.
  const auto = secure?.value.kind === 'string' && secure.value.value === 'auto'
  const isSecure = secure === null ? (attributes.open ? null : false) : truthy(secure.value)
  if (isSecure !== false || auto) return []
  const edit =
    secure === null
      ? behindEntries(text, attributes, language.entry(site.secureName, language.boolean(true)))
      : replaced(secure.value, language.boolean(true))
  return [
    {
      rule: 'none-without-secure',
      severity: 'medium',
      message: `${site.by} sets a cookie with SameSite=None and without Secure.`,
      consequence: `${refusedCookie('a=b; SameSite=None', 'https://api.example.com/')?.by ?? 'No browser'} do not keep it: nobody stays signed in there.`,
      span: sameSite,
      fix: edit === null ? null : { title: 'Make it secure', edits: [edit] },
      advice: 'The page and the server need https then; localhost does without in Chrome and Firefox.',
    },
  ]
}

function publicSuffixDomain({ by, domain }: CookieSite, { text }: RuleContext): readonly Finding[] {
  if (domain === null) return []
  const suffix = valuesOf(domain.value).find(
    (value) => value.kind === 'string' && isListedSuffix(value.value.replace(/^\./, '').toLowerCase()),
  )
  if (suffix === undefined || suffix.kind !== 'string') return []
  return [
    {
      rule: 'public-suffix-domain',
      severity: 'medium',
      message: `${by} sets a cookie for ${suffix.value}, which is a public suffix: everybody has a name below it.`,
      consequence: 'No browser keeps it: nobody stays signed in.',
      span: suffix,
      fix: { title: 'Leave the domain out', edits: [removed(text, domain)] },
      advice:
        'Two names below a public suffix are two sites: a page at one has no SameSite=Lax cookies of the other.',
    },
  ]
}

function behindProxy({ by, secure, session }: CookieSite, { otherEndsTLS }: RuleContext): readonly Finding[] {
  if (session === null || session.trustsProxy || session.servesTLS || secure === null) return []
  if (secure.value.kind !== 'boolean' || !secure.value.value) return []
  const { app } = session
  const isBehind = session.behindProxy || otherEndsTLS
  return [
    {
      rule: 'session-behind-proxy',
      severity: isBehind ? 'medium' : 'low',
      message: `${by} sets a secure cookie on connections only that it knows to be secure, and no proxy is trusted to say so.`,
      consequence: `Behind a proxy that ends TLS${isBehind ? ', as there is one here' : ''}, no cookie is ever set, and nothing says why.`,
      span: secure,
      fix:
        app === null
          ? null
          : {
              title: 'Trust the first proxy',
              edits: [replaced({ start: app.end, end: app.end }, `\n${trust}`)],
            },
      advice: 'nginx has to say: proxy_set_header X-Forwarded-Proto $scheme;',
    },
  ]
}

const trust = "app.set('trust proxy', 1)"

// ── Set-Cookie ──────────────────────────────────────────────────────────────────────────────────────

/** Findings about `Set-Cookie` lines, by what each browser makes of them. */
export function setCookieFindings(group: HeaderGroup): readonly Finding[] {
  return group.lines.flatMap((line) => {
    if (line.name.toLowerCase() !== 'set-cookie' || line.value === null) return []
    return ofLine(group, line, line.value)
  })
}

function ofLine(group: HeaderGroup, line: HeaderLine, value: string): readonly Finding[] {
  const refused = refusedCookie(value, urlOf(group, value))
  if (refused === null) return []
  const known = rulesByStep.get(refused.step)
  return [
    {
      rule: known?.rule ?? 'cookie-refused',
      severity: 'medium',
      message: `${refused.by} do${/ and /.test(refused.by) ? '' : 'es'} not keep the cookie ${refused.name}: ${refused.reason}`,
      consequence: 'What it is for does not happen there: nobody stays signed in, if it is for that.',
      span: line.valueSpan ?? line.nameSpan,
      fix: fixOf(group, line, value, known?.change ?? null),
      advice: null,
    },
  ]
}

interface StepRow {
  readonly rule: Finding['rule']
  readonly change: { readonly title: string; readonly of: (value: string) => string } | null
}

const rulesByStep: ReadonlyMap<string, StepRow> = new Map([
  [
    'store-cookie/none-needs-secure',
    { rule: 'none-without-secure', change: { title: 'Make it secure', of: (value) => `${value}; Secure` } },
  ],
  [
    'store-cookie/public-suffix',
    {
      rule: 'public-suffix-domain',
      change: { title: 'Leave the domain out', of: (value) => value.replace(/;\s*domain\s*=[^;]*/gi, '') },
    },
  ],
  [
    'store-cookie/partitioned-needs-secure',
    { rule: 'cookie-refused', change: { title: 'Make it secure', of: (value) => `${value}; Secure` } },
  ],
  [
    'store-cookie/secure-prefix',
    { rule: 'cookie-refused', change: { title: 'Make it secure', of: (value) => `${value}; Secure` } },
  ],
])

function fixOf(
  { language }: HeaderGroup,
  line: HeaderLine,
  value: string,
  change: StepRow['change'],
): Fix | null {
  if (line.valueSpan === null || change === null) return null
  const changed = change.of(value)
  return { title: change.title, edits: [replaced(line.valueSpan, language?.string(changed) ?? changed)] }
}

/** The URL that was asked; else one by https that the cookie’s domain fits. */
function urlOf({ request }: HeaderGroup, value: string): string {
  const asked = request?.url ?? null
  if (asked !== null && /^https?:\/\//.test(asked)) return asked
  const domain = /;\s*domain\s*=\s*\.?([a-z0-9.-]+)/i.exec(value)?.[1]
  return domain === undefined ? 'https://api.example.com/' : `https://api.${domain.toLowerCase()}/`
}
