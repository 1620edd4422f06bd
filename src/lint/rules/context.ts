import type { Language } from '../language'

/** What rules know beside what they look at. */
export interface RuleContext {
  /** The file, for what stands between things. */
  readonly text: string
  /** Origins that are meant to read: fixes write these. */
  readonly allowed: readonly string[]
  /** Whether these are just an example. */
  readonly allowedIsExample: boolean
  /** Whether an application that sends CORS headers is among the files. */
  readonly otherSendsCORS: boolean
  /** Whether a proxy that ends TLS is among the files. */
  readonly otherEndsTLS: boolean
}

/** What fixes write where nobody has said which origins are meant to read. */
export const exampleOrigin = 'https://app.example.com'

export function allowList({ allowed }: RuleContext, language: Language): string {
  return language.list(allowed.map(language.string))
}

/** A sentence that says that an origin in a fix is made up; null where it is not. */
export function exampleNote({ allowedIsExample }: RuleContext): string | null {
  return allowedIsExample
    ? `${exampleOrigin} stands for your own: name them with --origin, and the fix will have them.`
    : null
}
