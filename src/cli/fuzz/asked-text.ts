import type { Look } from '../../campaign/play'
import { pathsOf } from '../../fuzz/plans'
import type { Intent } from '../../fuzz/types'
import { withoutSecrets } from '../without-secrets'

/** What is asked for, and what is not, in a sentence: a hole at another path does not show. */
export function askedText(intent: Intent, { leftPaths }: Pick<Look, 'leftPaths'>): string {
  const asked = pathsOf(intent)
  const left = leftPaths.filter((path) => !asked.includes(path))
  const not = left.length === 0 ? '' : `, not for ${listed(left)}`
  return `Asked for ${listed(asked)}${not}; --path names what else to ask for.`
}

function listed(paths: readonly string[]): string {
  const most = 12
  const shown = paths.slice(0, most).map(withoutSecrets)
  return paths.length > most ? `${shown.join(', ')} and ${paths.length - most} more` : shown.join(', ')
}
