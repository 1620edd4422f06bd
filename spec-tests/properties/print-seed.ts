import type { TestProject } from 'vitest/node'

/** One seed for all properties of a run, printed whether or not they hold: `CORSAC_SEED`, or the time. */
export default function printSeed(project: TestProject): void {
  const given = process.env['CORSAC_SEED']
  const seed = given === undefined || given === '' ? Date.now() % 2 ** 31 : Number(given)
  if (!Number.isInteger(seed) || seed < -(2 ** 31) || seed >= 2 ** 31) {
    throw new Error(`CORSAC_SEED must be an integer of 32 bits, not ${JSON.stringify(given)}`)
  }
  project.provide('fastCheckSeed', seed)
  console.log(`fast-check seed ${seed} (again with CORSAC_SEED=${seed})`)
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly fastCheckSeed: number
  }
}
