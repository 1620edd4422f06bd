/** One thing that is wrong with a configuration. */
export interface ConfigIssue {
  /** Where it is: `profile`, `overrides.maxAgeLimit`, `headers["x-a"]`. */
  readonly path: string
  /** What stands there; undefined where nothing does, `…` where it may be a secret. */
  readonly value: unknown
  readonly reason: 'missing' | 'invalid' | 'contradicts'
  /** What is wrong and what would be right, complete with the path. For people: its words may change. */
  readonly message: string
}

/**
 * Thrown where the caller's configuration is wrong, with everything that is wrong with it at once. Programs
 * read `issues`; the error's own message is their messages, one a line.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly issues: readonly ConfigIssue[]

  constructor(issues: readonly ConfigIssue[]) {
    super(issues.map(messageOf).join('\n'))
    this.issues = issues
  }
}

function messageOf(issue: ConfigIssue): string {
  return issue.message
}
