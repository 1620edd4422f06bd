import type { Argument, Directive } from '../syntax/directive'
import { atLeast, type Context, ruleFor } from './directives'
import { directivesWithoutBearing } from './no-bearing'
import { isPattern, type Pattern, parsePattern } from './pattern'
import { type Report, unread } from './report'
import { emptyTemplate, isTemplate, parseTemplate, type Template } from './template'

/** What stands in for a pattern that could not be read; the reading has failed by then. */
const neverMatches: Pattern = { expression: /(?!)/, source: '' }

/** Reads arguments, and notes what is wrong with them. */
export interface Reader {
  readonly report: Report
  readonly version: string
  /** Whether the model reads this directive here; notes why not, where it should be known. */
  accepts(directive: Directive, context: Context): boolean
  template(argument: Argument): Template
  /** A template of a text that is part of an argument. */
  templateOf(text: string, argument: Argument): Template
  pattern(text: string, ignoreCase: boolean, argument: Argument): Pattern
  flag(directive: Directive): boolean
  /** One of these words. */
  choice<T extends string>(directive: Directive, choices: readonly [T, ...T[]]): T
}

export function createReader(report: Report, version: string): Reader {
  const templateOf = (text: string, { span }: Argument): Template => {
    const parsed = parseTemplate(text)
    if (isTemplate(parsed)) return parsed
    report.fail(span, `a value has ${parsed.wrong}`)
    return emptyTemplate
  }
  return {
    report,
    version,
    accepts: (directive, context) => accepts(directive, context, report, version),
    template: (argument) => templateOf(argument.text, argument),
    templateOf,
    pattern(text, ignoreCase, { span }) {
      const parsed = parsePattern(text, ignoreCase)
      if (isPattern(parsed)) return parsed
      report.fail(span, `a pattern has ${parsed.wrong}`)
      return neverMatches
    },
    flag: (directive) => choose(directive, ['off', 'on'], report) === 'on',
    choice: (directive, choices) => choose(directive, choices, report),
  }
}

function choose<T extends string>(directive: Directive, choices: readonly [T, ...T[]], report: Report): T {
  const text = directive.args[0]?.text
  const chosen = choices.find((choice) => choice === text)
  if (chosen === undefined) {
    report.fail(directive.span, `${directive.name} takes ${choices.map((each) => `"${each}"`).join(' or ')}`)
  }
  return chosen ?? choices[0]
}

function accepts(directive: Directive, context: Context, report: Report, version: string): boolean {
  const { name, args, block, span } = directive
  const rule = ruleFor(name, context)
  if (rule === null || name === 'include') {
    if (!directivesWithoutBearing.has(name)) report.unknownDirective(unread(directive))
    return false
  }
  if (rule.since !== null && !atLeast(version, rule.since)) {
    report.fail(
      span,
      `${name} needs nginx ${rule.since}, and the version is ${version}; see the option "version"`,
    )
    return false
  }
  if (!rule.contexts.includes(context)) {
    report.fail(
      span,
      `${name} is not allowed in ${inWords(context)}, but in ${rule.contexts.map(inWords).join(', ')}`,
    )
    return false
  }
  if (rule.block !== (block !== null)) {
    report.fail(
      span,
      rule.block ? `${name} needs a block in braces` : `${name} has no block; a ";" is missing`,
    )
    return false
  }
  if (args.length < rule.min || args.length > rule.max) {
    const hint = args.length > rule.max ? '; a ";" may be missing' : ''
    report.fail(span, `${name} takes ${arguments_(rule.min, rule.max)}, not ${args.length}${hint}`)
    return false
  }
  return true
}

function arguments_(min: number, max: number): string {
  if (min === max) return min === 1 ? '1 argument' : `${min} arguments`
  return max === Number.POSITIVE_INFINITY ? `${min} arguments or more` : `${min} to ${max} arguments`
}

function inWords(context: Context): string {
  if (context === 'main') return 'the main file'
  if (context === 'server if') return '"if" of a server'
  if (context === 'location if') return '"if" of a location'
  return `"${context}"`
}

/** Bytes of `10m`, `512k`, `1g` or `100`; null where it is none of these. */
export function sizeOf(text: string): number | null {
  const found = /^(\d+)([kmg]?)$/i.exec(text)
  if (found === null) return null
  const unit = (found[2] as string).toLowerCase()
  return Number(found[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit)
}
