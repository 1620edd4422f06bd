/** The surroundings of one run, so that tests can be them. */
export interface IO {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Whether standard output takes colour, where no option says otherwise. */
  readonly color: boolean
  /** The width of the terminal; 80 where there is none. */
  readonly columns: number
  /** The package's version. */
  readonly version: string
  /** The bytes of a file, or of standard input for `-`; throws what Node throws. */
  readonly read: (path: string) => Buffer
  /** Writes a file; throws what Node throws. */
  readonly write: (path: string, text: string) => void
  /** Asks whoever sits there; null where nobody does. */
  readonly ask: ((question: string) => Promise<string>) | null
  /** The module that threads of a campaign run. */
  readonly worker: string
  /** Aborted when whoever sits there has had enough (Ctrl-C), from the moment somebody looks at it. */
  readonly interrupted: AbortSignal
}
