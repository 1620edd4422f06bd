import { requestOf, type Scenario } from './scenario'
import { serverAt } from './scenario-server'
import type { TwinRequest, TwinRun, TwinServe, TwinWireRequest } from './twin-request'

/** What the twin and the kernel have in common. */
export interface FetchingBrowser {
  fetch(request: TwinRequest, serve: TwinServe, now: () => number): TwinRun
}

/** The first step at which two browsers part, with what each of them did. */
export interface Disagreement {
  readonly step: number
  readonly request: TwinRequest
  readonly what: string
  readonly first: unknown
  readonly second: unknown
}

/** Plays a scenario in both; null where they agree on every request on the wire, and on every outcome. */
export function disagreement(
  scenario: Scenario,
  first: FetchingBrowser,
  second: FetchingBrowser,
): Disagreement | null {
  let now = 0
  for (const [index, step] of scenario.steps.entries()) {
    now += step.afterMilliseconds
    const request = requestOf(scenario, step)
    const serve = serverAt(scenario.resources, index)
    const one = first.fetch(request, serve, () => now)
    const two = second.fetch(request, serve, () => now)
    const difference = compare(one, two)
    if (difference !== null) return { step: index, request, ...difference }
  }
  return null
}

type Difference = Pick<Disagreement, 'what' | 'first' | 'second'>

function compare(one: TwinRun, two: TwinRun): Difference | null {
  for (let i = 0; i < Math.max(one.wire.length, two.wire.length); i++) {
    const [a, b] = [one.wire[i], two.wire[i]]
    if (!equal(comparable(a), comparable(b))) return { what: `wire request ${i}`, first: a, second: b }
  }
  // Each has its own words for why it refused.
  const agree = one.result.kind === 'error' ? two.result.kind === 'error' : equal(one.result, two.result)
  return agree ? null : { what: 'outcome', first: one.result, second: two.result }
}

/**
 * Headers of one name keep their order; among names it says nothing, and browsers have their own. Bytes of a
 * stream are the driver's: the kernel does not have them.
 */
function comparable(wire: TwinWireRequest | undefined): unknown {
  if (wire === undefined) return undefined
  // Cookies have a twin of their own, in spec-tests/cookies.
  const headers = wire.headers
    .filter(([name]) => name !== 'cookie')
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return { ...wire, headers, body: wire.body?.stream === true ? 'stream' : wire.body }
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** For a test's message. */
export const describeDisagreement = (d: Disagreement): string =>
  `step ${d.step}, ${d.what}\n  request: ${JSON.stringify(d.request)}\n  twin:    ${JSON.stringify(d.first)}\n  kernel:  ${JSON.stringify(d.second)}`
