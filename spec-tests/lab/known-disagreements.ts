import type { BrowserName } from './browsers/driver'
import type { Disagreement } from './compare'
import type { Scenario } from './scenario'

/** Why corsac and a browser differ in some scenarios, where that is known and left so. */
export interface Explanation {
  readonly id: string
  /** What is not modelled, for docs/conformance.md. */
  readonly why: string
  readonly browsers: readonly BrowserName[]
  /** Whether a disagreement is of this kind. */
  fits(scenario: Scenario, disagreement: Disagreement): boolean
}

export const explanations: readonly Explanation[] = []

/** The explanation of all that differs in a scenario; null where there is none. */
export function explanationOf(
  browser: BrowserName,
  scenario: Scenario,
  found: readonly Disagreement[],
): Explanation | null {
  return (
    explanations.find(
      (one) => one.browsers.includes(browser) && found.every((each) => one.fits(scenario, each)),
    ) ?? null
  )
}
