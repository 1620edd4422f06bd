/*
 * A credentialed JSON PUT with its preflight: page.fetch beside jsdom, mentoss and undici's mock, all in one process, and
 * over loopback beside Node's own fetch. In processor time, since promises wait while others work.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { JSDOM, requestInterceptor } from 'jsdom'
import { CookieCredentials, FetchMocker, MockServer } from 'mentoss'
import { MockAgent, fetch as undiciFetch } from 'undici'
import { nodeTransport } from '../dist/node.js'
import { Browser, fetchTransport } from '../dist/page.js'
import { range, ratios, table } from './measure.mjs'

const origin = 'https://app.example.com'
const api = 'https://api.example.com'
const init = {
  method: 'PUT',
  credentials: 'include',
  headers: { 'content-type': 'application/json' },
  body: '{"name":"corsac"}',
}
const allowed = [
  ['access-control-allow-origin', origin],
  ['access-control-allow-credentials', 'true'],
  ['access-control-allow-methods', 'PUT'],
  ['access-control-allow-headers', 'content-type'],
  // So that there is a preflight each time, wherever preflights are remembered.
  ['access-control-max-age', '0'],
]
const headerList = allowed.map(([name, value]) => ({ name, value }))
const ok = { status: 200, statusText: 'OK', headerList, body: { kind: 'bytes', bytes: '{}' } }
const noContent = { status: 204, statusText: 'No Content', headerList, body: null }
const preflighted = (method) =>
  method === 'OPTIONS'
    ? new Response(null, { status: 204, headers: allowed })
    : new Response('{}', { headers: allowed })

function corsac(transport) {
  const page = new Browser({ profile: 'chromium', transport, recordingLimit: 1 }).open(`${origin}/`)
  return async () => (await page.fetch(`${api}/items`, init)).json()
}

function jsdom() {
  const interceptors = [requestInterceptor((request) => preflighted(request.method))]
  const { window } = new JSDOM('', { url: `${origin}/`, resources: { interceptors } })
  return () =>
    new Promise((resolve, reject) => {
      const request = new window.XMLHttpRequest()
      request.open('PUT', `${api}/items`)
      request.withCredentials = true
      request.setRequestHeader('content-type', 'application/json')
      request.onload = () => resolve(JSON.parse(request.responseText))
      request.onerror = () => reject(new Error('jsdom refused it'))
      request.send(init.body)
    })
}

function mentoss() {
  const server = new MockServer(api)
  const mocker = new FetchMocker({
    servers: [server],
    baseUrl: origin,
    credentials: [new CookieCredentials(origin)],
  })
  const headers = Object.fromEntries(allowed)
  return async () => {
    server.options('/items', { status: 200, headers })
    server.put('/items', { status: 200, headers, body: {} })
    mocker.clearPreflightCache?.()
    return (await mocker.fetch(`${api}/items`, init)).json()
  }
}

function mockAgent() {
  const agent = new MockAgent()
  agent.disableNetConnect()
  agent
    .get(api)
    .intercept({ path: '/items', method: 'PUT' })
    .reply(200, '{}', { headers: Object.fromEntries(allowed) })
    .persist()
  return async () => (await undiciFetch(`${api}/items`, { ...init, dispatcher: agent })).json()
}

/** Node's fetch, which does no CORS: the two requests that a browser sends. */
function nodeFetch(base) {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type',
    },
  }
  const actual = { ...init, headers: { ...init.headers, origin } }
  return async () => {
    await (await fetch(`${base}/items`, preflight)).arrayBuffer()
    return (await fetch(`${base}/items`, actual)).json()
  }
}

const rounds = Number(process.env.CORSAC_BENCH_ROUNDS ?? 15)

/** Microseconds of processor time that one run takes, its threads included. */
async function cpuOf(run, times) {
  const from = process.cpuUsage()
  for (let i = 0; i < times; i++) await run()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / times
}

/** Rounds of every contender in turn, after each has run a thousand times or so: name → microseconds, one a round. */
async function inTurn(contenders) {
  const samples = new Map(contenders.map(([name]) => [name, []]))
  for (const [, run, times] of contenders) await cpuOf(run, Math.max(1000, times * 5))
  for (let round = 0; round < rounds; round++)
    for (const [name, run, times] of contenders) samples.get(name).push(await cpuOf(run, times))
  return samples
}

async function inProcess() {
  const contenders = [
    ['page.fetch, Handler', corsac(({ method }) => (method === 'OPTIONS' ? noContent : ok)), 2000],
    ['page.fetch, fetchTransport', corsac(fetchTransport((request) => preflighted(request.method))), 500],
    ['jsdom XMLHttpRequest', jsdom(), 60],
    ['mentoss', mentoss(), 60],
    ["undici MockAgent's fetch", mockAgent(), 200],
  ]
  const samples = await inTurn(contenders)
  const [handler, transport] = [samples.get('page.fetch, Handler'), samples.get('page.fetch, fetchTransport')]
  console.log('\nPages: a credentialed JSON PUT with its preflight, in process, processor time')
  table([
    ['who', 'µs', '× Handler', '× fetchTransport', 'asked'],
    ...contenders.map(([name]) => [
      name,
      range(samples.get(name), 0),
      range(ratios(samples.get(name), handler), 1),
      range(ratios(samples.get(name), transport), 1),
      name.startsWith('page') ? '' : name.startsWith('undici') ? '≥ 1' : '≥ 20 and ≥ 8',
    ]),
  ])
}

async function overLoopback() {
  const server = fork(fileURLToPath(new URL('pages-server.mjs', import.meta.url)), [origin])
  try {
    const port = await new Promise((resolve, reject) => {
      server.once('message', resolve)
      server.once('error', reject)
    })
    const base = `http://localhost:${port}`
    // An https page may not ask http, but for this computer.
    const ours = (transport) => {
      const page = new Browser({ profile: 'chromium', transport, recordingLimit: 1 }).open(`${origin}/`)
      return async () => (await page.fetch(`${base}/items`, init)).json()
    }
    const contenders = [
      ['page.fetch, nodeTransport with keepAlive', ours(nodeTransport({ keepAlive: true })), 200],
      ['page.fetch, nodeTransport, a connection each', ours(nodeTransport()), 200],
      ["Node's fetch, the same two requests", nodeFetch(base), 200],
    ]
    const samples = await inTurn(contenders)
    const theirs = samples.get(contenders[2][0])
    console.log('\nPages: the same over loopback sockets, processor time of the client')
    table([
      ['who', 'µs', "× Node's fetch", 'asked'],
      ...contenders.map(([name], i) => [
        name,
        range(samples.get(name), 0),
        range(ratios(samples.get(name), theirs)),
        ['≤ 1', '', ''][i],
      ]),
    ])
  } finally {
    server.kill()
  }
}

export async function pages() {
  await inProcess()
  await overLoopback()
}
