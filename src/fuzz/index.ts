/**
 * `corsac/fuzz`: what a server really allows, against what it is meant to. Arbitraries and properties for suites of one's
 * own are made with the fast-check that a project has.
 */
export { campaignCase } from './arbitraries/campaign-case'
export type { Arbitrary, FastCheck } from './arbitraries/fast-check'
export { intendedOrigin } from './arbitraries/intended-origin'
export { intentArbitrary } from './arbitraries/intent'
export { nearbyOrigin } from './arbitraries/nearby-origin'
export { pageRequest } from './arbitraries/page-request'
export { type AuditOptions, audit, auditInTime, auditRange, play } from './audit'
export type { Campaign, Case } from './campaign-values'
export { caseAt, dataOfCase, sweepSize } from './case-at'
export { type CampaignOptions, createCampaign } from './create-campaign'
export { describeIntent } from './describe-intent'
export {
  type Difference,
  type DifferenceOptions,
  findDifference,
  type Observed,
  type World,
} from './find-difference'
export { readIntent } from './intent'
export { judgePlayed } from './judge'
export { type Configured, type LearnOptions, learnIntent, learnIntentInTime } from './learn-intent'
export { mergeReports, type Range, shardOf } from './merge-reports'
export type { Violation } from './oracles/violation'
export type { Played, PlayedStep } from './play'
export { errorsKeepHeaders } from './properties/errors-keep-headers'
export { intendedUsesWork } from './properties/intended-uses-work'
export { neverFails } from './properties/never-fails'
export { noUnintendedRead } from './properties/no-unintended-read'
export { noUnintendedWrite } from './properties/no-unintended-write'
export { preflightsAllowNoMore } from './properties/preflights-allow-no-more'
export type { CaseProperty } from './properties/property'
export { sharedCachesChangeNothing } from './properties/shared-caches-change-nothing'
export { signInLasts } from './properties/sign-in-lasts'
export { type Objection, type ReplayOptions, replayCase } from './replay-case'
export { createTally, reportOf, type Tally } from './tally'
export { type Target, type TargetInput, targetOf } from './target'
export {
  type CaseData,
  type Counts,
  type Finding,
  type FindingClass,
  type Fold,
  type Grant,
  type HeaderPair,
  type How,
  type Intent,
  type Login,
  type PageData,
  type ReadClass,
  type RepeatedBody,
  type Report,
  type RequestData,
  type Severity,
  type Skipped,
  type StepData,
  type Story,
  severities,
  type Who,
  type WireLine,
} from './types'
