import type { Knobs } from '../profile/knobs'
import type { SameSite } from './cookie'

/**
 * What SameSite comes to where nothing usable was said: `unset` is a restriction much like `lax`, or none.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#storage-model
 */
export function restrictionOf(
  sameSite: SameSite,
  { sameSiteDefault }: Pick<Knobs, 'sameSiteDefault'>,
): SameSite {
  // 17. Deviation(DV-135): to some engines this is `None`.
  return sameSite === 'unset' && sameSiteDefault === 'none' ? 'none' : sameSite
}
