import { describe, expect, it } from 'vitest'
import { globalFindings } from './globals'
import { source, sourcesBelow } from './sources'

describe('pure rooms', () => {
  it('take nothing from their surroundings but ECMAScript', () =>
    expect(globalFindings(sourcesBelow('src'))).toEqual([]))
})

describe('the rule of globals', () => {
  it.each([
    { desc: 'reports a clock', text: 'export const now = Date.now()', found: ['the global Date'] },
    { desc: 'reports chance', text: 'export const r = Math.random()', found: ['.random'] },
    { desc: 'reports a promise', text: 'export const p = Promise.resolve(1)', found: ['the global Promise'] },
    {
      desc: 'reports the type of a promise',
      text: 'export type P = Promise<number>',
      found: ['the type Promise'],
    },
    {
      desc: 'reports async and await',
      text: 'export async function f() { await 1 }',
      found: ['async', 'await'],
    },
    {
      desc: 'reports the global fetch',
      text: "export const f = () => fetch('/')",
      found: ['the global fetch'],
    },
    { desc: 'lets a declared fetch be', text: 'export function fetch() {}\nfetch()', found: [] },
    { desc: 'lets an imported fetch be', text: "import { fetch } from './f'\nfetch()", found: [] },
    {
      desc: 'lets a parameter called process be',
      text: 'export const f = (process: number) => process',
      found: [],
    },
    {
      desc: 'reports one hidden in a shorthand',
      text: 'export const o = { console }',
      found: ['the global console'],
    },
    { desc: 'lets a property of that name be', text: 'export const f = (o: A) => o.console', found: [] },
    {
      desc: 'reports the way around through globalThis',
      text: 'globalThis',
      found: ['the global globalThis'],
    },
    { desc: 'reports the URL of the host', text: "new URL('a:b')", found: ['the global URL'] },
    { desc: 'reports a dynamic import', text: "export const m = import('./m')", found: ['import()'] },
    {
      desc: 'reports the language of the machine',
      text: "'a'.localeCompare('b')",
      found: ['.localeCompare'],
    },
    {
      desc: 'lets ECMAScript be',
      text: 'export const m = new Map([[Math.max(1, 2), undefined]])',
      found: [],
    },
    {
      desc: 'reports a default of a parameter',
      text: 'function f(a = setTimeout) {}',
      found: ['the global setTimeout'],
    },
  ])('$desc', ({ text, found }) =>
    expect(
      globalFindings([source('src/fetch/a.ts', text)]).map((line) => line.replace(/^.* uses /, '')),
    ).toEqual(found),
  )

  it('holds in pure rooms only', () =>
    expect(globalFindings([source('src/drivers/a.ts', 'Date.now()')])).toEqual([]))
})
