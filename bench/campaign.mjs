/*
 * Campaigns as `corsac fuzz` plays them: two threads beside one, by the clock, and what the process takes as cases go on.
 * Two threads need two cores that nobody else uses, and cores that are two: what two processes without anything in common
 * come to on this machine is printed beside.
 */
import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { range, ratios, table } from './measure.mjs'

const file = (name) => fileURLToPath(new URL(name, import.meta.url))
const cli = file('../dist/cli.js')
const target = file('campaign-target.mjs')
const rounds = Math.min(3, Number(process.env.CORSAC_BENCH_ROUNDS ?? 3))

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

/** Milliseconds that the same cases take in so many processes at once: those of the slowest. */
async function alone(processes, cases) {
  const run = () => promisify(execFile)(process.execPath, [file('campaign-engine.mjs'), String(cases)])
  const done = await Promise.all(Array.from({ length: processes }, run))
  return Math.max(...done.map(({ stdout }) => Number(stdout)))
}

/** Threads get warm first: the compiler works for each of them on its own, beside them. */
async function threads() {
  const [few, many] = [400_000, 1_600_000]
  const first = { one: [], two: [] }
  const then = { one: [], two: [] }
  const processes = { one: [], two: [] }
  for (let round = 0; round < rounds; round++) {
    for (const [name, workers] of [
      ['one', 1],
      ['two', 2],
    ]) {
      const start = (await campaign(1000, workers)).seconds
      const begun = (await campaign(few, workers)).seconds
      first[name].push(begun - start)
      then[name].push((await campaign(many, workers)).seconds - begun)
      // Each process plays all of them, so that two have twice as much to do.
      processes[name].push((await alone(workers, few)) / 1000 / workers)
    }
  }
  const row = (what, { one, two }, asked) => [what, range(one), range(two), range(ratios(one, two)), asked]
  const load = loadavg()[0].toFixed(1)
  console.log(`\nCampaigns against a plain Handler, by the clock (load of the machine: ${load})`)
  table([
    ['cases', 'seconds of one thread', 'of two', '× one', 'asked'],
    row(`the first ${few.toLocaleString('en')}, without the start`, first, ''),
    row(`the ${(many - few).toLocaleString('en')} after these`, then, '≥ 1.7'),
    row(`${few.toLocaleString('en')} in processes of their own`, processes, 'the limit'),
  ])
}

async function memory() {
  const cases = Number(process.env.CORSAC_BENCH_CASES ?? 2_000_000)
  const { memory: taken } = await campaign(cases, 2)
  const at = (share) => Math.round(taken[Math.min(taken.length - 1, Math.floor(taken.length * share))])
  console.log(`\nMemory of the process over ${cases.toLocaleString('en')} cases, two threads`)
  table([
    ['a quarter', 'half', 'three quarters', 'the end', 'asked'],
    [...[0.25, 0.5, 0.75, 0.99].map((share) => `${at(share)} MB`), 'flat'],
  ])
}

export async function campaigns() {
  await threads()
  if (process.platform === 'linux') await memory()
}
