import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarios } from './arbitrary-scenarios'
import { requestOf, type Scenario } from './scenario'
import { serverAt } from './scenario-server'
import { Twin } from './twin'
import type { TwinRequest, TwinRun } from './twin-request'

/** The twin's runs of all steps of a scenario; `forgetful` empties the cache before each. */
function play(scenario: Scenario, forgetful = false): { request: TwinRequest; run: TwinRun }[] {
  const twin = new Twin()
  let now = 0
  return scenario.steps.map((step, index) => {
    now += step.afterMilliseconds
    const request = requestOf(scenario, step)
    if (forgetful) twin.cache.entries = []
    return { request, run: twin.fetch(request, serverAt(scenario.resources, index), () => now) }
  })
}

const isPreflight = ({ wire }: TwinRun): boolean =>
  wire.some(({ headers }) => headers.some(([name]) => name === 'access-control-request-method'))

/** Requests on the wire that are no preflights; one more than the redirects that were followed. */
const actual = ({ wire }: TwinRun): number =>
  wire.filter(({ headers }) => !headers.some(([name]) => name === 'access-control-request-method')).length

describe('scenarios', () => {
  const sample = fc.sample(scenarios, { numRuns: 1500, seed: 20_240_601 })
  const fetches = sample.flatMap((scenario) => play(scenario))
  const share = (what: (fetched: { request: TwinRequest; run: TwinRun }) => boolean): number =>
    fetches.filter(what).length / fetches.length

  it('survive JSON, and play the same from it', () => {
    for (const scenario of sample.slice(0, 100)) {
      const copy = JSON.parse(JSON.stringify(scenario)) as Scenario
      expect(copy).toEqual(scenario)
      expect(play(copy)).toEqual(play(scenario))
    }
  })

  it('send a preflight in three fetches of ten', () => {
    expect(share(({ run }) => isPreflight(run))).toBeGreaterThanOrEqual(0.3)
  })

  it('follow a redirect in two fetches of ten', () => {
    expect(share(({ run }) => actual(run) > 1)).toBeGreaterThanOrEqual(0.2)
  })

  it('end readable in three fetches of ten', () => {
    const readable = share(
      ({ run: { result } }) =>
        result.kind === 'response' && (result.type === 'basic' || result.type === 'cors'),
    )
    expect(readable).toBeGreaterThanOrEqual(0.3)
  })

  it('are spared preflights by the cache in one fetch of twenty-five', () => {
    const spared = sample
      .flatMap((scenario) => {
        const forgetful = play(scenario, true)
        return play(scenario).map(({ run }, i) => run.wire.length < (forgetful[i]?.run.wire.length ?? 0))
      })
      .filter(Boolean).length
    expect(spared / fetches.length).toBeGreaterThanOrEqual(0.04)
  })

  it('reach every refusal and every kind of response', () => {
    const met = new Map<string, number>()
    for (const { run } of fetches) {
      const what = run.result.kind === 'error' ? run.result.where : run.result.type
      met.set(what, (met.get(what) ?? 0) + 1)
    }
    const missing = everyOutcome.filter((outcome) => !met.has(outcome))
    expect(missing).toEqual([])
  })
})

const everyOutcome: readonly string[] = [
  'basic',
  'cors',
  'opaque',
  'opaqueredirect',
  'main fetch: bad port',
  'main fetch: request is mixed content',
  'main fetch: mode is same-origin',
  'main fetch: no-cors must follow redirects',
  'main fetch: not an HTTP(S) scheme',
  'main fetch: MIME type',
  'main fetch: nosniff',
  'scheme fetch: data',
  'CORS-preflight fetch: CORS check: no Access-Control-Allow-Origin',
  'CORS-preflight fetch: CORS check: another origin',
  'CORS-preflight fetch: CORS check: credentials',
  'CORS-preflight fetch: not an ok status',
  'CORS-preflight fetch: a list that does not parse',
  'CORS-preflight fetch: method',
  'CORS-preflight fetch: non-wildcard header name',
  'CORS-preflight fetch: header name',
  'CORS check: no Access-Control-Allow-Origin',
  'CORS check: another origin',
  'CORS check: credentials',
  'HTTP fetch: cross-origin resource policy',
  'HTTP fetch: redirect mode is error',
  'HTTP-redirect fetch: location',
  'HTTP-redirect fetch: scheme',
  'HTTP-redirect fetch: too many',
  'HTTP-redirect fetch: credentials in a cross-origin URL',
  'HTTP-redirect fetch: credentials in a URL, tainting is cors',
  'HTTP-redirect fetch: body has no source',
  'HTTP-network-or-cache fetch: only-if-cached',
]
