import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit, play } from '../../src/fuzz/audit'
import { caseAt } from '../../src/fuzz/case-at'
import { createCampaign } from '../../src/fuzz/create-campaign'
import { readIntent } from '../../src/fuzz/intent'
import { judgePlayed } from '../../src/fuzz/judge'
import { replayCase } from '../../src/fuzz/replay-case'
import { targetOf } from '../../src/fuzz/target'
import type { Finding } from '../../src/fuzz/types'
import { profileNamed } from '../../src/profile/profile'
import { repository } from '../architecture/sources'
import { predict } from '../lab/predict/predict'
import { readScenario } from '../lab/read-scenario'
import { type Policy, server } from './servers'

const app = 'https://app.example.com'
const intent = readIntent({
  target: 'https://api.example.com',
  grants: [
    {
      who: app,
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PUT'],
      requestHeaders: ['content-type'],
    },
  ],
})
const lists = { methods: 'GET, HEAD, POST, PUT', headers: 'content-type', credentials: true }
const fixed = server({ ...lists, allow: (origin) => (origin === app ? origin : null) })

interface Row {
  readonly desc: string
  readonly policy: Policy
  readonly curl: string
}

const rows: readonly Row[] = [
  {
    desc: 'any origin',
    policy: { ...lists, allow: (origin) => origin },
    curl: "curl -i -H 'Origin: https://evil.example' 'https://api.example.com/'",
  },
  {
    desc: 'null',
    policy: { ...lists, allow: (origin) => (origin === app || origin === 'null' ? origin : null) },
    curl: "curl -i -H 'Origin: null' 'https://api.example.com/'",
  },
  {
    desc: 'a preflight that fails',
    policy: { ...lists, headers: '', allow: (origin) => (origin === app ? origin : null) },
    curl: "curl -i -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: content-type' 'https://api.example.com/'",
  },
  {
    desc: 'a cache',
    policy: { ...lists, vary: false, allow: (origin) => (origin === app ? origin : null) },
    curl: "curl -i -H 'Origin: https://app.example.com' 'https://api.example.com/'",
  },
]

function worst(policy: Policy): Finding {
  const [finding] = audit(server(policy), { intent, runs: 2400 }).findings
  if (finding === undefined || finding.case === null) throw new Error('nothing was found')
  return finding
}

describe('what a finding can be replayed by', () => {
  it.each(rows)('a line for a shell: $desc', ({ curl, policy }) => expect(worst(policy).curl).toBe(curl))

  it.each(rows)('seed and index: $desc', ({ policy }) => {
    const { class: of, index, seed } = worst(policy)
    const campaign = createCampaign({ intent })
    const played = play(campaign, caseAt(campaign, seed, index), targetOf(server(policy)))
    expect(judgePlayed(campaign, played).map((each) => each.class)).toContain(of)
  })

  it.each(rows)('its case, which passes once the server is put right: $desc', async ({ policy }) => {
    const { case: of, class: found } = worst(policy)
    const again = await replayCase(server(policy), { intent, case: JSON.parse(JSON.stringify(of)) })
    expect(again.map((each) => each.class)).toContain(found)
    expect(await replayCase(fixed, { intent, case: of })).toEqual([])
  })

  it.each([
    { desc: 'any origin', seen: { kind: 'response', type: 'cors', status: 200 } },
    { desc: 'null', seen: { kind: 'response', type: 'cors', status: 200 } },
    { desc: 'a preflight that fails', seen: { kind: 'error', name: 'TypeError' } },
  ])('a scenario of the lab, in which its own prediction sees the same: $desc', ({ desc, seen }) => {
    const { case: of, scenario } = worst((rows.find((row) => row.desc === desc) as Row).policy)
    const read = readScenario(JSON.parse(JSON.stringify(scenario)))
    const { steps } = predict(read, profileNamed(of?.profile ?? ''))
    expect(steps.map((step) => step.seen)).toMatchObject([seen])
  })

  it('no scenario of the lab for what it cannot play', () =>
    expect(worst((rows[3] as Row).policy).scenario).toBeNull())
})

describe('the test that comes with a finding', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'corsac-regression-'))
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction')
    const config = {
      resolve: { alias: { 'corsac/fuzz': join(repository, 'src/fuzz/index.ts') } },
      test: { include: ['*.test.ts'] },
    }
    writeFileSync(join(folder, 'vitest.config.mjs'), `export default ${JSON.stringify(config)}\n`)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('fails on the server it was found in, and passes on the one put right', () => {
    const { test } = worst((rows[0] as Row).policy)
    writeFileSync(join(folder, 'found.test.ts'), test ?? '')
    expect(run('(origin) => origin').status).toBe(1)
    expect(run(`(origin) => (origin === ${JSON.stringify(app)} ? origin : null)`)).toMatchObject({
      status: 0,
    })
  })

  function run(allow: string): { readonly status: number | null; readonly output: string } {
    const servers = join(repository, 'spec-tests/fuzz/servers.ts')
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, 'target.ts'),
      `import { server } from ${JSON.stringify(servers)}\nexport const target = server({ allow: ${allow}, credentials: true })\n`,
    )
    const vitest = join(repository, 'node_modules/vitest/vitest.mjs')
    const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--root', folder], {
      encoding: 'utf8',
    })
    return { status, output: stdout + stderr }
  }
})
