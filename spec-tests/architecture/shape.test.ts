import { describe, expect, it } from 'vitest'
import { ceiling, ceilingFindings, classFindings, dataFiles, dataLogicCeiling, engineFindings } from './shape'
import { source, sourcesBelow } from './sources'

const files = sourcesBelow('src')

describe('files of src', () => {
  it(`have at most ${ceiling} lines, where they have logic`, () => expect(ceilingFindings(files)).toEqual([]))
  it('still include every file listed as data', () =>
    expect([...dataFiles.keys()].filter((path) => !files.some((file) => file.path === path))).toEqual([]))
  it('do not ask which engine a profile is of', () => expect(engineFindings(files)).toEqual([]))
  it('have no class in pure rooms but the persistent map and errors', () =>
    expect(classFindings(files)).toEqual([]))
})

describe('the rule of ceilings', () => {
  const long = '\n'.repeat(ceiling)
  it('reports a line too many', () =>
    expect(ceilingFindings([source('src/fetch/a.ts', `${long}a`)])).toHaveLength(1))
  it('lets the last allowed line be', () =>
    expect(ceilingFindings([source('src/fetch/a.ts', long)])).toEqual([]))
  it('lets long data be', () =>
    expect(ceilingFindings([source('src/profile/divergences.ts', `${long}a`)])).toEqual([]))
  it('lets data have a function to make its rows', () =>
    expect(ceilingFindings([source('src/profile/divergences.ts', 'const f = () => 1')])).toEqual([]))
  it('does not count texts with holes', () => {
    const text = `const f = (a) => [${'\n'.repeat(dataLogicCeiling)}]`
    expect(ceilingFindings([source('src/profile/divergences.ts', text)])).toEqual([])
  })
  it('reports data that is mostly functions', () => {
    const text = `function f() {${'\n'.repeat(dataLogicCeiling)}}`
    expect(ceilingFindings([source('src/profile/divergences.ts', text)])).toHaveLength(1)
  })
})

describe('the rule of engines', () => {
  it.each([
    {
      desc: 'reports a comparison',
      path: 'src/fetch/a.ts',
      text: "if (profile.engine === 'safari') f()",
      count: 1,
    },
    {
      desc: 'reports a destructured read',
      path: 'src/fetch/a.ts',
      text: 'const { engine } = profile',
      count: 1,
    },
    {
      desc: 'reports a renamed one',
      path: 'src/fetch/a.ts',
      text: 'const { engine: e } = profile',
      count: 1,
    },
    { desc: 'reports a read by index', path: 'src/fetch/a.ts', text: "f(profile['engine'])", count: 1 },
    { desc: 'lets the room of profiles be', path: 'src/profile/a.ts', text: 'f(profile.engine)', count: 0 },
    { desc: 'lets words be chosen by it', path: 'src/explain/a.ts', text: 'f(books[p.engine])', count: 0 },
    { desc: 'lets it be passed on', path: 'src/explain/a.ts', text: 'f({ engine: p.engine })', count: 0 },
    {
      desc: 'reports a branch among words',
      path: 'src/explain/a.ts',
      text: "p.engine === 'x' ? 1 : 2",
      count: 1,
    },
    {
      desc: 'reports a switch among words',
      path: 'src/explain/a.ts',
      text: 'switch (p.engine) {}',
      count: 1,
    },
    {
      desc: 'lets the type be declared',
      path: 'src/fetch/a.ts',
      text: 'interface A { engine: string }',
      count: 0,
    },
  ])('$desc', ({ path, text, count }) => expect(engineFindings([source(path, text)])).toHaveLength(count))
})

describe('the rule of classes', () => {
  it.each([
    { desc: 'reports a class', path: 'src/fetch/a.ts', text: 'class Cache {}', count: 1 },
    {
      desc: 'reports a class expression',
      path: 'src/fetch/a.ts',
      text: 'const A = class extends B {}',
      count: 1,
    },
    { desc: 'lets an error be', path: 'src/fetch/a.ts', text: 'class Misuse extends TypeError {}', count: 0 },
    {
      desc: 'lets the map be',
      path: 'src/infra/persistent-map.ts',
      text: 'class PersistentMap {}',
      count: 0,
    },
    { desc: 'lets drivers have their own', path: 'src/drivers/a.ts', text: 'class Browser {}', count: 0 },
  ])('$desc', ({ path, text, count }) => expect(classFindings([source(path, text)])).toHaveLength(count))
})
