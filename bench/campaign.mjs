/*
 * Campaigns as `corsac fuzz` plays them: two threads beside one, by the clock, and what the process takes as cases go on.
 * Two threads need two cores that nobody else uses.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { range, ratios, table } from './measure.mjs'

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const target = fileURLToPath(new URL('campaign-target.mjs', import.meta.url))
const rounds = Math.min(5, Number(process.env.CORSAC_BENCH_ROUNDS ?? 5))

/** Seconds that a campaign takes, and the memory of its process while it runs, in megabytes. */
function campaign(cases, workers) {
  const args = [cli, 'fuzz', target, '--origin', 'https://app.example.com', '--credentials']
  const from = performance.now()
  const child = spawn(
    process.execPath,
    [...args, '--runs', String(cases), '--workers', String(workers), '--json'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const memory = []
  const watch = setInterval(() => {
    const pages = Number(residentOf(child.pid).split(' ')[1])
    if (pages > 0) memory.push((pages * 4096) / 1e6)
  }, 250)
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(watch)
      if (code !== 0) throw new Error(`the campaign ended with ${code}`)
      resolve({ seconds: (performance.now() - from) / 1000, memory })
    })
  })
}

function residentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/statm`, 'utf8')
  } catch {
    return ''
  }
}

async function threads() {
  const cases = 400_000
  const seconds = { start: [], one: [], two: [] }
  for (let round = 0; round < rounds; round++) {
    seconds.start.push((await campaign(1000, 1)).seconds)
    seconds.one.push((await campaign(cases, 1)).seconds)
    seconds.two.push((await campaign(cases, 2)).seconds)
  }
  const playing = (of) => seconds[of].map((each, i) => each - seconds.start[i])
  console.log(
    `\nCampaigns: ${cases.toLocaleString('en')} cases against a plain Handler, without the time to start`,
  )
  table([
    ['threads', 'seconds', '× one', 'asked'],
    ['1', range(playing('one')), '', ''],
    ['2', range(playing('two')), range(ratios(playing('one'), playing('two'))), '≥ 1.7'],
  ])
}

async function memory() {
  const cases = Number(process.env.CORSAC_BENCH_CASES ?? 2_000_000)
  const { memory: taken } = await campaign(cases, 1)
  const at = (share) => Math.round(taken[Math.min(taken.length - 1, Math.floor(taken.length * share))])
  console.log(`\nMemory of the process over ${cases.toLocaleString('en')} cases`)
  table([
    ['a quarter', 'half', 'three quarters', 'the end', 'asked'],
    [...[0.25, 0.5, 0.75, 0.99].map((share) => `${at(share)} MB`), 'flat'],
  ])
}

export async function campaigns() {
  await threads()
  if (process.platform === 'linux') await memory()
}
