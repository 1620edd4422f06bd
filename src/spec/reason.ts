import type { DecisionId, RefusalId, StepId } from './steps/index'

/**
 * What a decision looked at. Values of cookies and of authorization never go in here; the name of the header
 * or cookie does. URLs and the response headers that decide are as they came, but for user names and
 * passwords in URLs that parse: what else is secret in them has to be masked before it is shown.
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
