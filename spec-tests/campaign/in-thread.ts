import { type Look, perform } from '../../src/campaign/play'
import type { Pool } from '../../src/campaign/pool'
import { runCampaign } from '../../src/campaign/run-campaign'
import { createProgress, type TargetSpec } from '../../src/campaign/target-spec'
import { withPaths } from '../../src/cli/fuzz/intent-asked'
import { readIntent } from '../../src/fuzz/intent'
import type { Report } from '../../src/fuzz/types'
import { ConfigError } from '../../src/infra/config-error'

/** What threads do, done here: to start one takes longer than most targets that neither hang nor crash. */
const here: Pool = {
  run: async (task) => ({ kind: 'done', result: (await perform(task)) as never }),
  threwIdle: () => null,
  close: async () => {},
}

/** What `corsac fuzz` finds in that many cases; null where the target cannot be loaded. */
export async function fuzzedHere(path: string, of: unknown, runs: number): Promise<Report | null> {
  const target: TargetSpec = /\.[cm]?js$/.test(path)
    ? { kind: 'module', path, as: null }
    : { kind: 'configuration', path, dialect: null }
  let intent = readIntent(of)
  try {
    const look = await perform({ kind: 'look', target, origin: intent.target, progress: createProgress() })
    intent = withPaths(intent, (look as Look).paths)
  } catch (thrown) {
    if (thrown instanceof ConfigError) return null
    throw thrown
  }
  const profiles = ['chromium', 'firefox', 'safari']
  const spec = { target, intent, profiles, seed: 1 }
  return (await runCampaign(here, { spec, range: [0, runs], workers: 1 })).report
}
