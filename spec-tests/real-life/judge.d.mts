/** What `about.json` holds: README.md. */
export interface About {
  readonly title: string
  readonly source: readonly string[]
  readonly rows: readonly number[]
  readonly files: { readonly broken: readonly string[]; readonly fixed: readonly string[] }
  readonly intent: unknown
  readonly lint: readonly { readonly class: string; readonly atLeast: string }[]
  readonly fuzz:
    | readonly { readonly classes: readonly string[]; readonly atLeast: string; readonly steps: number }[]
    | null
  readonly fix: string
}

/** What the two commands said of one form. */
export interface Told {
  readonly lint: { readonly findings: readonly { readonly rule: string; readonly severity: string }[] }
  readonly fuzz: {
    readonly findings: readonly {
      readonly class: string
      readonly severity: string
      readonly case: readonly unknown[] | null
    }[]
  } | null
}

export interface Judged {
  readonly tool: 'lint' | 'fuzz'
  readonly promised: string
  readonly atLeast: string
  readonly found: string | null
  readonly severity: string | null
  readonly severeEnough: boolean
  readonly small: boolean
}

export function judge(
  about: About,
  told: Told,
  lintClasses: Readonly<Record<string, readonly string[]>>,
  fuzzClasses: Readonly<Record<string, readonly string[]>>,
): Judged[]
export function kept(judged: Judged): boolean
export function falseFindings(
  told: Told,
): { readonly tool: 'lint' | 'fuzz'; readonly name: string; readonly severity: string }[]
