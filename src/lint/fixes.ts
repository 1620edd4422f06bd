import type { Finding, Fix } from './finding'
import type { Material } from './material'
import { CannotRead } from './read/cannot-read'
import { applyEdits, type Edit } from './text'
import { type Rest, together } from './together'

/** What is found in a text. */
export interface Findings {
  readonly material: Material | null
  readonly findings: readonly Finding[]
}

/** Findings with the fixes that can be offered, and those of them that go together. */
export interface FixedFindings {
  readonly findings: readonly Finding[]
  readonly edits: readonly Edit[]
  readonly fixes: ReadonlySet<Fix>
}

/**
 * How often a file is looked at again, once for fixes alone and once for all of them together: often where it is short,
 * in characters of all of these together.
 */
const mostChecked = 2_000_000
const [fewestChecks, mostChecks] = [4, 100]

/**
 * Fixes that can be offered, as each becomes the text that `lookAgain` is asked about, and the share of them that go
 * together.
 */
export function fixesOf(
  text: string,
  { findings: found, material }: Findings,
  lookAgain: (changed: string) => Findings,
): FixedFindings {
  const checks = Math.min(mostChecks, Math.max(fewestChecks, Math.floor(mostChecked / (text.length + 1))))
  const known = new Map<string, Rest | null>([[text, { findings: found, repeated: repeatedIn(material) }]])
  const restOf = (edits: readonly Edit[]): Rest | null => {
    const changed = applyEdits(text, edits)
    const before = known.get(changed)
    const rest = before === undefined ? restOfText(changed, lookAgain) : before
    known.set(changed, rest)
    return rest
  }
  const findings = safeFixes(found, restOf, checks)
  if (findings.every(({ fix }) => fix === null)) return { findings, edits: [], fixes: new Set() }
  return { findings, ...together(findings, restOf, checks) }
}

function restOfText(changed: string, lookAgain: (changed: string) => Findings): Rest | null {
  try {
    const { findings, material } = lookAgain(changed)
    return { findings, repeated: repeatedIn(material) }
  } catch (error) {
    if (error instanceof CannotRead) return null
    throw error
  }
}

const notAlone =
  'Mended alone, this would let in who should not get in. Mend who gets in first; then there is a fix for this.'
const notYet = 'There is more to mend here than is shown at once: mend the others first, and look again.'

/**
 * Fixes that would open what another mistake keeps shut go: credentials that are spelled right beside an origin that is
 * everybody’s. They come back when that is mended.
 */
function safeFixes(
  found: readonly Finding[],
  restOf: (edits: readonly Edit[]) => Rest | null,
  checks: number,
): readonly Finding[] {
  const before = countHigh(found)
  let left = checks
  return found.map((finding) => {
    // What is high already goes by its own fix.
    if (finding.fix === null || finding.severity === 'high' || finding.severity === 'info') return finding
    if (left === 0) return { ...finding, fix: null, advice: notYet }
    left--
    const after = restOf(finding.fix.edits)
    // What is no file of its kind any more is no fix.
    if (after === null) return { ...finding, fix: null }
    return countHigh(after.findings) <= before ? finding : { ...finding, fix: null, advice: notAlone }
  })
}

function countHigh(found: Rest['findings']): number {
  return found.filter(({ severity }) => severity === 'high').length
}

/** Options that stand twice in one map. Settings of a program may be set again. */
function repeatedIn(material: Material | null): number {
  const maps = (material?.options ?? []).flatMap(({ options }) =>
    options === null || options.lines ? [] : [options],
  )
  return maps.reduce(
    (sum, { entries }) => sum + entries.length - new Set(entries.map(({ key }) => key)).size,
    0,
  )
}
