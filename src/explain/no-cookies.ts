import { nameIn } from '../cookies/parse-cookie'
import { cookiesFor } from '../fetch/cookies'
import { credentialsIncluded, includeCredentials } from '../fetch/credentials'
import type { SpecAnchor } from '../spec/anchor'
import { createTraceLog } from '../spec/trace'
import { citeOf, urlOf } from './citations'
import type { CookieFix, NoCookies, NoCookiesId } from './explained-cookie'
import { kindOf } from './facts'
import { type Hop, responseOf } from './run'

interface Row {
  readonly anchor: SpecAnchor
  readonly number: string
  readonly reason: string
  readonly fix: (kind: string) => CookieFix | null
}

const table: { readonly [Id in NoCookiesId]: Row } = {
  'credentials-omit': {
    anchor: 'fetch#concept-http-network-or-cache-fetch',
    number: '8.3',
    reason: 'the request says credentials: ‘omit’, so no cookie goes along, and none is kept',
    fix: includeThem,
  },
  'credentials-same-origin': {
    anchor: 'fetch#concept-http-network-or-cache-fetch',
    number: '8.3',
    reason:
      'the request goes to another origin, and credentials is ‘same-origin’, as it is where nothing is said: no cookie goes along, and none is kept',
    fix: includeThem,
  },
  'embedder-policy': {
    anchor: 'fetch#concept-http-network-or-cache-fetch',
    number: '8.4',
    reason:
      'the page’s Cross-Origin-Embedder-Policy is credentialless: without CORS no cookie goes to another origin, and none is kept',
    fix: () => ({
      where: 'page',
      text: 'Load it with CORS and credentials.',
      code: 'crossorigin="use-credentials"',
    }),
  },
  preflight: {
    anchor: 'fetch#cors-preflight-fetch-0',
    number: '1',
    reason: 'a preflight carries no cookies, and its answer sets none',
    fix: () => ({ where: 'server', text: 'Set cookies in the answer to the request itself.', code: null }),
  },
}

/** Users mostly leave it out in the call that logs in, since it is for sending, as they think. */
function includeThem(kind: string): CookieFix {
  const text =
    'Include credentials in every call: in the one that logs in, too, or its cookie is not kept. The server then has to name the origin and allow credentials.'
  return {
    where: 'page',
    text,
    code:
      kind === 'XMLHttpRequest'
        ? 'xhr.withCredentials = true // axios: { withCredentials: true }'
        : "fetch(url, { credentials: 'include' })",
  }
}

/** Why nothing of a hop has cookies; null where each is judged for itself. */
export function noCookiesOf(hop: Hop): NoCookies | null {
  const id = idOf(hop)
  if (id === null) return null
  const row = table[id]
  const { anchor, number } = row
  const step = { anchor, number, summary: row.reason }
  return {
    id,
    reason: row.reason,
    fix: row.fix(kindOf(hop.request)),
    held: hop.kind === 'preflight' ? 0 : heldFor(hop),
    ignored: ignoredBy(hop),
    cite: citeOf(step),
    url: urlOf(step),
  }
}

function idOf({ kind, request, receiving }: Hop): NoCookiesId | null {
  if (kind === 'preflight') return 'preflight'
  if (includeCredentials(receiving.profile, request)) return null
  if (request.credentialsMode === 'omit') return 'credentials-omit'
  // What the mode lets through, only the policy takes away again.
  return request.credentialsMode === 'same-origin' && !credentialsIncluded({ ...request, mode: 'cors' })
    ? 'credentials-same-origin'
    : 'embedder-policy'
}

/** How many cookies would go along, if credentials did. */
function heldFor({ sending, request, since }: Hop): number {
  const trace = createTraceLog()
  cookiesFor(sending, { ...request, mode: 'cors', credentialsMode: 'include' }, since, trace)
  return trace.cookies.filter(({ step }) => step === 'retrieve-cookies/sent').length
}

/** The names of what was set in vain. */
function ignoredBy(hop: Hop): readonly string[] {
  const response = responseOf(hop)
  if (response === null) return []
  return response.headerList.filter(({ name }) => name === 'set-cookie').map(({ value }) => nameIn(value))
}
