import type { Instant } from '../profile/knobs'

/** A clock that stands still until it is moved. Call it for the time, in milliseconds. */
export interface VirtualClock {
  (): Instant
  /**
   * Moves the clock, and has every timer fire that is due on the way, in the order of time and, at one
   * time, of setting. While one fires, the clock shows its time. What waits for them goes on in microtasks:
   * `await` something before looking at the outcome.
   *
   * @throws RangeError for a negative or unbounded number of milliseconds
   */
  readonly advance: (milliseconds: number) => void
  /** Has a function called once, so many milliseconds from now, and returns what takes that back. */
  readonly setTimer: (milliseconds: number, callback: () => void) => () => void
}

interface Timer {
  readonly due: Instant
  readonly callback: () => void
}

/** A clock for tests, in milliseconds since the epoch: nothing but `advance` moves it, no real timer is involved. */
export function virtualClock(start: Instant = 0): VirtualClock {
  if (!Number.isFinite(start)) throw new RangeError('A clock starts at a finite number of milliseconds.')
  let now = start
  // In the order of setting. They are few: one for each request that is on its way.
  const timers: Timer[] = []

  function nextDue(end: Instant): Timer | null {
    let next: Timer | null = null
    for (const timer of timers) {
      if (timer.due <= end && (next === null || timer.due < next.due)) next = timer
    }
    return next
  }

  function remove(timer: Timer): void {
    const index = timers.indexOf(timer)
    if (index !== -1) timers.splice(index, 1)
  }

  function advance(milliseconds: number): void {
    if (!(milliseconds >= 0 && milliseconds < Number.POSITIVE_INFINITY)) {
      throw new RangeError('A clock moves by a finite number of milliseconds, and not back.')
    }
    const end = now + milliseconds
    for (let timer = nextDue(end); timer !== null; timer = nextDue(end)) {
      remove(timer)
      // A timer that fires may have moved the clock itself.
      if (timer.due > now) now = timer.due
      timer.callback()
    }
    if (end > now) now = end
  }

  function setTimer(milliseconds: number, callback: () => void): () => void {
    const timer: Timer = { due: now + Math.max(0, milliseconds), callback }
    timers.push(timer)
    return () => remove(timer)
  }

  return Object.assign((): Instant => now, { advance, setTimer })
}
