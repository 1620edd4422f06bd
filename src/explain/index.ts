/**
 * `corsac/explain`: what browsers make of a fetch, and why.
 */
export type { CauseId } from './causes'
export { type ExplainOptions, explain } from './explain'
export type {
  CookieFate,
  CookieFix,
  CookieRow,
  ExplainedCookie,
  HopCookies,
  NoCookies,
  NoCookiesId,
} from './explained-cookie'
export type {
  Cause,
  Certainty,
  Check,
  ConsoleLine,
  ExplainedDecision,
  ExplainedRequest,
  Explanation,
  NameAndValue,
  Outcome,
  Relation,
  Remedy,
  Repair,
  Snippet,
  TimelineEntry,
  Verdict,
  VisibleResponse,
  WireRequestSummary,
  WireResponseSummary,
} from './explanation'
export { type Answer, type AnswerPool, answersOf, type Judgement, judge } from './judge'
export { mask, maskURLs } from './mask'
export { renderJson } from './render-json'
export { renderText, type TextOptions } from './render-text'
