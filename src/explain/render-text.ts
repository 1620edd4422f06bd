import { cookieSections, cookieVerdictLines } from './cookie-section'
import type { ExplainedRequest, Explanation, Relation, Verdict } from './explanation'
import { ansiPaint, hang, noPaint, type Paint, type Style, visible } from './text-layout'
import {
  consoleSection,
  fixSection,
  needsSection,
  scriptSection,
  whySection,
  wireSection,
} from './text-sections'
import { groupsOf, type VerdictGroup } from './verdict-groups'
import { listed } from './words'

/**
 * How `renderText` writes.
 *
 * @since 0.1.0
 */
export interface TextOptions {
  /** Whether to use the colours of a terminal; not, where nothing is said. */
  readonly color?: boolean
  /** In columns, at least 40; 80 where nothing is said. URLs are longer than that, if they have to be. */
  readonly width?: number
  /** Every header, every decision, and remedies for every stack. */
  readonly verbose?: boolean
}

/**
 * An explanation as text for a terminal: how page and URL are related, what went over the wire, the verdicts
 * (browsers that agree together), the first cause, what each browser prints, what to change, and what became
 * of cookies. It ends in a newline. Control characters that a server has sent are shown as `\xNN`. What is very long (a URL of more
 * than 500 characters, a header's value of more than 2000) is cut, with the number of characters left out.
 *
 * @since 0.1.0
 */
export function renderText(explanation: Explanation, options: TextOptions = {}): string {
  const style: Style = {
    paint: options.color === true ? ansiPaint : noPaint,
    width: Math.max(40, options.width ?? 80),
    verbose: options.verbose === true,
  }
  const safe = visible(explanation)
  // By what they are, and not by what is left of it after cutting.
  const groups = groupsOf(explanation.verdicts).map(visible)
  const sections: (readonly string[])[] = [
    [...requestLines(safe, style), ...relationLines(safe, style)],
    [
      ...groups.map((group) => verdictLine(group, safe.request, style)),
      ...cookieVerdictLines(explanation, style),
    ],
  ]
  for (const group of groups) {
    if (groups.length > 1) sections.push([style.paint.bold(`── ${listed(group.browsers)}`)])
    sections.push(...storyOf(group, safe, style))
  }
  sections.push(...cookieSections(explanation, style))
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${text.join('\n\n')}\n`
}

/** Everything about browsers that agree. */
function storyOf(group: VerdictGroup, explanation: Explanation, style: Style): (readonly string[])[] {
  const [verdict] = group.verdicts
  return [
    wireSection(verdict, explanation, style),
    needsSection(group, explanation.verdicts, style),
    whySection(verdict, style),
    ...(seenByScript(explanation.request) ? [scriptSection(verdict, style)] : []),
    consoleSection(group, style),
    fixSection(group, style),
    reachedLines(verdict, explanation.request, style),
  ]
}

function requestLines({ request }: Explanation, { paint, width }: Style): readonly string[] {
  const by =
    request.kind === 'fetch' || request.kind === 'XMLHttpRequest'
      ? request.kind
      : `${/^[aeio]/.test(request.kind) ? 'an' : 'a'} ${request.kind}`
  const origin = request.origin === 'null' ? 'a page whose origin is null' : request.origin
  const settings = [`credentials: ${request.credentialsMode}`]
  if (request.mode !== 'cors') settings.unshift(`mode: ${request.mode}`)
  if (request.redirectMode !== 'follow') settings.push(`redirect: ${request.redirectMode}`)
  return [
    paint.bold(`${request.method} ${request.url}`),
    ...hang('', `by ${by} from ${origin}, ${settings.join(', ')}`, width),
    '',
  ]
}

function relationLines({ relation, request }: Explanation, { width }: Style): readonly string[] {
  const origin = `${originWords(relation)}${modeWords(relation, request.mode)}`
  const counted = request.mode === 'websocket' ? ' (ws counts as http, and wss as https)' : ''
  return [
    ...hang('same origin?  ', origin, width),
    ...hang('same site?    ', `${siteWords(relation, request)}${counted}`, width),
  ]
}

function originWords(relation: Relation): string {
  if (relation.sameOrigin) return 'yes, so CORS has no say in it'
  if (relation.differs.length === 0) return 'no: an opaque origin (null) is only the same as itself'
  const verb = relation.differs.length === 1 ? 'differs' : 'differ'
  return `no: the ${listed(relation.differs)} ${verb}`
}

/** What does not go by CORS although the origins differ, and by what it goes instead. */
function modeWords({ sameOrigin }: Relation, mode: string): string {
  if (sameOrigin) return ''
  switch (mode) {
    case 'navigate':
      return '; CORS has no say in navigations all the same'
    case 'no-cors':
      return '; without CORS the server is not asked, and script learns nothing'
    case 'websocket':
      return '; CORS has no say in WebSockets, and the server has to look at Origin itself'
    default:
      return ''
  }
}

function siteWords(relation: Relation, request: ExplainedRequest): string {
  if (relation.sameSite) {
    return relation.sameOrigin ? 'yes' : 'yes: ports and subdomains make no difference to cookies’ SameSite'
  }
  if (relation.schemelesslySameSite) return 'no: http and https are two sites, though the name is the same'
  // https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#the-samesite-attribute
  return request.kind === 'document' && safeMethod(request.method)
    ? 'no: cookies only go along with SameSite=Lax or SameSite=None'
    : 'no: cookies only go along with SameSite=None'
}

/** Whether what is readable is so to script: what the browser itself loads goes elsewhere. */
function seenByScript({ kind, mode }: ExplainedRequest): boolean {
  if (mode === 'navigate' || mode === 'websocket') return false
  return mode !== 'no-cors' || kind === 'fetch' || kind === 'XMLHttpRequest'
}

/** What has become of an answer that nothing keeps back. */
function readableWords({ mode }: ExplainedRequest, status: number, paint: Paint): string {
  switch (mode) {
    case 'navigate':
      return `${paint.good('loaded')}, the ${status} goes to the browser and not to script`
    case 'websocket':
      return status === 101
        ? `${paint.good('connected')}, the WebSocket is open`
        : `${paint.unsure('answered')} with ${status}, which opens no WebSocket`
    default:
      return `${paint.good('loaded')}, with status ${status}`
  }
}

function verdictLine(group: VerdictGroup, request: ExplainedRequest, { paint }: Style): string {
  const [verdict] = group.verdicts
  const who = paint.bold(listed(group.browsers))
  switch (verdict.outcome) {
    case 'network-error':
      return `${paint.bad('✗')} ${who}: ${blockedOrFailed(verdict, paint)}`
    case 'needs-exchange':
      return `${paint.unsure('?')} ${who}: ${paint.unsure('depends on an answer that was not recorded')}`
    case 'readable':
      return `${paint.good('✓')} ${who}: ${
        seenByScript(request)
          ? `${paint.good('allowed')}, script can read the ${verdict.visible?.status ?? ''}`
          : readableWords(request, verdict.visible?.status ?? 0, paint)
      }`
    case 'opaque':
      return `${paint.good('✓')} ${who}: ${paint.good('loaded')}, but opaque: script can read nothing of it`
    case 'opaque-redirect':
      return `${paint.good('✓')} ${who}: ${paint.good('answered')} with a redirect that script cannot look into`
  }
}

function blockedOrFailed(verdict: Verdict, paint: Paint): string {
  switch (verdict.refusal?.step) {
    case 'http-network-fetch/connection-failed':
      return paint.bad('no response')
    case 'http-network-fetch/aborted':
      return paint.bad('aborted')
    default:
      return paint.bad('blocked')
  }
}

/** Whether the server has done what it was asked: what a page cannot tell from a network error. */
function reachedLines(
  verdict: Verdict,
  { method, mode }: ExplainedRequest,
  { width }: Style,
): readonly string[] {
  if (verdict.outcome === 'needs-exchange') return []
  const preflighted = verdict.timeline.some((entry) => entry.kind === 'preflight' && entry.answer !== null)
  switch (verdict.requestReachedServer) {
    case true:
      return verdict.outcome === 'network-error' ? hang('', reachedSentence(method, mode), width) : []
    case false:
      return hang(
        '',
        preflighted
          ? `The ${method} did not reach the server: only its preflight did.`
          : `The ${method} did not reach the server.`,
        width,
      )
    case null:
      return hang(
        '',
        `Whether the ${method} reached the server cannot be known: the connection broke.`,
        width,
      )
  }
}

function reachedSentence(method: string, mode: string): string {
  const kept = mode === 'navigate' ? 'only its answer is not shown' : 'only its answer is kept from the page'
  return safeMethod(method)
    ? `The ${method} reached the server: ${kept}.`
    : `The ${method} reached the server, so it may have taken effect: ${kept}.`
}

/** GET, HEAD and OPTIONS ask for nothing that could take effect. https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1 */
function safeMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}
