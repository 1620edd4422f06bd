import { headerName } from '../../explain/words'
import type { Directive } from '../../servers/nginx/syntax/directive'
import { allowCredentials, allowOrigin } from '../cors-header-names'
import { replaced } from '../edits'
import type { Finding } from '../finding'
import type { RuleContext } from '../rules/context'
import { type Edit, indentAt } from '../text'
import { type Answers, answersOf, leftWithoutCORS } from './left-without-cors'
import { type AddHeader, type Level, nameOf, spanOf } from './levels'

/** What levels have to know of all the others, found once for all of them. */
export interface Around {
  readonly answers: Answers
  /** Whether a variable is named after a header of CORS that an upstream sends. */
  readonly readsUpstream: boolean
  /** Upstreams whose own header is kept back somewhere. */
  readonly keptBack: ReadonlySet<string>
}

export function aroundOf(levels: readonly Level[], { text }: RuleContext): Around {
  const keeping = levels.filter(({ hidden }) => hidden.includes(allowOrigin))
  return {
    answers: answersOf(levels),
    readsUpstream: /\$\{?upstream_http_access_control_/.test(text),
    keptBack: new Set(keeping.flatMap((level) => upstreamOf(level) ?? [])),
  }
}

/** Findings about what levels add, drop, pass on and ask for. */
export function levelFindings(level: Level, around: Around, context: RuleContext): readonly Finding[] {
  return [
    ...withoutAlways(level),
    ...notInherited(level, context),
    ...credentialsMissing(level, context),
    ...twoOwners(level, around, context),
    ...authentication(level, context),
    ...leftWithoutCORS(level, around.answers, context),
  ]
}

function concernsCORS(header: AddHeader): boolean {
  const name = nameOf(header)
  return name.startsWith('access-control-allow') || name.startsWith('access-control-expose')
}

/** Statuses that `add_header` is for: https://nginx.org/en/docs/http/ngx_http_headers_module.html */
const added = '200, 201, 204, 206, 301 to 304, 307 and 308'

function withoutAlways({ own, directive }: Level): readonly Finding[] {
  const without = own.filter((header) => concernsCORS(header) && !header.always)
  const [first] = without
  // Where OPTIONS is answered with 204 and nothing else happens, there are no errors.
  if (first === undefined || answersOnly(directive)) return []
  return [
    {
      rule: 'always-missing',
      severity: 'medium',
      message: `Without always, add_header adds to answers of ${added} only.`,
      consequence:
        'Browsers refuse every error, those of nginx itself too (413, 502, 504), and call it an error of CORS.',
      span: spanOf(first.directive),
      fix: {
        title: 'Add them always',
        edits: without.map(({ value }) => {
          const { end } = spanOf(value)
          return replaced({ start: end, end }, ' always')
        }),
      },
      advice: null,
    },
  ]
}

/** `if ($request_method = OPTIONS) { … return 204; }` */
function answersOnly(directive: Directive | null): boolean {
  if (directive?.name !== 'if') return false
  const answer = directive.block?.find(({ name }) => name === 'return')?.args[0]?.text ?? ''
  return /^20[0146]$/.test(answer)
}

function notInherited({ own, parent, merges }: Level, { text }: RuleContext): readonly Finding[] {
  const above = parent?.effective ?? []
  const [first] = own
  if (merges || first === undefined || !above.some((header) => nameOf(header) === allowOrigin)) return []
  if (own.some((header) => nameOf(header) === allowOrigin)) return []
  const lost = above.filter((header) => concernsCORS(header) || nameOf(header) === 'vary')
  const { start } = spanOf(first.directive)
  const lines = lost.map(({ directive }) => {
    const span = spanOf(directive)
    return `${text.slice(span.start, span.end)}\n${indentAt(text, start)}`
  })
  return [
    {
      rule: 'add-header-not-inherited',
      severity: 'medium',
      message: `This add_header drops the ${lost.length} of CORS that the levels above add: headers are inherited all or none.`,
      consequence: 'Answers from here have no CORS headers, and browsers refuse them.',
      span: spanOf(first.directive),
      fix: { title: 'Add them here, too', edits: [replaced({ start, end: start }, lines.join(''))] },
      advice: 'From nginx 1.29.3 on, add_header_inherit merge; does the same.',
    },
  ]
}

/** Preflights that a block of their own answers, beside answers that allow credentials: it has to allow them, too. */
function credentialsMissing(
  { directive, own, parent, merges }: Level,
  { text }: RuleContext,
): readonly Finding[] {
  const asksMethod = directive?.args.some((argument) => argument.text.includes('$request_method')) === true
  const asksOPTIONS = directive?.args.some((argument) => /\bOPTIONS\b/.test(argument.text)) === true
  const origin = own.find((header) => nameOf(header) === allowOrigin)
  const above = parent?.effective.find((header) => nameOf(header) === allowCredentials)
  if (directive?.name !== 'if' || !asksMethod || !asksOPTIONS || merges) return []
  if (origin === undefined || above === undefined || above.value.text === 'false') return []
  if (own.some((header) => nameOf(header) === allowCredentials)) return []
  const { start } = spanOf(origin.directive)
  const line = spanOf(above.directive)
  const code = `${text.slice(line.start, line.end)}\n${indentAt(text, start)}`
  return [
    {
      rule: 'add-header-not-inherited',
      severity: 'medium',
      message:
        'Answers allow credentials, and these answers to preflights do not: headers are inherited all or none.',
      consequence: 'Browsers refuse every request with cookies that needs a preflight.',
      span: spanOf(origin.directive),
      fix: { title: 'Allow them here, too', edits: [replaced({ start, end: start }, code)] },
      advice: null,
    },
  ]
}

const passes: ReadonlySet<string> = new Set([
  'proxy_pass',
  'fastcgi_pass',
  'uwsgi_pass',
  'grpc_pass',
  'scgi_pass',
])

/** Two owners are told only where something shows that there are two: an application may well leave CORS to nginx. */
function twoOwners(level: Level, around: Around, context: RuleContext): readonly Finding[] {
  const { effective, hidden } = level
  const pass = passOf(level)
  const origin = effective.find((header) => nameOf(header) === allowOrigin)
  if (pass === undefined || origin === undefined || hidden.includes(allowOrigin)) return []
  const shown = otherOwner(level, around, context)
  if (shown === null) return []
  const { text } = context
  const { end } = spanOf(pass)
  const kind = pass.name.replace('_pass', '')
  // One of its own drops those of the levels above.
  const own = level.directives.some(({ name }) => name.endsWith('_hide_header'))
  const added = [...new Set(effective.filter(concernsCORS).map(({ name }) => name.text))]
  const names = own
    ? added.filter((name) => !hidden.includes(name.toLowerCase()))
    : [...hidden.filter((name) => !added.some((one) => one.toLowerCase() === name)).map(headerName), ...added]
  const lines = names.map((name) => `\n${indentAt(text, spanOf(pass).start)}${kind}_hide_header ${name};`)
  const edits: readonly Edit[] = [replaced({ start: end, end }, lines.join(''))]
  return [
    {
      rule: 'two-owners',
      severity: 'medium',
      message: `nginx adds CORS headers to those that the application sends: ${shown}.`,
      consequence: 'Every browser refuses the answer: there are two Access-Control-Allow-Origin.',
      span: spanOf(pass),
      fix: { title: 'Let nginx alone send them', edits },
      advice: 'Or leave CORS to the application, and take these add_header lines out.',
    },
  ]
}

function passOf({ directives }: Level): Directive | undefined {
  return directives.find(({ name }) => passes.has(name))
}

/** What shows that the application sends CORS headers, too; null where nothing does. */
function otherOwner(
  level: Level,
  { readsUpstream, keptBack }: Around,
  { otherSendsCORS }: RuleContext,
): string | null {
  if (otherSendsCORS) return 'one with CORS is among these files'
  const kept = level.hidden.find((name) => name.startsWith('access-control-'))
  if (kept !== undefined)
    return `${headerName(kept)} is kept back here, and Access-Control-Allow-Origin is not`
  if (readsUpstream) return 'a variable here is named after one of them'
  const upstream = upstreamOf(level)
  return upstream !== null && keptBack.has(upstream)
    ? 'those of the same upstream are kept back elsewhere'
    : null
}

/** Scheme and host that a level passes requests on to. */
function upstreamOf(level: Level): string | null {
  return /^(?:https?:\/\/)?[^/]+/.exec(passOf(level)?.args[0]?.text ?? '')?.[0] ?? null
}

function authentication(
  { directive, directives, effective }: Level,
  { text }: RuleContext,
): readonly Finding[] {
  const asks = directives.find(
    ({ name, args }) =>
      (name === 'auth_basic' || name === 'auth_request' || name === 'auth_jwt') && args[0]?.text !== 'off',
  )
  if (
    asks === undefined ||
    directive?.name === 'if' ||
    !effective.some((header) => nameOf(header) === allowOrigin)
  )
    return []
  const answered = directives.some(
    ({ name, args, block }) =>
      name === 'if' &&
      args.some((argument) => argument.text.includes('$request_method')) &&
      block?.some((inner) => inner.name === 'return') === true,
  )
  if (answered) return []
  const { start } = spanOf(asks)
  const indent = indentAt(text, start)
  const code = `if ($request_method = OPTIONS) {\n${indent}    return 204;\n${indent}}\n${indent}`
  return [
    {
      rule: 'authentication-before-cors',
      severity: 'medium',
      message: `${asks.name} asks preflights for credentials, which they never carry.`,
      consequence: 'Preflights end in 401, and browsers refuse every request that needs one.',
      span: spanOf(asks),
      fix: { title: 'Answer OPTIONS first', edits: [replaced({ start, end: start }, code)] },
      advice: null,
    },
  ]
}
