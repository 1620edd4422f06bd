/** A line of a few, and whether it is new, gone or as it was. */
export interface ChangedLine {
  readonly mark: '+' | '-' | ' '
  readonly line: string
}

/**
 * How few lines became others: as many as can be stay, and what is gone stands before what is new. Each line of one is
 * compared with each of the other.
 */
export function changedLines(before: readonly string[], after: readonly string[]): readonly ChangedLine[] {
  const kept = keptFrom(before, after)
  const lines: ChangedLine[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ mark: ' ', line: before[i] as string })
      i++
      j++
    } else if (j === after.length || (i < before.length && at(kept, i + 1, j) >= at(kept, i, j + 1))) {
      lines.push({ mark: '-', line: before[i] as string })
      i++
    } else {
      lines.push({ mark: '+', line: after[j] as string })
      j++
    }
  }
  return lines
}

/** How many lines can stay of what begins at `i` in one and at `j` in the other. */
function keptFrom(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const kept = [...before, ''].map(() => [...after, ''].map(() => 0))
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = kept[i] as number[]
      row[j] =
        before[i] === after[j] ? 1 + at(kept, i + 1, j + 1) : Math.max(at(kept, i + 1, j), at(kept, i, j + 1))
    }
  }
  return kept
}

function at(kept: readonly (readonly number[])[], i: number, j: number): number {
  return kept[i]?.[j] ?? 0
}
