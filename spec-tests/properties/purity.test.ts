import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyScenario, engines, fetchesOf, numRuns, play, take, writtenAll } from './stories'

/** Frozen through and through; what is frozen already has been by this. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) deepFreeze(member)
  }
  return value
}

it('nothing that the kernel is given is changed by it, nor anything it has given out before', () => {
  fc.assert(
    fc.property(anyScenario, engines, (scenario, engine) => {
      const before = writtenAll(play(engine, fetchesOf(scenario)))
      // In modules, writing to what is frozen throws.
      const frozen = play(engine, fetchesOf(scenario), (step) => deepFreeze(take(deepFreeze(step))))
      expect(writtenAll(frozen)).toBe(before)
    }),
    { numRuns },
  )
})
