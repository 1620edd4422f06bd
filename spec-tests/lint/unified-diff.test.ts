import { applyPatch } from 'diff'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits, type Edit, lineStarts, offsetAt, positionAt } from '../../src/lint/text'
import { unifiedDiff } from '../../src/lint/unified-diff'

const line = fc.constantFrom('a', 'b', '', '  c', '-x', '+y', '\\z')
const texts = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 20 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''))

/** Edits that do not overlap, of any text. */
const edited = texts.chain((text) =>
  fc.array(fc.nat({ max: text.length }), { maxLength: 8 }).chain((places) => {
    const sorted = [...new Set(places)].sort((a, b) => a - b)
    const spans = sorted.flatMap((start, i) => {
      const end = sorted[i + 1]
      return i % 2 === 0 && end !== undefined ? [{ start, end }] : []
    })
    return fc
      .array(fc.constantFrom('', 'q', 'q\n', '\n', 'r\ns'), {
        minLength: spans.length,
        maxLength: spans.length,
      })
      .map((words): { readonly text: string; readonly edits: readonly Edit[] } => ({
        text,
        edits: spans.map((span, i) => ({ ...span, text: words[i] as string })),
      }))
  }),
)

describe('a diff', () => {
  it('does to a file what the edits do, applied by somebody else', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        const diff = unifiedDiff('a.js', text, edits)
        const after = applyEdits(text, edits)
        if (diff === '') expect(after).toBe(text)
        else expect(applyPatch(text, diff)).toBe(after)
      }),
      { numRuns: 500 },
    )
  })

  const rows = [
    {
      desc: 'is empty for edits that change nothing',
      text: 'a\n',
      edits: [{ start: 0, end: 1, text: 'a' }],
      diff: '',
    },
    {
      desc: 'says where a file does not end in a line end',
      text: 'a',
      edits: [{ start: 0, end: 1, text: 'b' }],
      diff: '--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n',
    },
    {
      desc: 'keeps line ends of Windows',
      text: 'a\r\nb\r\n',
      edits: [{ start: 3, end: 4, text: 'c' }],
      diff: '--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n',
    },
    {
      desc: 'has two hunks for changes that are far from each other',
      text: '1\n2\n3\n4\n5\n6\n7\n8\n9\n',
      edits: [
        { start: 0, end: 1, text: 'x' },
        { start: 16, end: 17, text: 'y' },
      ],
      diff: '--- a/f\n+++ b/f\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n',
    },
  ]
  it.each(rows)('$desc', ({ text, edits, diff }) => expect(unifiedDiff('f', text, edits)).toBe(diff))
})

describe('places', () => {
  it('are where offsets are, and back', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, n) => {
        const offset = n % (text.length + 1)
        expect(offsetAt(text, positionAt(lineStarts(text), offset))).toBe(offset)
      }),
    )
  })
})
