/*
 * Safari's console sentences. Facts about WebKit, kept word for word:
 * Source/WebCore/loader/CrossOriginAccessControl.cpp and CrossOriginPreflightResultCache.cpp (BSD-2-Clause and
 * LGPL, Apple and others), read in WebKit/WebKit@00f03c1f; redirects: SubresourceLoader.cpp; mixed content:
 * MixedContentChecker.cpp. Safari checks the status of a preflight before anything else. The lines around
 * them, and the sentences on failed connections, are from public reports of users.
 */
import { corsCheckSteps, type Phrasebook } from './phrase'

export const safari: Phrasebook = {
  source: 'Source/WebCore/loader/CrossOriginAccessControl.cpp',
  evidence: 'documented',
  line: '{text}',
  parts: {
    preflightPrefix: '',
    redirected: '',
    redirection: 'Cross-origin redirection to {location} denied by Cross-Origin Resource Sharing policy: ',
  },
  phrases: [
    {
      id: 'PreflightStatus',
      steps: ['cors-preflight-fetch/redirect', 'cors-preflight-fetch/status-not-ok', ...corsCheckSteps],
      when: { preflight: [true], status: ['redirect', 'other'] },
      text: 'Preflight response is not successful. Status code: {status}',
      form: 'cors',
      level: 'error',
    },
    {
      id: 'WildcardWithCredentials',
      steps: ['cors-check/wildcard-with-credentials'],
      text: `{redirection}Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.`,
      form: 'cors',
      level: 'error',
    },
    {
      id: 'MultipleOrigins',
      steps: ['cors-check/multiple-origins', 'cors-check/origin-mismatch'],
      when: { allowOrigin: ['several-lines', 'comma'] },
      text: `{redirection}Access-Control-Allow-Origin cannot contain more than one origin.`,
      form: 'cors',
      level: 'error',
    },
    {
      id: 'OriginNotAllowed',
      steps: ['cors-check/origin-absent', 'cors-check/origin-mismatch', 'cors-check/multiple-origins'],
      text: `{redirection}Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}`,
      form: 'cors',
      level: 'error',
    },
    {
      id: 'CredentialsNotTrue',
      steps: ['cors-check/credentials-not-true'],
      text: `{redirection}Credentials flag is true, but Access-Control-Allow-Credentials is not "true".`,
      form: 'cors',
      level: 'error',
    },
    {
      id: 'InvalidAllowMethods',
      steps: ['cors-preflight-fetch/methods-unparsable'],
      text: 'Header Access-Control-Allow-Methods has an invalid value: {allowMethods}',
      form: 'cors',
      level: 'error',
    },
    {
      id: 'InvalidAllowHeaders',
      steps: ['cors-preflight-fetch/headers-unparsable'],
      text: 'Header Access-Control-Allow-Headers has an invalid value: {allowHeaders}',
      form: 'cors',
      level: 'error',
    },
    {
      id: 'MethodNotAllowed',
      steps: ['cors-preflight-fetch/method-not-allowed'],
      text: 'Method {subject} is not allowed by Access-Control-Allow-Methods.',
      form: 'cors',
      level: 'error',
    },
    {
      id: 'HeaderNotAllowed',
      steps: [
        'cors-preflight-fetch/header-not-allowed',
        'cors-preflight-fetch/non-wildcard-header-not-allowed',
      ],
      text: 'Request header field {subject} is not allowed by Access-Control-Allow-Headers.',
      form: 'cors',
      level: 'error',
    },
    {
      id: 'RedirectScheme',
      steps: ['http-redirect-fetch/scheme-not-http'],
      text: '{redirection}not allowed to follow a cross-origin CORS redirection with non CORS scheme',
      form: 'cors',
      level: 'error',
    },
    {
      id: 'RedirectCredentials',
      steps: ['http-redirect-fetch/cross-origin-credentials', 'http-redirect-fetch/cors-credentials'],
      text: '{redirection}redirection URL {location} has credentials',
      form: 'cors',
      level: 'error',
    },
    {
      id: 'MixedContent',
      steps: ['main-fetch/mixed-content'],
      text: '[blocked] The page at {pageUrl} requested insecure content from {url}. This content was blocked and must be served over HTTPS.',
      form: 'bare',
      level: 'warning',
    },
    {
      id: 'CORP',
      steps: ['corp-check/same-origin', 'corp-check/same-site', 'corp-check/embedder-policy'],
      text: "Cancelled load to {url} because it violates the resource's Cross-Origin-Resource-Policy response header.",
      form: 'cors',
      level: 'error',
    },
    {
      id: 'RestrictedPort',
      steps: ['main-fetch/bad-port'],
      text: 'Not allowed to use restricted network port {port}: {url}',
      form: 'bare',
      level: 'error',
    },
    {
      id: 'CannotConnectToHost',
      steps: ['http-network-fetch/connection-failed'],
      when: { failure: ['refused'] },
      text: 'Could not connect to the server.',
      form: 'cors',
      level: 'error',
    },
    {
      id: 'CannotFindHost',
      steps: ['http-network-fetch/connection-failed'],
      when: { failure: ['dns'] },
      text: 'A server with the specified hostname could not be found.',
      form: 'cors',
      level: 'error',
    },
  ],
  afterwards: [
    { when: { kind: ['fetch'] }, text: 'Fetch API cannot load {url} due to access control checks.' },
    {
      when: { kind: ['XMLHttpRequest'] },
      text: 'XMLHttpRequest cannot load {url} due to access control checks.',
    },
    { text: 'Failed to load resource: {text}' },
  ],
  kinds: {},
  otherKind: 'resource',
  escapesValues: false,
}
