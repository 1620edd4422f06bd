import type { EmbedderPolicyValue, ReferrerPolicy } from '../../src/fetch/request'
import { append, extractHeaderListValues, get, getDecodeAndSplit, set } from './twin-headers'
import { extractEssence, javaScriptEssence } from './twin-mime'
import {
  type Client,
  currentURL,
  last,
  navigationRequest,
  type Readings,
  type Request,
  type Response,
  redirectTaint,
  requestURL,
  scriptLike,
  serializeRequestOrigin,
} from './twin-model'
import {
  ipAddress,
  localScheme,
  type Origin,
  originOf,
  potentiallyTrustworthyOrigin,
  potentiallyTrustworthyURL,
  sameOrigin,
  sameSite,
  schemelesslySameSite,
} from './twin-url'

// ── Mixed Content ─────────────────────────────────────────────────────────────

/** https://w3c.github.io/webappsec-mixed-content/#categorize-settings-object */
function prohibitsMixedSecurityContexts(settings: Client | null): boolean {
  // A request without a client has no settings to apply it to.
  if (settings === null) return false
  if (potentiallyTrustworthyOrigin(settings.origin)) return true
  return settings.isDocument && settings.hasTrustworthyAncestor
}

/** https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm */
export function upgradeMixedContent(request: Request, readings: Readings): void {
  const url = readings.urlToUpgrade === 'first' ? requestURL(request) : currentURL(request)
  if (potentiallyTrustworthyURL(url)) return
  if (ipAddress(url.hostname)) return
  if (!prohibitsMixedSecurityContexts(request.client)) return
  if (!['image', 'audio', 'video'].includes(request.destination)) return
  if (request.destination === 'image' && request.initiator === 'imageset') return
  if (url.protocol === 'http:') url.protocol = 'https:'
}

/** https://w3c.github.io/webappsec-mixed-content/#should-block-fetch, and with a response's URL #should-block-response */
export function blockedAsMixedContent(request: Request, url: URL): boolean {
  if (!prohibitsMixedSecurityContexts(request.client)) return false
  if (potentiallyTrustworthyURL(url)) return false
  // Frames have destinations of their own, so that a document is a top-level one.
  return request.destination !== 'document'
}

// ── Referrer Policy ───────────────────────────────────────────────────────────

const referrerPolicies: readonly string[] = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
]

/** https://w3c.github.io/webappsec-referrer-policy/#set-requests-referrer-policy-on-redirect */
export function setReferrerPolicyOnRedirect(request: Request, response: Response, readings: Readings): void {
  const tokens =
    readings.referrerPolicyThatDoesNotParse === 'ignored'
      ? extractHeaderListValues('referrer-policy', response.headerList)
      : getDecodeAndSplit(response.headerList, 'Referrer-Policy')
  let policy = ''
  if (tokens !== null && tokens !== 'failure') {
    for (const given of tokens) {
      const token = readings.referrerPolicyTokens === 'with-case' ? given : given.toLowerCase()
      if (referrerPolicies.includes(token)) policy = token
    }
  }
  if (policy !== '') request.referrerPolicy = policy as ReferrerPolicy
}

/** https://w3c.github.io/webappsec-referrer-policy/#strip-url */
function stripForReferrer(source: URL, originOnly: boolean): URL | null {
  if (localScheme(source)) return null
  const url = new URL(source.href)
  url.username = ''
  url.password = ''
  url.hash = ''
  if (originOnly) {
    url.pathname = ''
    url.search = ''
  }
  return url
}

/** https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer */
export function determineReferrer(request: Request): 'no-referrer' | URL {
  let source: URL
  if (request.referrer === 'client') {
    const environment = request.client
    if (environment === null) throw new Error('the referrer of nobody')
    if (environment.isDocument && environment.origin.kind === 'opaque') return 'no-referrer'
    source = environment.creationURL
  } else if (request.referrer === 'no-referrer') {
    throw new Error('not to be called then')
  } else source = request.referrer

  let referrerURL = stripForReferrer(source, false)
  const referrerOrigin = stripForReferrer(source, true)
  if (referrerURL === null || referrerOrigin === null) return 'no-referrer'
  if (referrerURL.href.length > 4096) referrerURL = referrerOrigin

  const downgrade = potentiallyTrustworthyURL(referrerURL) && !potentiallyTrustworthyURL(currentURL(request))
  const originsSame = sameOrigin(originOf(referrerURL), originOf(currentURL(request)))
  switch (request.referrerPolicy) {
    case 'no-referrer':
      return 'no-referrer'
    case 'origin':
      return referrerOrigin
    case 'unsafe-url':
      return referrerURL
    case 'strict-origin':
      return downgrade ? 'no-referrer' : referrerOrigin
    case '':
    case 'strict-origin-when-cross-origin':
      if (originsSame) return referrerURL
      return downgrade ? 'no-referrer' : referrerOrigin
    case 'same-origin':
      return originsSame ? referrerURL : 'no-referrer'
    case 'origin-when-cross-origin':
      return originsSame ? referrerURL : referrerOrigin
    case 'no-referrer-when-downgrade':
      return downgrade ? 'no-referrer' : referrerURL
  }
}

// ── Request headers ───────────────────────────────────────────────────────────

/** https://fetch.spec.whatwg.org/#append-a-request-origin-header */
export function appendOriginHeader(request: Request): void {
  let serializedOrigin = serializeRequestOrigin(request)
  if (request.responseTainting === 'cors') append(request.headerList, 'Origin', serializedOrigin)
  else if (request.method !== 'GET' && request.method !== 'HEAD') {
    if (request.mode !== 'cors') {
      switch (request.referrerPolicy) {
        case 'no-referrer':
          serializedOrigin = 'null'
          break
        case 'no-referrer-when-downgrade':
        case 'strict-origin':
        case 'strict-origin-when-cross-origin':
          if (
            request.origin.kind === 'tuple' &&
            request.origin.scheme === 'https' &&
            currentURL(request).protocol !== 'https:'
          ) {
            serializedOrigin = 'null'
          }
          break
        case 'same-origin':
          if (!sameOrigin(request.origin, originOf(currentURL(request)))) serializedOrigin = 'null'
          break
        default:
      }
    }
    append(request.headerList, 'Origin', serializedOrigin)
  }
}

/** https://w3c.github.io/webappsec-fetch-metadata/#fetch-integration */
export function appendFetchMetadataHeaders(request: Request, readings: Readings): void {
  const url = readings.urlOfFetchMetadata === 'first' ? requestURL(request) : currentURL(request)
  if (!potentiallyTrustworthyURL(url)) return
  set(request.headerList, 'Sec-Fetch-Dest', request.destination === '' ? 'empty' : request.destination)
  set(request.headerList, 'Sec-Fetch-Mode', request.mode)
  set(request.headerList, 'Sec-Fetch-Site', secFetchSite(request))
  if (navigationRequest(request) && request.userActivation) set(request.headerList, 'Sec-Fetch-User', '?1')
}

function secFetchSite(request: Request): string {
  if (navigationRequest(request) && request.userInitiated) return 'none'
  let value = 'same-origin'
  for (const url of request.urlList) {
    if (sameOrigin(originOf(url), request.origin)) continue
    value = 'cross-site'
    if (!sameSite(request.origin, originOf(url))) break
    value = 'same-site'
  }
  return value
}

// ── Cross-Origin-Embedder-Policy, Cross-Origin-Resource-Policy ────────────────

/** https://fetch.spec.whatwg.org/#cross-origin-embedder-policy-allows-credentials */
export function embedderPolicyAllowsCredentials(request: Request): boolean {
  if (request.mode !== 'no-cors') return true
  if (request.client === null) return true
  if (request.client.embedderPolicy !== 'credentialless') return true
  // So it stands there, although "is" must be meant: see the report on ambiguities.
  return sameOrigin(request.origin, originOf(currentURL(request))) && redirectTaint(request) !== 'same-origin'
}

/** https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check */
export function corpBlocks(origin: Origin, settings: Client | null, response: Response): boolean {
  if (corpInternalCheckBlocks(origin, 'unsafe-none', response)) return true
  return corpInternalCheckBlocks(origin, settings?.embedderPolicy ?? 'unsafe-none', response)
}

/** https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check, never for a navigation. */
function corpInternalCheckBlocks(
  origin: Origin,
  embedderPolicyValue: EmbedderPolicyValue,
  response: Response,
): boolean {
  let policy = get(response.headerList, 'Cross-Origin-Resource-Policy')
  if (policy !== 'same-origin' && policy !== 'same-site' && policy !== 'cross-origin') policy = null
  if (policy === null) {
    if (embedderPolicyValue === 'credentialless' && response.requestIncludesCredentials) {
      policy = 'same-origin'
    }
    if (embedderPolicyValue === 'require-corp') policy = 'same-origin'
  }
  switch (policy) {
    case 'same-origin':
      return !sameOrigin(origin, originOf(last(response.urlList)))
    case 'same-site': {
      const url = last(response.urlList)
      if (!schemelesslySameSite(origin, originOf(url))) return true
      return !((origin.kind === 'tuple' && origin.scheme === 'https') || url.protocol !== 'https:')
    }
    default:
      return false
  }
}

// ── Responses that a destination must not see ─────────────────────────────────

/** https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-mime-type? */
export function blockedDueToMIMEType(request: Request, response: Response): boolean {
  const essence = extractEssence(response.headerList)
  if (essence === 'failure') return false
  if (!scriptLike(request.destination)) return false
  return /^(audio|image|video)\//.test(essence) || essence === 'text/csv'
}

/** https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff? */
export function blockedDueToNosniff(request: Request, response: Response): boolean {
  const values = getDecodeAndSplit(response.headerList, 'X-Content-Type-Options')
  if (values?.[0]?.toLowerCase() !== 'nosniff') return false
  const essence = extractEssence(response.headerList)
  if (scriptLike(request.destination)) return essence === 'failure' || !javaScriptEssence(essence)
  if (request.destination === 'style') return essence !== 'text/css'
  return false
}
