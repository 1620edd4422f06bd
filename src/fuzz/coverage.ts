import type { ProfileName } from '../profile/profile'
import { sweepSize } from './case-at'
import { createCampaign } from './create-campaign'
import type { Report } from './types'

/** How much of what there is to ask a report knows. */
export interface Coverage {
  /** How many probes there are, in all browsers: the cases before they are drawn by chance. */
  readonly probes: number
  /** How many of them are in none of the report's ranges. */
  readonly probesLeft: number
  /** Ranges between those of the report, and before them: parts that nobody has handed in. */
  readonly gaps: readonly (readonly [from: number, to: number])[]
}

export function coverageOf({ intent, profiles, ranges }: Report): Coverage {
  const probes = sweepSize(createCampaign({ intent, profiles: profiles as readonly ProfileName[] }))
  const played = ranges.reduce(
    (sum, [from, to]) => sum + Math.max(0, Math.min(to, probes) - Math.min(from, probes)),
    0,
  )
  return { probes, probesLeft: probes - played, gaps: gapsOf(ranges) }
}

/** Ranges are in order, and have no cases in common. */
function gapsOf(ranges: Report['ranges']): Coverage['gaps'] {
  return ranges.flatMap(([from], i) => {
    const before = ranges[i - 1]?.[1] ?? 0
    return from > before ? [[before, from] as const] : []
  })
}
