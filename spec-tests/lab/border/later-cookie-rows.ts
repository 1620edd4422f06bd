import type { Scenario } from '../scenario'
import { inFamily, stored } from './builders'

/** Rows of the divergence table about cookies that no other theme tells apart. */
export const laterCookieRows: readonly Scenario[] = inFamily('cookie-accept', [
  stored(
    'cookie-max-age-plus-zero',
    'Max-Age of zero with a plus sign, and with a minus sign.',
    ['a=1; Max-Age=+0', 'b=1; Max-Age=-0', 's=1'],
    { dv: [115] },
  ),
  stored(
    'domain-address-suffix',
    'A Domain that is the end of an IPv4 address.',
    ['a=1; Domain=0.0.1', 's=1'],
    {
      url: 'http://127.0.0.1/',
      dv: [151],
    },
  ),
])
