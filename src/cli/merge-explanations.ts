import type { Explanation } from '../explain/explanation'

/** One explanation of what several browsers have each done for themselves, the verdicts in their order. */
export function mergeExplanations(explanations: readonly [Explanation, ...Explanation[]]): Explanation {
  const [{ request, relation }] = explanations
  return { request, relation, verdicts: explanations.flatMap(({ verdicts }) => verdicts) }
}
