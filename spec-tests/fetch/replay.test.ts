import { describe, expect, it } from 'vitest'
import type { Recording } from '../../src/fetch/exchange-state'
import { ProtocolMisuse } from '../../src/fetch/misuse'
import { replay, replayTurns } from '../../src/fetch/replay'
import { simulate } from '../../src/fetch/simulate'
import { profiles } from '../../src/profile/profile'
import { createTraceLog } from '../../src/spec/trace'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { api, app, request } from './kit'
import { agree } from './traffic'

const made = request(`${api}/x`, { method: 'PUT' })
const simulation = simulate(createUserAgent(profiles.spec), made, agree, 5)
const { recording } = simulation
const [first, ...rest] = recording.turns
const cut = (turns: number): Recording => ({ ...recording, turns: [first, ...rest.slice(0, turns)] })

describe('replay', () => {
  it('comes to the same end', () => {
    const { exchange, userAgent } = replay(recording, null)
    expect(exchange.state === 'settled' && exchange.response).toEqual(simulation.response)
    expect(userAgent).toEqual(simulation.userAgent)
  })

  it('tells a trace what was decided', () => {
    const trace = createTraceLog()
    replay(recording, trace)
    expect(trace.decisions.map(({ step }) => step)).toContain('cors-preflight-fetch/passed')
    expect(trace.decisions.at(-1)?.step).toBe('main-fetch/readable')
  })

  it.each([
    [0, 'awaiting-preflight'],
    [1, 'awaiting-response'],
    [2, 'settled'],
  ])('of %i answers is %s', (turns, state) => expect(replay(cut(turns), null).exchange.state).toBe(state))

  it('does not accept turns behind the end', () => {
    const more: Recording = { ...recording, turns: [first, ...rest, ...rest.slice(-1)] }
    expect(() => replay(more, null)).toThrow(ProtocolMisuse)
    expect(() => replay(more, null)).toThrow('the recording goes on after its fetch has settled')
  })

  it('uses the user agent of each turn', () => {
    const forgetful = createUserAgent(profiles.spec)
    const turns: Recording['turns'] = [first, ...rest.map((turn) => ({ ...turn, userAgent: forgetful }))]
    expect(replay({ ...recording, turns }, null).userAgent).toBe(forgetful)
  })
})

describe('the turns of a recording', () => {
  const shown = (of: Recording) =>
    replayTurns(of).map(({ exchange, event }) => `${exchange.send.method} ${event?.kind ?? 'unanswered'}`)

  it.each([
    [2, ['OPTIONS response', 'PUT response']],
    [1, ['OPTIONS response', 'PUT unanswered']],
    [0, ['OPTIONS unanswered']],
  ])('are, of %i answers, %j', (turns, expected) => expect(shown(cut(turns))).toEqual(expected))

  it('end where the fetch does', () => {
    const more: Recording = { ...recording, turns: [first, ...rest, ...rest.slice(-1)] }
    expect(shown(more)).toEqual(['OPTIONS response', 'PUT response'])
  })

  it('are none, where nothing was sent', () => {
    const { recording: local } = simulate(createUserAgent(profiles.spec), request('data:,x'), agree, 0)
    expect(replayTurns(local)).toEqual([])
    const { recording: simple } = simulate(createUserAgent(profiles.spec), request(`${app}/x`), agree, 0)
    expect(shown(simple)).toEqual(['GET response'])
  })
})
