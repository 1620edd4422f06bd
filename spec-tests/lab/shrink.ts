import type { HeaderLine, Scenario, ServerRule, Step } from './scenario'

/** Smaller scenarios that may show the same, the boldest first. Each is one change away. */
export function* reductions(scenario: Scenario): Generator<Scenario> {
  yield* without(scenario.steps, (steps) => ({ ...scenario, steps }), 1)
  yield* without(scenario.server, (server) => ({ ...scenario, server }), 0)
  if (scenario.cookies.length > 0) yield { ...scenario, cookies: [] }
  if (scenario.closing.length > 0) yield { ...scenario, closing: [] }
  if (scenario.frame !== null && scenario.steps.every((step) => !runsInFrame(step)))
    yield { ...scenario, frame: null }
  if (scenario.page.headers.length > 0) yield { ...scenario, page: { ...scenario.page, headers: [] } }
  if (scenario.frame !== null && scenario.frame.headers.length > 0)
    yield { ...scenario, frame: { ...scenario.frame, headers: [] } }
  for (let i = 0; i < scenario.steps.length; i++) {
    const step = scenario.steps[i] as Step
    for (const smaller of stepReductions(step)) yield { ...scenario, steps: scenario.steps.with(i, smaller) }
  }
  for (let i = 0; i < scenario.server.length; i++) {
    const rule = scenario.server[i] as ServerRule
    for (const smaller of ruleReductions(rule))
      yield { ...scenario, server: scenario.server.with(i, smaller) }
  }
}

function runsInFrame(step: Step): boolean {
  if (step.kind === 'wait') return false
  return step.kind === 'parallel' ? step.steps.some((one) => one.in === 'frame') : step.in === 'frame'
}

/** What is left when one of the items goes. */
function* without<T, R>(items: readonly T[], make: (rest: readonly T[]) => R, least: number): Generator<R> {
  if (items.length <= least) return
  for (let i = items.length - 1; i >= 0; i--) yield make(items.toSpliced(i, 1))
}

function* stepReductions(step: Step): Generator<Step> {
  if (step.kind === 'parallel') {
    yield* without(step.steps, (steps) => ({ ...step, steps }), 1)
    return
  }
  if ('headers' in step) yield* without(step.headers, (headers) => ({ ...step, headers }), 0)
  if (step.kind === 'fetch') {
    for (const member of fetchMembers) if (step[member] !== null) yield { ...step, [member]: null }
    if (step.keepalive) yield { ...step, keepalive: false }
  }
  if (step.kind === 'xhr') {
    if (step.body !== null) yield { ...step, body: null }
    if (step.uploadListener) yield { ...step, uploadListener: false }
    if (step.withCredentials) yield { ...step, withCredentials: false }
    if (step.timeout > 0) yield { ...step, timeout: 0 }
  }
  if ('referrerPolicy' in step && step.kind !== 'fetch' && step.referrerPolicy !== null)
    yield { ...step, referrerPolicy: null }
  if ('crossOrigin' in step && step.crossOrigin !== null) yield { ...step, crossOrigin: null }
}

const fetchMembers = [
  'body',
  'cache',
  'integrity',
  'referrer',
  'referrerPolicy',
  'redirect',
  'credentials',
  'mode',
  'method',
] as const

function* ruleReductions(rule: ServerRule): Generator<ServerRule> {
  yield* without(rule.answers, (answers) => ({ ...rule, answers }), 1)
  for (let i = 0; i < rule.answers.length; i++) {
    const answer = rule.answers[i]
    if (answer?.kind !== 'answer') continue
    const put = (headers: readonly HeaderLine[]): ServerRule => ({
      ...rule,
      answers: rule.answers.with(i, { ...answer, headers }),
    })
    yield* without(answer.headers, put, 0)
    if (answer.delay > 0) yield { ...rule, answers: rule.answers.with(i, { ...answer, delay: 0 }) }
  }
}

/**
 * The smallest scenario found, in at most `plays` questions, of which `still` says that it shows the same as
 * the one given.
 */
export async function shrink(
  scenario: Scenario,
  still: (smaller: Scenario) => Promise<boolean>,
  plays: number,
): Promise<Scenario> {
  let smallest = scenario
  let left = plays
  for (let progress = true; progress && left > 0; ) {
    progress = false
    for (const candidate of reductions(smallest)) {
      if (left-- <= 0) break
      if (await still(candidate)) {
        smallest = candidate
        progress = true
        break
      }
    }
  }
  return smallest
}
