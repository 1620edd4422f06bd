import type { Exchange } from './exchange'

/** What nginx calls itself, in `Server` and below its own pages. */
export function signature({ level, surroundings }: Exchange): string {
  return level.settings.serverTokens === 'off' ? 'nginx' : `nginx/${surroundings.site.version}`
}
