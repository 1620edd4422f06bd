import type { Finding, Fix } from './finding'
import { severities } from './finding'
import { type Edit, inOrder } from './text'

/**
 * The changes of several fixes as one set without overlaps; null where they contradict each other. What is written twice
 * is written once, and so goes what two of them take out.
 */
export function joined(edits: readonly Edit[]): readonly Edit[] | null {
  const result: Edit[] = []
  for (const edit of inOrder(edits)) {
    const last = result[result.length - 1]
    if (last === undefined) result.push(edit)
    else if (last.start === edit.start && last.end === edit.end && last.text === edit.text) continue
    else if (edit.start >= last.end) result.push(edit)
    else if (last.text === '' && edit.text === '')
      result[result.length - 1] = { ...last, end: Math.max(last.end, edit.end) }
    else return null
  }
  return result
}

/** What is left to find in a text. */
export interface Rest {
  readonly findings: readonly Pick<Finding, 'rule' | 'severity'>[]
  /** Names that stand twice where once is enough. */
  readonly repeated: number
}

export interface Together {
  readonly edits: readonly Edit[]
  readonly fixes: ReadonlySet<Fix>
}

/**
 * As many fixes as go together, those of the worst findings first. What they make of the text is looked at again: each
 * share of them has to leave fewer findings, the worst counted first, and none from medium up that was not there before. `restOf` answers null
 * for what can no longer be read; it is called `checks` times at most.
 */
export function together(
  findings: readonly Finding[],
  restOf: (edits: readonly Edit[]) => Rest | null,
  checks: number,
): Together {
  const before = restOf([])
  const fixes = new Set<Fix>()
  let edits: readonly Edit[] = []
  if (before === null) return { edits, fixes }
  let rest = before
  let left = checks
  const add = (group: readonly Fix[]): void => {
    if (group.length === 0 || left === 0) return
    const all = joined([...edits, ...group.flatMap((fix) => fix.edits)])
    if (all !== null) left--
    const after = all === null ? null : restOf(all)
    if (all !== null && after !== null && isBetter(after, rest, before)) {
      edits = all
      rest = after
      for (const fix of group) fixes.add(fix)
    } else if (group.length > 1) {
      const middle = Math.ceil(group.length / 2)
      add(group.slice(0, middle))
      add(group.slice(middle))
    }
  }
  add(byWorst(findings))
  return { edits, fixes }
}

function byWorst(findings: readonly Finding[]): readonly Fix[] {
  const sorted = [...findings].sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity))
  return sorted.flatMap(({ fix }) => (fix === null ? [] : [fix]))
}

function isBetter(after: Rest, rest: Rest, before: Rest): boolean {
  if (!isLess(countsOf(after), countsOf(rest)) || after.repeated > before.repeated) return false
  const had = seriousOf(before)
  return [...seriousOf(after)].every(([rule, times]) => times <= (had.get(rule) ?? 0))
}

/** How many there are of each severity, the worst first. */
function countsOf({ findings }: Rest): readonly number[] {
  return severities.toReversed().map((one) => findings.filter(({ severity }) => severity === one).length)
}

function isLess(some: readonly number[], others: readonly number[]): boolean {
  const at = some.findIndex((count, i) => count !== others[i])
  return at !== -1 && (some[at] as number) < (others[at] as number)
}

/** How often each rule finds something from medium up. */
function seriousOf({ findings }: Rest): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { rule, severity } of findings)
    if (severity === 'medium' || severity === 'high') times.set(rule, (times.get(rule) ?? 0) + 1)
  return times
}
