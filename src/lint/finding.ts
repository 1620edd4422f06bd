import type { RuleId } from './rules/catalogue'
import type { Edit, Span } from './text'

/** How bad it is. `info` is a remark: it never fails a run. */
export type Severity = 'info' | 'low' | 'medium' | 'high'

/** From harmless to harmful. */
export const severities: readonly Severity[] = ['info', 'low', 'medium', 'high']

export function atLeast(severity: Severity, other: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(other)
}

/** One more, `high` at most. */
export function raised(severity: Severity): Severity {
  return severities[Math.min(severities.length - 1, severities.indexOf(severity) + 1)] as Severity
}

/** What to change in the file. */
export interface Fix {
  /** What the change does, as a command. */
  readonly title: string
  readonly edits: readonly Edit[]
}

/** One thing that is wrong with a file, as a rule finds it. */
export interface Finding {
  readonly rule: RuleId
  readonly severity: Severity
  /** What stands there and what it does. */
  readonly message: string
  /** What comes of it, for whom. */
  readonly consequence: string
  readonly span: Span
  /** Null where only its author can know what to write. */
  readonly fix: Fix | null
  /** What to do instead, where there is no fix, or to look at besides. */
  readonly advice: string | null
  /** Where it is described, if that is not the rule’s own place. */
  readonly link?: string
}
