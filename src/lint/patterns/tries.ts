import { exampleOf, innerOf, isUnlimited, type PatternNode, termsOf } from './pattern-tree'

/** What is asked of the text behind a place. */
type Next = (at: number) => boolean
/** A part of a pattern, from a place on. */
type Part = (text: string, at: number, next: Next, budget: Budget) => boolean

/** What of its flags changes how a pattern is run here. */
export interface Flags {
  readonly ignoreCase: boolean
  readonly multiline: boolean
}

interface Budget {
  left: number
}

/** More attempts than a pattern needs that is not exponential, for texts as short as ours. */
const mostTries = 50_000
const repetitions = 32

/** What no pattern of origins goes on with. */
const wrongEnd = '\u0001'

class TooOften extends Error {}

/**
 * Whether a pattern is seen to try a short text in more ways than can be counted. It is run one step at a time, as
 * engines that go back run it, and given up early. The texts are what its loops repeat, with something wrong behind.
 * False proves nothing.
 */
export function triesTooOften(root: PatternNode, ignoreCase: boolean): boolean {
  const run = partOf(root, { ignoreCase, multiline: false })
  return (
    run !== null &&
    textsFor(root, repetitions).some((text) => triesFrom(run, text, 0, mostTries) === mostTries)
  )
}

/**
 * How many letters a pattern looks at until it has found nothing in a text, or something, beginning at each of its
 * places; `most` at the most. Null for a pattern that is not run.
 */
export function triesIn(root: PatternNode, flags: Flags, text: string, most: number): number | null {
  const run = partOf(root, flags)
  if (run === null) return null
  let tries = 0
  for (let at = 0; at <= text.length && tries < most; at++) tries += triesFrom(run, text, at, most - tries)
  return tries
}

/** How many letters are looked at from one place on. */
function triesFrom(run: Part, text: string, at: number, most: number): number {
  const budget = { left: most }
  try {
    run(text, at, () => true, budget)
    return most - budget.left
  } catch (error) {
    if (error instanceof TooOften) return most
    throw error
  }
}

/** For each loop of the pattern: what comes before it, and what it repeats so many times, whole or by its letters. */
export function textsFor(root: PatternNode, times: number): readonly string[] {
  return termsOf(root).flatMap((terms) =>
    terms.flatMap((term, i) => {
      const before = terms
        .slice(0, i)
        .map((one) => exampleOf(one) ?? '')
        .join('')
      return loopsIn(term).flatMap((unit) => [
        (before + unit).repeat(times) + wrongEnd,
        ...[unit, ...new Set(unit)].map((one) => before + one.repeat(times) + wrongEnd),
      ])
    }),
  )
}

/** Examples of what loops repeat that stand in a node. */
function loopsIn(node: PatternNode): readonly string[] {
  const inner = innerOf(node)
  const own = isUnlimited(node) ? inner.flatMap((one) => exampleOf(one) ?? []) : []
  return [...own.filter((unit) => unit !== ''), ...inner.flatMap(loopsIn)]
}

// ── Running ─────────────────────────────────────────────────────────────────────────────────────────

/** Null for what looks around or back: that is not run. */
function partOf(node: PatternNode, flags: Flags): Part | null {
  const inner = (): readonly (Part | null)[] => innerOf(node).map((one) => partOf(one, flags))
  switch (node.type) {
    case 'value':
    case 'dot':
    case 'characterClass':
    case 'characterClassEscape':
      return letter(node.raw, flags.ignoreCase)
    case 'anchor':
      return (text, at, next) => holds(node.kind, text, at, flags) && next(at)
    case 'disjunction':
      return every(
        inner(),
        (parts) => (text, at, next, budget) => parts.some((part) => part(text, at, next, budget)),
      )
    case 'alternative':
      return every(inner(), inOrder)
    case 'group':
      return node.behavior === 'normal' || node.behavior === 'ignore' ? every(inner(), inOrder) : null
    case 'quantifier':
      return every(inner(), (parts) =>
        repeated(inOrder(parts), node.min, node.max ?? Number.POSITIVE_INFINITY),
      )
    default:
      return null
  }
}

/** Whether an anchor holds; what is between letters and others is taken to hold. */
function holds(kind: string, text: string, at: number, { multiline }: Flags): boolean {
  if (kind === 'start') return at === 0 || (multiline && text.charAt(at - 1) === '\n')
  if (kind === 'end') return at === text.length || (multiline && text.charAt(at) === '\n')
  return true
}

function every(parts: readonly (Part | null)[], make: (parts: readonly Part[]) => Part): Part | null {
  return parts.every((part) => part !== null) ? make(parts) : null
}

function letter(raw: string, ignoreCase: boolean): Part | null {
  let one: RegExp
  try {
    one = new RegExp(`^(?:${raw})$`, ignoreCase ? 'i' : '')
  } catch {
    return null
  }
  return (text, at, next, budget) => {
    if (budget.left === 0) throw new TooOften()
    budget.left--
    return at < text.length && one.test(text.charAt(at)) && next(at + 1)
  }
}

function inOrder(parts: readonly Part[]): Part {
  return (text, at, next, budget) => {
    const from = (i: number, place: number): boolean => {
      const part = parts[i]
      return part === undefined ? next(place) : part(text, place, (to) => from(i + 1, to), budget)
    }
    return from(0, at)
  }
}

/** As often as may be first. A round that takes nothing is the last. */
function repeated(part: Part, min: number, max: number): Part {
  return (text, at, next, budget) => {
    const round = (times: number, place: number): boolean =>
      (times < max &&
        part(text, place, (to) => (to > place || times < min) && round(times + 1, to), budget)) ||
      (times >= min && next(place))
    return round(0, at)
  }
}
