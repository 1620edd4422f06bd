import ts from 'typescript'
import { commentsOf, place, type Source, visit } from './sources'

export interface Row {
  readonly id: string
  readonly knob: string
}

export interface Mark {
  readonly file: Source
  readonly place: string
  readonly kind: 'Deviation' | 'Not modelled' | 'Suspends here'
  /** The knob or row of a deviation, the topic of what is not modelled, empty for a suspension. */
  readonly subject: string
}

/** The marks of §16: where a knob acts, what is left out, where the machine waits. */
export function marksOf(files: readonly Source[]): Mark[] {
  const marks: Mark[] = []
  for (const file of files) {
    for (const { text, position } of commentBlocks(file)) {
      const add = (kind: Mark['kind'], subject: string, offset: number): void => {
        marks.push({ file, place: place(file, position + offset), kind, subject })
      }
      // `DV-n` is how the documentation of the mark writes it.
      for (const match of text.matchAll(/\bDeviation\(([^)]*)\)(:?)/g)) {
        if (match[1] !== 'DV-n')
          add('Deviation', match[2] === ':' ? (match[1] ?? '') : `${match[1]} without a colon`, match.index)
      }
      for (const match of text.matchAll(/\bNot modelled:\s*([^.,;:(]*)/g)) {
        add('Not modelled', topicOf(match[1] ?? ''), match.index)
      }
      for (const match of text.matchAll(/\bSuspends here:/g)) add('Suspends here', '', match.index)
    }
  }
  return marks
}

/** Comments with the `//` lines of one block joined, so that a mark may run over lines. */
function commentBlocks(file: Source): { text: string; position: number }[] {
  const blocks: { text: string; position: number; end: number }[] = []
  for (const { text, position } of commentsOf(file)) {
    const last = blocks[blocks.length - 1]
    const between = last === undefined ? '' : file.text.slice(last.end, position)
    if (
      last !== undefined &&
      text.startsWith('//') &&
      last.text.startsWith('//') &&
      /^\n[ \t]*$/.test(between)
    ) {
      last.text = `${last.text}${between}${text}`
      last.end = position + text.length
    } else blocks.push({ text, position, end: position + text.length })
  }
  return blocks
}

function topicOf(raw: string): string {
  return raw
    .replace(/\n\s*(?:\/\/|\*)?/g, ' ')
    .replace(/`/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\*\/$/, '')
    .trim()
}

/**
 * Deviations of no knob and no row, and files that read a knob without saying so. A knob without a row is read
 * without a mark: no engine departs there.
 */
export function deviationFindings(
  files: readonly Source[],
  knobs: readonly string[],
  rows: readonly Row[],
): string[] {
  const byRow = new Map(rows.map((row) => [row.id, row.knob]))
  const said = new Map<string, Set<string>>()
  const findings: string[] = []
  for (const mark of marksOf(files)) {
    if (mark.kind !== 'Deviation') continue
    const knob = byRow.get(mark.subject) ?? mark.subject
    if (!knobs.includes(knob))
      findings.push(`${mark.place} marks a deviation of ${mark.subject}, which is no knob or row`)
    const inFile = said.get(mark.file.path) ?? new Set()
    said.set(mark.file.path, inFile.add(knob))
  }
  for (const { file, place: where, knob } of knobReads(files, knobs)) {
    const departs = rows.some((row) => row.knob === knob)
    if (departs && said.get(file.path)?.has(knob) !== true)
      findings.push(`${where} reads ${knob} without a Deviation mark`)
  }
  return [...new Set(findings)]
}

/** Knobs that nothing reads, or that are read in more than one file: then they are two knobs. */
export function knobFindings(files: readonly Source[], knobs: readonly string[]): string[] {
  const readers = new Map<string, Set<string>>(knobs.map((knob) => [knob, new Set()]))
  for (const { file, knob } of knobReads(files, knobs)) readers.get(knob)?.add(file.path)
  const findings: string[] = []
  for (const [knob, paths] of readers) {
    if (paths.size === 0) findings.push(`${knob} is read by nothing`)
    if (paths.size > 1) findings.push(`${knob} is read in ${[...paths].join(' and ')}`)
  }
  return findings
}

interface KnobRead {
  readonly file: Source
  readonly place: string
  readonly knob: string
}

function knobReads(files: readonly Source[], knobs: readonly string[]): KnobRead[] {
  const names = new Set(knobs)
  const reads: KnobRead[] = []
  for (const file of files) {
    if (file.path.startsWith('src/profile/')) continue
    visit(file, (node) => {
      const knob = ts.isPropertyAccessExpression(node)
        ? node.name.text
        : ts.isBindingElement(node)
          ? (node.propertyName ?? node.name).getText(file.tree)
          : null
      if (knob !== null && names.has(knob))
        reads.push({ file, place: place(file, node.getStart(file.tree)), knob })
    })
  }
  return reads
}

/** Topics left out by the code that the conformance table is silent about. */
export function conformanceFindings(files: readonly Source[], conformance: string): string[] {
  const listed = topicOf(conformance).toLowerCase()
  return marksOf(files)
    .filter((mark) => mark.kind === 'Not modelled' && !listed.includes(mark.subject.toLowerCase()))
    .map((mark) => `${mark.place} does not model "${mark.subject}", which docs/conformance.md does not list`)
}
