import { isSafePattern } from 'redos-detector'
import type { PatternTree } from './pattern-tree'
import { triesTooOften } from './tries'

/** How long a pattern can take with the worst of texts. */
export type Slowness =
  | 'fine'
  /** The longer a text, the more ways to fail with each of its letters. */
  | 'slow'
  /** Looked at for as long as is allowed, and not found to be fine. */
  | 'undecided'

/** What one pattern may cost to look at: some hundred milliseconds. Steps are counted, so that answers are the same everywhere. */
const budget = { maxSteps: 3000, maxScore: 50, timeout: Number.POSITIVE_INFINITY }

const known = new Map<string, Slowness>()

/** Whether a regular expression can be made to take very long. Patterns that are none are fine: they never run. */
export function slownessOf(source: string, ignoreCase: boolean, tree: PatternTree | null): Slowness {
  const key = `${ignoreCase}:${source}`
  const before = known.get(key)
  if (before !== undefined) return before
  const slowness = lookedAt(source, ignoreCase, tree)
  known.set(key, slowness)
  return slowness
}

function lookedAt(source: string, ignoreCase: boolean, tree: PatternTree | null): Slowness {
  try {
    const { safe, error } = isSafePattern(source, { ...budget, caseInsensitive: ignoreCase })
    if (safe) return 'fine'
    if (error !== 'hitMaxSteps' && error !== 'timedOut') return 'slow'
    return tree !== null && triesTooOften(tree.root, ignoreCase) ? 'slow' : 'undecided'
  } catch {
    return 'fine'
  }
}
