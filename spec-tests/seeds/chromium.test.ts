import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSeedPackages } from '../../src/cli/demo/seeds/express-server'
import { missingParts } from '../../src/cli/demo/seeds/parts'
import { play } from '../../src/cli/demo/seeds/play'
import { seedCertificate, seeds } from '../../src/cli/demo/seeds/run-seeds'
import type { Act, Seed } from '../../src/cli/demo/seeds/seed'
import { openStage, type Stage } from '../../src/cli/demo/seeds/stage'
import { startChromium } from '../lab/browsers/chromium'
import type { BrowserDriver } from '../lab/browsers/driver'
import { aboutCORS, type Outcome, playInChromium, publicKeyHash } from './play-in-chromium'

const certificate = seedCertificate()
const packages = await loadSeedPackages()
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].some((path) => existsSync(path))
// In CI everything has to be there.
const mayMiss = process.env['CI'] !== 'true'

let chromium: BrowserDriver
const asked: Outcome[] = []

/** The act, and then a visit to the API, which shows what cookies there are. */
function withCookiesShown(act: Act): Act {
  return { ...act, steps: [...act.steps, { kind: 'visit', path: '/cookies' }] }
}

async function playOurs(act: Act, stage: Stage): Promise<Outcome> {
  const { calls, seen, left } = await play(act, stage, 'chromium')
  const printed = calls.flatMap(({ verdict }) => verdict.console.map(({ text }) => text))
  return {
    got: calls.map(({ got }) => got),
    seen,
    left,
    printed: printed.filter((text) => text.startsWith(aboutCORS)),
  }
}

async function playBoth(seed: Seed, act: Act): Promise<{ readonly ours: Outcome; readonly theirs: Outcome }> {
  const shown = withCookiesShown(act)
  const stage = await openStage(seed, act, { packages, certificate, ports: 'system' })
  try {
    const ours = await playOurs(shown, stage)
    return { ours, theirs: await playInChromium(shown, stage, chromium) }
  } finally {
    await stage.close()
  }
}

const skipped = installed
  ? ''
  : ' (skipped: chromium is not installed; apt-get install chromium-headless-shell)'
const acts = seeds.flatMap((seed) => seed.acts.map((act) => ({ seed, act })))

describe.skipIf(!installed && mayMiss)(`a real Chromium, against the servers of the seeds${skipped}`, () => {
  beforeAll(async () => {
    chromium = await startChromium({ publicKeyHash: publicKeyHash(certificate) })
  })
  afterAll(() => chromium.close())

  for (const { seed, act } of acts) {
    const missing = missingParts(seed.parts).map(({ debianPackage }) => debianPackage)
    const why = missing.length === 0 ? '' : ` (skipped: apt-get install ${missing.join(' ')})`
    const title = `reads, sends, keeps and prints what corsac says: ${seed.id} ${act.title}${why}`
    // One of them waits for eleven seconds.
    it(title, { concurrent: true, skip: missing.length > 0 && mayMiss }, async () => {
      const { ours, theirs } = await playBoth(seed, act)
      expect(theirs).toEqual(ours)
      // Something was asked and seen, or it would say nothing.
      expect(theirs.got.length).toBe(act.steps.filter(({ kind }) => kind === 'call').length)
      expect(theirs.seen.length).toBeGreaterThan(theirs.got.length)
      asked.push(theirs)
    })
  }

  it('was refused some answers, has read others, and said so', () => {
    const got = asked.flatMap((outcome) => outcome.got)
    expect(got.filter((one) => one === null).length).toBeGreaterThan(10)
    expect(got.filter((one) => one !== null).length).toBeGreaterThan(10)
    expect(asked.flatMap(({ printed }) => printed).length).toBeGreaterThan(10)
  })
})
