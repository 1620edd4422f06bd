import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { browserFindings, cycleFindings, layerFindings, packageFindings } from './layers'
import { packageDoors, sharedTypes } from './rooms'
import { repository, source, sourcesBelow } from './sources'

const files = sourcesBelow('src')
const manifest = JSON.parse(readFileSync(`${repository}package.json`, 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly tsup: { readonly entry: Readonly<Record<string, string>> }
}
const entries = Object.values(manifest.tsup.entry)
/** Everything but what says that it is for Node. */
const browserEntries = Object.entries(manifest.tsup.entry)
  .filter(
    ([name]) => !['node', 'cli', 'fuzz-worker', 'vitest-environment', 'jest-environment'].includes(name),
  )
  .map(([, path]) => path)

describe('rooms of src', () => {
  it('import only from lower layers and from within', () => expect(layerFindings(files, entries)).toEqual([]))
  it('import in no circle', () => expect(cycleFindings(files)).toEqual([]))
  it('reach each package through one door', () =>
    expect(
      packageFindings(files, Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })),
    ).toEqual([]))
  it('have a door to every dependency', () =>
    expect([...packageDoors.keys()].filter((name) => !name.startsWith('vitest/')).sort()).toEqual(
      Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).sort(),
    ))
  it('need no Node where a browser comes by', () =>
    expect(browserFindings(files, browserEntries)).toEqual([]))
  it('still have the files whose types are shared', () =>
    expect([...sharedTypes].filter((path) => !files.some((file) => file.path === path))).toEqual([]))
})

const low = source('src/infra/low.ts', 'export const low = 1')
const row = (desc: string, path: string, text: string, count: number) => ({
  desc,
  file: source(path, text),
  count,
})

describe('the rule of layers', () => {
  it.each([
    row('lets a room import from a lower layer', 'src/http/a.ts', "import { low } from '../infra/low'", 0),
    row('reports an import from a higher layer', 'src/infra/a.ts', "import { b } from '../fetch/b'", 1),
    row('reports an import from a neighbour', 'src/spec/a.ts', "import { low } from '../infra/low'", 1),
    row('counts type-only imports', 'src/spec/a.ts', "import type { low } from '../infra/low'", 1),
    row('counts re-exports', 'src/spec/a.ts', "export { low } from '../infra/low'", 1),
    row('counts import types', 'src/spec/a.ts', "export type A = import('../infra/low').A", 1),
    row(
      'lets a neighbour import the types of the knobs',
      'src/http/a.ts',
      "import type { K } from '../profile/knobs'",
      0,
    ),
    row('but not their values', 'src/http/a.ts', "import { knobAnchors } from '../profile/knobs'", 1),
    row('reports an import of an entry point', 'src/fetch/a.ts', "import { a } from '../origin/index'", 1),
    row('reports an import of nothing', 'src/fetch/a.ts', "import { a } from './gone'", 1),
    row('reports a file in a room without a layer', 'src/util/a.ts', '', 1),
    row('reports a file in no room', 'src/a.ts', '', 1),
  ])('$desc', ({ file, count }) => {
    const others = [
      low,
      source('src/fetch/b.ts', ''),
      source('src/profile/knobs.ts', ''),
      source('src/origin/index.ts', ''),
    ]
    expect(layerFindings([...others, file], ['src/origin/index.ts'])).toHaveLength(count)
  })

  it('reports a circle, types included', () => {
    const a = source('src/fetch/a.ts', "import type { B } from './b'")
    const b = source('src/fetch/b.ts', "export { A } from './a'")
    expect(cycleFindings([a, b])).toEqual(['src/fetch/a.ts -> src/fetch/b.ts -> src/fetch/a.ts'])
  })

  it.each([
    row('lets a package through its door', 'src/origin/public-suffix.ts', "import { parse } from 'tldts'", 0),
    row('reports a package anywhere else', 'src/fetch/a.ts', "import { parse } from 'tldts'", 1),
    row('reports a subpath of it, too', 'src/fetch/a.ts', "import { parse } from 'tldts/x'", 1),
    row('reports what is no dependency', 'src/cli/a.ts', "import express from 'express'", 1),
    row('reports Node in a pure room', 'src/http/a.ts', "import { Buffer } from 'node:buffer'", 1),
    row('lets a driver use Node', 'src/drivers/node.ts', "import { request } from 'node:http'", 0),
  ])('$desc', ({ file, count }) => expect(packageFindings([file], ['tldts'])).toHaveLength(count))

  it('reports Node behind an entry point for browsers', () => {
    const index = source('src/index.ts', "export { a } from './drivers/a'")
    const a = source('src/drivers/a.ts', "import { request } from 'node:http'\nexport const a = request")
    expect(browserFindings([index, a], ['src/index.ts'])).toHaveLength(1)
    expect(browserFindings([index, a], [])).toEqual([])
  })
})
