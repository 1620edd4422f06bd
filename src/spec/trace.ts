import type { CookieVerdict } from './cookie-verdict'
import type { Evidence } from './reason'
import type { StepId } from './steps/index'

/**
 * Listens to the kernel's decisions. The kernel calls it as `if (trace !== null) trace.decide(…)`, so that
 * evidence is not built for nobody, and its results never depend on it.
 */
export interface Trace {
  /**
   * @param outcome true where the algorithm went on along this step, false where it refused there. A false
   * outcome is followed by no further decision of the same fetch, but for clearing the preflight cache.
   */
  decide(step: StepId, outcome: boolean, evidence: Evidence | null): void
  /** What becomes of a cookie: of each that a response sets, and of each that a request might have taken along. */
  judge(verdict: CookieVerdict): void
}

/** One decision, as a `TraceLog` keeps it. */
export interface Decision {
  readonly step: StepId
  readonly outcome: boolean
  readonly evidence: Evidence | null
}

/** A trace that keeps every decision, in order. */
export interface TraceLog extends Trace {
  readonly decisions: readonly Decision[]
  /** What became of cookies, in order. */
  readonly cookies: readonly CookieVerdict[]
}

export function createTraceLog(): TraceLog {
  const decisions: Decision[] = []
  const cookies: CookieVerdict[] = []
  return {
    decisions,
    cookies,
    decide(step: StepId, outcome: boolean, evidence: Evidence | null): void {
      decisions.push({ step, outcome, evidence })
    },
    judge(verdict: CookieVerdict): void {
      cookies.push(verdict)
    },
  }
}
