import type { Scenario } from '../scenario'
import { corsCheck } from './cors-check'
import { methods } from './methods'
import { origins } from './origins'
import { preflightAnswers } from './preflight-answers'
import { preflightCache } from './preflight-cache'
import { redirects, userinfo } from './redirects'
import { fetchMetadata, mixedContent, referrer } from './request-headers'
import { safelist } from './safelist'

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
]
