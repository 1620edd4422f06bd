import type { ResponseRecord } from '../fetch/response'
import type { Engine } from '../profile/engine'
import type { Evidence, Reason } from '../spec/reason'
import { type StepId, steps } from '../spec/steps/index'
import { citeOf, urlOf } from './citations'
import { consoleLines } from './console-lines'
import type { Cause, ConsoleLine, ExplainedDecision, Outcome, Remedy, Repair, Verdict } from './explanation'
import { factsOf } from './facts'
import { firstCause } from './first-cause'
import { shown } from './mask'
import { remediesFor } from './remedies'
import { type Repaired, repair } from './repair'
import { lastHop, type Run } from './run'
import { headersOf, timelineOf, visibleOf, wireRequestOf } from './summaries'

/** What people call each engine's browser. */
const browsers: { readonly [E in Engine]: string } = {
  spec: 'The standard',
  chromium: 'Chrome',
  firefox: 'Firefox',
  safari: 'Safari',
  webkitgtk: 'WebKitGTK',
}

/** What one browser makes of a fetch. */
export function verdictOf(run: Run, recorded: boolean, unmask: boolean): Verdict {
  const { profile, exchange } = run
  const facts = factsOf(run)
  const repaired = repair(run)
  const cause = facts === null ? null : firstCause(facts)
  const decisions = run.decisions.map(({ decision, at }) =>
    explained(decision.step, decision.outcome, decision.evidence, at, unmask),
  )
  const settled = exchange.state === 'settled' ? exchange.response : null
  const pending = exchange.state === 'settled' ? null : exchange
  const kind = pending !== null && pending.state === 'awaiting-preflight' ? 'preflight' : 'request'
  return {
    profile: profile.name,
    engine: profile.engine,
    browser: profile.name === profile.engine ? browsers[profile.engine] : profile.name,
    version: profile.version,
    recorded,
    outcome: settled === null ? 'needs-exchange' : outcomeOf(settled),
    timeline: timelineOf(run, repaired, unmask),
    decisions,
    refusal: decisions.find((decision) => !decision.outcome) ?? null,
    furtherRefusals: furtherRefusals(repaired, run.hops.length - 1, unmask),
    firstCause: cause === null ? null : shownCause(cause, unmask),
    remedies:
      cause === null || facts === null
        ? []
        : remediesFor(cause, facts, repaired).map((remedy) => shownRemedy(remedy, unmask)),
    repair: repaired === null ? null : repairOf(repaired, run.hops.length - 1, unmask),
    console: consoleLines(run, facts).map((line) => shownLine(line, unmask)),
    visible: settled === null || settled.type === 'error' ? null : visibleOf(settled, unmask),
    requestReachedServer: reached(run),
    needs: pending === null ? null : wireRequestOf(kind, pending.send, unmask),
  }
}

function outcomeOf(response: ResponseRecord): Outcome {
  switch (response.type) {
    case 'error':
      return 'network-error'
    case 'opaque':
      return 'opaque'
    case 'opaqueredirect':
      return 'opaque-redirect'
    default:
      return 'readable'
  }
}

/** A decision with what the standards say about it. */
function explained(
  id: StepId,
  outcome: boolean,
  evidence: Evidence | null,
  at: number,
  unmask: boolean,
): ExplainedDecision {
  const step = steps[id]
  return {
    step: id,
    outcome,
    evidence: evidence === null ? null : shownEvidence(evidence, unmask),
    at,
    summary: step.summary,
    cite: citeOf(step),
    url: urlOf(step),
  }
}

function furtherRefusals(
  repaired: Repaired | null,
  at: number,
  unmask: boolean,
): readonly ExplainedDecision[] {
  if (repaired === null) return []
  return repaired.refusals
    .slice(1)
    .map(({ step, evidence }: Reason) => explained(step, false, evidence, at, unmask))
}

function repairOf(repaired: Repaired, at: number, unmask: boolean): Repair | null {
  return repaired.passes
    ? { at, status: repaired.status, headers: headersOf(repaired.headers, unmask) }
    : null
}

/** Null where a connection that broke leaves it open. */
function reached(run: Run): boolean | null {
  const sent = run.hops.filter((hop) => hop.kind === 'request' && hop.event !== null)
  if (sent.some((hop) => hop.event !== null && hop.event.kind === 'response')) return true
  const last = lastHop(run)
  if (sent.length === 0 || last === null || last.event === null) return false
  if (last.event.kind === 'connection-failed' && neverArrived.test(last.event.cause)) return false
  return null
}

/** Codes of connections over which nothing can have gone. */
const neverArrived = /^(refused|dns|tls|invalid-request)(:|$)/

// ── Masking ─────────────────────────────────────────────────────────────────────────────────────────

function shownEvidence(evidence: Evidence, unmask: boolean): Evidence {
  if (unmask) return evidence
  const { header, expected, actual, subject } = evidence
  return {
    ...(header === undefined ? {} : { header }),
    ...(expected === undefined ? {} : { expected: shown(expected, unmask) }),
    ...(actual === undefined ? {} : { actual: actual === null ? null : shown(actual, unmask) }),
    ...(subject === undefined ? {} : { subject: shown(subject, unmask) }),
  }
}

function shownCause(cause: Cause, unmask: boolean): Cause {
  return { id: cause.id, text: shown(cause.text, unmask), certainty: cause.certainty }
}

function shownRemedy(remedy: Remedy, unmask: boolean): Remedy {
  return {
    where: remedy.where,
    certainty: remedy.certainty,
    text: shown(remedy.text, unmask),
    snippets: remedy.snippets.map(({ stack, code }) => ({ stack, code: shown(code, unmask) })),
  }
}

function shownLine(line: ConsoleLine, unmask: boolean): ConsoleLine {
  return { level: line.level, text: shown(line.text, unmask), evidence: line.evidence }
}
