import { isRepeatable, mostInARow, notAfresh, type Playable, withProved } from '../fuzz/from-fresh'
import type { Finding, Report } from '../fuzz/types'
import type { Pool } from './pool'
import { type CampaignSpec, createProgress } from './target-spec'

/**
 * Plays the case of each finding against a target that was loaded for that alone. Where it does not show what it showed in
 * the campaign, it is asked several times in a row; where that does not show it either, the finding says so.
 *
 * @param pool whose threads do one task each
 */
export async function proveAfresh(
  pool: Pool,
  spec: CampaignSpec,
  report: Report,
  workers: number,
): Promise<Report> {
  const proved = new Map<string, Finding>()
  const open = report.findings.filter(isPlayable)
  async function work(): Promise<void> {
    for (let found = open.shift(); found !== undefined; found = open.shift()) {
      const now = await provedOne(pool, spec, found)
      if (now !== null) proved.set(found.id, now)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return withProved(report, proved)
}

/** Those at which the target stopped were played by themselves already. */
function isPlayable(finding: Finding): finding is Playable {
  return finding.case !== null && finding.wire.length > 0
}

/** Null where it could not be tried. */
async function provedOne(pool: Pool, campaign: CampaignSpec, finding: Playable): Promise<Finding | null> {
  const most = isRepeatable(finding.case) ? mostInARow : 1
  for (let times = 1; times <= most; times++) {
    const ended = await pool.run<'prove'>({
      kind: 'prove',
      campaign,
      finding,
      times,
      progress: createProgress(),
    })
    if (ended.kind !== 'done') return null
    if (ended.result !== null) return ended.result
  }
  return notAfresh(campaign.intent, finding)
}
