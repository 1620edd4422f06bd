/** One thing that is wrong with a configuration. */
export interface ConfigIssue {
  /** Where it is: `profile`, `overrides.maxAgeLimit`, `headers["x-a"]`. */
  readonly path: string
  /** What stands there; undefined where nothing does, `…` where it may be a secret. */
  readonly value: unknown
  readonly reason: 'missing' | 'invalid' | 'contradicts'
  /** What is wrong and what would be right, beginning with the path. For people: its words may change. */
  readonly message: string
}

/**
 * Thrown where the caller's configuration is wrong, with everything that is wrong with it at once. Programs
 * read `issues`; the error's own message is their messages, one a line.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly issues: readonly ConfigIssue[]

  /** A message that does not begin with its path gets it put in front. */
  constructor(issues: readonly ConfigIssue[]) {
    const complete = issues.map(withPath)
    super(complete.map(({ message }) => message).join('\n'))
    this.issues = complete
  }
}

function withPath(issue: ConfigIssue): ConfigIssue {
  const { path, value, reason, message } = issue
  return message.startsWith(path) ? issue : { path, value, reason, message: `${path} ${message}` }
}
