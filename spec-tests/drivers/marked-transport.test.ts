import { describe, expect, it } from 'vitest'
import { listenerTransport } from '../../src/drivers/listener-transport'
import { isMarkedTransport, markedTransport } from '../../src/drivers/transport'
import { answer } from '../../src/servers/middleware'
import { chainAsync } from '../../src/servers/real/transport-layer'

describe('transports of this library are known by their mark, since listeners of Node take as many arguments', () => {
  const rows: readonly (readonly [desc: string, value: unknown, marked: boolean])[] = [
    ['a chain that takes time', chainAsync(() => answer(200)), true],
    ['a listener that was made a transport', listenerTransport(() => {}), true],
    ['a listener', (_request: unknown, _response: unknown) => {}, false],
    ['a handler', () => answer(200), false],
    ['no function', { length: 2 }, false],
    ['nothing', null, false],
  ]
  it.each(rows)('%s', (_desc, value, marked) => expect(isMarkedTransport(value)).toBe(marked))

  it('by the mark of another copy of this library, too', () => {
    const other = Object.defineProperty(() => {}, Symbol.for('corsac.transport'), { value: true })
    expect(isMarkedTransport(other)).toBe(true)
  })

  it('with a mark that shows nowhere', () => {
    expect(Object.keys(markedTransport(async () => answer(200)))).toEqual([])
  })
})
