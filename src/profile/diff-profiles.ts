import { type Row, rowsOf } from './divergences'
import { knobNames } from './knob-values'
import type { Knobs } from './knobs'
import type { Profile } from './profile'

/** A knob on which two profiles differ. */
export interface ProfileDifference<K extends keyof Knobs = keyof Knobs> {
  readonly knob: K
  readonly a: Knobs[K]
  readonly b: Knobs[K]
  /** The rows that say why; none where no engine has a say, as for a knob that a user turned. */
  readonly rows: readonly Row[]
}

/** The knobs on which two profiles differ, in the order of `Knobs`. Nothing for two that differ in name alone. */
export function diffProfiles(a: Profile, b: Profile): readonly ProfileDifference[] {
  const differences: ProfileDifference[] = []
  for (const knob of knobNames) {
    if (!sameValue(a[knob], b[knob])) differences.push({ knob, a: a[knob], b: b[knob], rows: rowsOf(knob) })
  }
  return differences
}

/** Lists are the same where they have the same items, in whatever order: knobs that are lists are sets. */
function sameValue(a: Knobs[keyof Knobs], b: Knobs[keyof Knobs]): boolean {
  if (!isList(a) || !isList(b)) return a === b
  const items = new Set(a)
  return items.size === new Set(b).size && b.every((item) => items.has(item))
}

function isList(value: Knobs[keyof Knobs]): value is readonly string[] {
  return Array.isArray(value)
}
