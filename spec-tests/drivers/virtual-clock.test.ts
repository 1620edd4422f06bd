import { describe, expect, it } from 'vitest'
import { virtualClock } from '../../src/drivers/virtual-clock'

describe('virtualClock', () => {
  it('stands still until it is moved', () => {
    const clock = virtualClock(1000)
    expect([clock(), clock()]).toEqual([1000, 1000])
    clock.advance(500)
    clock.advance(0)
    expect(clock()).toBe(1500)
    expect(virtualClock()()).toBe(0)
  })

  it('fires timers in the order of time, and of setting where the time is one, each at its time', () => {
    const clock = virtualClock()
    const fired: string[] = []
    clock.setTimer(20, () => fired.push(`b at ${clock()}`))
    clock.setTimer(10, () => fired.push(`a at ${clock()}`))
    clock.setTimer(20, () => fired.push(`c at ${clock()}`))
    clock.setTimer(31, () => fired.push(`d at ${clock()}`))
    clock.advance(30)
    expect(fired).toEqual(['a at 10', 'b at 20', 'c at 20'])
    expect(clock()).toBe(30)
    clock.advance(1)
    expect(fired[3]).toBe('d at 31')
  })

  it('fires no timer that was taken back, and none twice', () => {
    const clock = virtualClock()
    let count = 0
    const cancel = clock.setTimer(1, () => count++)
    clock.setTimer(2, () => count++)
    cancel()
    clock.advance(5)
    clock.advance(5)
    cancel()
    expect(count).toBe(1)
  })

  it('fires a timer that a timer sets, if it is due on the way', () => {
    const clock = virtualClock()
    const fired: number[] = []
    clock.setTimer(10, () => clock.setTimer(5, () => fired.push(clock())))
    clock.advance(20)
    expect(fired).toEqual([15])
  })

  it('can be moved by a timer, and never goes back', () => {
    const clock = virtualClock()
    const seen: number[] = []
    clock.setTimer(10, () => clock.advance(100))
    clock.setTimer(50, () => seen.push(clock()))
    clock.advance(20)
    expect(seen).toEqual([50])
    expect(clock()).toBe(110)
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('does not move by %d', (milliseconds) => {
    const clock = virtualClock(5)
    expect(() => clock.advance(milliseconds)).toThrowError(RangeError)
    expect(clock()).toBe(5)
  })

  it('does not begin nowhere', () => {
    expect(() => virtualClock(Number.NaN)).toThrowError(RangeError)
  })
})
