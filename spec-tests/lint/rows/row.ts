/** A file, what lint finds in it, and what it becomes with all fixes applied. */
export interface LintRow {
  readonly desc: string
  readonly path: string
  readonly text: string
  /** `rule severity line:column`, in the order of the file. */
  readonly finds: readonly string[]
  /** The file with one fix after another applied, until there are none; the same where there are none at all. */
  readonly fixed?: string
  /** Rules of what is found then, which has no fix. */
  readonly leaves?: readonly string[]
}
