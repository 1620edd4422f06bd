import type { Finding } from '../finding'
import type { RuleContext } from '../rules/context'

/** Findings about a configuration of nginx. */
export function lintNginx(_path: string, _context: RuleContext): readonly Finding[] {
  return []
}
