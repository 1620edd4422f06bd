import type { RefusalId } from '../spec/steps/index'
import type { CauseId } from './causes'
import type { Cause, Certainty, Remedy, Snippet } from './explanation'
import type { Facts } from './facts'
import { nearMiss } from './near-miss'
import type { Repaired } from './repair'
import { type Purpose, snippetsFor } from './snippets'
import { headerName } from './words'

/** One remedy: whose it is, what it says, and what to write. */
interface Row {
  readonly where: Remedy['where']
  readonly certainty: Certainty
  readonly text: (f: Facts) => string
  /** What to write on the server. */
  readonly purpose?: Purpose
  /** What to write in the page; null where there is nothing to write. */
  readonly page?: (f: Facts) => string | null
}

/** No remedy ever says: allow whoever asks. With credentials, that lets every website act as the user. */
const nameTheOrigin: Row = {
  where: 'server',
  certainty: 'certain',
  text: (f) =>
    f.credentials
      ? `Answer with the page’s origin, and allow credentials. Keep a list of the origins you trust; never send back just any Origin that comes in.`
      : `Answer with the page’s origin, ${f.origin}.`,
  purpose: 'allow',
}

const correctTheOrigin: Row = {
  where: 'server',
  certainty: 'certain',
  text: (f) => `Allow exactly ${f.origin}: scheme, host and port, and nothing behind them.`,
  purpose: 'allow',
}

const leaveOutCredentials: Row = {
  where: 'page',
  certainty: 'likely',
  text: () => 'Or leave credentials out, if this endpoint needs no cookies: then * is enough.',
  page: (f) =>
    f.kind === 'XMLHttpRequest'
      ? 'xhr.withCredentials = false'
      : "fetch(url, { credentials: 'same-origin' })",
}

const callTheFinalURL: Row = {
  where: 'page',
  certainty: 'certain',
  text: () => 'Call the URL that the redirect leads to, so that there is none.',
  page: (f) => (f.location === null ? null : `fetch('${f.location.href}', …)`),
}

const locationWithoutCredentials: Row = {
  where: 'server',
  certainty: 'certain',
  text: () => 'Take user name and password out of the Location.',
}

const listOnServer: Row = {
  where: 'server',
  certainty: 'certain',
  text: (f) => `Allow ${f.refusal.evidence.subject ?? f.method} in the answer to the preflight.`,
  purpose: 'allow',
}

const shareResource: Row = {
  where: 'server',
  certainty: 'certain',
  text: () =>
    'If other origins may use this, say so: Cross-Origin-Resource-Policy: cross-origin. (Helmet’s default is same-origin.)',
  purpose: 'share-resource',
}

/** Remedies by cause: a hidden one, or the refusing step. The likeliest first. */
const table: { readonly [Id in CauseId | RefusalId]?: readonly Row[] } = {
  // ── Not about CORS ────────────────────────────────────────────────────────────────────────────────
  'no-response': [{ where: 'network', certainty: 'likely', text: connectionAdvice }],
  'main-fetch/mixed-content': [
    {
      where: 'page',
      certainty: 'certain',
      text: () => 'Serve the API over https, and call it by that URL.',
      page: (f) => `fetch('${f.url.href.replace(/^http:/, 'https:')}', …)`,
    },
  ],
  'main-fetch/bad-port': [
    {
      where: 'server',
      certainty: 'certain',
      text: (f) =>
        `Listen on another port: browsers block ${f.url.port ?? 'this one'} because another protocol has it.`,
    },
  ],
  'main-fetch/same-origin-mode': [
    {
      where: 'page',
      certainty: 'certain',
      text: () => 'Leave out mode: ‘same-origin’, if another origin is what you mean.',
      page: () => "fetch(url, { mode: 'cors' })",
    },
  ],

  // ── The preflight's status ────────────────────────────────────────────────────────────────────────
  'preflight-needs-authentication': [
    {
      where: 'server',
      certainty: 'likely',
      text: () => 'Let CORS answer OPTIONS before authentication is asked for.',
      purpose: 'allow-before-authentication',
    },
  ],
  'preflight-route-missing': [
    {
      where: 'server',
      certainty: 'likely',
      text: () =>
        'Mount CORS for the whole application, before the routes, so that it answers OPTIONS for all of them.',
      purpose: 'allow',
    },
  ],
  'preflight-server-error': [
    {
      where: 'server',
      certainty: 'certain',
      text: (f) => `Find out why OPTIONS ends in ${f.status}: the server’s log knows. Then look again.`,
    },
  ],
  'preflight-redirected': [
    callTheFinalURL,
    {
      where: 'server',
      certainty: 'likely',
      text: () =>
        'Or answer OPTIONS before redirecting. The request itself may be redirected, if the redirect carries CORS headers.',
    },
  ],
  'cors-preflight-fetch/status-not-ok': [
    {
      where: 'server',
      certainty: 'certain',
      text: () => 'Answer the preflight with 204 and no body.',
      purpose: 'allow',
    },
  ],

  // ── Errors and redirects without CORS headers ─────────────────────────────────────────────────────
  'error-response-without-cors': [
    {
      where: 'server',
      certainty: 'certain',
      text: (f) => `Mend the ${f.status} first: it is what went wrong.`,
    },
    {
      where: 'server',
      certainty: 'likely',
      text: (f) =>
        f.software === 'nginx'
          ? 'Then let errors carry the headers too. nginx’s add_header leaves out all but 200, 201, 204, 206, 301, 302, 303, 304, 307 and 308, unless it says “always”.'
          : 'Then let error responses carry the CORS headers too, so that script can read what went wrong.',
      purpose: 'allow-on-errors',
    },
  ],
  'redirect-without-cors': [
    callTheFinalURL,
    {
      where: 'server',
      certainty: 'likely',
      text: () => 'Or let redirects carry the CORS headers too.',
      purpose: 'allow-on-errors',
    },
  ],
  'redirected-elsewhere': [
    {
      where: 'page',
      certainty: 'likely',
      text: (f) =>
        `If ${f.url.href} is what you want, call it yourself; if it is a login page, sign in first, by a navigation.`,
    },
    {
      where: 'server',
      certainty: 'likely',
      text: () => 'An API should answer 401 instead of redirecting to a login page, which script cannot use.',
    },
  ],
  'http-redirect-fetch/too-many-redirects': [
    { where: 'server', certainty: 'certain', text: () => 'Stop the server from redirecting in a circle.' },
  ],
  'http-redirect-fetch/cross-origin-credentials': [locationWithoutCredentials],
  'http-redirect-fetch/cors-credentials': [locationWithoutCredentials],
  'main-fetch/url-credentials': [locationWithoutCredentials],

  // ── Access-Control-Allow-Origin ───────────────────────────────────────────────────────────────────
  'near-miss-header': [
    {
      where: 'server',
      certainty: 'certain',
      text: (f) => {
        const miss = nearMiss(f.headerList, f.refusal.evidence.header ?? '')
        return miss === null
          ? 'Correct the header’s name.'
          : `Rename ${headerName(miss.written)} to ${headerName(miss.meant)}.`
      },
      purpose: 'allow',
    },
  ],
  'cors-check/origin-absent': [nameTheOrigin],
  'cors-check/wildcard-with-credentials': [nameTheOrigin, leaveOutCredentials],
  'cors-check/origin-mismatch': [correctTheOrigin],
  'cors-check/credentials-not-true': [
    { where: 'server', certainty: 'certain', text: () => 'Allow credentials.', purpose: 'allow' },
    {
      where: 'page',
      certainty: 'likely',
      text: () => 'Or leave credentials out, if this endpoint needs no cookies.',
      page: leaveOutCredentials.page ?? (() => null),
    },
  ],
  'allow-origin-twice': [
    {
      where: 'server',
      certainty: 'certain',
      text: () => 'Let only one of them add the header: the application, or the proxy before it.',
      purpose: 'one-owner',
    },
  ],
  'allow-origin-list': [
    {
      where: 'server',
      certainty: 'certain',
      text: () => 'Give the list to the CORS library, which then answers with the one that asks.',
      purpose: 'allow',
    },
  ],
  'allow-origin-not-set': [correctTheOrigin],
  'allow-origin-decorated': [correctTheOrigin],
  'allow-origin-pattern': [
    {
      where: 'server',
      certainty: 'certain',
      text: () =>
        'Name the origin, or let the library match it (a regular expression with ^ and $), which then answers with the one that asks.',
      purpose: 'allow',
    },
  ],
  'allow-origin-without-scheme': [correctTheOrigin],
  'allow-origin-case': [correctTheOrigin],
  'allow-origin-default-port': [correctTheOrigin],
  'allow-origin-with-path': [correctTheOrigin],
  'allow-origin-is-the-servers-own': [correctTheOrigin],
  'allow-origin-other-loopback-name': [
    {
      where: 'page',
      certainty: 'certain',
      text: (f) =>
        `Open the page at ${f.refusal.evidence.actual ?? ''}: use one name everywhere, in the API’s URL too.`,
    },
    correctTheOrigin,
  ],
  'allow-origin-other-scheme': [correctTheOrigin],
  'allow-origin-other-port': [correctTheOrigin],
  'allow-origin-from-cache': [
    {
      where: 'server',
      certainty: 'likely',
      text: () =>
        'Send Vary: Origin on every answer, those without CORS headers included, and empty the cache.',
    },
  ],
  'allow-credentials-spelling': [
    {
      where: 'server',
      certainty: 'certain',
      text: () => 'Say Access-Control-Allow-Credentials: true, once and in lower case.',
      purpose: 'allow',
    },
  ],
  'origin-null': [
    {
      where: 'page',
      certainty: 'certain',
      text: () =>
        'Serve the page over http: a local server for a file, allow-same-origin for a sandboxed frame of your own. Do not allow “null”: everybody can have that origin.',
      page: (f) => (f.pageURL?.startsWith('file:') === true ? 'npx serve .' : null),
    },
  ],
  'origin-null-after-redirect': [
    {
      where: 'page',
      certainty: 'certain',
      text: () => 'Call the final URL, so that no redirect comes between. Do not allow “null”.',
      page: (f) => `fetch('${f.url.href}', …)`,
    },
  ],

  // ── Methods and headers ───────────────────────────────────────────────────────────────────────────
  'cors-preflight-fetch/method-not-allowed': [listOnServer],
  'cors-preflight-fetch/header-not-allowed': [
    listOnServer,
    {
      where: 'page',
      certainty: 'likely',
      text: (f) => `Or do not send ${f.refusal.evidence.subject ?? 'it'}, if the server has no use for it.`,
    },
  ],
  'cors-preflight-fetch/non-wildcard-header-not-allowed': [listOnServer],
  'cors-preflight-fetch/methods-unparsable': [
    {
      where: 'server',
      certainty: 'certain',
      text: () => 'Send a list of methods with commas between them, and nothing else.',
      purpose: 'allow',
    },
  ],
  'cors-preflight-fetch/headers-unparsable': [
    {
      where: 'server',
      certainty: 'certain',
      text: () => 'Send a list of header names with commas between them, and nothing else.',
      purpose: 'allow',
    },
  ],
  'method-lower-case': [
    {
      where: 'page',
      certainty: 'certain',
      text: () => 'Write the method in upper case.',
      page: (f) => `fetch(url, { method: '${f.method.toUpperCase()}' })`,
    },
  ],
  'wildcard-list-with-credentials': [
    { ...listOnServer, text: (f) => `List ${f.refusal.evidence.subject ?? 'it'} by name.` },
    leaveOutCredentials,
  ],
  'response-header-on-request': [
    {
      where: 'page',
      certainty: 'certain',
      text: (f) => `Do not send ${headerName(f.refusal.evidence.subject ?? '')} from the page.`,
      page: (f) => `delete headers['${headerName(f.refusal.evidence.subject ?? '')}']`,
    },
  ],

  // ── Cross-Origin-Resource-Policy ──────────────────────────────────────────────────────────────────
  'corp-check/same-origin': [shareResource],
  'corp-check/same-site': [shareResource],
  'corp-check/embedder-policy': [
    shareResource,
    {
      where: 'page',
      certainty: 'likely',
      text: () => 'Or load it with CORS, where the server speaks it.',
      page: () => '<img crossorigin src="…">',
    },
  ],
}

/** What to do about a cause, the likeliest first. */
export function remediesFor(cause: Cause, facts: Facts, repaired: Repaired | null): readonly Remedy[] {
  return (table[cause.id] ?? []).map((row) => ({
    where: row.where,
    certainty: row.certainty,
    text: row.text(facts),
    snippets: snippetsOf(row, facts, repaired),
  }))
}

function snippetsOf(row: Row, facts: Facts, repaired: Repaired | null): readonly Snippet[] {
  if (row.purpose !== undefined) return snippetsFor(row.purpose, facts, repaired)
  const code = row.page === undefined ? null : row.page(facts)
  return code === null ? [] : [{ stack: 'Page', code }]
}

/** By the code of the transport's error. */
function connectionAdvice(f: Facts): string {
  const where = f.url.origin.kind === 'tuple' ? f.url.origin.serialized : f.url.href
  switch (f.failure?.code) {
    case 'refused':
      return `Start the server, or correct the port: nothing listens at ${where}.`
    case 'dns':
      return `Correct the host name: ${f.url.host ?? where} has no address.`
    case 'tls':
      return `Open ${where} in a tab: what the browser says about its certificate there is what went wrong.`
    case 'timeout':
      return `Find out why ${where} does not answer: a firewall, a sleeping container, a slow query.`
    case 'closed':
      return `Look into the log of ${where}: it closed the connection instead of answering.`
    default:
      return `Open ${f.url.href} in a tab of its own: what fails there is what went wrong.`
  }
}
