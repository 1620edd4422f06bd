import { describe, expect, it } from 'vitest'
import { simulate } from '../../src/fetch/simulate'
import { ConfigError } from '../../src/infra/config-error'
import { profiles } from '../../src/profile/profile'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { answer, api, request } from './kit'

const userAgent = createUserAgent('spec')
const get = request(`${api}/`)

describe('simulate', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, userAgent: unknown, request: unknown, now: unknown, path: string, reason: string])[] = [
    ['nothing for a user agent', undefined, get, 0, 'userAgent', 'missing'],
    ['null for one', null, get, 0, 'userAgent', 'invalid'],
    ['the name of a profile', 'chromium', get, 0, 'userAgent', 'invalid'],
    ['a profile', profiles.chromium, get, 0, 'userAgent', 'invalid'],
    ['JSON that was only parsed', JSON.parse(JSON.stringify(userAgent)), get, 0, 'userAgent', 'invalid'],
    ['a user agent with the name of a profile', { ...userAgent, profile: 'spec' }, get, 0, 'userAgent', 'invalid'],
    ['one without a preflight cache', { ...userAgent, preflightCache: undefined }, get, 0, 'userAgent', 'invalid'],
    ['one that does not count opaque origins', { ...userAgent, opaqueOrigins: undefined }, get, 0, 'userAgent', 'invalid'],
    ['what a request is made from', userAgent, { url: api, client: api }, 0, 'request', 'invalid'],
    ['no moment', userAgent, get, undefined, 'now', 'missing'],
    ['a moment that is none', userAgent, get, Number.NaN, 'now', 'invalid'],
    ['a date', userAgent, get, new Date(0), 'now', 'invalid'],
    ['the end of time', userAgent, get, Number.POSITIVE_INFINITY, 'now', 'invalid'],
  ]
  it.each(rows)(
    'throws a ConfigError for %s, before anything is sent',
    (_, agent, record, now, path, reason) => {
      let sent = 0
      const handler = (): ReturnType<typeof answer> => {
        sent++
        return answer(200)
      }
      let error: unknown = null
      try {
        simulate(agent as typeof userAgent, record as typeof get, handler, now as number)
      } catch (thrown) {
        error = thrown
      }
      if (!(error instanceof ConfigError)) throw error
      expect(error.issues).toMatchObject([{ path, reason }])
      expect(error.message).toMatch(new RegExp(`^${path} must be `))
      expect(sent).toBe(0)
    },
  )

  it('says how a user agent is made', () => {
    expect(() => simulate('chromium' as never, get, () => answer(200), 0)).toThrow(
      "createUserAgent('chromium')",
    )
  })
})
