import type { Scenario } from '../scenario'
import { answer, any, fetchStep, inFamily, origin, scenario, stored } from './builders'

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
  stored(
    'domain-case-above',
    'A Domain above the host, in capitals.',
    ['a=1; Domain=EXAMPLE.com', 'b=1; Domain=example.com'],
    { url: 'https://app.example.com/', dv: [152] },
  ),
  scenario('sandboxed-frame-cookies', 'A sandboxed frame of the page’s own site asks for its cookies.', {
    cookies: [[`${origin}/`, 'l=1; SameSite=Lax', 's=1; SameSite=Strict', 'n=1; SameSite=None; Secure']],
    frame: { url: `${origin}/frame`, headers: [], sandbox: 'allow-scripts' },
    steps: [fetchStep({ in: 'frame', url: `${origin}/own`, credentials: 'include', mode: 'no-cors' })],
    server: [any(`${origin}/own`, answer(200, [], 'x'))],
    dv: [153],
  }),
])
