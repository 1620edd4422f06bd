import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/infra/config-error'
import {
  readArray,
  readBoolean,
  readNumber,
  readObject,
  readString,
  readStringOrNull,
} from '../../src/infra/read-json'

type Reader = (value: unknown, path: string) => unknown

describe('reading JSON', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [name: string, read: Reader, expected: string, right: readonly unknown[], wrong: readonly unknown[]])[] = [
    ['readObject', readObject, 'an object', [{}, { a: 1 }], [null, [], '{}', 1, true, undefined]],
    ['readArray', readArray, 'an array', [[], [1]], [null, {}, '[]', { length: 0 }, undefined]],
    ['readString', readString, 'a string', ['', 'null'], [null, 1, ['a'], undefined]],
    ['readStringOrNull', readStringOrNull, 'a string or null', ['', null], [1, false, undefined]],
    ['readBoolean', readBoolean, 'true or false', [true, false], [null, 0, 'true', undefined]],
    ['readNumber', readNumber, 'a number', [0, -1.5, 2 ** 60], [null, '1', Number.NaN, Infinity, -Infinity, undefined]],
  ]
  it.each(rows)('%s gives back what is right', (_, read, __, right) => {
    for (const value of right) expect(read(value, 'a.b')).toBe(value)
  })

  it.each(rows)('%s throws an error with the path of what is wrong', (_, read, expected, __, wrong) => {
    for (const value of wrong) {
      let error: unknown = null
      try {
        read(value, 'a.b')
      } catch (thrown) {
        error = thrown
      }
      expect(error).toBeInstanceOf(ConfigError)
      const missing = value === undefined
      expect((error as ConfigError).issues).toEqual([
        {
          path: 'a.b',
          value,
          reason: missing ? 'missing' : 'invalid',
          message: missing ? `a.b is missing; it must be ${expected}` : `a.b must be ${expected}`,
        },
      ])
    }
  })
})
