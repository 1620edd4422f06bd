import * as fc from 'fast-check'
import { nonEmpty, pick } from './arbitrary-parts'
import { client, plan, step } from './arbitrary-requests'
import { partialPreflight, resource } from './arbitrary-servers'
import type { RequestPlan, Scenario, Step } from './scenario'
import type { Resource } from './scenario-server'
import type { Pair } from './twin-request'

/** One to five requests of one browser, minutes or milliseconds apart, against servers that are mostly right. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  clients: nonEmpty(client, 2),
  // Chains lead on to the last one, and mostly end there.
  resources: fc
    .tuple(nonEmpty(resource(70), 4), resource(10))
    .map(([first, end]): readonly [Resource, ...Resource[]] => [...first, end]),
  plans: nonEmpty(plan, 3),
  steps: fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.array(step, { minLength: 1, maxLength: 5 }) },
    { weight: 2, arbitrary: fc.array(step, { minLength: 3, maxLength: 5 }) },
  ),
})

const cachedPlan = (url: string): RequestPlan => ({
  target: { resource: 0, form: 'plain', raw: url },
  request: {
    method: 'PUT',
    headers: [],
    mode: 'cors',
    credentialsMode: 'same-origin',
    redirectMode: 'follow',
    cacheMode: 'default',
    destination: '',
    initiator: '',
    referrer: 'client',
    referrerPolicy: '',
    userActivation: false,
    userInitiated: false,
    useCORSPreflight: false,
    unsafeRequest: true,
  },
  body: null,
})

/** One page and one URL, again and again, so that preflights meet what earlier ones left in the cache. */
export const cacheScenarios: fc.Arbitrary<Scenario> = fc.record({
  clients: fc.constant<Scenario['clients']>([
    {
      origin: 'https://app.example.com',
      topLevelOrigin: 'https://app.example.com',
      creationURL: 'https://app.example.com/page?q=1',
      hasTrustworthyAncestor: false,
      isDocument: true,
      referrerPolicy: 'strict-origin-when-cross-origin',
      embedderPolicy: 'unsafe-none',
    },
  ]),
  resources: fc
    .record({
      preflight: nonEmpty(partialPreflight, 3),
      refuses: pick([
        [9, false],
        [1, true],
      ]),
    })
    .map(({ preflight, refuses }): readonly [Resource] => [
      {
        origin: 'https://api.example.com',
        preflight,
        actual: [
          {
            status: 200,
            headers: refuses
              ? []
              : [
                  ['access-control-allow-origin', '{origin}'],
                  ['access-control-allow-credentials', 'true'],
                ],
            location: null,
          },
        ],
      },
    ]),
  plans: fc.constant<Scenario['plans']>([cachedPlan('')]),
  steps: fc.array(
    fc.record<Step>({
      afterMilliseconds: fc.constantFrom(0, 0, 1000, 1000, 2000, 3000),
      plan: fc.constant(0),
      client: fc.constant(0),
      credentialsMode: pick<Step['credentialsMode']>([
        [3, null],
        [2, 'include'],
      ]),
      method: pick<string | null>([
        [3, null],
        [2, 'DELETE'],
        [1, 'GET'],
        [1, '*'],
      ]),
      extraHeader: pick<Pair | null>([
        [2, null],
        [2, ['X-Custom', '1']],
        [2, ['X-Extra', '1']],
        [1, ['Authorization', '1']],
        [1, ['*', '1']],
      ]),
      fragment: fc.constant(false),
    }),
    { minLength: 3, maxLength: 7, size: 'max' },
  ),
})
