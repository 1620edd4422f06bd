import { ConfigError } from '../../infra/config-error'
import { parsePattern } from './parse'
import { type Flags, flagLetters, InvalidPattern, noFlags, UntranslatablePattern } from './syntax'
import { translate } from './translate'

export { PythonException } from './exception'
export { casefold, strip } from './letter-case'
export { decodedPath } from './wsgi-path'

/** A pattern as `re.compile` makes one: of flags, the letters `a`, `i`, `m`, `s` and `x`. */
export interface PythonRegex {
  readonly pattern: string
  readonly flags?: string
}

/** A pattern that can be asked; or the message with which Python refuses it. */
export type PythonPattern =
  | {
      readonly kind: 'pattern'
      /** `re.match`: whether it matches from the start on, and perhaps not to the end. */
      readonly matches: (text: string) => boolean
      /** `re.fullmatch` */
      readonly matchesWhole: (text: string) => boolean
    }
  | { readonly kind: 'error'; readonly message: string }

/**
 * A pattern of Python's `re`, as of Python 3.11, made into regular expressions of JavaScript that match the same
 * texts.
 *
 * What they match with exponential effort may differ, and so may letters that Unicode has added since. Case is
 * exact for Latin letters; of other scripts, one small and one capital letter belong together.
 *
 * @param path where the pattern stands in the caller's configuration
 * @throws ConfigError naming what JavaScript cannot say: `(?(1)…)`, `\N{…}`, references to groups that ignore case
 * or may have been left out, atomic parts in a lookbehind, possessive quantifiers of what may be empty
 */
export function pythonPattern({ pattern, flags = '' }: PythonRegex, path: string): PythonPattern {
  try {
    const source = translate(parsePattern(pattern, flagsOf(flags, path)))
    const fromStart = new RegExp(`^(?:${source})`, 'u')
    const whole = new RegExp(`^(?:${source})$`, 'u')
    return {
      kind: 'pattern',
      matches: (text) => fromStart.test(text),
      matchesWhole: (text) => whole.test(text),
    }
  } catch (error) {
    if (error instanceof InvalidPattern) return { kind: 'error', message: error.message }
    throw whyUntranslatable(error, pattern, path)
  }
}

function whyUntranslatable(error: unknown, pattern: string, path: string): unknown {
  if (!(error instanceof UntranslatablePattern) && !(error instanceof SyntaxError)) return error
  const what = error instanceof UntranslatablePattern ? error.message : 'a size or nesting that is too much'
  const message = `has ${what}, which regular expressions of JavaScript cannot say; write it in another way`
  return new ConfigError([{ path, value: pattern, reason: 'invalid', message }])
}

function flagsOf(letters: string, path: string): Flags {
  const flags: Record<keyof Flags, boolean> = { ...noFlags }
  for (const letter of letters) {
    const name = flagLetters.get(letter)
    if (name === undefined) {
      const message = `may have the letters ${[...flagLetters.keys()].join(', ')} only`
      throw new ConfigError([{ path: `${path}.flags`, value: letters, reason: 'invalid', message }])
    }
    flags[name] = true
  }
  return flags
}
