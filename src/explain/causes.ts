import { getHeader } from '../http/header-list'
import type { URLRecord } from '../origin/url-record'
import type { RefusalId } from '../spec/steps/index'
import type { Facts } from './facts'
import { nearMiss } from './near-miss'
import { describeRedirect } from './redirect-words'
import { headerName } from './words'

/** Says what went wrong, in one to three sentences. */
type Text = (f: Facts) => string

/**
 * A cause that hides behind a CORS message, or behind the step that says no. The ids are for ever.
 *
 * @since 0.1.0
 */
export type CauseId =
  | 'no-response'
  | 'preflight-needs-authentication'
  | 'preflight-route-missing'
  | 'preflight-server-error'
  | 'preflight-redirected'
  | 'error-response-without-cors'
  | 'redirect-without-cors'
  | 'redirected-elsewhere'
  | 'near-miss-header'
  | 'origin-null'
  | 'origin-null-after-redirect'
  | 'allow-origin-twice'
  | 'allow-origin-list'
  | 'allow-origin-not-set'
  | 'allow-origin-decorated'
  | 'allow-origin-pattern'
  | 'allow-origin-without-scheme'
  | 'allow-origin-case'
  | 'allow-origin-default-port'
  | 'allow-origin-with-path'
  | 'allow-origin-is-the-servers-own'
  | 'allow-origin-other-loopback-name'
  | 'allow-origin-other-scheme'
  | 'allow-origin-other-port'
  | 'allow-origin-from-cache'
  | 'allow-credentials-spelling'
  | 'method-lower-case'
  | 'wildcard-list-with-credentials'
  | 'response-header-on-request'

/** What each of them says. */
export const causeTexts: { readonly [Id in CauseId]: Text } = {
  // ── Not about CORS ────────────────────────────────────────────────────────────────────────────────
  'no-response': (f) =>
    `No HTTP response came${because(f)} This is not about CORS, whatever the browser prints: no header can help.`,

  // ── The preflight's status ────────────────────────────────────────────────────────────────────────
  'preflight-needs-authentication': (f) =>
    f.status === 403
      ? 'The preflight was answered 403: something refuses OPTIONS, or this origin, before the CORS code has its turn. A preflight never carries cookies or Authorization, so it cannot prove who is asking.'
      : `The preflight was answered ${f.status}: authentication comes before the CORS code. A preflight never carries cookies or Authorization, so it can never pass a login.`,
  'preflight-route-missing': (f) =>
    f.status === 404
      ? `The preflight was answered 404: nothing answers OPTIONS at ${f.url.path}. Or the path is wrong, and ${f.method} would get a 404 too.`
      : `The preflight was answered ${f.status}: the route has no OPTIONS method, so the CORS code, if there is any, is never asked.`,
  'preflight-server-error': (f) =>
    `The server failed on the preflight: it was answered ${f.status}. ${gateway(f) ?? 'Look into the server’s log; CORS is not the problem.'}`,
  'preflight-redirected': (f) =>
    `The server redirects the preflight ${redirect(f)}. Browsers never follow a redirect on a preflight.`,

  // ── Errors and redirects that carry no CORS headers ───────────────────────────────────────────────
  'error-response-without-cors': (f) => {
    const status = f.statusText === '' ? String(f.status) : `${f.status} ${f.statusText}`
    const hidden = `The browser’s message only mentions CORS; script cannot even see the ${f.status}.`
    const why = gateway(f) === null ? '' : ` ${gateway(f)}`
    return f.preflightPassed
      ? `The server answered ${status}, and this error carries no CORS headers, though the preflight’s answer did. ${hidden}${why}`
      : `The server answered ${status}, and this error carries no CORS headers: servers often leave them out of errors. ${hidden}${why}`
  },
  'redirect-without-cors': (f) =>
    `The server redirects ${redirect(f)}, and the redirect itself carries no CORS headers. Each answer on the way needs them.`,
  'redirected-elsewhere': (f) =>
    `The server at ${shortly(f.firstURL)} redirects ${describeRedirect(f.firstURL, f.url)}, and the answer there carries no CORS headers.`,

  // ── Header names and values ───────────────────────────────────────────────────────────────────────
  'near-miss-header': (f) => {
    const miss = nearMiss(f.headerList, f.refusal.evidence.header ?? '')
    return `The answer has ${headerName(miss?.written ?? '')}, which is no header that any browser knows. What was meant is ${headerName(miss?.meant ?? '')}.`
  },
  'origin-null': (f) =>
    `The page has no origin to speak of: a file, a sandboxed frame or a data: URL says “Origin: null”. ${serverAndNull(f)}`,
  'origin-null-after-redirect': (f) =>
    `A redirect led through another origin (${shortly(f.firstURL)} to ${shortly(f.url)}), so the browser says “Origin: null” from there on, and not ${f.pageOrigin}.`,
  'allow-origin-twice': (f) =>
    `Access-Control-Allow-Origin is there ${count(f) === 2 ? 'twice' : `${count(f)} times`}. Two places add it, most often the application and the proxy before it, and browsers take only one.`,
  'allow-origin-list': (f) =>
    `Access-Control-Allow-Origin is a list (${f.refusal.evidence.actual ?? ''}). It must be one origin: the server has to pick the one that asks.`,
  'allow-origin-not-set': (f) =>
    `Access-Control-Allow-Origin is “${f.refusal.evidence.actual ?? ''}”: a setting on the server is empty, or is not what it was thought to be.`,
  'allow-origin-decorated': (f) =>
    `Access-Control-Allow-Origin is ${f.refusal.evidence.actual ?? ''}: the brackets or quotes around the origin were copied along, and are part of the value.`,
  'allow-origin-pattern': (f) =>
    `Access-Control-Allow-Origin is ${f.refusal.evidence.actual ?? ''}. It knows no patterns: a * is only understood on its own.`,
  'allow-origin-without-scheme': (f) =>
    `Access-Control-Allow-Origin is ${f.refusal.evidence.actual ?? ''}, which is no origin: the scheme (https://) is missing.`,
  'allow-origin-case': (f) =>
    `Access-Control-Allow-Origin is ${f.refusal.evidence.actual ?? ''}; the origin is ${f.origin}. It is compared byte for byte, so upper and lower case count.`,
  'allow-origin-default-port': (f) =>
    `Access-Control-Allow-Origin is ${f.refusal.evidence.actual ?? ''}. An origin does not say its default port, and it is compared byte for byte.`,
  'allow-origin-with-path': (f) =>
    `Access-Control-Allow-Origin is ${f.refusal.evidence.actual ?? ''}. An origin has no path, not even a slash at its end, and it is compared byte for byte.`,
  'allow-origin-is-the-servers-own': (f) =>
    `Access-Control-Allow-Origin names the server’s own origin, ${f.refusal.evidence.actual ?? ''}. It must name the page’s: ${f.origin}.`,
  'allow-origin-other-loopback-name': (f) =>
    `The server allows ${f.refusal.evidence.actual ?? ''}, and the page is at ${f.origin}. Both are this computer, but localhost and 127.0.0.1 are two origins (and two sites, to cookies).`,
  'allow-origin-other-scheme': (f) =>
    `The server allows ${f.refusal.evidence.actual ?? ''}, and the page is at ${f.origin}: http and https are two origins.`,
  'allow-origin-other-port': (f) =>
    `The server allows ${f.refusal.evidence.actual ?? ''}, and the page is at ${f.origin}: another port is another origin.`,
  'allow-origin-from-cache': (f) =>
    `A cache on the way seems to give out what was made for ${f.refusal.evidence.actual ?? ''}. Without “Vary: Origin” it keeps one answer for all.`,
  'allow-credentials-spelling': (f) =>
    `Access-Control-Allow-Credentials is ${quoted(f.refusal.evidence.actual)}. Only “true”, in lower case and once, means yes.`,

  // ── What the page asks for ────────────────────────────────────────────────────────────────────────
  'method-lower-case': (f) =>
    `The page says “${f.method}”. Methods are case-sensitive, and only GET, HEAD, POST, PUT, DELETE and OPTIONS are turned into upper case: ${f.method} is not ${f.method.toUpperCase()}.`,
  'wildcard-list-with-credentials': (f) =>
    `${headerName(f.refusal.evidence.header ?? '')} is *, and for a request with credentials that is no wildcard, but ${
      f.refusal.evidence.header === 'access-control-allow-methods' ? 'a method' : 'a header'
    } called *. ${f.refusal.evidence.subject ?? ''} has to be listed.`,
  'response-header-on-request': (f) =>
    `The page sends ${headerName(f.refusal.evidence.subject ?? '')}, which is a header for responses. On a request it does nothing but ask for one more permission.`,
}

/** What a refusing step says where it is itself the first cause. Without a text, it is its summary. */
export const refusalTexts: { readonly [Id in RefusalId]?: Text } = {
  'main-fetch/mixed-content': (f) =>
    `The page is secure and ${f.url.href} is not, so the request is never sent. No header of the server can help.`,
  'main-fetch/same-origin-mode': (f) =>
    `The request says mode “same-origin”, and ${f.url.href} is of another origin.`,
  'cors-check/origin-absent': (f) =>
    `The server’s answer${f.preflight ? ' to the preflight' : ''} has no Access-Control-Allow-Origin header: it does not speak CORS here, or not to ${f.origin}.`,
  'cors-check/wildcard-with-credentials': (f) =>
    `Access-Control-Allow-Origin is *, and the request is made with credentials: then * is not enough. The answer must name the origin, ${f.origin}.`,
  'cors-check/origin-mismatch': (f) =>
    `The server allows ${quoted(f.refusal.evidence.actual)}, and the page is at ${f.origin}.`,
  'cors-check/credentials-not-true': () =>
    'The request is made with credentials, and the answer does not say Access-Control-Allow-Credentials: true.',
  'cors-preflight-fetch/status-not-ok': (f) =>
    `The preflight was answered ${f.status}. It needs a status from 200 to 299.`,
  'cors-preflight-fetch/methods-unparsable': (f) =>
    `Access-Control-Allow-Methods is ${quoted(getHeader(f.headerList, 'access-control-allow-methods'))}, which is no list of methods: one odd member spoils it all.`,
  'cors-preflight-fetch/headers-unparsable': (f) =>
    `Access-Control-Allow-Headers is ${quoted(getHeader(f.headerList, 'access-control-allow-headers'))}, which is no list of header names: one odd member spoils it all.`,
  'cors-preflight-fetch/method-not-allowed': (f) =>
    f.refusal.evidence.actual === null || f.refusal.evidence.actual === undefined
      ? `The answer to the preflight does not allow ${f.method}: it has no Access-Control-Allow-Methods. Without one, only GET, HEAD and POST are.`
      : `The answer to the preflight allows ${f.refusal.evidence.actual}, and not ${f.method}.`,
  'cors-preflight-fetch/header-not-allowed': (f) =>
    `The request has the header ${f.refusal.evidence.subject ?? ''}, and the answer to the preflight ${
      f.refusal.evidence.actual === null || f.refusal.evidence.actual === undefined
        ? 'allows none: it has no Access-Control-Allow-Headers'
        : `only allows ${f.refusal.evidence.actual}`
    }.`,
  'cors-preflight-fetch/non-wildcard-header-not-allowed': () =>
    'The request has Authorization, which the * of Access-Control-Allow-Headers does not cover by the standard. It has to be listed by name.',
  'http-redirect-fetch/too-many-redirects': () =>
    'The server redirects in a circle: twenty redirects were followed.',
  'corp-check/same-origin': (f) =>
    `The server at ${shortly(f.url)} keeps this to its own origin: Cross-Origin-Resource-Policy is same-origin.`,
  'corp-check/same-site': (f) =>
    `The server at ${shortly(f.url)} keeps this to its own site: Cross-Origin-Resource-Policy is same-site.`,
  'corp-check/embedder-policy': (f) =>
    `The page’s Cross-Origin-Embedder-Policy (${f.refusal.evidence.subject ?? ''}) only takes what says Cross-Origin-Resource-Policy: cross-origin, and the answer does not.`,
}

function serverAndNull(f: Facts): string {
  const { actual } = f.refusal.evidence
  if (actual === null || actual === undefined) return 'The server does not allow it, and should not.'
  return actual === '*' ? 'With credentials, * does not cover it.' : 'The server allows another one.'
}

function redirect(f: Facts): string {
  return f.location === null ? `(${f.status})` : describeRedirect(f.url, f.location)
}

/** What a status means that proxies make by themselves; null for others. */
function gateway(f: Facts): string | null {
  switch (f.status) {
    case 413:
      return 'The body is larger than the server takes (nginx: client_max_body_size).'
    case 502:
    case 503:
    case 504:
      return 'A status like this is usually made by a proxy whose application did not answer.'
    default:
      return null
  }
}

function count(f: Facts): number {
  return f.headerList.filter((header) => header.name === 'access-control-allow-origin').length
}

function quoted(value: string | null | undefined): string {
  return value === null || value === undefined ? 'absent' : `“${value}”`
}

/** What the driver says of a failure, as it stands: it may begin with the name of a host. */
function because({ failure }: Facts): string {
  const text = failure === null ? '' : failure.text
  if (text === '') return '.'
  return text.endsWith('.') ? `: ${text}` : `: ${text}.`
}

/** The origin of a URL, or the URL where that says nothing. */
function shortly(url: URLRecord): string {
  return url.origin.kind === 'tuple' ? url.origin.serialized : url.href
}
