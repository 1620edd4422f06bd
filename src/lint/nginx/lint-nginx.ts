import type { Directive } from '../../servers/nginx/syntax/directive'
import { allowCredentials, allowOrigin } from '../cors-header-names'
import { replaced } from '../edits'
import type { Finding } from '../finding'
import type { HeaderGroup, HeaderLine } from '../material'
import type { RuleContext } from '../rules/context'
import { setCookieFindings } from '../rules/cookie-findings'
import { headerFindings } from '../rules/headers'
import { indentAt, wholeLines } from '../text'
import { directivesOf, type WholeConfiguration } from './included'
import { aroundOf, levelFindings } from './level-findings'
import { type AddHeader, type Level, levelsOf, nameOf, spanOf } from './levels'
import { nginxLanguage } from './nginx-language'
import { everywhere, type OriginVariable, originConditions, originMaps } from './origins'

/**
 * Findings about a configuration of nginx, or a part of one, with what it includes.
 *
 * @param meant what the argument of each `include` meant, as `wholeConfiguration` has found out
 * @throws CannotRead where it is none
 */
export function lintNginx(
  path: string,
  context: RuleContext,
  meant: WholeConfiguration['meant'],
): readonly Finding[] {
  const directives = directivesOf(path, context.text, meant)
  const levels = levelsOf(directives)
  const maps = originMaps(directives, context)
  const around = aroundOf(levels, context)
  const credentials = levels.some(({ own }) => own.some(allowsCredentials))
  return [
    ...levels.flatMap((level) => groupFindings(level, maps, context)),
    ...levels.flatMap((level) => levelFindings(level, around, context)),
    ...originConditions(directives, credentials, context),
    ...everywhere(directives)
      .filter(({ name, block }) => name === 'include' && block === null)
      .map(notRead),
  ]
}

/** An `include` that is left had no file. */
function notRead(directive: Directive): Finding {
  const file = directive.args[0]?.text ?? ''
  return {
    rule: 'not-read',
    severity: 'info',
    message: `Not read: ${file}. There is no such file here, or none that may be read.`,
    consequence: 'What it adds or drops was not looked at.',
    span: spanOf(directive),
    fix: null,
    advice: null,
  }
}

function allowsCredentials(header: AddHeader): boolean {
  return nameOf(header) === allowCredentials && header.value.text === 'true'
}

/** What is wrong with the headers that a level adds itself. */
function groupFindings(
  level: Level,
  maps: readonly OriginVariable[],
  context: RuleContext,
): readonly Finding[] {
  if (level.own.length === 0) return []
  const group: HeaderGroup = {
    lines: level.own.map((header) => lineOf(header, level, context)),
    span: spanOf(level.own[0]?.directive as Directive),
    complete: true,
    status: null,
    request: null,
    language: nginxLanguage(false),
  }
  const credentials = level.effective.some(allowsCredentials)
  const variables = level.own
    .filter((header) => nameOf(header) === allowOrigin)
    .map(({ value }) => value.text.replace(/[${}]/g, ''))
  const mapped = maps
    .filter(({ name }) => variables.includes(name))
    .flatMap(({ findings }) => findings(credentials))
  return [
    ...headerFindings(group, context),
    ...setCookieFindings(group),
    ...mapped,
    ...varyFinding(level, context),
  ]
}

function lineOf({ directive, name, value }: AddHeader, level: Level, context: RuleContext): HeaderLine {
  const quote = name.quote === null ? 0 : 1
  const nameSpan = spanOf(name)
  const echoes = /^\$\{?http_origin\}?$/.test(value.text)
  return {
    name: name.text,
    nameSpan: { start: nameSpan.start + quote, end: nameSpan.end - quote },
    value: value.text.includes('$') ? null : value.text,
    valueSpan: spanOf(value),
    lineSpan: wholeLines(context.text, spanOf(directive)),
    echoesOrigin: echoes && !asksForOrigin(level),
  }
}

/** Whether a level is reached by some origins only. */
function asksForOrigin({ directive, parent }: Level): boolean {
  if (directive?.name === 'if' && directive.args.some(({ text }) => /origin/i.test(text))) return true
  return parent !== null && asksForOrigin(parent)
}

/** An origin that comes from a variable differs from request to request. */
function varyFinding({ own, effective }: Level, { text }: RuleContext): readonly Finding[] {
  const origin = own.find((header) => nameOf(header) === allowOrigin && header.value.text.includes('$'))
  if (origin === undefined) return []
  const varies = effective.some(
    (header) => nameOf(header) === 'vary' && /(?:^|,)\s*(?:origin|\*)\s*(?:,|$)/i.test(header.value.text),
  )
  if (varies) return []
  const { start, end } = spanOf(origin.directive)
  const line = `\n${indentAt(text, start)}add_header Vary Origin${origin.always ? ' always' : ''};`
  return [
    {
      rule: 'vary-missing',
      severity: 'medium',
      message: 'The origin in the answer comes from a variable, and there is no Vary: Origin.',
      consequence: 'A cache hands the answer for one website to another, which is refused then.',
      span: spanOf(origin.name),
      fix: { title: 'Say that answers differ', edits: [replaced({ start: end, end }, line)] },
      advice: null,
    },
  ]
}
