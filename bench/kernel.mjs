/* A whole exchange, against the express `cors` middleware: what a browser decides per what a server decides. */
import { createClient, createRequest, createUserAgent, profiles, simulate } from '../dist/index.js'
import { range, ratios, sideBySide, table } from './measure.mjs'
import { expressCorsGet, expressCorsPreflight } from './peers.mjs'

const origin = 'https://app.example.com'
const client = createClient(`${origin}/page`)
const get = createRequest({ url: 'https://api.example.com/items', client })
const put = createRequest({
  url: 'https://api.example.com/items/7',
  client,
  method: 'PUT',
  credentials: 'include',
  headers: [['content-type', 'application/json']],
  body: '{"name":"corsac"}',
})

const empty = createUserAgent(profiles.chromium)
const answer = {
  status: 200,
  statusText: 'OK',
  headerList: [
    { name: 'access-control-allow-origin', value: origin },
    { name: 'access-control-allow-credentials', value: 'true' },
    { name: 'content-type', value: 'application/json' },
  ],
  body: { kind: 'bytes', bytes: '{}' },
}
const preflightAnswer = {
  status: 204,
  statusText: 'No Content',
  headerList: [
    { name: 'access-control-allow-origin', value: origin },
    { name: 'access-control-allow-credentials', value: 'true' },
    { name: 'access-control-allow-methods', value: 'GET,HEAD,PUT,PATCH,POST,DELETE' },
    { name: 'access-control-allow-headers', value: 'content-type' },
    { name: 'access-control-max-age', value: '600' },
  ],
  body: null,
}
const handler = (request) => (request.method === 'OPTIONS' ? preflightAnswer : answer)
const warm = simulate(empty, put, handler, 0).userAgent

for (const [name, simulation, sent] of [
  ['GET', simulate(empty, get, handler, 0), 1],
  ['cold PUT', simulate(empty, put, handler, 0), 2],
  ['warm PUT', simulate(warm, put, handler, 1), 1],
]) {
  if (simulation.response.type !== 'cors' || simulation.recording.turns.length !== sent + 1) {
    throw new Error(`${name} is not the exchange that is to be measured`)
  }
}

export function kernel() {
  const samples = sideBySide([
    { name: 'express cors, GET', run: expressCorsGet },
    { name: 'express cors, preflight', run: expressCorsPreflight },
    { name: 'corsac, simple GET', run: () => simulate(empty, get, handler, 0) },
    { name: 'corsac, PUT, cold preflight', run: () => simulate(empty, put, handler, 0) },
    { name: 'corsac, PUT, warm cache', run: () => simulate(warm, put, handler, 1) },
  ])
  const of = (name) => samples.get(name)
  const rows = [['what', 'ns', 'ratio', 'to', 'asked']]
  for (const [name, values] of samples) rows.push([name, range(values, 0), '', '', ''])
  const compare = (name, against, asked, ...peers) => {
    rows.push([name, range(of(name), 0), range(ratios(of(name), ...peers.map(of))), against, `≤ ${asked}`])
  }
  compare('corsac, simple GET', 'express cors, GET', 1.5, 'express cors, GET')
  compare(
    'corsac, PUT, cold preflight',
    'express cors, preflight + GET',
    2.5,
    'express cors, preflight',
    'express cors, GET',
  )
  compare('corsac, PUT, warm cache', 'corsac, simple GET', 1.5, 'corsac, simple GET')
  console.log('\nOne exchange (profile chromium, URLs interned, no trace, synchronous)')
  table(rows.filter((row, i) => i === 0 || i <= 2 || row[2] !== ''))
}
