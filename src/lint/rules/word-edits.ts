import { removed, replaced } from '../edits'
import type { Edit, Span } from '../text'

/** What becomes of one item: another text, or null where it goes. */
export type ItemChanges = ReadonlyMap<Span, string | null>

/**
 * Where the words of a list stand that is written as one string, with or without quotation marks; null where it is
 * written in another way than it reads, as with escapes.
 */
export function wordsAt(
  text: string,
  { start, end }: Span,
  words: readonly string[],
): readonly Span[] | null {
  const spans: Span[] = []
  let at = start + (/^[a-z]{0,2}["'`]+/i.exec(text.slice(start, end))?.[0].length ?? 0)
  for (const word of words) {
    const found = text.indexOf(word, at)
    if (found === -1 || found + word.length > end) return null
    if (/[^\s,]/.test(text.slice(at, found))) return null
    at = found + word.length
    spans.push({ start: found, end: at })
  }
  return spans
}

/** Changes to the words of a string: those that go take one comma along. */
export function wordEdits(items: readonly Span[], changes: ItemChanges): readonly Edit[] {
  const last = items.length - 1
  const gone = runsOf(items, changes).map(([from, to]) => {
    const start = to === last && from > 0 ? items[from - 1]?.end : items[from]?.start
    const end = to === last ? items[to]?.end : items[to + 1]?.start
    return { start: start ?? 0, end: end ?? 0, text: '' }
  })
  return [...rewritten(changes), ...gone]
}

/** Changes to the items of a list; `empty` is how one without items is written. */
export function itemEdits(
  text: string,
  list: Span,
  items: readonly Span[],
  changes: ItemChanges,
  empty: string,
): readonly Edit[] {
  const runs = runsOf(items, changes)
  if (runs.some(([from, to]) => from === 0 && to === items.length - 1)) return [replaced(list, empty)]
  const gone = runs.map(([from, to]) =>
    removed(text, { start: items[from]?.start ?? 0, end: items[to]?.end ?? 0 }),
  )
  return [...rewritten(changes), ...gone]
}

function rewritten(changes: ItemChanges): readonly Edit[] {
  return [...changes].flatMap(([span, instead]) => (instead === null ? [] : [replaced(span, instead)]))
}

/** Stretches of items that go, first and last: each is one edit, so that no two of them meet. */
function runsOf(items: readonly Span[], changes: ItemChanges): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  items.forEach((item, i) => {
    if (changes.get(item) !== null) return
    const run = runs[runs.length - 1]
    if (run !== undefined && run[1] === i - 1) run[1] = i
    else runs.push([i, i])
  })
  return runs
}
