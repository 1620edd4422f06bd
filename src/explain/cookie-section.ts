import { fateWords } from './cookie-words'
import type { CookieFix, ExplainedCookie, HopCookies, NoCookies } from './explained-cookie'
import type { Explanation, TimelineEntry } from './explanation'
import { hang, marked, type Style, visible } from './text-layout'
import { groupsBy, type VerdictGroup } from './verdict-groups'
import { listed } from './words'

/** More cookies of one hop than that are told when verbose. */
const mostCookies = 12

/** Whether there is anything to say of the cookies of a hop. */
function eventful({ none, request, response }: HopCookies): boolean {
  return request.length > 0 || response.length > 0 || (none !== null && vain(none))
}

function vain({ held, ignored }: NoCookies): boolean {
  return held > 0 || ignored.length > 0
}

/** Browsers whose cookies come to the same, together, fit for a terminal; none where there are no cookies. */
function cookieGroups({ verdicts }: Explanation): readonly VerdictGroup[] {
  if (!verdicts.some(({ timeline }) => timeline.some(({ cookies }) => eventful(cookies)))) return []
  const groups = groupsBy(verdicts, ({ timeline, outcome }) =>
    JSON.stringify([
      outcome === 'network-error',
      timeline.map(({ method, url, cookies }) => [method, url, storyOf(cookies)]),
    ]),
  )
  return groups.map(visible)
}

/** What makes the story of cookies another one: not when they end. */
function storyOf({ none, request, response }: HopCookies): unknown {
  const told = ({ name, fate, step, reason, notes, fix, rows }: ExplainedCookie): unknown => [
    ...[name, fate, step, reason, notes, fix],
    rows.map(({ id }) => id),
  ]
  return [none !== null && vain(none) ? none : null, request.map(told), response.map(told)]
}

/** What becomes of cookies in a line or two for each group, to stand under the verdicts on the request. */
export function cookieVerdictLines(explanation: Explanation, style: Style): readonly string[] {
  return cookieGroups(explanation).flatMap(({ browsers, verdicts: [{ timeline }] }) => {
    const told = timeline.flatMap(({ cookies }) => briefly(cookies))
    const mark = told.some(({ good }) => !good) ? style.paint.bad('✗') : style.paint.good('✓')
    const words = told.length === 0 ? 'none' : told.map(({ text }) => text).join(', ')
    return marked(0, mark, `${listed(browsers)}, cookies: ${words}`, style.width)
  })
}

interface Brief {
  readonly text: string
  readonly good: boolean
}

function briefly({ none, request, response }: HopCookies): readonly Brief[] {
  const missed = none === null ? [] : [...new Set(none.ignored)]
  const first = [...request, ...response].slice(0, mostCookies)
  const rest = request.length + response.length - first.length
  return [
    ...(none !== null && none.held > 0 ? [{ text: `${none.held} left at home`, good: false }] : []),
    ...missed.map((name) => ({ text: `${nameOf(name)} ignored`, good: false })),
    ...first.map(({ name, fate }) => ({ text: `${nameOf(name)} ${fateWords[fate]}`, good: wellEnded(fate) })),
    ...(rest > 0 ? [{ text: `and ${rest} more`, good: true }] : []),
  ]
}

function nameOf(name: string): string {
  return name === '' ? '(without a name)' : name
}

function wellEnded(fate: ExplainedCookie['fate']): boolean {
  return fate !== 'withheld' && fate !== 'refused' && fate !== 'evicted'
}

/** Every cookie with what became of it, why, and what to do; a section for each group of browsers. */
export function cookieSections(explanation: Explanation, style: Style): readonly (readonly string[])[] {
  const groups = cookieGroups(explanation)
  return groups.map((group) => {
    const [{ timeline, outcome }] = group.verdicts
    const title = groups.length > 1 ? `Cookies in ${listed(group.browsers)}` : 'Cookies'
    const hops = timeline.filter(({ cookies }) => eventful(cookies))
    const fixed = new Set<string>()
    const lines = [style.paint.bold(title), ...hops.flatMap((entry) => hopLines(entry, fixed, style))]
    if (hops.length === 0) lines.push('  None.')
    if (outcome === 'network-error' && hops.some(({ cookies }) => cookies.response.some(isKept))) {
      const text =
        'The cookies are kept although the page does not get the answer: CORS keeps answers from pages, not cookies from browsers.'
      lines.push(...hang('  ', text, style.width))
    }
    return [...lines, ...rowLines(hops, style)]
  })
}

/** What the rows say that are named beside the cookies. */
function rowLines(hops: readonly TimelineEntry[], { paint, width }: Style): readonly string[] {
  const cookies = hops.flatMap(({ cookies: { request, response } }) => [...request, ...response])
  const rows = new Map(cookies.flatMap(({ rows }) => rows.map(({ id, summary }) => [id, summary] as const)))
  return [...rows].flatMap(([id, summary]) => hang('  ', `${id}: ${summary}`, width, paint.dim))
}

function isKept({ fate }: ExplainedCookie): boolean {
  return fate === 'stored' || fate === 'replaced'
}

/** A fix that was told once is not told again: `fixed` has those. */
function hopLines(
  { method, url, answer, cookies }: TimelineEntry,
  fixed: Set<string>,
  style: Style,
): readonly string[] {
  const { none, request, response } = cookies
  const lines = [`  → ${method} ${url}`]
  if (none !== null && vain(none)) lines.push(...noneLines(none, fixed, style))
  lines.push(...cookieLines(request, fixed, style))
  if (response.length > 0 && answer !== null) {
    lines.push(`  ← ${answer.status}`, ...cookieLines(response, fixed, style))
  }
  return lines
}

function noneLines(none: NoCookies, fixed: Set<string>, style: Style): readonly string[] {
  const lost = none.ignored.length > 0 ? ` Ignored: ${listed(none.ignored.map(nameOf))}.` : ''
  const left =
    none.held > 0 ? ` Left at home: ${none.held === 1 ? 'one cookie' : `${none.held} cookies`}.` : ''
  const text = `No cookies: ${none.reason}.${lost}${left}`
  return [
    ...marked(4, style.paint.bad('✗'), text, style.width),
    ...fixLines(none.fix, fixed, style),
    ...(style.verbose ? placeLines(none.cite, none.url, style) : []),
  ]
}

function cookieLines(
  cookies: readonly ExplainedCookie[],
  fixed: Set<string>,
  style: Style,
): readonly string[] {
  const told = style.verbose ? cookies : cookies.slice(0, mostCookies)
  const rest = cookies.length - told.length
  const more = rest === 0 ? [] : [`    … and ${rest} more when verbose`]
  return [...told.flatMap((cookie) => linesOf(cookie, fixed, style)), ...more]
}

function linesOf(cookie: ExplainedCookie, fixed: Set<string>, style: Style): readonly string[] {
  const { paint, width, verbose } = style
  const mark = wellEnded(cookie.fate) ? paint.good('✓') : paint.bad('✗')
  const rows = cookie.rows.length === 0 ? '' : ` (${cookie.rows.map(({ id }) => id).join(', ')})`
  const text = `${nameOf(cookie.name)} ${fateWords[cookie.fate]}: ${cookie.reason}${rows}`
  const lines = [...marked(4, mark, text, width)]
  if (cookie.line !== null && (verbose || !wellEnded(cookie.fate))) {
    lines.push(...hang('      ', `Set-Cookie: ${cookie.line}`, width, paint.dim))
  }
  for (const note of cookie.notes) lines.push(...hang('      ', note, width))
  lines.push(...fixLines(cookie.fix, fixed, style))
  const wrong = !wellEnded(cookie.fate) && cookie.rows.length === 0
  if (verbose || wrong) lines.push(...placeLines(cookie.cite, verbose ? cookie.url : null, style))
  return lines
}

function fixLines(fix: CookieFix | null, fixed: Set<string>, { paint, width }: Style): readonly string[] {
  if (fix === null) return []
  const key = JSON.stringify(fix)
  if (fixed.has(key)) return []
  fixed.add(key)
  const lines = [...hang('      ', `Fix: ${fix.text}`, width, paint.good)]
  if (fix.code !== null) lines.push(...hang('        ', fix.code, width))
  return lines
}

function placeLines(cite: string, url: string | null, { paint, width }: Style): readonly string[] {
  return [...hang('      ', cite, width, paint.dim), ...(url === null ? [] : [`      ${paint.dim(url)}`])]
}
