import { parseURL } from '../../origin/url-record'
import { replaced } from '../edits'
import type { Finding, Fix } from '../finding'
import type { OriginRule, Policy } from '../policy'
import type { RuleId } from './catalogue'
import { exampleNote, type RuleContext } from './context'
import { globPattern } from './globs'
import { listFix, removal } from './who-may-read'

/** Why a text can never be equal to an `Origin` header. */
export interface Mistake {
  readonly rule: RuleId
  readonly message: string
  /** What was probably meant, in one or several origins; null where that cannot be told. */
  readonly meant: readonly string[] | null
}

/** What is wrong with an origin as text; null where a browser could send it just so. */
export function mistakeIn(value: string): Mistake | null {
  if (value === 'null') return null
  if (value.trim() === '' || value === 'undefined') {
    return {
      rule: 'origin-empty',
      message: value === '' ? 'This is empty.' : `${JSON.stringify(value)} is no origin.`,
      meant: null,
    }
  }
  const bare = undecorated(value)
  if (bare !== value) {
    return {
      rule: 'origin-decorated',
      message: `${value} has something around the origin.`,
      meant: parts(bare),
    }
  }
  if (/[,;\s]/.test(value)) {
    return {
      rule: 'origin-list-in-string',
      message: 'Several origins in one string are compared as one.',
      meant: parts(value),
    }
  }
  if (value.includes('*'))
    return {
      rule: 'glob-never-matches',
      message: `${value} is compared letter by letter: * is a letter like others.`,
      meant: null,
    }
  return unserialized(value)
}

function unserialized(value: string): Mistake | null {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) {
    const guess = parseURL(`https://${value}`)
    const message = `${value} has no scheme, and origins begin with one.`
    return {
      rule: 'origin-without-scheme',
      message,
      meant: guess?.origin.kind === 'tuple' ? [guess.origin.serialized] : null,
    }
  }
  const url = parseURL(value)
  if (url === null) return { rule: 'origin-not-serialized', message: `${value} is no URL.`, meant: null }
  if (url.origin.kind === 'opaque') return null
  const { serialized } = url.origin
  if (serialized === value) return null
  if (/^[^/]*\/\/[^/?#]*[/?#]/.test(value)) {
    return {
      rule: 'origin-with-path',
      message: `${value} goes on behind the host; browsers send ${serialized}.`,
      meant: [serialized],
    }
  }
  return {
    rule: 'origin-not-serialized',
    message: `Browsers send ${serialized}, not ${value}.`,
    meant: [serialized],
  }
}

/** Findings about origins that never match. */
export function deadOrigins(policy: Policy, context: RuleContext): readonly Finding[] {
  return [
    ...policy.origins.flatMap((rule) => (rule.kind === 'exact' ? deadOrigin(policy, rule, context) : [])),
    ...lists(policy, context),
    ...strings(policy),
  ]
}

function deadOrigin(
  policy: Policy,
  rule: OriginRule & { readonly kind: 'exact' },
  context: RuleContext,
): readonly Finding[] {
  const { dialect } = policy
  const span = { start: rule.start, end: rule.end }
  if (rule.value === '*') return [starInList(policy, rule, context)]
  const mistake = mistakeIn(rule.value)
  if (mistake === null || tolerated(policy, rule.value, mistake)) return []
  const sent = rule.list === null && dialect.string === 'sent'
  const consequence =
    dialect.malformedOrigin === 'refuses-to-start'
      ? noStart
      : sent
        ? 'It is sent as it is, and every browser refuses the response.'
        : 'No browser’s Origin is ever equal to it: nobody gets in by it.'
  return [
    {
      rule: mistake.rule,
      severity: 'medium',
      message: mistake.message,
      consequence,
      span,
      fix: fixOf(policy, rule, mistake, context),
      advice: mistake.meant === null && rule.list === null ? exampleNote(context) : null,
    },
  ]
}

/** What an implementation puts right itself. */
function tolerated({ dialect }: Policy, value: string, { rule, meant }: Mistake): boolean {
  if (rule === 'origin-not-serialized') return dialect.ignoresCase && meant?.[0] === value.toLowerCase()
  return dialect.id === 'spring' && rule === 'origin-with-path' && `${meant?.[0]}/` === value
}

function starInList(policy: Policy, rule: OriginRule, context: RuleContext): Finding {
  const refused = policy.dialect.starInList === 'refused'
  return {
    rule: 'wildcard-in-list',
    severity: 'medium',
    message: `In a list, ${policy.dialect.title} compares * with the origin as it is.`,
    consequence: refused ? noStart : 'No browser’s Origin is ever equal to it: nobody gets in by it.',
    span: { start: rule.start, end: rule.end },
    fix: removal(policy, rule, context) ?? listFix(policy, context),
    advice: exampleNote(context),
  }
}

function fixOf(policy: Policy, rule: OriginRule, mistake: Mistake, context: RuleContext): Fix | null {
  const { language, dialect } = policy
  const { literal, list } = rule
  if (literal === null) return null
  const pattern =
    mistake.rule === 'glob-never-matches' && literal.kind === 'string' ? globPattern(literal.value) : null
  if (pattern !== null) return patternFix(policy, rule, pattern, context)
  if (mistake.meant === null)
    return (
      removal(policy, rule, context) ??
      (list === null
        ? listFix(policy, context)
        : {
            title: 'Allow a list of origins',
            edits: [replaced(literal, context.allowed.map(language.string).join(', '))],
          })
    )
  const written = mistake.meant.map(language.string)
  if (list !== null)
    return { title: 'Write it as browsers do', edits: [replaced(literal, written.join(', '))] }
  if (written.length === 1)
    return { title: 'Write it as browsers do', edits: [replaced(literal, written[0] as string)] }
  return dialect.lists
    ? { title: 'Make it a list', edits: [replaced(literal, language.list(written))] }
    : null
}

/** A glob as the pattern that it was meant as, where there are patterns. */
function patternFix(policy: Policy, rule: OriginRule, pattern: string, context: RuleContext): Fix | null {
  const { dialect, language } = policy
  const { literal, list } = rule
  if (literal === null) return null
  if (dialect.patternSyntax === 'js' && dialect.matches !== null && language.id === 'js') {
    const written = language.pattern(pattern)
    return {
      title: 'Make it a pattern',
      edits: [replaced(literal, list === null ? language.list([written]) : written)],
    }
  }
  return removal(policy, rule, context) ?? listFix(policy, context)
}

/** A string where a list is taken: Python looks for an origin as a part of it. */
function strings({ dialect, origins, language }: Policy): readonly Finding[] {
  const lone = origins.find(
    ({ kind, list, literal }) => kind === 'exact' && list === null && literal?.kind === 'string',
  )
  if (dialect.string !== 'items' || lone?.kind !== 'exact' || lone.literal === null) return []
  const refused = dialect.malformedOrigin === 'refuses-to-start'
  return [
    {
      rule: 'string-for-list',
      severity: refused ? 'medium' : 'high',
      message: refused
        ? `${dialect.title} takes a list of origins here, and no string.`
        : `${dialect.title} lets in every origin that is a part of this string, such as ${lone.value.slice(0, -1)}.`,
      consequence: refused ? noStart : 'Whoever registers such a name can read responses.',
      span: { start: lone.start, end: lone.end },
      fix: {
        title: 'Make it a list',
        edits: [replaced(lone.literal, language.list([language.string(lone.value)]))],
      },
      advice: null,
    },
  ]
}

const noStart = 'The system check of Django fails, and the server does not start.'

/** An array where one origin is taken. */
function lists(policy: Policy, context: RuleContext): readonly Finding[] {
  const { dialect } = policy
  const [first] = policy.origins
  if (dialect.lists || first === undefined || first.list === null) return []
  const only = first.list.items.length === 1 && first.kind === 'exact'
  return [
    {
      rule: 'list-not-taken',
      severity: 'medium',
      message: `${dialect.title} takes one origin or a function; of a list it makes several headers.`,
      consequence: 'Browsers refuse a response with more than one Access-Control-Allow-Origin.',
      span: { start: first.list.start, end: first.list.end },
      fix: only
        ? {
            title: 'Allow one origin',
            edits: [
              replaced(first.list, policy.language.string((first as { readonly value: string }).value)),
            ],
          }
        : {
            title: 'Look the origin up in the list',
            edits: [replaced(first.list, lookup(context.text.slice(first.list.start, first.list.end)))],
          },
      advice: null,
    },
  ]
}

function lookup(list: string): string {
  return `(ctx) => ${list}.find((origin) => origin === ctx.get('Origin'))`
}

/** `<https://a>, "https://b"` as the origins in it. */
function parts(value: string): readonly string[] | null {
  const origins = value
    .split(/[,;\s]+/)
    .filter((part) => part !== '')
    .map((part) => {
      const url = parseURL(undecorated(part))
      return url !== null && url.origin.kind === 'tuple' ? url.origin.serialized : null
    })
  return origins.includes(null) ? null : (origins as string[])
}

/** Without what editors and chat programs put around URLs. */
function undecorated(value: string): string {
  const link = /^\s*\[[^\]]*\]\(([^)]*)\)\s*$/.exec(value)
  const text = link?.[1] ?? value
  let start = 0
  let end = text.length
  while (start < end && /[\s<"'`[(]/.test(text.charAt(start))) start++
  while (end > start && /[\s>"'`)]/.test(text.charAt(end - 1))) end--
  // Hosts of IPv6 stand in brackets of their own.
  const bare = text.slice(start, end)
  return bare.endsWith(']') && !bare.includes('[') ? bare.slice(0, -1) : bare
}
