import { isLoopback } from '../../origin/trustworthy'
import { parseURL } from '../../origin/url-record'
import { allowOrigin } from '../cors-header-names'
import { dialects } from '../dialects'
import type { Finding } from '../finding'
import { js } from '../language'
import type { OriginAnswer } from '../literal'
import type { HeaderGroup, HeaderLine } from '../material'
import type { Policy } from '../policy'
import type { Span } from '../text'
import { exampleNote, type RuleContext } from './context'
import { mistakeIn } from './dead-origins'
import { credentialsOf, named, withValue } from './header-group'
import { patternFindings } from './patterns'
import { rated, readsWhat } from './who-may-read'

/** Findings about the values of `Access-Control-Allow-Origin`: who gets in by them. */
export function whoGetsIn(group: HeaderGroup, context: RuleContext): readonly Finding[] {
  const lines = named(group, allowOrigin)
  return (group.complete ? lines.slice(-1) : lines).flatMap((line) => getsIn(group, line, context))
}

function getsIn(group: HeaderGroup, line: HeaderLine, context: RuleContext): readonly Finding[] {
  const credentials = credentialsOf(group)
  const span = line.valueSpan ?? line.nameSpan
  const one = context.allowed[0] as string
  if (line.echoesOrigin) return [echoed(group, line, span, context)]
  if (line.answer?.who === 'parts')
    return patternFindings(policyOf(line.answer, span, credentials === true), context)
  if (line.answer?.who === 'unknown') return [originNotJudged('The program', span)]
  if (line.value === null) return []
  if (line.value === '*') {
    const fix = withValue(line, group, one, 'Allow one origin')
    const note = exampleNote(context)
    if (credentials === true) {
      return [
        {
          rule: 'wildcard-with-credentials',
          severity: 'medium',
          message: 'Access-Control-Allow-Origin is *, and credentials are allowed.',
          consequence: 'Browsers refuse the response to a request with cookies.',
          span,
          fix,
          advice: note,
        },
      ]
    }
    const consequence =
      'Any website can read responses that need no cookies. That is fine for public data, and for nothing behind a firewall.'
    return [
      {
        rule: 'any-origin',
        severity: 'low',
        message: '* lets every origin in.',
        consequence,
        span,
        fix,
        advice: note,
      },
    ]
  }
  return exactValue(group, line, line.value, context)
}

/** What is looked for in the origin before it is sent back, as patterns of a policy; nothing can be written in their place. */
function policyOf({ parts }: OriginAnswer, span: Span, credentials: boolean): Policy {
  return {
    dialect: dialects.express,
    language: js,
    map: null,
    insertion: null,
    span,
    entries: [],
    origins: parts.map((part) => ({ kind: 'pattern', ...part, literal: null, list: null })),
    credentials,
  }
}

/** Whom a program lets in was not found out. */
export function originNotJudged(who: string, { start, end }: Span): Finding {
  return {
    rule: 'not-read',
    severity: 'info',
    message: `${who} decides which origins get in when it runs.`,
    consequence: 'Whom it lets in was not judged.',
    span: { start, end },
    fix: null,
    advice: 'corsac fuzz runs it, and asks as others would.',
  }
}

function exactValue(
  group: HeaderGroup,
  line: HeaderLine,
  value: string,
  context: RuleContext,
): readonly Finding[] {
  const credentials = credentialsOf(group)
  const span = line.valueSpan ?? line.nameSpan
  const one = context.allowed[0] as string
  if (value === 'null') {
    return [
      {
        rule: 'null-origin',
        severity: 'high',
        message: 'null is the origin of every sandboxed frame, data: URL and local file.',
        consequence: `Any website ${readsWhat({ credentials })}, from a sandboxed frame.`,
        span,
        fix: withValue(line, group, one, 'Allow one origin'),
        advice: exampleNote(context),
      },
    ]
  }
  const mistake = mistakeIn(value)
  if (mistake !== null) {
    const meant = mistake.meant ?? [one]
    return [
      {
        rule: mistake.rule,
        severity: 'medium',
        message: mistake.message,
        consequence: 'Every browser refuses the response.',
        span,
        fix: withValue(
          line,
          group,
          meant[0] as string,
          meant.length === 1 ? 'Write one origin, as browsers do' : 'Send the one origin that asks',
        ),
        advice:
          mistake.meant === null
            ? exampleNote(context)
            : meant.length > 1
              ? 'Look the request’s Origin up in a list, and send that one alone, with Vary: Origin.'
              : null,
      },
    ]
  }
  const url = parseURL(value)
  if (url?.scheme !== 'http' || isLoopback(url.host ?? '')) return []
  return [
    {
      rule: 'insecure-origin',
      severity: rated('low', { credentials }),
      message: `${value} is not encrypted.`,
      consequence: `Whoever sits between that page and its readers can change it, and ${readsWhat({ credentials })}.`,
      span,
      fix: withValue(line, group, value.replace(/^http:/, 'https:'), 'Allow it by https'),
      advice: null,
    },
  ]
}

function echoed(group: HeaderGroup, line: HeaderLine, span: Span, context: RuleContext): Finding {
  const credentials = credentialsOf(group) === true
  return {
    rule: credentials ? 'any-origin-with-credentials' : 'any-origin',
    severity: credentials ? 'high' : 'low',
    message: 'Whatever Origin comes in is sent back.',
    consequence: `Any website ${readsWhat({ credentials })}.`,
    span,
    fix: withValue(line, group, context.allowed[0] as string, 'Allow one origin'),
    advice: exampleNote(context),
  }
}
