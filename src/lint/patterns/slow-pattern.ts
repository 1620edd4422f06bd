import { isSafePattern } from 'redos-detector'

/** How long a pattern can take with the worst of texts. */
export type Slowness =
  | 'fine'
  /** More ways to fail than can be counted. */
  | 'slow'
  /** Looked at for as long as is allowed, and not found to be fine. */
  | 'undecided'

/** What one pattern may cost to look at: some hundred milliseconds. Steps are counted, so that answers are the same everywhere. */
const budget = { maxSteps: 3000, maxScore: 50, timeout: Number.POSITIVE_INFINITY }

const known = new Map<string, Slowness>()

/** Whether a regular expression can be made to take very long. Patterns that are none are fine: they never run. */
export function slownessOf(source: string, ignoreCase: boolean): Slowness {
  const key = `${ignoreCase}:${source}`
  const before = known.get(key)
  if (before !== undefined) return before
  const slowness = lookedAt(source, ignoreCase)
  known.set(key, slowness)
  return slowness
}

function lookedAt(source: string, ignoreCase: boolean): Slowness {
  try {
    const { safe, error } = isSafePattern(source, { ...budget, caseInsensitive: ignoreCase })
    if (safe) return 'fine'
    return error === 'hitMaxSteps' || error === 'timedOut' ? 'undecided' : 'slow'
  } catch {
    return 'fine'
  }
}
