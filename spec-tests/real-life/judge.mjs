// Holds what the commands said against what about.json promises.

const ranks = ['info', 'low', 'medium', 'high']
const rank = (severity) => ranks.indexOf(severity)

/**
 * One line for each promise: whether something of the class was found, whether it is as severe as promised, and, for a
 * case of fuzz, whether it is as small.
 */
export function judge(about, { lint, fuzz }, lintClasses, fuzzClasses) {
  return [
    ...about.lint.map((promise) => judgeLint(promise, lint.findings, lintClasses)),
    ...(about.fuzz ?? []).map((promise) => judgeFuzz(promise, fuzz.findings, fuzzClasses)),
  ]
}

function judgeLint({ class: promised, atLeast }, findings, lintClasses) {
  const found = worst(findings.filter(({ rule }) => lintClasses[promised].includes(rule)))
  return {
    tool: 'lint',
    promised,
    atLeast,
    found: found?.rule ?? null,
    severity: found?.severity ?? null,
    severeEnough: found !== undefined && rank(found.severity) >= rank(atLeast),
    small: found !== undefined,
  }
}

function judgeFuzz({ classes, atLeast, steps }, findings, fuzzClasses) {
  const own = classes.flatMap((promised) => fuzzClasses[promised] ?? [promised])
  const found = worst(findings.filter((finding) => own.includes(finding.class)))
  return {
    tool: 'fuzz',
    promised: classes.join(' or '),
    atLeast,
    found: found?.class ?? null,
    severity: found?.severity ?? null,
    severeEnough: found !== undefined && rank(found.severity) >= rank(atLeast),
    small: found !== undefined && (found.case ?? []).length <= steps,
  }
}

function worst(findings) {
  return findings.toSorted((a, b) => rank(b.severity) - rank(a.severity))[0]
}

/** Whether a promise is kept in all of it. */
export function kept({ found, severeEnough, small }) {
  return found !== null && severeEnough && small
}

/** What was found where nothing is wrong: from medium up. */
export function falseFindings({ lint, fuzz }) {
  return [
    ...lint.findings.map(({ rule, severity }) => ({ tool: 'lint', name: rule, severity })),
    ...(fuzz?.findings ?? []).map((finding) => ({
      tool: 'fuzz',
      name: finding.class,
      severity: finding.severity,
    })),
  ].filter(({ severity }) => rank(severity) >= rank('medium'))
}
