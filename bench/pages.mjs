/* A credentialed JSON PUT with its preflight, in process: page.fetch beside jsdom, mentoss and undici's mock. */
import { JSDOM, requestInterceptor } from 'jsdom'
import { CookieCredentials, FetchMocker, MockServer } from 'mentoss'
import { MockAgent, fetch as undiciFetch } from 'undici'
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

const rounds = Number(process.env.CORSAC_BENCH_ROUNDS ?? 15)

export async function pages() {
  const contenders = [
    ['page.fetch, Handler', corsac(({ method }) => (method === 'OPTIONS' ? noContent : ok)), 100],
    ['page.fetch, fetchTransport', corsac(fetchTransport((request) => preflighted(request.method))), 40],
    ['jsdom XMLHttpRequest', jsdom(), 10],
    ['mentoss', mentoss(), 10],
    ["undici MockAgent's fetch", mockAgent(), 20],
  ]
  const samples = new Map(contenders.map(([name]) => [name, []]))
  for (let round = -3; round < rounds; round++) {
    for (const [name, run, times] of contenders) {
      const from = process.hrtime.bigint()
      for (let i = 0; i < times; i++) await run()
      if (round >= 0) samples.get(name).push(Number(process.hrtime.bigint() - from) / times / 1000)
    }
  }
  const [handler, transport] = [samples.get('page.fetch, Handler'), samples.get('page.fetch, fetchTransport')]
  console.log('\nPages: a credentialed JSON PUT with its preflight, in process')
  table([
    ['who', 'µs', '× Handler', '× fetchTransport', 'asked'],
    ...contenders.map(([name]) => [
      name,
      range(samples.get(name), 0),
      range(ratios(samples.get(name), handler)),
      range(ratios(samples.get(name), transport)),
      name.startsWith('page') ? '' : name.startsWith('undici') ? '≥ 1' : '≥ 20 and ≥ 8',
    ]),
  ])
}
