/*
 * The state machine. ALL suspension and resumption of a fetch lives in this file.
 *
 * What is on the standard's call stack while a fetch waits, and what each frame still does afterwards:
 *
 *   HTTP-network fetch           keeps cookies of the response      needs only the request
 *   HTTP-network-or-cache fetch  401 and 407 retries, cache writes  nothing (neither is modelled)
 *   CORS-preflight fetch         checks, fills the preflight cache  which of the two states we are in
 *   HTTP fetch                   CORS check, CORP, redirect         nothing
 *   main fetch, per redirect     clears the preflight cache if it   one boolean, sticky across redirects
 *                                was the preflight branch and failed
 *   main fetch, outermost        filters                            nothing
 *
 * So the whole stack comes down to `state` and `clearCacheOnError`:
 *
 *            ┌──────────────── redirect, new URL needs a preflight ───────────────┐
 *            v                                                                    │
 * start ──> awaiting-preflight ── ok ──> awaiting-response ── redirect ──> main fetch again
 *   │            │ fails                    │   ^                                 │
 *   └────────────┴───────────> settled <────┘   └── redirect, no preflight ───────┘
 */

import { redirectStatus } from '../http/statuses'
import { clearCacheEntries } from '../preflight-cache/preflight-cache'
import type { Instant } from '../profile/knobs'
import { fail, type Reason } from '../spec/reason'
import type { Trace } from '../spec/trace'
import { type UserAgent, withCookieStore, withPreflightCache } from '../user-agent/user-agent'
import { cacheKey, failureClears, preflightCacheAnswers, withoutUncovered } from './consult-preflight-cache'
import { cookiesFor, noCookiesFor, withCookiesOf } from './cookies'
import type {
  AwaitingPreflight,
  AwaitingResponse,
  ExchangeEvent,
  PendingExchange,
  Transition,
} from './exchange-state'
import { filterResponse, opaqueRedirectFilteredResponse } from './filter-response'
import { httpRedirectFetch, refusedLate } from './http-redirect-fetch'
import { hasLocation, locationURL } from './location-url'
import { blockedAfterwards, mainFetch } from './main-fetch'
import { ProtocolMisuse } from './misuse'
import { httpNetworkOrCacheFetch, preflightCacheMode } from './network-or-cache'
import { afterPreflightResponse, preflightOrigin } from './preflight-fetch'
import { receiveResponse } from './receive-response'
import { preflightReferrer } from './referrer'
import { currentURL, handshakeRequest, preflightRequest, type RequestRecord } from './request'
import type { FilteredResponse, WireResponse } from './response'
import { responseChecks } from './response-checks'
import { schemeFetch } from './scheme-fetch'

/**
 * Begins a fetch: a transition to the first state in which something is to be sent, or to the end.
 * https://fetch.spec.whatwg.org/#concept-fetch
 */
export function start(
  userAgent: UserAgent,
  request: RequestRecord,
  now: Instant,
  trace: Trace | null,
): Transition {
  return continueWithMainFetch(userAgent, handshakeRequest(request), false, now, trace)
}

/**
 * Goes on with a fetch after what was to be sent has come to something. The user agent is the one of this
 * moment, which other fetches may have changed since.
 *
 * @throws ProtocolMisuse where the exchange waits for nothing, or time goes backwards.
 */
export function resume(
  userAgent: UserAgent,
  exchange: PendingExchange,
  event: ExchangeEvent,
  trace: Trace | null,
): Transition {
  if (exchange.state !== 'awaiting-preflight' && exchange.state !== 'awaiting-response') {
    throw new ProtocolMisuse('only an exchange that waits for a response can be resumed')
  }
  if (event.now < exchange.since) {
    throw new ProtocolMisuse(`resumed at ${event.now}, but the exchange waits since ${exchange.since}`)
  }
  if (event.kind === 'response' && misdirected(exchange, event.response)) {
    // Suspends here: resumed in the state it was in.
    return { userAgent, exchange: { ...exchange, isNewConnection: true, since: event.now } }
  }
  return exchange.state === 'awaiting-preflight'
    ? afterPreflight(userAgent, exchange, event, trace)
    : afterResponse(userAgent, exchange, event, trace)
}

/**
 * Whether the request reached a server that is not responsible for it, and goes out once more.
 * https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
 */
function misdirected(exchange: PendingExchange, response: WireResponse): boolean {
  // 14. Not where the body is a stream, which cannot be sent again.
  return response.status === 421 && !exchange.isNewConnection && exchange.send.body?.kind !== 'stream'
}

/** Main fetch, scheme fetch and the beginning of HTTP fetch, up to the next thing to send. */
function continueWithMainFetch(
  userAgent: UserAgent,
  request: RequestRecord,
  clearCacheOnError: boolean,
  now: Instant,
  trace: Trace | null,
): Transition {
  const { profile } = userAgent
  const route = mainFetch(profile, request, trace)
  const clear = clearCacheOnError || route.makeCORSPreflight
  if (route.refusal !== null) {
    return networkError(
      userAgent,
      route.request,
      route.refusal,
      failureClears(profile, route.request, clear, 'response'),
      trace,
    )
  }
  const local = schemeFetch(profile, route.request)
  if (local !== null) {
    if ('step' in local) return networkError(userAgent, route.request, local, clear, trace)
    return settle(userAgent, route.request, filterResponse(profile, route.request, local, trace))
  }

  // HTTP fetch, 4.1.
  if (route.makeCORSPreflight && !preflightCacheAnswers(userAgent, route, now, trace)) {
    const preflight = httpNetworkOrCacheFetch(
      profile,
      preflightRequest(
        route.request,
        route.unsafeNames,
        preflightCacheMode(profile, route.request),
        preflightReferrer(profile, route.request),
      ),
      { request: route.request, origin: preflightOrigin(profile, route.request) },
      null,
      null,
    )
    if ('step' in preflight) return networkError(userAgent, route.request, preflight, clear, trace)
    // Suspends here: resumed by afterPreflight().
    return {
      userAgent: withoutUncovered(userAgent, route.request),
      exchange: {
        state: 'awaiting-preflight',
        request: route.request,
        send: preflight,
        clearCacheOnError: clear,
        isNewConnection: false,
        since: now,
      },
    }
  }
  return sendRequest(userAgent, route.request, clear, now, trace)
}

/** HTTP fetch, 4.3: the actual request. */
function sendRequest(
  userAgent: UserAgent,
  request: RequestRecord,
  clearCacheOnError: boolean,
  now: Instant,
  trace: Trace | null,
): Transition {
  const late = refusedLate(request)
  const cookies = late === null ? cookiesFor(userAgent, request, now, trace) : noCookiesFor(userAgent)
  const after = withCookieStore(userAgent, cookies.store)
  const send = late ?? httpNetworkOrCacheFetch(userAgent.profile, request, null, cookies.header, trace)
  if ('step' in send) {
    return networkError(
      after,
      request,
      send,
      failureClears(userAgent.profile, request, clearCacheOnError, 'response'),
      trace,
    )
  }
  // Not modelled: local network access, which would ask the user here, once the address is known.
  // Suspends here: resumed by afterResponse().
  return {
    userAgent: after,
    exchange: {
      state: 'awaiting-response',
      request,
      send,
      clearCacheOnError,
      isNewConnection: false,
      since: now,
    },
  }
}

/** CORS-preflight fetch, from step 7. https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 */
function afterPreflight(
  userAgent: UserAgent,
  exchange: AwaitingPreflight,
  event: ExchangeEvent,
  trace: Trace | null,
): Transition {
  const { request, clearCacheOnError } = exchange
  const { profile } = userAgent
  const clear = failureClears(profile, request, clearCacheOnError, 'preflight')
  if (event.kind !== 'response') return noResponse(userAgent, request, event, clear, trace)

  const verdict = afterPreflightResponse(
    profile,
    request,
    receiveResponse(profile, event.response),
    userAgent.preflightCache,
    cacheKey(request),
    event.now,
    trace,
  )
  const learned = withPreflightCache(userAgent, verdict.preflightCache)
  if (verdict.refusal !== null) return networkError(learned, request, verdict.refusal, clear, trace)
  return sendRequest(learned, request, clearCacheOnError, event.now, trace)
}

/** HTTP fetch, from step 4.4, and the rest of main fetch. https://fetch.spec.whatwg.org/#concept-http-fetch */
function afterResponse(
  before: UserAgent,
  exchange: AwaitingResponse,
  event: ExchangeEvent,
  trace: Trace | null,
): Transition {
  const { request, clearCacheOnError } = exchange
  const { profile } = before
  const clear = failureClears(profile, request, clearCacheOnError, 'response')
  if (event.kind !== 'response') return noResponse(before, request, event, clear, trace)
  const response = receiveResponse(profile, event.response)
  // HTTP-network fetch, 15. Whatever the checks below say of it.
  const userAgent = withCookiesOf(before, request, response, event.now, trace)

  // Not modelled: early hints. Interim responses (1xx) are the driver's, and only the final one comes here.
  // Not modelled: `Clear-Site-Data`, which would empty stores here, whatever the checks say.

  const refusal = responseChecks(profile, request, response, clearCacheOnError, trace)
  if (refusal !== null) return networkError(userAgent, request, refusal, clear, trace)

  // 6. A redirect is followed, handed to the page as an opaque one, or refused.
  if (redirectStatus(response.status)) {
    return afterRedirect(userAgent, exchange, response, event.now, clear, trace)
  }
  return finish(userAgent, exchange, response, trace)
}

/** HTTP fetch, step 6. */
function afterRedirect(
  userAgent: UserAgent,
  exchange: AwaitingResponse,
  response: WireResponse,
  now: Instant,
  clear: boolean,
  trace: Trace | null,
): Transition {
  const { request, clearCacheOnError } = exchange
  const { profile } = userAgent
  switch (request.redirectMode) {
    case 'error':
      // Deviation(DV-180): by the standard the status is enough.
      if (profile.redirectErrorNeedsLocation && !hasLocation(response))
        return withoutLocation(userAgent, exchange, response, trace)
      return networkError(
        userAgent,
        request,
        fail('http-fetch/redirect-mode-error', { actual: String(response.status) }),
        clear,
        trace,
      )
    case 'manual':
      // A navigation takes the redirect into its own hands, and so has to see it.
      // Not modelled: next manual redirect steps. Who navigates makes a new request of the response.
      if (request.mode === 'navigate') return finish(userAgent, exchange, response, trace)
      // Deviation(DV-181): by the standard nobody asks where it leads.
      if (profile.manualRedirectNeedsURL) {
        const location = locationURL(profile, request, response)
        if (location !== null && 'step' in location)
          return networkError(userAgent, request, location, clear, trace)
      }
      if (trace !== null)
        trace.decide('http-fetch/opaque-redirect', true, { actual: String(response.status) })
      return deliver(userAgent, exchange, opaqueRedirectFilteredResponse(profile, request, response), trace)
    case 'follow': {
      // HTTP-redirect fetch, 3. to 5.
      const location = locationURL(profile, request, response)
      if (location === null) return withoutLocation(userAgent, exchange, response, trace)
      if ('step' in location) return networkError(userAgent, request, location, clear, trace)
      const redirected = httpRedirectFetch(profile, request, response, location, clearCacheOnError, trace)
      if ('step' in redirected) return networkError(userAgent, request, redirected, clear, trace)
      return continueWithMainFetch(userAgent, redirected, clearCacheOnError, now, trace)
    }
  }
}

/** A redirect that leads nowhere, which is the response itself. */
function withoutLocation(
  userAgent: UserAgent,
  exchange: AwaitingResponse,
  response: WireResponse,
  trace: Trace | null,
): Transition {
  if (trace !== null)
    trace.decide('http-redirect-fetch/no-location', true, { header: 'location', actual: null })
  return finish(userAgent, exchange, response, trace)
}

/** Main fetch, from step 14. */
function finish(
  userAgent: UserAgent,
  exchange: AwaitingResponse,
  response: WireResponse,
  trace: Trace | null,
): Transition {
  return deliver(
    userAgent,
    exchange,
    filterResponse(userAgent.profile, exchange.request, response, trace),
    trace,
  )
}

/** Main fetch, from step 20: the filtered response is the page's, unless what it is filtered from says no. */
function deliver(
  userAgent: UserAgent,
  exchange: AwaitingResponse,
  response: FilteredResponse,
  trace: Trace | null,
): Transition {
  const { request, send } = exchange
  const blocked = blockedAfterwards(request, send, response)
  // Note: the outermost main fetch refuses here, after the recursive one has returned a response, so this
  // does not clear the preflight cache, as a network error from within would.
  if (blocked !== null) return networkError(userAgent, request, blocked, false, trace)
  return settle(userAgent, request, response)
}

function noResponse(
  userAgent: UserAgent,
  request: RequestRecord,
  event: Exclude<ExchangeEvent, { readonly kind: 'response' }>,
  clear: boolean,
  trace: Trace | null,
): Transition {
  return event.kind === 'aborted'
    ? networkError(userAgent, request, fail('http-network-fetch/aborted'), clear, trace)
    : networkError(
        userAgent,
        request,
        fail('http-network-fetch/connection-failed', {
          actual: event.cause,
          subject: currentURL(request).href,
        }),
        clear,
        trace,
      )
}

/** A network error, and what main fetch does about it on the way out: step 12, the branch with preflight. */
function networkError(
  userAgent: UserAgent,
  request: RequestRecord,
  reason: Reason,
  clear: boolean,
  trace: Trace | null,
): Transition {
  if (trace !== null) trace.decide(reason.step, false, reason.evidence)
  let after = userAgent
  if (clear) {
    const preflightCache = clearCacheEntries(userAgent.preflightCache, cacheKey(request))
    if (preflightCache !== userAgent.preflightCache) {
      after = withPreflightCache(userAgent, preflightCache)
      if (trace !== null)
        trace.decide('cors-preflight-cache/cleared', true, { subject: currentURL(request).href })
    }
  }
  const aborted = reason.step === 'http-network-fetch/aborted'
  return {
    userAgent: after,
    exchange: { state: 'settled', request, response: { type: 'error', aborted, reason } },
  }
}

function settle(userAgent: UserAgent, request: RequestRecord, response: FilteredResponse): Transition {
  return { userAgent, exchange: { state: 'settled', request, response } }
}
