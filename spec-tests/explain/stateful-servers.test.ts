import { describe, expect, it } from 'vitest'
import { explain } from '../../src/explain/explain'
import { answersOf, judge } from '../../src/explain/judge'
import { simulate } from '../../src/fetch/simulate'
import { profiles } from '../../src/profile/profile'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { answer, api, request } from '../fetch/kit'

const url = `${api}/once`
const open = { 'access-control-allow-origin': '*' }

describe('a server that answers differently the second time', () => {
  it('is explained as it answered', () => {
    let hits = 0
    const server = () => (hits++ === 0 ? answer(302, { ...open, location: '/once' }) : answer(200, open))
    const { recording } = simulate(createUserAgent(profiles.chromium), request(url), server, 0)
    const { verdicts } = explain(recording)
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['readable', 'readable', 'readable'])
    for (const { timeline } of verdicts) expect(timeline).toHaveLength(hits)
  })

  it('is asked again, where a browser asks more often than was recorded', () => {
    const userAgent = createUserAgent(profiles.chromium)
    const first = simulate(userAgent, request(url), () => answer(302, { ...open, location: '/once' }), 0)
    const one = answersOf(first.recording).slice(0, 1)
    expect(judge(profiles.firefox, userAgent, request(url), one, 0)).toMatchObject({
      state: 'needs-exchange',
      needs: { method: 'GET', url: { href: url } },
    })
  })
})

describe('a value made of brackets', () => {
  it('is looked at in linear time', () => {
    const hostile = answer(200, { 'access-control-allow-origin': `${'>'.repeat(200_000)}x` })
    const { recording } = simulate(createUserAgent(profiles.chromium), request(url), () => hostile, 0)
    expect(explain(recording).verdicts[0]?.refusal?.step).toBe('cors-check/origin-mismatch')
  })
})
