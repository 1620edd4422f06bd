import { type Certificate, createCertificate } from '../certificate'
import type { AskedEngine } from '../login-stories'
import { loadSeedPackages } from './express-server'
import { missingParts, type Part } from './parts'
import { type Played, play } from './play'
import type { Act, Places, Seed } from './seed'
import { seed000 } from './seed-000'
import { seed001 } from './seed-001'
import { seed002 } from './seed-002'
import { seed003a, seed003b } from './seed-003'
import { seed004 } from './seed-004'
import { openStage, type StageOptions, seedHosts } from './stage'

/** All of them, in order. */
export const seeds: readonly Seed[] = [seed000, seed001, seed002, seed003a, seed003b, seed004]

/** The seeds that a name means: `003b` itself, and `003` both of its systems; none where there is no such seed. */
export function seedsNamed(name: string): readonly Seed[] {
  return seeds.filter(({ id }) => id === name || id.replace(/[a-z]$/, '') === name)
}

/** An act, as every browser has played it. */
export interface ActRun {
  readonly act: Act
  readonly places: Places
  readonly browsers: readonly [Played, ...Played[]]
  readonly asTold: boolean
}

export interface SeedRun {
  readonly seed: Seed
  /** What has to be installed first; the seed was not played then. */
  readonly missing: readonly Part[]
  readonly acts: readonly ActRun[]
}

export interface SeedsRun {
  readonly seeds: readonly SeedRun[]
  /** Of those that were played. */
  readonly asTold: boolean
}

export const seedEngines: readonly [AskedEngine, ...AskedEngine[]] = ['chromium', 'firefox', 'safari']

/** The one certificate of all servers of the demo. */
export function seedCertificate(): Certificate {
  return createCertificate({ names: seedHosts })
}

/**
 * Starts the real servers of each seed, and has each browser play its acts over real sockets. A seed whose programs are
 * not installed is left out, and says so.
 *
 * @throws UsageError where Express, `cors` or `express-session` is needed and not installed
 */
export async function runSeeds(chosen: readonly Seed[] = seeds): Promise<SeedsRun> {
  const packages = chosen.some(hasExpress) ? await loadSeedPackages() : null
  const options: StageOptions = { packages, certificate: seedCertificate(), ports: 'post' }
  const runs: SeedRun[] = []
  for (const seed of chosen) runs.push(await runSeed(seed, options))
  const asTold = runs.every(({ acts }) => acts.every((act) => act.asTold))
  return { seeds: runs, asTold }
}

function hasExpress({ acts, places }: Seed): boolean {
  return acts.some((act) => act.server(places).kind === 'express')
}

async function runSeed(seed: Seed, options: StageOptions): Promise<SeedRun> {
  const missing = missingParts(seed.parts)
  if (missing.length > 0) return { seed, missing, acts: [] }
  // Programs take their time to start, each its own.
  return { seed, missing, acts: await Promise.all(seed.acts.map((act) => runAct(seed, act, options))) }
}

async function runAct(seed: Seed, act: Act, options: StageOptions): Promise<ActRun> {
  const stage = await openStage(seed, act, options)
  try {
    const [first, ...others] = seedEngines
    const browsers: [Played, ...Played[]] = [await play(act, stage, first)]
    for (const engine of others) browsers.push(await play(act, stage, engine))
    const asTold = browsers.every(({ calls, leftAsTold }) => leftAsTold && calls.every((call) => call.asTold))
    return { act, places: stage.places, browsers, asTold }
  } finally {
    await stage.close()
  }
}
