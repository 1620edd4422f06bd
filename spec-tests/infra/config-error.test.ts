import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/infra/config-error'

describe('ConfigError', () => {
  const issues = [
    { path: 'method', value: 'P UT', reason: 'invalid', message: 'method must be a token' },
    { path: 'url', value: undefined, reason: 'missing', message: 'url must be a URL' },
  ] as const

  it('is an error of its own name', () => {
    const error = new ConfigError(issues)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('ConfigError')
    expect(String(error)).toBe('ConfigError: method must be a token\nurl must be a URL')
  })

  it('keeps every issue, with the value that was given', () => {
    expect(new ConfigError(issues).issues).toEqual(issues)
  })
})
