import { baseOf } from '../base'
import { nearbyOrigin as grown } from '../origin-grammar'
import { probes } from '../probes'
import { randomOf } from '../random'
import { rawProbes } from '../raw-probes'
import type { Arbitrary, FastCheck } from './fast-check'

/**
 * Values of `Origin` near this origin, which a careless comparison takes for it: every probe, and what the grammar makes.
 * They shrink towards an origin that has nothing to do with it. Not all of them can be sent by browsers.
 *
 * @example fc.assert(fc.property(nearbyOrigin(fc, 'https://app.example.com'), (origin) => !allowed(origin) || origin === app))
 */
export function nearbyOrigin(fc: FastCheck, origin: string): Arbitrary<string> {
  const base = baseOf(origin)
  if (base === null) return fc.constantFrom('https://evil.example', 'null')
  const known = [...probes, ...rawProbes]
    .flatMap(({ origins }) => origins(base))
    .filter((each) => each !== origin)
  const grammar = fc.nat().map((n) => grown([base], randomOf(n, 0)).origin)
  return fc.oneof(
    fc.constantFrom(...new Set(known)),
    grammar.filter((each) => each !== origin),
  )
}
