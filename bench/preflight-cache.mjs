/* Whether an exchange costs more with a full preflight cache than with an empty one. */
import { createClient, createRequest, createUserAgent, profiles, simulate } from '../dist/index.js'
import { range, ratios, sideBySide, table } from './measure.mjs'

const client = createClient('https://app.example.com/')
const handler = () => ({
  status: 200,
  statusText: 'OK',
  headerList: [
    { name: 'access-control-allow-origin', value: 'https://app.example.com' },
    { name: 'access-control-allow-methods', value: 'PUT' },
    { name: 'access-control-max-age', value: '7200' },
  ],
  body: null,
})
const put = (path) => createRequest({ url: `https://api.example.com/${path}`, client, method: 'PUT' })

function filled(entries) {
  let userAgent = createUserAgent(profiles.chromium)
  for (let i = 0; i < entries; i++) userAgent = simulate(userAgent, put(i), handler, 0).userAgent
  return userAgent
}

export function preflightCache() {
  const sizes = [1, 1000, 100_000]
  const known = put(0)
  const unknown = put('new')
  const agents = sizes.map(filled)
  const samples = sideBySide(
    sizes.flatMap((size, i) => [
      { name: `warm, ${size}`, run: () => simulate(agents[i], known, handler, 1) },
      { name: `cold, ${size}`, run: () => simulate(agents[i], unknown, handler, 1) },
    ]),
  )
  const rows = [['PUT, entries in the cache', 'ns', 'ratio to 1 entry', 'asked']]
  for (const [kind, asked] of [
    ['warm', 1.5],
    ['cold', 3],
  ]) {
    for (const size of sizes) {
      const sample = samples.get(`${kind}, ${size}`)
      rows.push([
        `${kind}, ${size.toLocaleString('en')}`,
        range(sample, 0),
        range(ratios(sample, samples.get(`${kind}, 1`))),
        size === 1 ? '' : `≤ ${asked}`,
      ])
    }
  }
  console.log('\nThe preflight cache as it grows')
  table(rows)
}
