import { describe, expect, it } from 'vitest'
import { blocksOf, commandsOf, fileOf, missingLine, printedBy } from './markdown'

describe('the reader of Markdown', () => {
  it('finds blocks, where they are, and of what language', () =>
    expect(blocksOf('a.md', 'x\n```js\nf()\n\ng()\n```\n\n```\nplain\n```\n')).toEqual([
      { place: 'a.md:2', language: 'js', text: 'f()\n\ng()' },
      { place: 'a.md:8', language: '', text: 'plain' },
    ]))

  it.each([
    { language: 'js', text: "// app.js\nimport 'x'", file: 'app.js' },
    { language: 'js', text: '// examples/jest/a.test.js\n', file: 'examples/jest/a.test.js' },
    { language: 'js', text: '// Asks app.js\n', file: null },
    { language: 'text', text: '// app.js\n', file: null },
  ])('knows which blocks are files: $text', ({ language, text, file }) =>
    expect(fileOf({ place: 'a.md:1', language, text })).toBe(file),
  )

  it('splits a console into commands and what they print', () =>
    expect(commandsOf("$ npx corsac a \\\n    -H 'B: c d'\nx\n\ny\n$ npm start")).toEqual([
      { words: ['npx', 'corsac', 'a', '-H', 'B: c d'], output: 'x\n\ny' },
      { words: ['npm', 'start'], output: '' },
    ]))

  it('finds what a script says that it prints', () =>
    expect(printedBy("f(1) // → 1\n// → 2\n'http://x' // → three → four\n")).toBe('1\n2\nthree → four\n'))

  it.each([
    { desc: 'takes what is the same', shown: 'a\nb', printed: 'a\nb\n', missing: null },
    { desc: 'takes what is left out', shown: 'a\n⋮\nd', printed: 'a\nb\nc\nd\n', missing: null },
    { desc: 'takes an end that is left out', shown: 'a\n  ⋮', printed: 'a\nb\n', missing: null },
    { desc: 'takes nothing left out', shown: 'a\n⋮\nb', printed: 'a\nb', missing: null },
    { desc: 'reports a line that differs', shown: 'a\nx', printed: 'a\nb', missing: 'x' },
    { desc: 'reports a line that is skipped in silence', shown: 'a\nc', printed: 'a\nb\nc', missing: 'c' },
    { desc: 'reports a silent end', shown: 'a', printed: 'a\nb', missing: 'b' },
    { desc: 'reports lines out of order', shown: '⋮\nb\n⋮\na', printed: 'a\nb', missing: 'a' },
  ])('$desc', ({ shown, printed, missing }) => expect(missingLine(shown, printed)).toBe(missing))
})
