import { type Origin, sameOrigin, serializeOrigin } from '../origin/origin'
import { sameSite, schemelesslySameSite } from '../origin/site'
import type { Relation } from './explanation'

/** How a page's origin and that of a URL are related. */
export function relationOf(page: Origin, target: Origin): Relation {
  const differs: ('scheme' | 'host' | 'port')[] = []
  if (page.kind === 'tuple' && target.kind === 'tuple') {
    if (page.scheme !== target.scheme) differs.push('scheme')
    if (page.host !== target.host) differs.push('host')
    // Default ports are not written down, and those of http and https differ all the same: that is the scheme's doing.
    if (page.port !== target.port) differs.push('port')
  }
  return {
    page: serializeOrigin(page),
    target: serializeOrigin(target),
    sameOrigin: sameOrigin(page, target),
    sameSite: sameSite(page, target),
    schemelesslySameSite: schemelesslySameSite(page, target),
    differs,
  }
}
