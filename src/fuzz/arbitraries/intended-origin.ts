import type { Intent } from '../types'
import { examplesOf } from '../who'
import type { Arbitrary, FastCheck } from './fast-check'

/** Origins that may read something. An intent without grants has none, and is refused. */
export function intendedOrigin(fc: FastCheck, intent: Intent): Arbitrary<string> {
  return fc.constantFrom(...new Set(intent.grants.flatMap(({ who }) => examplesOf(who))))
}
