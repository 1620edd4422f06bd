import { isListedSuffix } from '../../origin/public-suffix'
import { replaced } from '../edits'
import type { Finding, Fix, Severity } from '../finding'
import { type Hole, type HoleKind, holesIn } from '../patterns/holes'
import { type Matcher, matcherOf } from '../patterns/matcher'
import { type PatternTree, patternTree } from '../patterns/pattern-tree'
import type { Slowness } from '../patterns/slow-pattern'
import type { OriginRule, Policy } from '../policy'
import type { RuleId } from './catalogue'
import { exampleNote, type RuleContext } from './context'
import { globPattern } from './globs'
import { listFix, rated, readsWhat, removal } from './who-may-read'

type PatternRule = OriginRule & { readonly kind: 'pattern' }

/** Findings about patterns of origins, by what they let in. */
export function patternFindings(policy: Policy, context: RuleContext): readonly Finding[] {
  return policy.origins.flatMap((rule) => {
    if (rule.kind === 'pattern') return ofPattern(policy, rule, context)
    return rule.kind === 'glob' ? ofGlob(policy, rule, rule.value, context) : []
  })
}

function ofPattern(policy: Policy, rule: PatternRule, context: RuleContext): readonly Finding[] {
  const { dialect } = policy
  const matcher = matcherOf(rule.source, rule.flags, dialect)
  const findings: Finding[] = []
  if (dialect.matches === null && rule.literal?.kind === 'pattern') return [noPatterns(policy, rule, context)]
  if (dialect.patternsHaveState && /[gy]/.test(rule.flags)) findings.push(stateful(policy, rule))
  findings.push(...aboutRunning(policy, rule, matcher, context))
  if (matcher.kind !== 'matches') return findings
  const tree = patternTree(rule.source, rule.flags)
  const glob =
    rule.literal?.kind === 'string' && dialect.string === 'pattern' ? globPattern(rule.source) : null
  for (const hole of holesIn(matcher.matches, tree, hintsOf(rule.source)))
    findings.push(ofHole(policy, rule, hole, tree, glob, context))
  return merged(findings)
}

/** Origins that a glob lets in where it is read as a regular expression. */
function hintsOf(source: string): readonly string[] {
  return [source.replace('*.', 'a').replace(':*', ''), source.replace('*.', '').replace(':*', '')]
}

/** Several holes of one rule at one place are one finding: the first, which is the worst. */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<RuleId>()
  return findings.filter(({ rule }) => !seen.has(rule) && seen.add(rule))
}

// ── Patterns that do not run as they should ─────────────────────────────────────────────────────────

function noPatterns(policy: Policy, rule: PatternRule, context: RuleContext): Finding {
  return {
    rule: 'glob-never-matches',
    severity: 'medium',
    message: `${policy.dialect.title} knows no regular expressions.`,
    consequence: 'The pattern is not run: nobody gets in by it, or every request fails.',
    span: spanOf(rule),
    fix: removal(policy, rule, context) ?? listFix(policy, context, rule),
    advice: exampleNote(context),
  }
}

function stateful(policy: Policy, rule: PatternRule): Finding {
  const { literal, flags, source } = rule
  const text = `${policy.language.pattern(source)}${flags.replace(/[gy]/g, '')}`
  return {
    rule: 'stateful-pattern',
    severity: 'medium',
    message: `With the flag ${/[gy]/.exec(flags)?.[0]}, a regular expression goes on where its last match ended.`,
    consequence: 'Every other request of the same origin is refused.',
    span: spanOf(rule),
    fix: literal === null ? null : { title: 'Take the flag away', edits: [replaced(literal, text)] },
    advice: null,
  }
}

function aboutRunning(
  policy: Policy,
  rule: PatternRule,
  matcher: Matcher,
  context: RuleContext,
): readonly Finding[] {
  const span = spanOf(rule)
  const instead = removal(policy, rule, context) ?? listFix(policy, context, rule)
  if (matcher.kind === 'invalid') {
    const consequence =
      policy.dialect.id === 'flask'
        ? 'flask-cors takes that for no match: nobody gets in by it.'
        : 'The server fails where it is compiled.'
    return [
      {
        rule: 'pattern-invalid',
        severity: 'medium',
        message: `This is no regular expression: ${matcher.message}.`,
        consequence,
        span,
        fix: instead,
        advice: exampleNote(context),
      },
    ]
  }
  if (matcher.kind === 'unknown') {
    return [
      {
        rule: 'not-read',
        severity: 'info',
        message: `This pattern ${matcher.message}.`,
        consequence: 'Who gets in by it was not looked at.',
        span,
        fix: null,
        advice: null,
      },
    ]
  }
  return matcher.slowness === 'fine' ? [] : [slowPattern(policy, rule, matcher, instead, context)]
}

/** A pattern that is slow, or that nobody knows of whether it is. */
function slowPattern(
  policy: Policy,
  rule: PatternRule,
  matcher: Matcher & { readonly slowness: Slowness },
  instead: Fix | null,
  context: RuleContext,
): Finding {
  const slow = matcher.slowness === 'slow'
  const simpler = simplerPattern(policy, rule)
  const notAsked =
    matcher.kind === 'not-run' ? ' Who else gets in by it was not looked at: it is not run.' : ''
  return {
    rule: 'slow-pattern',
    severity: slow ? 'medium' : 'info',
    message: slow
      ? 'There are texts that this pattern tries in ever more ways the longer they are.'
      : 'Whether this pattern can be made to take very long could not be decided within the limit.',
    consequence: `${slow ? 'Anybody can send such an Origin, and keep the server busy.' : 'If it can, anybody can keep the server busy with an Origin.'}${notAsked}`,
    span: spanOf(rule),
    fix: slow ? (simpler ?? instead) : null,
    advice: slow
      ? simpler === null
        ? exampleNote(context)
        : null
      : 'Whole labels, as in [a-z0-9-]+, are decided sooner than .* is.',
  }
}

/** No host is longer, dots escaped and all. */
const longestName = 300

/** The domain that a pattern ends in, with whole labels before it. */
function simplerPattern(policy: Policy, rule: PatternRule): Fix | null {
  const domain = /((?:[a-z0-9-]+\\?\.)+[a-z]+)\$?$/.exec(rule.source.slice(-longestName))?.[1]
  if (domain === undefined) return null
  const below = new RegExp(`\\.${domain.replace(/[\\.]/g, '\\$&')}\\$?$`).test(rule.source)
  const source = `^https://(?:[a-z0-9-]+\\.)${below ? '+' : '*'}${domain.replace(/\\?\./g, '\\.')}$`
  return written(policy, rule, source, 'Match whole labels of the domain')
}

// ── Holes ───────────────────────────────────────────────────────────────────────────────────────────

interface HoleRow {
  readonly rule: RuleId
  readonly severity: Severity
  readonly message: (hole: Hole) => string
}

const rows: { readonly [K in HoleKind]: HoleRow } = {
  everybody: {
    rule: 'any-origin-with-credentials',
    severity: 'high',
    message: () => 'This pattern matches every origin.',
  },
  null: {
    rule: 'null-origin',
    severity: 'high',
    message: () => 'This pattern matches null, the origin of every sandboxed frame.',
  },
  'end-open': {
    rule: 'unanchored-pattern',
    severity: 'high',
    message: ({ origin, meant }) => `The pattern may go on behind ${meant}: it lets ${origin} in.`,
  },
  'start-open': {
    rule: 'unanchored-pattern',
    severity: 'high',
    message: ({ origin, meant }) =>
      `The pattern may begin anywhere in front of ${meant}: it lets ${origin} in.`,
  },
  dot: {
    rule: 'unescaped-dot',
    severity: 'high',
    message: ({ origin }) => `A dot stands for any character: the pattern lets ${origin} in.`,
  },
  'public-suffix': {
    rule: 'public-suffix-pattern',
    severity: 'high',
    message: ({ origin }) => `Everybody can have a name there: the pattern lets ${origin} in.`,
  },
  port: {
    rule: 'any-port-pattern',
    severity: 'low',
    message: ({ origin }) => `Every port gets in, such as ${origin}.`,
  },
  insecure: {
    rule: 'insecure-origin',
    severity: 'low',
    message: ({ origin }) => `The pattern lets ${origin} in, which is not encrypted.`,
  },
  subdomain: {
    rule: 'any-subdomain',
    severity: 'info',
    message: ({ origin }) => `Every subdomain gets in, such as ${origin}.`,
  },
}

function ofHole(
  policy: Policy,
  rule: PatternRule,
  hole: Hole,
  tree: PatternTree | null,
  glob: string | null,
  context: RuleContext,
): Finding {
  const row = rows[hole.kind]
  const span = spanOf(rule)
  const open = policy.credentials !== true && hole.kind === 'everybody'
  const serious = row.severity === 'high'
  const id: RuleId = open ? 'any-origin' : glob !== null && serious ? 'glob-read-as-pattern' : row.rule
  const message =
    id === 'glob-read-as-pattern'
      ? `${policy.dialect.title} reads ${rule.source} as a regular expression: it lets ${hole.origin} in.`
      : row.message(hole)
  const fix = fixOf(policy, rule, hole, tree, glob, context)
  return {
    rule: id,
    severity: open ? 'low' : rated(row.severity, policy),
    message,
    consequence: consequences[hole.kind](readsWhat(policy)),
    span,
    fix,
    advice: fix === null ? 'Write out which origins you mean.' : null,
  }
}

const consequences: { readonly [K in HoleKind]: (reads: string) => string } = {
  everybody: (reads) => `Any website ${reads}.`,
  null: (reads) => `Any website ${reads}, from a sandboxed frame.`,
  'end-open': (reads) => `Whoever registers such a name ${reads}.`,
  'start-open': (reads) => `Whoever registers such a name ${reads}.`,
  dot: (reads) => `Whoever registers such a name ${reads}.`,
  'public-suffix': (reads) => `Whoever registers such a name ${reads}.`,
  port: (reads) => `Whatever listens on another port of that host ${reads}.`,
  insecure: (reads) => `Whoever sits between such a page and its readers can change it, and ${reads}.`,
  subdomain: (reads) => `Whoever takes over one of them, or finds a hole in it, ${reads}.`,
}

function fixOf(
  policy: Policy,
  rule: PatternRule,
  hole: Hole,
  tree: PatternTree | null,
  glob: string | null,
  context: RuleContext,
): Fix | null {
  const { source } = rule
  const instead = removal(policy, rule, context) ?? listFix(policy, context, rule)
  if (glob !== null) return written(policy, rule, glob, 'Write it as a regular expression')
  switch (hole.kind) {
    case 'end-open':
    case 'start-open':
      return tree === null
        ? instead
        : written(policy, rule, anchoredSource(source, tree, hole, policy), 'Anchor the pattern')
    case 'dot':
      return tree === null || tree.bareDots.length === 0
        ? instead
        : written(policy, rule, withDotsEscaped(source, tree), 'Escape the dots')
    case 'insecure':
      if (source.includes('https?'))
        return written(policy, rule, source.replace('https?', 'https'), 'Allow https only')
      return tree === null || tree.startsAnchored
        ? null
        : written(policy, rule, anchoredSource(source, tree, hole, policy), 'Anchor the pattern')
    case 'port':
    case 'subdomain':
      return null
    default:
      return instead
  }
}

/** The pattern with both ends held fast; what it left open in front becomes a scheme and whole labels. */
export function anchoredSource(
  source: string,
  tree: PatternTree,
  hole: Hole,
  { dialect }: Pick<Policy, 'dialect'>,
): string {
  const inner = tree.alternatives ? `(?:${source})` : source
  const start = tree.startsAnchored && !tree.alternatives
  const end = tree.endsAnchored && !tree.alternatives
  const body = tree.alternatives
    ? inner.replace(/\(\?:\^|\|\^|\$\)|\$\|/g, (found) => found.replace(/[$^]/, ''))
    : inner
  const scheme = /^\^?\(?\??:?https?/.test(source)
  if (start || scheme || dialect.matches === 'start') {
    return `${start || dialect.matches === 'start' ? '' : '^'}${body}${end ? '' : '$'}`
  }
  const labels = /^\\\./.test(body) ? '(?:[a-z0-9-]+\\.)+' : '(?:[a-z0-9-]+\\.)*'
  const open = hole.kind === 'start-open' || !start
  return `${open ? `^https://${labels}` : ''}${body.replace(/^\\\./, '')}${end ? '' : '$'}`
}

function withDotsEscaped(source: string, { bareDots }: PatternTree): string {
  return [...bareDots]
    .reverse()
    .reduce((text, { start, end }) => `${text.slice(0, start)}\\.${text.slice(end)}`, source)
}

function written(policy: Policy, rule: PatternRule, source: string, title: string): Fix | null {
  const { literal, flags } = rule
  if (literal === null) return null
  const text =
    policy.language.id === 'js' && policy.dialect.patternSyntax === 'js'
      ? policy.language.pattern(source) + flags
      : policy.language.pattern(source)
  return { title, edits: [replaced(literal, text)] }
}

// ── Globs of Spring ─────────────────────────────────────────────────────────────────────────────────

function ofGlob(policy: Policy, rule: OriginRule, value: string, context: RuleContext): readonly Finding[] {
  const span = spanOf(rule)
  const out = removal(policy, rule, context) ?? listFix(policy, context, rule)
  const match = /^(https?|\*):\/\/\*\.?([^:/]*)/.exec(value)
  const domain = match?.[2] ?? ''
  if (
    match !== null &&
    (domain === '' || domain === '*' || isListedSuffix(domain) || !domain.includes('.'))
  ) {
    const everybody = domain === '' || domain === '*'
    const open = everybody && policy.credentials !== true
    return [
      {
        rule: open ? 'any-origin' : everybody ? 'any-origin-with-credentials' : 'public-suffix-pattern',
        severity: open ? 'low' : 'high',
        message: everybody ? `${value} matches every host.` : `Everybody can have a name below ${domain}.`,
        consequence: `${everybody ? 'Any website' : 'Whoever registers such a name'} ${readsWhat(policy)}.`,
        span,
        fix: out,
        advice: exampleNote(context),
      },
    ]
  }
  if (match !== null && !/^[^:]+:\/\/\*\./.test(value)) {
    const fixed = value.replace('://*', '://*.')
    return [
      {
        rule: 'unanchored-pattern',
        severity: 'high',
        message: `${value} matches https://evil${domain}, too.`,
        consequence: `Whoever registers such a name ${readsWhat(policy)}.`,
        span,
        fix:
          rule.literal === null
            ? null
            : { title: 'Match whole labels', edits: [replaced(rule.literal, policy.language.string(fixed))] },
        advice: null,
      },
    ]
  }
  if (!value.startsWith('http:')) return []
  return [
    {
      rule: 'insecure-origin',
      severity: rated('low', policy),
      message: `${value} is not encrypted.`,
      consequence: `Whoever sits between such a page and its readers can change it, and ${readsWhat(policy)}.`,
      span,
      fix:
        rule.literal === null
          ? null
          : {
              title: 'Allow https only',
              edits: [replaced(rule.literal, policy.language.string(value.replace('http:', 'https:')))],
            },
      advice: null,
    },
  ]
}

function spanOf({ start, end }: OriginRule): Finding['span'] {
  return { start, end }
}
