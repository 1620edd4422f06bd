import type { Directive } from '../../servers/nginx/syntax/directive'
import { type Dialect, dialects } from '../dialects'
import { replaced } from '../edits'
import type { Finding, Fix } from '../finding'
import type { Literal } from '../literal'
import type { OriginRule, Policy } from '../policy'
import type { RuleId } from '../rules/catalogue'
import type { RuleContext } from '../rules/context'
import { deadOrigins } from '../rules/dead-origins'
import { patternFindings } from '../rules/patterns'
import { readsWhat, whoMayRead } from '../rules/who-may-read'
import { type Span, wholeLines } from '../text'
import { spanOf } from './levels'
import { nginxLanguage } from './nginx-language'

/** Origins by what decides about them: a `map` of `$http_origin`, or an `if`. */
export interface OriginVariable {
  readonly name: string
  readonly findings: (credentials: boolean) => readonly Finding[]
}

/** nginx as far as it decides about origins. */
const nginx: Dialect = {
  ...dialects.express,
  title: 'nginx',
  options: {},
  byDefault: 'none',
  string: 'compared',
  starInList: 'literal',
  matches: 'search',
  patternsHaveState: false,
  ignoresCase: false,
}

/** The variables that `map $http_origin` makes. */
export function originMaps(
  directives: readonly Directive[],
  context: RuleContext,
): readonly OriginVariable[] {
  return everywhere(directives).flatMap((directive): readonly OriginVariable[] => {
    const [from, to] = directive.args
    if (directive.name !== 'map' || from === undefined || to === undefined || directive.block === null)
      return []
    if (!/^\$\{?http_origin\}?$/.test(from.text)) return []
    const entries = directive.block
    return [
      {
        name: to.text.replace(/[${}]/g, ''),
        findings: once((credentials) => entries.flatMap((entry) => ofEntry(entry, credentials, context))),
      },
    ]
  })
}

/** Many locations may use one map. */
function once<Value>(find: (credentials: boolean) => Value): (credentials: boolean) => Value {
  const found = new Map<boolean, Value>()
  return (credentials) => {
    const value = found.get(credentials) ?? find(credentials)
    found.set(credentials, value)
    return value
  }
}

export function everywhere(directives: readonly Directive[]): readonly Directive[] {
  return directives.flatMap((directive) => [directive, ...everywhere(directive.block ?? [])])
}

function ofEntry(entry: Directive, credentials: boolean, context: RuleContext): readonly Finding[] {
  const value = entry.args[0]
  if (
    value === undefined ||
    value.text === '' ||
    value.text === '0' ||
    entry.name === 'hostnames' ||
    entry.name === 'volatile' ||
    entry.name === 'include'
  )
    return []
  if (entry.name === 'default') return byDefault(entry, value.text, credentials)
  const span = spanOf(entry.head)
  const out: Fix = { title: 'Take it out', edits: [replaced(wholeLines(context.text, spanOf(entry)), '')] }
  const exact = entry.name.replace(/^\\/, '')
  const findings = entry.name.startsWith('~')
    ? ofPattern(entry.name, span, credentials, context)
    : ofText(exact, span, credentials, context)
  return findings.map((finding) =>
    finding.fix === null && !wide.has(finding.rule) ? { ...finding, fix: out, advice: null } : finding,
  )
}

/** What only its author can put right: it may be meant. */
const wide: ReadonlySet<RuleId> = new Set(['any-subdomain', 'any-port-pattern', 'not-read'])

/** Everybody else. */
function byDefault(entry: Directive, value: string, credentials: boolean): readonly Finding[] {
  const argument = entry.args[0]
  if (argument === undefined || (value !== '*' && !/\$\{?http_origin\}?/.test(value))) return []
  const everybody = credentials && value !== '*'
  return [
    {
      rule: everybody
        ? 'any-origin-with-credentials'
        : credentials
          ? 'wildcard-with-credentials'
          : 'any-origin',
      severity: everybody ? 'high' : credentials ? 'medium' : 'low',
      message: 'Whatever Origin comes in and is not in the map gets in all the same.',
      consequence:
        credentials && value === '*'
          ? 'Browsers refuse the response to a request with cookies.'
          : `Any website ${readsWhat({ credentials })}.`,
      span: spanOf(argument),
      fix: { title: 'Answer nobody else', edits: [replaced(spanOf(argument), '""')] },
      advice: null,
    },
  ]
}

function ofPattern(
  written: string,
  span: Span,
  credentials: boolean,
  context: RuleContext,
): readonly Finding[] {
  const ignoresCase = written.startsWith('~*')
  const source = written.slice(ignoresCase ? 2 : 1)
  return patternFindings(
    policyOf({ kind: 'pattern', source, flags: ignoresCase ? 'i' : '' }, span, credentials, ignoresCase),
    context,
  )
}

function ofText(value: string, span: Span, credentials: boolean, context: RuleContext): readonly Finding[] {
  // Texts of a map are compared whatever their case.
  const policy = policyOf({ kind: 'exact', value: value.toLowerCase() }, span, credentials, false)
  return [...whoMayRead(policy, context), ...deadOrigins(policy, context)]
}

type Bare =
  | { readonly kind: 'exact'; readonly value: string }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }

function policyOf(what: Bare, span: Span, credentials: boolean, ignoresCase: boolean): Policy {
  const literal: Literal = {
    kind: 'string',
    value: what.kind === 'exact' ? what.value : what.source,
    start: span.start,
    end: span.end,
  }
  const rule: OriginRule = { ...what, literal, list: null, start: span.start, end: span.end }
  return {
    dialect: nginx,
    language: nginxLanguage(ignoresCase),
    map: null,
    insertion: null,
    span,
    entries: [],
    origins: [rule],
    credentials,
  }
}

// ── if ──────────────────────────────────────────────────────────────────────────────────────────────

/** Findings about `if ($http_origin ~ …)`. */
export function originConditions(
  directives: readonly Directive[],
  credentials: boolean,
  context: RuleContext,
): readonly Finding[] {
  return everywhere(directives).flatMap((directive) => {
    if (directive.name !== 'if') return []
    const condition = conditionOf(directive)
    if (condition === null) return []
    const policy = policyOf(
      { kind: 'pattern', source: condition.source, flags: condition.ignoresCase ? 'i' : '' },
      condition.span,
      credentials,
      condition.ignoresCase,
    )
    // Beside an operator, the pattern stands without its tilde.
    const language = { ...policy.language, pattern: (source: string) => `"${source.replace(/"/g, '\\"')}"` }
    return patternFindings({ ...policy, language }, context)
  })
}

/** The pattern that an `if` looks for in the origin. */
function conditionOf({
  args,
}: Directive): { readonly source: string; readonly ignoresCase: boolean; readonly span: Span } | null {
  const [variable, operator, pattern] = args[0]?.text === '(' ? args.slice(1) : args
  if (variable === undefined || operator === undefined || pattern === undefined) return null
  if (!/^\(?\$\{?http_origin\}?$/.test(variable.text) || (operator.text !== '~' && operator.text !== '~*'))
    return null
  const whole = spanOf(pattern)
  const closes = pattern.quote === null && pattern.text.endsWith(')') && args[args.length - 1] === pattern
  return {
    source: closes ? pattern.text.slice(0, -1) : pattern.text,
    ignoresCase: operator.text === '~*',
    span: closes ? { start: whole.start, end: whole.end - 1 } : whole,
  }
}
