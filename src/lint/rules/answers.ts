import { listed } from '../../explain/words'
import { extractMaxAge } from '../../fetch/max-age'
import { okStatus } from '../../http/statuses'
import { profiles } from '../../profile/profile'
import { removed, replaced } from '../edits'
import type { Finding, Fix } from '../finding'
import { type Entry, type Literal, truthy, valuesOf } from '../literal'
import { dependsOnOrigin, looksLikePattern, optionOf, type Policy } from '../policy'
import type { RuleContext } from './context'
import { rated } from './who-may-read'

/** Findings about what is answered beside lists: credentials, max-age, status, Vary. */
export function answerFindings(policy: Policy, context: RuleContext): readonly Finding[] {
  return [
    ...credentials(policy),
    ...maxAge(policy, context),
    ...preflight(policy, context),
    ...vary(policy, context),
    ...privateNetwork(policy, context),
    ...errors(policy),
    ...resources(policy),
  ]
}

function credentials(policy: Policy): readonly Finding[] {
  const entry = optionOf(policy, 'credentials')
  if (entry === null) return []
  const { language, dialect } = policy
  const wrong = valuesOf(entry.value).find((value) =>
    dialect.credentials === 'true' ? looksTrue(value) : falseInWords(value),
  )
  if (wrong === undefined) return []
  const meant = dialect.credentials === 'true'
  return [
    {
      rule: 'credentials-not-true',
      severity: 'medium',
      message: meant
        ? `${dialect.title} takes ${entry.key} for a yes if it is the boolean true only.`
        : `${dialect.title} takes any text for a yes.`,
      consequence: meant
        ? 'Access-Control-Allow-Credentials is not sent, and responses to requests with cookies are refused.'
        : 'Credentials are allowed, though it says no.',
      span: { start: wrong.start, end: wrong.end },
      fix: { title: 'Make it a boolean', edits: [replaced(wrong, language.boolean(meant))] },
      advice: null,
    },
  ]
}

/** `'true'` and `1`, which are not true. */
function looksTrue(value: Literal): boolean {
  return (
    (value.kind === 'string' && value.value !== '' && !/^(?:false|no|off|0)$/i.test(value.value)) ||
    (value.kind === 'number' && value.value !== 0)
  )
}

/** `'false'`, which is not false. */
function falseInWords(value: Literal): boolean {
  return value.kind === 'string' && /^(?:false|no|off|0)$/i.test(value.value)
}

// ── Max-age ─────────────────────────────────────────────────────────────────────────────────────────

/** How long each browser remembers a preflight at the most, in seconds. */
const caps: readonly number[] = [profiles.chromium, profiles.firefox, profiles.safari].map((profile) =>
  extractMaxAge(profile, [{ name: 'access-control-max-age', value: '2147483647' }]),
)

/** The longest that any browser remembers a preflight. */
export const longestMaxAge: number = Math.max(...caps)

function maxAge(policy: Policy, _context: RuleContext): readonly Finding[] {
  const entry = optionOf(policy, 'maxAge')
  if (entry === null) return []
  const { language } = policy
  const { value } = entry
  const span = { start: value.start, end: value.end }
  const seconds =
    value.kind === 'number'
      ? value.value
      : value.kind === 'string' && /^-?\d+$/.test(value.value)
        ? Number(value.value)
        : null
  if (seconds !== null && seconds > longestMaxAge) {
    const text = value.kind === 'string' ? language.string(String(longestMaxAge)) : String(longestMaxAge)
    return [
      {
        ...overCap(seconds),
        span,
        fix: { title: 'Ask for what can be had', edits: [replaced(value, text)] },
        advice: null,
      },
    ]
  }
  // Spring takes durations: `1h`, `PT1H`.
  const duration =
    policy.dialect.id === 'spring' &&
    value.kind === 'string' &&
    /^(?:PT?\d|\d+\s*(?:ms|s|m|h|d)$)/i.test(value.value)
  const wrong =
    (value.kind === 'string' && seconds === null && !duration) ||
    (seconds !== null && !Number.isInteger(seconds))
  if (!wrong) return []
  const whole = seconds === null ? '600' : String(Math.trunc(seconds))
  return [
    { ...notSeconds, span, fix: { title: 'Write seconds', edits: [replaced(value, whole)] }, advice: null },
  ]
}

export function overCap(seconds: number): Pick<Finding, 'rule' | 'severity' | 'message' | 'consequence'> {
  return {
    rule: 'max-age-over-cap',
    severity: 'info',
    message: `Chrome, Firefox and Safari forget a preflight after ${listed(caps.map(String))} seconds at the latest; this says ${seconds}.`,
    consequence: 'It lasts no longer than that, whatever it says.',
  }
}

export const notSeconds: Pick<Finding, 'rule' | 'severity' | 'message' | 'consequence'> = {
  rule: 'max-age-invalid',
  severity: 'low',
  message: 'This is no whole number of seconds.',
  consequence: 'Browsers forget the preflight after five seconds, or at once.',
}

// ── Preflights ──────────────────────────────────────────────────────────────────────────────────────

function preflight(policy: Policy, { text }: RuleContext): readonly Finding[] {
  const status = optionOf(policy, 'preflightStatus')
  const goesOn = optionOf(policy, 'preflightContinue')
  const findings: Finding[] = []
  if (status?.value.kind === 'number' && !okStatus(status.value.value)) {
    findings.push({
      rule: 'preflight-status',
      severity: 'medium',
      message: `A preflight has to end in a status of 200 to 299; this is ${status.value.value}.`,
      consequence: 'Browsers refuse every request that needs one.',
      span: status.value,
      fix: { title: 'Answer 204', edits: [replaced(status.value, '204')] },
      advice: null,
    })
  }
  if (goesOn !== null && truthy(goesOn.value) === true) {
    findings.push({
      rule: 'preflight-continues',
      severity: 'info',
      message: `With ${goesOn.key}, preflights go on to the routes.`,
      consequence: 'Where no route answers OPTIONS with success, requests that need a preflight are refused.',
      span: goesOn.value,
      fix: { title: 'Take it out', edits: [removed(text, goesOn)] },
      advice: null,
    })
  }
  return findings
}

// ── Others ──────────────────────────────────────────────────────────────────────────────────────────

function vary(policy: Policy, { text }: RuleContext): readonly Finding[] {
  const entry = optionOf(policy, 'vary')
  const depends = dependsOnOrigin(policy) || policy.origins.some(({ kind }) => kind === 'any')
  if (entry === null || truthy(entry.value) !== false || !depends) return []
  return [
    {
      rule: 'vary-missing',
      severity: 'medium',
      message: `Without ${entry.key}, answers that depend on the origin do not say so.`,
      consequence: 'A cache hands the answer for one website to another, which is refused then.',
      span: entry.value,
      fix: { title: 'Take it out', edits: [removed(text, entry)] },
      advice: null,
    },
  ]
}

function privateNetwork(policy: Policy, { text }: RuleContext): readonly Finding[] {
  const entry = optionOf(policy, 'privateNetwork')
  if (entry === null || truthy(entry.value) !== true) return []
  return [
    {
      rule: 'private-network',
      severity: rated('low', policy),
      message: 'Public websites that get in may reach this server in a private network.',
      consequence: 'No current browser asks for it any more; a proxy or an older one may.',
      span: entry.value,
      fix: { title: 'Take it out', edits: [removed(text, entry)] },
      advice: null,
    },
  ]
}

/** A function that hands an error to its callback where it means no. */
function errors(policy: Policy): readonly Finding[] {
  return policy.origins.flatMap(({ literal }) => {
    const [first, ...more] = literal?.kind === 'function' ? literal.errors : []
    if (first === undefined) return []
    const fix: Fix = {
      title: 'Say no instead',
      edits: [first, ...more].map((span) => replaced(span, 'null, false')),
    }
    const finding: Finding = {
      rule: 'error-from-origin',
      severity: 'low',
      message: 'An origin that is not allowed is made an error of the server.',
      consequence:
        'The answer is a 500 without CORS headers, to programs without a browser and health checks as well.',
      span: first,
      fix,
      advice: null,
    }
    return [finding]
  })
}

/** `/api/*` of flask-cors, which is `/api` and any number of slashes. */
function resources(policy: Policy): readonly Finding[] {
  const entry = optionOf(policy, 'resources')
  if (entry === null) return []
  const paths = pathsOf(entry.value)
  return paths.flatMap((path) => {
    const match = /^(.*\/)\*$/.exec(path.value)
    if (match === null || !looksLikePattern(path.value) || path.value === '/*') return []
    const prefix = (match[1] as string).replace(/\/$/, '')
    const finding: Finding = {
      rule: 'resource-pattern',
      severity: 'info',
      message: `flask-cors reads ${path.value} as a regular expression: any number of slashes, and anything behind.`,
      consequence: `Routes such as ${prefix}admin have these CORS headers, too.`,
      span: path,
      fix: { title: 'Write what is meant', edits: [replaced(path, policy.language.pattern(`${prefix}/.*`))] },
      advice: null,
    }
    return [finding]
  })
}

function pathsOf(
  value: Literal,
): readonly { readonly value: string; readonly start: number; readonly end: number }[] {
  if (value.kind === 'string') return [value]
  if (value.kind === 'list') return value.items.flatMap(pathsOf)
  return value.kind === 'map'
    ? value.entries.map(({ key, keySpan }: Entry) => ({ value: key, ...keySpan }))
    : []
}
