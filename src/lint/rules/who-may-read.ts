import { isLoopback } from '../../origin/trustworthy'
import { parseURL } from '../../origin/url-record'
import { removed, replaced, withOption } from '../edits'
import { type Finding, type Fix, raised, type Severity } from '../finding'
import { truthy } from '../literal'
import type { OriginRule, Policy } from '../policy'
import { optionOf } from '../policy'
import { allowList, exampleNote, type RuleContext } from './context'

/** Findings about who may read that should not, but for patterns. */
export function whoMayRead(policy: Policy, context: RuleContext): readonly Finding[] {
  const any = policy.origins.find(letsAll)
  return [
    ...(any === undefined ? [] : [anyOrigin(policy, any, context)]),
    ...policy.origins.flatMap((rule) =>
      rule.kind === 'exact' ? exactOrigin(policy, rule, rule.value, context) : [],
    ),
  ]
}

type LetsAll = OriginRule & { readonly kind: 'any' }

function letsAll(rule: OriginRule): rule is LetsAll {
  return rule.kind === 'any'
}

/** One more with credentials. */
export function rated(severity: Severity, { credentials }: Pick<Policy, 'credentials'>): Severity {
  return credentials === true ? raised(severity) : severity
}

/** Who may do what, where an origin gets in. */
export function readsWhat({ credentials }: Pick<Policy, 'credentials'>): string {
  return credentials === true ? 'can read responses as the signed-in user' : 'can read responses'
}

// ── Every origin ────────────────────────────────────────────────────────────────────────────────────

function anyOrigin(policy: Policy, rule: LetsAll, context: RuleContext): Finding {
  const { dialect, credentials } = policy
  const span = { start: rule.start, end: rule.end }
  const fix = listFix(policy, context, rule)
  const common = { span, fix, advice: exampleNote(context) }
  const reflects = rule.by === 'reflection'
  if (credentials !== true) {
    return {
      ...common,
      rule: 'any-origin',
      severity: 'low',
      message: `${what(rule, dialect.title)} lets every origin in.`,
      consequence:
        'Any website can read responses that need no cookies. That is fine for public data, and for nothing behind a firewall.',
    }
  }
  if (reflects || dialect.anyWithCredentials === 'reflects') return reflected(policy, rule, common)
  if (dialect.anyWithCredentials === 'throws') {
    return {
      ...common,
      rule: 'wildcard-throws',
      severity: 'medium',
      message: `${dialect.title} refuses * with credentials by an exception.`,
      consequence: 'Every cross-origin request ends in 500.',
    }
  }
  return {
    ...common,
    rule: 'wildcard-with-credentials',
    severity: 'medium',
    message: `${dialect.title} sends Access-Control-Allow-Origin: * along with credentials.`,
    consequence: 'Browsers refuse every response to a request with cookies.',
  }
}

function reflected(policy: Policy, rule: LetsAll, common: Pick<Finding, 'span' | 'fix' | 'advice'>): Finding {
  const { dialect } = policy
  const send = optionOf(policy, 'sendWildcard')
  if (rule.by !== 'reflection' && send !== null && truthy(send.value) === true) {
    return {
      ...common,
      rule: 'wildcard-throws',
      severity: 'medium',
      message: `${dialect.title} refuses send_wildcard with * and credentials by a ValueError.`,
      consequence: 'The application does not start, or every request ends in 500.',
    }
  }
  const whom =
    rule.by === 'reflection'
      ? `${what(rule, dialect.title)} sends back whatever Origin comes in`
      : `With credentials, ${dialect.title} turns * into whatever Origin comes in`
  const note = dialect.anyWithCredentialsNote
  return {
    ...common,
    rule: 'any-origin-with-credentials',
    severity: 'high',
    message: `${whom}, and allows cookies.${note === null || rule.by === 'reflection' ? '' : ` ${note}`}`,
    consequence: 'Any website can read responses as the signed-in user.',
  }
}

function what({ by, literal }: LetsAll, title: string): string {
  if (by === 'default') return `Without an origin, ${title}`
  if (literal?.kind === 'function') return 'This function'
  return by === 'star' ? '* '.trim() : 'This'
}

/** An allow-list in the place of what lets too many in: of `rule`, where that is no origin but a pattern. */
export function listFix(policy: Policy, context: RuleContext, rule: OriginRule | null = null): Fix | null {
  const { dialect, language } = policy
  const { text, allowed } = context
  const value = dialect.lists ? allowList(context, language) : language.string(allowed[0] as string)
  const all = optionOf(policy, 'allOrigins')
  const origins = optionOf(policy, 'origins')
  const patterns = optionOf(policy, 'patterns')
  const inPatterns = patterns !== null && rule?.literal != null && within(rule.literal, patterns.value)
  const instead = inPatterns ? patterns : all
  if (instead !== null) {
    if (origins !== null) return { title: 'Allow the listed origins only', edits: [removed(text, instead)] }
    const names = dialect.options.origins ?? []
    const name = names.find((one) => style(one) === style(instead.key)) ?? names[0] ?? ''
    return { title: 'Allow a list of origins', edits: [replaced(instead, language.entry(name, value))] }
  }
  const edit = withOption(text, policy, 'origins', value)
  if (edit === null) return null
  return { title: dialect.lists ? 'Allow a list of origins' : 'Allow one origin', edits: [edit] }
}

function style(name: string): string {
  return name.includes('-') ? 'kebab' : 'camel'
}

function within(
  inner: { readonly start: number; readonly end: number },
  outer: { readonly start: number; readonly end: number },
): boolean {
  return inner.start >= outer.start && inner.end <= outer.end
}

// ── Single origins ──────────────────────────────────────────────────────────────────────────────────

/** Places where everybody can publish a page under one origin. */
const playgrounds: ReadonlySet<string> = new Set([
  'codepen.io',
  'cdpn.io',
  'jsfiddle.net',
  'fiddle.jshell.net',
  'jsbin.com',
  'output.jsbin.com',
  'plnkr.co',
  'run.plnkr.co',
  'playcode.io',
  'stackblitz.com',
  'translate.google.com',
])

function exactOrigin(
  policy: Policy,
  rule: OriginRule,
  value: string,
  context: RuleContext,
): readonly Finding[] {
  const span = { start: rule.start, end: rule.end }
  const out = removal(policy, rule, context)
  if (value === 'null') {
    return [
      {
        rule: 'null-origin',
        severity: 'high',
        message: 'null is the origin of every sandboxed frame, data: URL and local file.',
        consequence: `Any website ${readsWhat(policy)}, from a sandboxed frame.`,
        span,
        fix: out ?? listFix(policy, context),
        advice: out === null ? exampleNote(context) : null,
      },
    ]
  }
  const url = parseURL(value)
  if (url === null || url.origin.kind === 'opaque' || (url.scheme !== 'http' && url.scheme !== 'https'))
    return []
  const host = url.host ?? ''
  if (isLoopback(host)) return besides(policy, rule, host, span, out)
  if (playgrounds.has(host)) {
    return [
      {
        rule: 'shared-origin',
        severity: rated('medium', policy),
        message: `Everybody can publish scripts that run at ${value}.`,
        consequence: `Whoever does ${readsWhat(policy)}.`,
        span,
        fix: out,
        advice: out === null ? 'Allow an origin of your own.' : null,
      },
    ]
  }
  if (url.scheme !== 'http') return []
  const secure =
    rule.literal === null
      ? null
      : replaced(rule.literal, policy.language.string(value.replace(/^http:/, 'https:')))
  return [
    {
      rule: 'insecure-origin',
      severity: rated('low', policy),
      message: `${value} is not encrypted.`,
      consequence: `Whoever sits between that page and its readers can change it, and ${readsWhat(policy)}.`,
      span,
      fix: secure === null ? null : { title: 'Allow it by https', edits: [secure] },
      advice: null,
    },
  ]
}

/** A development server among real origins. Alone, or with its like, it is a configuration for development. */
function besides(
  policy: Policy,
  rule: OriginRule,
  host: string,
  span: Finding['span'],
  fix: Fix | null,
): readonly Finding[] {
  const real = policy.origins.some((other) => {
    const url = other.kind === 'exact' ? parseURL(other.value) : null
    return other.kind === 'pattern' || (url !== null && url.scheme === 'https' && !isLoopback(url.host ?? ''))
  })
  if (!real || rule.list === null) return []
  return [
    {
      rule: 'loopback-origin',
      severity: 'low',
      message: `${host} is allowed beside origins of the world.`,
      consequence: `Whatever listens on that port of a visitor’s machine ${readsWhat(policy)}.`,
      span,
      fix,
      advice: 'Allow it in development only.',
    },
  ]
}

/** Takes an origin out of its list; null where it is not in one, or alone in it. */
export function removal(_policy: Policy, { list, literal }: OriginRule, { text }: RuleContext): Fix | null {
  if (list === null || literal === null || list.items.length < 2) return null
  // Items of another list that was spread into this one stand elsewhere, and go there.
  return { title: 'Take it out of the list', edits: [removed(text, literal)] }
}
