import type { Scenario } from '../scenario'
import { beacons, sockets } from './beacons-and-sockets'
import { concurrent } from './concurrent'
import { cookieDates, serverDates } from './cookie-dates'
import { dates, order, sizes } from './cookie-limits'
import { accepting, domains, prefixes } from './cookies'
import { corsCheck } from './cors-check'
import { crossOriginPolicies } from './cross-origin-policies'
import { documentCookies } from './document-cookie'
import { elements } from './elements'
import { fetchMetadata } from './fetch-metadata'
import { filtering } from './filtering'
import { laterCookieRows } from './later-cookie-rows'
import { laterRows } from './later-rows'
import { methods } from './methods'
import { mixedContent } from './mixed-content'
import { navigations } from './navigations'
import { origins } from './origins'
import { preflightAnswers } from './preflight-answers'
import { preflightCache } from './preflight-cache'
import { redirects } from './redirects'
import { referrer } from './referrer'
import { safelist } from './safelist'
import { sameSite } from './same-site'
import { clearing, transport } from './site-state'
import { thirdParty } from './third-party'
import { userinfo } from './userinfo'
import { xmlHttpRequests } from './xhr'
import { exceptions, xhrEvents } from './xhr-events'

/** The hand-written scenarios, each about one border, by theme. */
export const borderScenarios: readonly Scenario[] = [
  ...safelist,
  ...methods,
  ...preflightAnswers,
  ...preflightCache,
  ...corsCheck,
  ...redirects,
  ...userinfo,
  ...origins,
  ...referrer,
  ...fetchMetadata,
  ...mixedContent,
  ...crossOriginPolicies,
  ...filtering,
  ...xmlHttpRequests,
  ...elements,
  ...beacons,
  ...sockets,
  ...concurrent,
  ...navigations,
  ...accepting,
  ...prefixes,
  ...domains,
  ...sameSite,
  ...dates,
  ...sizes,
  ...order,
  ...thirdParty,
  ...documentCookies,
  ...clearing,
  ...transport,
  ...laterRows,
  ...cookieDates,
  ...serverDates,
  ...laterCookieRows,
  ...xhrEvents,
  ...exceptions,
]
