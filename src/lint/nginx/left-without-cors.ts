import type { Directive } from '../../servers/nginx/syntax/directive'
import { allowOrigin } from '../cors-header-names'
import { replaced } from '../edits'
import type { Finding } from '../finding'
import type { RuleContext } from '../rules/context'
import { indentAt } from '../text'
import { type AddHeader, type Level, nameOf, spanOf } from './levels'

/** Where answers with headers of CORS come from. */
export interface Answers {
  /** By server and error page, the first location that adds the headers and has its errors answered there. */
  readonly byErrorPage: ReadonlyMap<Level, ReadonlyMap<string, Level>>
  /** Levels that add them, or that have such a level inside. */
  readonly addedIn: ReadonlySet<Level>
}

export function answersOf(levels: readonly Level[]): Answers {
  const byErrorPage = new Map<Level, Map<string, Level>>()
  const addedIn = new Set<Level>()
  for (const level of levels.filter(addsOrigin)) {
    addedIn.add(level)
    if (level.parent !== null) addedIn.add(level.parent)
    if (level.directive?.name !== 'location') continue
    const server = serverOf(level)
    const pages = byErrorPage.get(server) ?? new Map<string, Level>()
    byErrorPage.set(server, pages)
    for (const page of errorPagesOf(level)) if (!pages.has(page)) pages.set(page, level)
  }
  return { byErrorPage, addedIn }
}

/** Findings about answers that come from elsewhere than from the location that adds the headers. */
export function leftWithoutCORS(level: Level, answers: Answers, context: RuleContext): readonly Finding[] {
  return [...errorPages(level, answers, context), ...limitedMethods(level, answers)]
}

const addsOrigin = ({ effective }: Level): boolean =>
  effective.some((header) => nameOf(header) === allowOrigin)

/** A location that is gone to for errors of others adds what it is told to itself, and nothing of theirs. */
function errorPages(level: Level, { byErrorPage }: Answers, { text }: RuleContext): readonly Finding[] {
  if (level.directive?.name !== 'location' || addsOrigin(level)) return []
  const page = pageOf(level.directive)
  const from = page === null ? undefined : byErrorPage.get(serverOf(level))?.get(page)
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

/** What `error_page` calls a location that has a name, or is for one path and no other; null for the rest. */
function pageOf({ args }: Directive): string | null {
  const [modifier, path] = args.map(({ text }) => text)
  if (modifier?.startsWith('@') === true) return modifier
  return modifier === '=' && path?.startsWith('/') === true ? path : null
}

function serverOf(level: Level): Level {
  return level.directive?.name === 'server' || level.parent === null ? level : serverOf(level.parent)
}

function titleOf(directive: Directive | null): string {
  return `location ${directive?.args.map(({ text }) => text).join(' ') ?? ''}`
}

/** Where OPTIONS is not among the methods of `limit_except`, what answers preflights is not come to. */
function limitedMethods(level: Level, { addedIn }: Answers): readonly Finding[] {
  const { directive, parent } = level
  const last = directive?.args.at(-1)
  if (directive?.name !== 'limit_except' || last === undefined || parent === null) return []
  const refuses = level.directives.some(
    ({ name, args }) =>
      (name === 'deny' && args[0]?.text === 'all') ||
      (/^auth_(?:basic|jwt)$/.test(name) && args[0]?.text !== 'off'),
  )
  const takesOPTIONS = directive.args.some(({ text }) => text.toUpperCase() === 'OPTIONS')
  if (takesOPTIONS || !refuses || !addedIn.has(parent)) return []
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
