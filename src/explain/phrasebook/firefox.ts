/*
 * Firefox's console sentences. Facts about Firefox, kept word for word, curly quotes and doubled ones included:
 * dom/locales/en-US/chrome/security/security.properties (MPL-2.0, Mozilla), read in pollym/firefox@7a1fcedf, and
 * netwerk/locales/en-US/necko.properties, read in SAP/project-foxhound@9dcb850a; the order of checks:
 * netwerk/protocol/http/nsCORSListenerProxy.cpp, read in fiji-flo/enterprise-firefox@aca62236.
 */
import { corsCheckSteps, type Phrasebook } from './phrase'

const blocked =
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}.'

export const firefox: Phrasebook = {
  source: 'dom/locales/en-US/chrome/security/security.properties',
  line: '{text}',
  parts: { preflightPrefix: '', redirected: '', redirection: '' },
  phrases: [
    {
      id: 'CORSExternalRedirectNotAllowed',
      steps: ['cors-preflight-fetch/redirect', ...corsCheckSteps],
      when: { preflight: [true], status: ['redirect'] },
      text: `${blocked} (Reason: CORS request external redirect not allowed).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSMultipleAllowOriginNotAllowed',
      steps: ['cors-check/multiple-origins', 'cors-check/origin-mismatch'],
      when: { allowOrigin: ['several-lines'] },
      text: `${blocked} (Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSMissingAllowOrigin2',
      steps: ['cors-check/origin-absent'],
      text: `${blocked} (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: {status}.`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSNotSupportingCredentials',
      steps: ['cors-check/wildcard-with-credentials'],
      text: 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘{url}’. (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSAllowOriginNotMatchingOrigin',
      steps: ['cors-check/origin-mismatch', 'cors-check/multiple-origins'],
      text: `${blocked} (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘{allowOrigin}’).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSMissingAllowCredentials',
      steps: ['cors-check/credentials-not-true'],
      text: `${blocked} (Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSPreflightDidNotSucceed3',
      steps: ['cors-preflight-fetch/status-not-ok'],
      text: `${blocked} (Reason: CORS preflight response did not succeed). Status code: {status}.`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSInvalidAllowMethod',
      steps: ['cors-preflight-fetch/methods-unparsable'],
      text: `${blocked} (Reason: invalid token ‘{badMethod}’ in CORS header ‘Access-Control-Allow-Methods’).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSMethodNotFound',
      steps: ['cors-preflight-fetch/method-not-allowed'],
      text: `${blocked} (Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSInvalidAllowHeader',
      steps: ['cors-preflight-fetch/headers-unparsable'],
      text: `${blocked} (Reason: invalid token ‘{badHeader}’ in CORS header ‘Access-Control-Allow-Headers’).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSMissingAllowHeaderFromPreflight2',
      steps: [
        'cors-preflight-fetch/header-not-allowed',
        'cors-preflight-fetch/non-wildcard-header-not-allowed',
      ],
      text: `${blocked} (Reason: header ‘{subject}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSRequestNotHttp',
      steps: ['main-fetch/scheme-without-cors', 'http-redirect-fetch/scheme-not-http'],
      text: `${blocked} (Reason: CORS request not http).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSDidNotSucceed2',
      steps: ['http-network-fetch/connection-failed'],
      text: `${blocked} (Reason: CORS request did not succeed). Status code: (null).`,
      form: 'cors',
      level: 'error',
      seen: null,
    },
    {
      id: 'BlockMixedActiveContent',
      steps: ['main-fetch/mixed-content'],
      text: 'Blocked loading mixed active content “{url}”',
      form: 'bare',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORPBlocked',
      steps: ['corp-check/same-origin', 'corp-check/same-site', 'corp-check/embedder-policy'],
      text: 'The resource at “{url}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#',
      form: 'bare',
      level: 'error',
      seen: null,
    },
    {
      id: 'CORSAllowHeaderFromPreflightDeprecation',
      steps: ['cors-preflight-fetch/passed'],
      text: 'Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at {url} soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).',
      form: 'bare',
      level: 'warning',
      seen: null,
    },
  ],
  failedLoad: null,
  afterwards: [],
  kinds: {},
  otherKind: 'resource',
  escapesValues: false,
}
