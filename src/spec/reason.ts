import type { DecisionId, RefusalId, StepId } from './steps/index'

/**
 * What a decision looked at. Values that may be secret (cookies, authorization, tokens) never go in here;
 * the name of the header or cookie does.
 */
export interface Evidence {
  /** The header concerned, in lower case. */
  readonly header?: string
  /** What would have been accepted. */
  readonly expected?: string
  /** What was there; null where the header was absent. */
  readonly actual?: string | null
  /** Which method, header name, URL or cookie was being judged. */
  readonly subject?: string
}

/** Why something was refused: the step of the standard that said no, and what it saw. */
export interface Reason {
  readonly step: RefusalId
  readonly evidence: Evidence
}

/** The evidence of a step that has nothing to show. */
export const noEvidence: Evidence = {}

/** Makes a reason. There is no other way to refuse anything in the kernel. */
export function fail(step: RefusalId, evidence: Evidence = noEvidence): Reason {
  return { step, evidence }
}

export type { DecisionId, RefusalId, StepId }
