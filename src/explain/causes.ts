import { certainly, type CauseText } from './cause-text'
import { describeRedirect, looksLikeLogin } from './redirect-words'

/**
 * Causes that hide behind a CORS message, or behind the step that says no. The ids are for ever.
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
