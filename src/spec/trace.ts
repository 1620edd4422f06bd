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
}

export function createTraceLog(): TraceLog {
  const decisions: Decision[] = []
  return {
    decisions,
    decide(step: StepId, outcome: boolean, evidence: Evidence | null): void {
      decisions.push({ step, outcome, evidence })
    },
  }
}
