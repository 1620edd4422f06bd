import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { mutants } from './mutants'
import { mutated, sourceOf } from './run-mutants'

const lab = fileURLToPath(new URL('..', import.meta.url))

describe('the mutants of the kernel', () => {
  it('are thirty-eight, of fetch, http, the preflight cache, origins and cookies', () => {
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(38)
    expect(new Set(mutants.map(({ file }) => file.split('/')[0]))).toEqual(
      new Set(['cookies', 'fetch', 'http', 'origin', 'preflight-cache']),
    )
  })

  it.each(mutants)('change one place: $id', (mutant) => {
    const source = readFileSync(sourceOf(mutant, lab), 'utf8')
    expect(mutated(mutant, source)).not.toBe(source)
    expect(mutant.breaks).toMatch(/^\S.{9,}\.$/su)
  })

  it('are refused where their text is not there exactly once', () => {
    const mutant = { id: 'm', file: 'f.ts', find: 'a', replace: 'b', breaks: '' }
    expect(mutated(mutant, 'xay')).toBe('xby')
    expect(() => mutated(mutant, 'xy')).toThrow(/f\.ts has 0 times/)
    expect(() => mutated(mutant, 'aa')).toThrow(/2 times/)
  })
})
