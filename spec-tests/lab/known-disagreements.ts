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

/** Why corsac and a browser differ in a field; null where nobody has explained it. */
export function explanationOf(
  browser: BrowserName,
  scenario: Scenario,
  disagreement: Disagreement,
): Explanation | null {
  return (
    explanations.find((one) => one.browsers.includes(browser) && one.fits(scenario, disagreement)) ?? null
  )
}
