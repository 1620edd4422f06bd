/**
 * corsac: what a browser will do with a cross-origin request, and why.
 *
 * @packageDocumentation
 */
export { type FetchLimits, fetchTransport } from './drivers/fetch-transport'
export { routes } from './drivers/routes'
export {
  type AnyTransport,
  type Transport,
  TransportError,
  type TransportErrorCode,
} from './drivers/transport'
export { type VirtualClock, virtualClock } from './drivers/virtual-clock'
export { cookieContext, documentCookieContext } from './fetch/cookie-context'
export {
  type CreateClientInit,
  type CreateRequestInit,
  createClient,
  createRequest,
} from './fetch/create-request'
export { resume, start } from './fetch/exchange'
export type {
  AwaitingPreflight,
  AwaitingResponse,
  Exchange,
  ExchangeEvent,
  Handler,
  PendingExchange,
  Recording,
  Settled,
  Transition,
  Turn,
} from './fetch/exchange-state'
export type { HeadersInput } from './fetch/header-list-of'
export { exchangeFromJSON, exchangeToJSON, recordingFromJSON, recordingToJSON } from './fetch/json'
export { NotModelled, ProtocolMisuse } from './fetch/misuse'
export {
  needsPreflight,
  type PreflightQuestion,
  type PreflightReason,
  type PreflightRules,
} from './fetch/needs-preflight'
export { InvalidWireResponse, normalizeWireResponse } from './fetch/normalize-wire-response'
export {
  corsCheck,
  corsSafelistedRequestHeader,
  corsUnsafeRequestHeaderNames,
  forbiddenRequestHeader,
  getHeader,
  headerNameCacheEntryMatch,
  unsafeRequestHeaderReason,
} from './fetch/parts'
export { replay } from './fetch/replay'
export type {
  Body,
  CacheMode,
  Client,
  CredentialsMode,
  Destination,
  EmbedderPolicyValue,
  Initiator,
  InitiatorType,
  RedirectMode,
  ReferrerPolicy,
  RequestMode,
  RequestRecord,
  ResponseTainting,
} from './fetch/request'
export type { JSONValue } from './fetch/request-json'
export type {
  FilteredResponse,
  NetworkError,
  ResponseRecord,
  WireRequest,
  WireResponse,
} from './fetch/response'
export { type Simulation, simulate } from './fetch/simulate'
export type { SafelistRules, UnsafeReason } from './http/cors-safelisted'
export type { Header, HeaderList } from './http/header-list'
export { corsSafelistedMethod, forbiddenMethod, normalizeMethod } from './http/methods'
export { ConfigError, type ConfigIssue } from './infra/config-error'
export type { OpaqueOrigin, Origin, TupleOrigin } from './origin/origin'
export {
  type OriginInput,
  sameOrigin,
  sameSite,
  schemelesslySameSite,
  serializeOrigin,
} from './origin/origin-input'
export { OriginSyntaxError, type OriginSyntaxErrorCode } from './origin/origin-syntax-error'
export { determineNetworkPartitionKey, type NetworkPartitionKey } from './origin/partition-key'
export { parseURL, type URLRecord } from './origin/url-record'
export { Browser, type BrowserOptions } from './page/browser'
export type { FormEnctype, FormField } from './page/form'
export type { Loaded, Page, PageFailure, PageRequestInit } from './page/page'
export type { PageDocument, PageLocation } from './page/page-document'
export type {
  FollowLinkOptions,
  LoadInit,
  NavigateOptions,
  OpenFrameOptions,
  OpenOptions,
  ReloadOptions,
  SubmitFormInit,
} from './page/page-init'
export type { CacheEntry } from './preflight-cache/cache-entry'
export {
  type BucketKey,
  cacheKeyFor,
  clearCacheEntries,
  emptyPreflightCache,
  methodCacheEntryMatch,
  type PreflightAnswer,
  type PreflightCache,
  type PreflightCacheRules,
  storePreflight,
} from './preflight-cache/preflight-cache'
export { diffProfiles, type ProfileDifference } from './profile/diff-profiles'
export { type Divergence, divergences, type Row } from './profile/divergences'
export type { Instant, Knobs, Seconds } from './profile/knobs'
export {
  defineProfile,
  type Engine,
  type Profile,
  type ProfileName,
  type ProfileOverrides,
  profileNamed,
  profiles,
} from './profile/profile'
export type { RowEvidence } from './profile/row-evidence'
export type { SpecAnchor } from './spec/anchor'
export { editions } from './spec/edition'
export type { Evidence, Reason } from './spec/reason'
export { type DecisionId, type RefusalId, type Step, type StepId, steps } from './spec/steps/index'
export { createTraceLog, type Decision, type Trace, type TraceLog } from './spec/trace'
export {
  createUserAgent,
  newOpaqueOrigin,
  type UserAgent,
  type UserAgentJSON,
  userAgentFromJSON,
  userAgentToJSON,
  withPreflightCache,
  withProfile,
} from './user-agent/user-agent'
