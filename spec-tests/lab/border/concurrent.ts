import type { Scenario } from '../scenario'
import {
  actual,
  allowMethods,
  allowOrigin,
  answer,
  any,
  api,
  fetchStep,
  grant,
  inFamily,
  open,
  origin,
  parallel,
  preflight,
  put,
  scenario,
  wait,
} from './builders'

const own = `${origin}/own`

const twoAtOnce = (given: object = {}) => parallel(put(given), put(given))
const slow = { ...answer(204, [allowOrigin(origin), allowMethods('PUT')]), delay: 50 }

export const concurrent: readonly Scenario[] = inFamily('concurrent', [
  scenario('parallel-preflights', 'Two equal fetches at once ask twice or once.', {
    families: ['preflight'],
    steps: [twoAtOnce()],
    server: [preflight(api, slow), actual(api, answer(200, [allowOrigin(origin)], 'x'))],
  }),
  scenario('parallel-gets', 'Three GETs at once to one URL that may not be kept.', {
    steps: [parallel(fetchStep(), fetchStep(), fetchStep())],
    server: [any(api, { ...answer(200, [allowOrigin(), ['Cache-Control', 'no-store']], 'x'), delay: 20 })],
  }),
  scenario('parallel-preflight-second-fails', 'Two PUTs at once, the second preflight is refused.', {
    steps: [twoAtOnce()],
    server: [
      preflight(api, slow, { ...answer(403), delay: 50 }),
      actual(api, answer(200, [allowOrigin()], 'x')),
    ],
  }),
  scenario('parallel-methods', 'PUT and DELETE at once, and both once more.', {
    dv: [21],
    steps: [parallel(put(), fetchStep({ method: 'DELETE' })), put(), fetchStep({ method: 'DELETE' })],
    server: open(api),
  }),
  scenario('parallel-cookies', 'Two fetches at once that both set a cookie, and one that comes after.', {
    steps: [
      parallel(
        fetchStep({ credentials: 'include' }),
        fetchStep({ credentials: 'include', url: 'https://api.example.com/slow' }),
      ),
      fetchStep({ credentials: 'include' }),
    ],
    server: [
      any(api, answer(200, [...grant(), ['Set-Cookie', 'a=1; Secure']], 'x')),
      any('https://api.example.com/slow', {
        ...answer(200, [...grant(), ['Set-Cookie', 'b=1; Secure']], 'x'),
        delay: 60,
      }),
    ],
  }),
  scenario('parallel-mixed-modes', 'A cors, a no-cors and a same-origin fetch at once.', {
    steps: [
      parallel(
        fetchStep(),
        fetchStep({ mode: 'no-cors' }),
        fetchStep({ mode: 'same-origin' }),
        fetchStep({ url: '/own' }),
      ),
    ],
    server: [any(api, { ...answer(200, [allowOrigin()], 'x'), delay: 20 }), any(own, answer(200, [], 'x'))],
  }),
  scenario('wait-and-ask-again', 'A fetch, half a second, and the same fetch.', {
    steps: [fetchStep(), wait(500), fetchStep()],
    server: [any(api, answer(200, [allowOrigin(), ['Cache-Control', 'no-store']], 'x'))],
  }),
])
