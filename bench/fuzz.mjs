/*
 * Judged cases a second, against servers that answer at once: a strict one, and one that lets everybody in. In
 * processor time, since a core that others use as well says nothing of a core.
 */
import { auditRange, createCampaign, createTally, readIntent, sweepSize, targetOf } from '../dist/fuzz.js'
import { median, range, table } from './measure.mjs'

const app = 'https://app.example.com'
const intent = readIntent({
  target: 'https://api.example.com',
  grants: [
    { who: app, credentials: true, methods: ['GET', 'POST', 'PUT'], requestHeaders: ['content-type'] },
  ],
})

const rounds = Number(process.env.CORSAC_BENCH_ROUNDS ?? 15)
const casesPerRound = 20_000

function serverOf(allows) {
  const own = (origin) => [
    { name: 'access-control-allow-origin', value: origin },
    { name: 'access-control-allow-credentials', value: 'true' },
  ]
  const vary = { name: 'vary', value: 'Origin' }
  const preflight = [
    vary,
    { name: 'access-control-allow-methods', value: 'GET, POST, PUT' },
    { name: 'access-control-allow-headers', value: 'content-type' },
  ]
  const actual = [vary, { name: 'content-type', value: 'application/json' }]
  return ({ headerList, method }) => {
    const origin = headerList.find(({ name }) => name === 'origin')?.value
    const headers = method === 'OPTIONS' ? preflight : actual
    const allowed = origin !== undefined && allows(origin)
    return {
      status: method === 'OPTIONS' ? 204 : 200,
      statusText: '',
      headerList: allowed ? [...own(origin), ...headers] : headers,
      body: method === 'OPTIONS' ? null : { kind: 'bytes', bytes: '{}' },
    }
  }
}

/** Plays on from where it stopped, beyond the probes: random cases are what campaigns are made of. */
function player(allows) {
  const campaign = createCampaign({ intent })
  const target = targetOf(serverOf(allows))
  const tally = createTally()
  let next = sweepSize(campaign)
  return () => {
    const from = process.cpuUsage()
    auditRange(campaign, target, 1, next, next + casesPerRound, tally)
    next += casesPerRound
    const { system, user } = process.cpuUsage(from)
    return ((user + system) * 1000) / casesPerRound
  }
}

export function fuzz() {
  const players = [
    { name: 'strict server', play: player((origin) => origin === app), asked: '≥ 100000' },
    { name: 'server that lets everybody in', play: player(() => true), asked: '' },
  ]
  const samples = players.map(() => [])
  for (const { play } of players) for (let warm = 0; warm < 3; warm++) play()
  for (let round = 0; round < rounds; round++) {
    for (const [i, { play }] of players.entries()) samples[i].push(play())
  }
  const rows = [['what', 'ns a case', 'cases a second', 'asked']]
  players.forEach(({ asked, name }, i) => {
    rows.push([name, range(samples[i], 0), (1e9 / median(samples[i])).toFixed(0), asked])
  })
  console.log('\nJudged cases on one core (chromium, firefox and safari; a plain handler in this process)')
  table(rows)
}
