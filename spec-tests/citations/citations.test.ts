import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { knobAnchors } from '../../src/profile/knob-anchors'
import { editions } from '../../src/spec/edition'
import { steps } from '../../src/spec/steps/index'
import { source, sourcesBelow } from '../architecture/sources'
import {
  addressFindings,
  type Citation,
  commentFindings,
  type ExternalAnchors,
  externalFindings,
  stepComments,
  stepsNamed,
  tableFindings,
  unusedFindings,
} from './citations'
import {
  anchorsOf,
  type CitationIndex,
  compactSteps,
  editionsAtHand,
  expandSteps,
  extractIndex,
} from './extract-index.mjs'

const files = sourcesBelow('src')
const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const index: CitationIndex = read('./index.json')
const external: ExternalAnchors = read('./external-anchors.json')
const knobCitations: Record<string, Citation> = Object.fromEntries(
  Object.entries(knobAnchors).map(([knob, anchor]) => [knob, { anchor, number: '' }]),
)

describe('the index of the standards', () => {
  it.runIf(editionsAtHand)('is what the pinned editions say', () => expect(extractIndex()).toEqual(index))

  it.runIf(!editionsAtHand)(
    'is the committed one: the editions are not beside this clone to compare it with',
    () => expect(Object.keys(index)).toContain('fetch'),
  )

  it('is of the editions that the package says it follows', () => {
    const named: Readonly<Record<string, string>> = editions
    for (const [standard, { commit }] of Object.entries(index)) {
      expect(named[standard], standard).toMatch(new RegExp(`\\b${commit}\\b`))
    }
  })

  it('knows the algorithms that the kernel is made of', () => {
    // Counted by hand in the edition, so that an extraction that goes wrong is not believed.
    expect(index['fetch']?.anchors['concept-cors-check']).toBe('1-8')
    expect(index['fetch']?.anchors['concept-main-fetch']).toMatch(/^1-24 12\.1-12\.4 /)
    expect(index['fetch']?.anchors['cors-preflight-fetch-0']).toBe('1-8 5.1-5.2 7.1-7.16')
    expect(index['fetch-metadata']?.anchors['abstract-opdef-set-site']).toBe('1-6 5.1-5.4')
    expect(index['referrer-policy']?.anchors['determine-requests-referrer']).toMatch(/^1-8 /)
  })
})

describe('citations in src', () => {
  const { cited } = stepComments(files)

  it('of steps: every id has its anchor, and every number its step', () =>
    expect(tableFindings(steps, index, external)).toEqual([]))

  it('of knobs: every knob has its anchor', () =>
    expect(tableFindings(knobCitations, index, external)).toEqual([]))

  it('of external standards: the list has nothing more than is used', () =>
    expect(
      externalFindings([...Object.values(steps), ...Object.values(knobCitations)], index, external),
    ).toEqual([]))

  it('by address: every comment points to an anchor of the edition', () =>
    expect(addressFindings(files, index)).toEqual([]))

  it(`by number: each of ${cited.length} step comments is about a step of the algorithm it stands in`, () =>
    expect(commentFindings(files, index)).toEqual([]))

  it('by id: every step is decided somewhere', () =>
    expect(unusedFindings(Object.keys(steps), files)).toEqual([]))
})

describe('the check of citations', () => {
  const small: CitationIndex = { fetch: { commit: 'abcdef0', anchors: { check: '1-3 2.1-2.4', words: '' } } }
  const listed = { anchors: ['html#site'] }

  it.each([
    { desc: 'takes a step that exists', anchor: 'fetch#check', number: '2.4', count: 0 },
    { desc: 'takes a definition', anchor: 'fetch#words', number: '', count: 0 },
    { desc: 'reports a made-up step', anchor: 'fetch#check', number: '4', count: 1 },
    { desc: 'reports a made-up step of a step', anchor: 'fetch#check', number: '2.5', count: 1 },
    { desc: 'reports a step of a definition', anchor: 'fetch#words', number: '1', count: 1 },
    { desc: 'reports a made-up anchor', anchor: 'fetch#chek', number: '', count: 1 },
    { desc: 'believes a listed anchor elsewhere', anchor: 'html#site', number: '1', count: 0 },
    { desc: 'reports an unlisted one', anchor: 'html#sight', number: '', count: 1 },
  ])('$desc', ({ anchor, number, count }) =>
    expect(tableFindings({ step: { anchor, number } }, small, listed)).toHaveLength(count),
  )

  it('reports a listed anchor that nothing cites, or that could be checked', () => {
    expect(externalFindings([], small, listed)).toEqual(['html#site is cited by nothing'])
    expect(
      externalFindings([{ anchor: 'fetch#check', number: '' }], small, { anchors: ['fetch#check'] }),
    ).toHaveLength(1)
  })

  it.each([
    { desc: 'takes an address', text: '/** A: https://fetch.spec.whatwg.org/#check, so. */', count: 0 },
    { desc: 'reports a wrong address', text: '/** A: https://fetch.spec.whatwg.org/#chek. */', count: 1 },
    { desc: 'reports one inside a function', text: '// https://fetch.spec.whatwg.org/#chek', count: 1 },
    { desc: 'looks at comments only', text: "f('https://fetch.spec.whatwg.org/#chek')", count: 0 },
  ])('$desc', ({ text, count }) =>
    expect(addressFindings([source('src/fetch/a.ts', text)], small)).toHaveLength(count),
  )

  const within = (comment: string) =>
    source(
      'src/fetch/a.ts',
      `/** https://fetch.spec.whatwg.org/#check */\nfunction f() {\n  ${comment}\n  return g(() => 1)\n}`,
    )

  it.each([
    { desc: 'takes a step', comment: '// 3.', count: 0 },
    { desc: 'takes steps of steps', comment: '// 2.1 and 2.2 Both at once.', count: 0 },
    { desc: 'reports a made-up step', comment: '// 4. Nothing.', count: 1 },
    { desc: 'reports the end of a range', comment: '// 2. to 4.', count: 1 },
    { desc: 'reports each made-up step of a list', comment: '// 4, 5. Nothing.', count: 2 },
    { desc: 'reports a made-up step of another algorithm', comment: '// CORS check, 4.', count: 1 },
    { desc: 'reports an algorithm that nobody knows', comment: '// Sorcery, step 1.', count: 1 },
    { desc: 'lets prose be', comment: '// 400 days is the limit', count: 0 },
  ])('$desc', ({ comment, count }) => expect(commentFindings([within(comment)], small)).toHaveLength(count))

  it('reports a step in a function that names no algorithm', () =>
    expect(commentFindings([source('src/fetch/a.ts', 'function f() {\n  // 1.\n}')], small)).toHaveLength(1))

  it('takes a function without anchor for a part of the one above', () => {
    const above = '/** https://fetch.spec.whatwg.org/#check */\nfunction f() {}\nfunction g() {\n'
    expect(commentFindings([source('src/fetch/a.ts', `${above}  // 3.\n}`)], small)).toEqual([])
    expect(commentFindings([source('src/fetch/a.ts', `${above}  // 4.\n}`)], small)).toHaveLength(1)
  })

  it('leaves steps of standards without an index alone', () => {
    const text = '/** https://url.spec.whatwg.org/#x */\nfunction f() {\n  // 9.\n}'
    expect(commentFindings([source('src/fetch/a.ts', text)], small)).toEqual([])
  })

  it('reads ranges', () => {
    expect(stepsNamed('7.8. to 7.10')).toEqual(['7.8', '7.9', '7.10'])
    expect(stepsNamed('3 and 6')).toEqual(['3', '6'])
    expect(stepsNamed('2–4')).toEqual(['2', '3', '4'])
  })

  it('reports a step id that nothing decides', () => {
    const file = source('src/fetch/a.ts', "fail('a/used')")
    expect(unusedFindings(['a/used', 'a/idle'], [file])).toEqual(['a/idle is decided by nothing in src'])
  })
})

describe('the extraction', () => {
  it('numbers nested lists, leaves out notes and takes branches together', () => {
    const text = `<div algorithm><p>To <dfn id=a>a</dfn> a <dfn id=p><var>p</var></dfn>:<ol><li><p>One<li><p>Two
      <p class=note>Not<ol><li>this</ol><dl class=switch><dt>x<dd><ol><li>i<li>ii</ol><dt>y<dd><ol><li>i<li>ii<li>iii
      <ol><li>deep</ol></ol></dl><div class=note><ol><li>a<li>b<li>c<li>d</ol></div><li>Three</ol></div>`
    expect(anchorsOf(text, 'bikeshed')).toEqual({ a: '1-3 2.1-2.3 2.3.1', p: '' })
  })

  it('derives the ids of definitions and headings', () => {
    const text =
      '<p><dfn abstract-op lt="Set It|x">y</dfn> <dfn for="a b">c d()</dfn><h2>The `X` Header</h2><pre class=idl>enum RequestMode { "a" };</pre>'
    expect(Object.keys(anchorsOf(text, 'bikeshed'))).toEqual([
      'a-b-c-d',
      'abstract-opdef-set-it',
      'enumdef-requestmode',
      'the-x-header',
    ])
  })

  it('reads numbered Markdown', () => {
    const text =
      '--- middle\n## A {#a}\n\n1.  One\n\n    1.  Inner\n\n    Otherwise:\n\n    1.  Other\n\n2.  Two\n\nText.\n\n## B C\n'
    expect(anchorsOf(text, 'kramdown')).toEqual({ a: '1-2 1.1', 'b-c': '' })
  })

  it('writes steps compactly and reads them back', () => {
    const all = ['1', '2', '2.1', '2.2', '2.2.1', '3', '10']
    expect(compactSteps(all)).toBe('1-3 2.1-2.2 2.2.1 10')
    expect([...expandSteps(compactSteps(all))].sort()).toEqual([...all].sort())
  })
})
