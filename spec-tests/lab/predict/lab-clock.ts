import { type VirtualClock, virtualClock } from '../../../src/drivers/virtual-clock'
import type { Instant } from '../../../src/profile/knobs'

/** A virtual clock that tells how long its next timer has to go. */
export interface LabClock {
  /** For the browser. */
  readonly clock: VirtualClock
  /** Milliseconds; null where there is no timer. */
  toNext(): number | null
}

export function labClock(start: Instant): LabClock {
  const inner = virtualClock(start)
  const due = new Set<{ readonly at: Instant }>()
  const setTimer: VirtualClock['setTimer'] = (milliseconds, callback) => {
    const timer = { at: inner() + Math.max(0, milliseconds) }
    due.add(timer)
    const cancel = inner.setTimer(milliseconds, () => {
      due.delete(timer)
      callback()
    })
    return () => {
      due.delete(timer)
      cancel()
    }
  }
  return {
    clock: Object.assign((): Instant => inner(), { advance: inner.advance, setTimer }),
    toNext: () => (due.size === 0 ? null : Math.min(...[...due].map(({ at }) => at)) - inner()),
  }
}
