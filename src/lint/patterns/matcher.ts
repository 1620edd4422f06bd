import { ConfigError } from '../../infra/config-error'
import { pythonPattern } from '../../servers/python-pattern/index'
import type { Dialect } from '../dialects'
import { patternTree } from './pattern-tree'
import { type Slowness, slownessOf } from './slow-pattern'

/** Asks whether an origin gets in. */
export type Matches = (origin: string) => boolean

/** A pattern that can be asked, or why it cannot. */
export type Matcher =
  | { readonly kind: 'matches'; readonly matches: Matches; readonly slowness: Slowness }
  /** It could take for ever: it is not asked. */
  | { readonly kind: 'not-run'; readonly slowness: Slowness }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string }

/** How a library runs its patterns. */
export type Matching = Pick<Dialect, 'matches' | 'patternSyntax' | 'ignoresCase'>

/** A pattern as a library runs it. Origins to ask about are short, so that only exponential patterns would stall. */
export function matcherOf(
  source: string,
  flags: string,
  { matches, patternSyntax, ignoresCase }: Matching,
): Matcher {
  const ignoreCase = ignoresCase || flags.includes('i')
  // A pattern that is tried at one place cannot be slow by beginning anywhere.
  const tree = patternTree(source, flags)
  const slowness = slownessOf(matches === 'search' ? source : `^(?:${source})`, ignoreCase, tree)
  if (slowness !== 'fine' && tree?.repeatsRepeated !== false) return { kind: 'not-run', slowness }
  if (patternSyntax === 'python') return pythonMatcher(source, ignoreCase, matches === 'whole', slowness)
  try {
    const regex = new RegExp(
      matches === 'whole' ? `^(?:${source})$` : source,
      flags.replace(/[gy]/g, '') + (ignoresCase && !flags.includes('i') ? 'i' : ''),
    )
    return { kind: 'matches', matches: (origin) => regex.test(origin), slowness }
  } catch (error) {
    return { kind: 'invalid', message: messageOf(error) }
  }
}

function pythonMatcher(source: string, ignoreCase: boolean, whole: boolean, slowness: Slowness): Matcher {
  try {
    const pattern = pythonPattern({ pattern: source, flags: ignoreCase ? 'i' : '' }, 'pattern')
    if (pattern.kind === 'error') return { kind: 'invalid', message: pattern.message }
    return { kind: 'matches', matches: whole ? pattern.matchesWhole : pattern.matches, slowness }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { kind: 'unknown', message: error.issues[0]?.message ?? '' }
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/^Invalid regular expression: /, '')
}
