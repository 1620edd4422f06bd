import { masked, maskURLs } from '../../explain/mask'
import { hang, type Paint, printable, type Style } from '../../explain/text-layout'
import { preflightClasses } from '../../fuzz/classes'
import { type Finding, type Report, type Severity, severities, type WireLine } from '../../fuzz/types'
import { remedies } from './remedies'

/** A report for people, and what is left to ask, in sentences: the worst first, each with what may happen, who can do it, and how to see it oneself. */
export function fuzzText(
  { counts, findings, seed, skipped }: Report,
  left: readonly string[],
  cutShort: string | null,
  style: Style,
): string {
  const lines: string[] = []
  for (const finding of findings) lines.push(...findingLines(finding, style), '')
  for (const { cases, kind } of skipped)
    lines.push(...hang('', style.paint.unsure(skippedText(cases, kind)), style.width))
  for (const sentence of left) lines.push(...hang('', style.paint.unsure(sentence), style.width))
  if (skipped.length + left.length > 0) lines.push('')
  if (cutShort !== null) lines.push(...hang('', style.paint.bad(cutShort), style.width), '')
  const isPart = cutShort !== null || skipped.length + left.length > 0
  lines.push(summaryOf(findings, isPart, style.paint))
  const cases = counts.cases.toLocaleString('en')
  lines.push(style.paint.dim(`${cases} cases, ${counts.answers.toLocaleString('en')} answers, seed ${seed}`))
  return `${lines.join('\n')}\n`
}

function skippedText(cases: number, kind: string): string {
  const many = cases === 1 ? '1 case was' : `${cases.toLocaleString('en')} cases were`
  return `${many} left out, since the target does not survive them: ${printable(maskURLs(kind), false)}.`
}

function summaryOf(findings: readonly Finding[], isPart: boolean, paint: Paint): string {
  if (findings.length === 0 && isPart) return paint.unsure('Nothing found so far.')
  if (findings.length === 0) return paint.good('Nothing found: it allows what is meant, and no more.')
  const counted = [...severities].reverse().flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity}`]
  })
  const many = findings.length === 1 ? '1 finding' : `${findings.length} findings`
  return paint.bold(`${many}: ${counted.join(', ')}`)
}

const colour = (paint: Paint, severity: Severity): ((text: string) => string) =>
  severity === 'high' ? paint.bad : severity === 'medium' ? paint.unsure : paint.dim

function findingLines(finding: Finding, { paint, verbose, width }: Style): readonly string[] {
  const { consequence, curl, detail, id, occurrences, profiles, reach, severity, step } = finding
  const lines = [
    `${colour(paint, severity)(severity)}  ${paint.bold(finding.class)}  ${paint.dim(id)}`,
    ...hang('  ', printable(consequence, false), width),
    ...hang('  ', printable(detail, false), width),
  ]
  if (reach !== null) lines.push(...hang('  ', printable(reach, false), width))
  else if (profiles.length > 0) lines.push(...hang('  ', `Seen in ${profiles.join(', ')}.`, width))
  lines.push(...hang('  ', `Remedy: ${remedies[finding.class]}`, width))
  for (const line of verbose ? finding.wire : decisive(finding))
    lines.push(...wireLines(line, paint, verbose))
  if (step !== null) lines.push(...hang('  ', `${step.cite}  ${step.url}`, width, paint.dim))
  if (curl !== null) lines.push(`  ${printable(curl, false)}`)
  if (curl?.includes(masked))
    lines.push(...hang('  ', `Put in what is ${masked} yourself.`, width, paint.dim))
  if (verbose) lines.push(paint.dim(`  first in case ${finding.index}, seen ${occurrences} times`))
  return lines
}

/** The last exchange is the one that went wrong, or the last preflight. */
function decisive({ class: of, wire }: Finding): readonly WireLine[] {
  const preflights = preflightClasses.has(of)
    ? wire.filter(({ request }) => request.startsWith('OPTIONS '))
    : []
  return (preflights.length > 0 ? preflights : wire).slice(-1)
}

/** Headers that CORS and cookies are about. */
const telling = /^(?:origin|access-control-.*|vary|set-cookie|cookie|location|cross-origin-.*)$/

function wireLines(
  { failure, request, requestHeaders, responseHeaders, status }: WireLine,
  paint: Paint,
  all: boolean,
): readonly string[] {
  const shown = (mark: string, headers: WireLine['requestHeaders']): readonly string[] =>
    headers
      .filter(([name]) => all || telling.test(name))
      .map(([name, value]) => `  ${paint.dim(mark)} ${printable(`${name}: ${value}`, false)}`)
  return [
    `  ${paint.dim('>')} ${printable(request, false)}`,
    ...shown('>', requestHeaders),
    `  ${paint.dim('<')} ${failure === null ? status : printable(failure, false)}`,
    ...shown('<', responseHeaders),
  ]
}
