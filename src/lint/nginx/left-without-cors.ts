import type { Directive } from '../../servers/nginx/syntax/directive'
import { allowOrigin } from '../cors-header-names'
import { replaced } from '../edits'
import type { Finding } from '../finding'
import type { RuleContext } from '../rules/context'
import { indentAt } from '../text'
import { type AddHeader, type Level, nameOf, spanOf } from './levels'

/** Findings about answers that come from elsewhere than from the location that adds the headers. */
export function leftWithoutCORS(
  level: Level,
  levels: readonly Level[],
  context: RuleContext,
): readonly Finding[] {
  return [...errorPages(level, levels, context), ...limitedMethods(level, levels)]
}

const addsOrigin = ({ effective }: Level): boolean =>
  effective.some((header) => nameOf(header) === allowOrigin)

/** A location that is gone to for errors of others adds what it is told to itself, and nothing of theirs. */
function errorPages(level: Level, levels: readonly Level[], { text }: RuleContext): readonly Finding[] {
  if (level.directive?.name !== 'location' || addsOrigin(level)) return []
  const from = levels.find(
    (other) =>
      other.directive?.name === 'location' &&
      addsOrigin(other) &&
      serverOf(other) === serverOf(level) &&
      errorPagesOf(other).some((page) => isFor(level.directive as Directive, page)),
  )
  const first = level.directives[0]
  if (from === undefined || first === undefined) return []
  const { start } = spanOf(first)
  const lines = from.effective.filter(isOfAnswers).map(({ directive }) => {
    const span = spanOf(directive)
    return `${text.slice(span.start, span.end)}\n${indentAt(text, start)}`
  })
  return [
    {
      rule: 'error-page-without-headers',
      severity: 'medium',
      message: `Errors of ${titleOf(from.directive)} are answered here, without the CORS headers that it adds.`,
      consequence: 'Browsers refuse these errors, and call each an error of CORS.',
      span: spanOf(level.directive.head),
      fix: { title: 'Add them here, too', edits: [replaced({ start, end: start }, lines.join(''))] },
      advice: null,
    },
  ]
}

/** What is of use to the page that reads an answer; the rest is for preflights. */
function isOfAnswers(header: AddHeader): boolean {
  const name = nameOf(header)
  return (
    name === allowOrigin ||
    name === 'vary' ||
    name === 'access-control-allow-credentials' ||
    name === 'access-control-expose-headers'
  )
}

/** Those of the nearest level that has any: https://nginx.org/en/docs/http/ngx_http_core_module.html#error_page */
function errorPagesOf({ directives, parent }: Level): readonly string[] {
  const own = directives.filter(({ name }) => name === 'error_page')
  if (own.length === 0) return parent === null ? [] : errorPagesOf(parent)
  return own.flatMap(({ args }) => args.at(-1)?.text ?? [])
}

/** Whether a location is the one of that name, or for that path and no other. */
function isFor({ args }: Directive, page: string): boolean {
  const [modifier, path] = args.map(({ text }) => text)
  return page.startsWith('@') ? modifier === page : modifier === '=' && path === page
}

function serverOf(level: Level): Level | null {
  return level.directive?.name === 'server' || level.parent === null ? level : serverOf(level.parent)
}

function titleOf(directive: Directive | null): string {
  return `location ${directive?.args.map(({ text }) => text).join(' ') ?? ''}`
}

/** Where OPTIONS is not among the methods of `limit_except`, what answers preflights is not come to. */
function limitedMethods(level: Level, levels: readonly Level[]): readonly Finding[] {
  const { directive, parent } = level
  const last = directive?.args.at(-1)
  if (directive?.name !== 'limit_except' || last === undefined || parent === null) return []
  const refuses = level.directives.some(
    ({ name, args }) =>
      (name === 'deny' && args[0]?.text === 'all') ||
      (/^auth_(?:basic|jwt)$/.test(name) && args[0]?.text !== 'off'),
  )
  const takesOPTIONS = directive.args.some(({ text }) => text.toUpperCase() === 'OPTIONS')
  const inside = levels.filter((other) => other === parent || other.parent === parent)
  if (takesOPTIONS || !refuses || !inside.some(addsOrigin)) return []
  const { end } = spanOf(last)
  return [
    {
      rule: 'preflight-refused',
      severity: 'medium',
      message: 'OPTIONS is not among these methods, and preflights ask with it.',
      consequence: 'Preflights end in 403 or 401, and browsers refuse every request that needs one.',
      span: spanOf(directive.head),
      fix: { title: 'Let OPTIONS through', edits: [replaced({ start: end, end }, ' OPTIONS')] },
      advice: null,
    },
  ]
}
