import type { FetchStep, HeaderLine, Scenario, ServerRule, Step, WireAnswer } from '../scenario'
import {
  actual,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  api,
  closed,
  document,
  fetchStep,
  grant,
  inFamily,
  maxAge,
  navigate,
  origin,
  parallel,
  preflight,
  put,
  redirect,
  scenario,
  wait,
  xhr,
} from './builders'

const minute = maxAge('60')

/** What a preflight answers: these methods (none by the empty string) and lines. */
function allows(methods: string, ...lines: readonly HeaderLine[]): WireAnswer {
  return answer(204, [allowOrigin(), ...(methods === '' ? [] : [allowMethods(methods)]), ...lines])
}

function served(url: string, ...answers: WireAnswer[]): readonly ServerRule[] {
  return [preflight(url, ...answers), actual(url, answer(200, [allowOrigin()], 'x'))]
}

/** Steps against one URL whose preflights have these answers, one after the other. */
function cached(
  id: string,
  about: string,
  steps: readonly Step[],
  answers: readonly WireAnswer[],
  ...dv: number[]
): Scenario {
  return scenario(id, about, { dv, steps, server: served(api, ...answers) })
}

/** Two PUTs with these lines of Access-Control-Max-Age. */
function age(id: string, about: string, values: readonly string[], ...dv: number[]): Scenario {
  return cached(id, about, [put(), put()], [allows('PUT', ...values.map(maxAge))], ...dv)
}

const remove = (given: Partial<Omit<FetchStep, 'kind'>> = {}): FetchStep =>
  fetchStep({ method: 'DELETE', ...given })
const withA = fetchStep({ headers: [['X-A', '1']] })
const withB = fetchStep({ headers: [['X-B', '1']] })
const withAuthorization = fetchStep({ headers: [['Authorization', 'Basic eDp5']] })
const credentialed = (methods: string): WireAnswer => answer(204, [...grant(), allowMethods(methods), minute])
const grants: ServerRule = actual(api, answer(200, grant(), 'x'))

export const preflightCache: readonly Scenario[] = inFamily('preflight-cache', [
  scenario('preflight-cache-five-seconds', 'Without Max-Age a preflight is kept for five seconds.', {
    families: ['preflight'],
    steps: [put(), put(), wait(5500), put()],
    server: [
      preflight(api, answer(204, [allowOrigin(origin), allowMethods('PUT')])),
      actual(api, answer(200, [allowOrigin(origin)], 'x')),
    ],
  }),
  age('max-age-absent', 'No Access-Control-Max-Age.', []),
  age('max-age-60', 'A minute, as most servers say it.', ['60']),
  age('max-age-zero', 'Zero keeps nothing.', ['0']),
  age('max-age-negative', 'A negative number.', ['-1'], 16),
  age('max-age-minus-zero', 'A minus sign and a zero.', ['-0'], 16),
  age('max-age-negative-large', 'A large negative number.', ['-600'], 16),
  age('max-age-word', 'A word for a number.', ['abc'], 15),
  age('max-age-fraction', 'A number with a fraction.', ['1.5'], 15),
  age('max-age-plus', 'A number with a plus sign.', ['+10'], 15),
  age('max-age-hex', 'A hexadecimal number.', ['0x10'], 15),
  age('max-age-unit', 'A number with a unit.', ['10s'], 15),
  age('max-age-list', 'Two numbers in one value.', ['10, 10'], 15),
  age('max-age-quoted', 'A number in quotes.', ['"10"'], 15),
  age('max-age-twice', 'The header in two lines.', ['10', '10'], 15),
  age('max-age-twice-one-empty', 'The header in two lines, one of them empty.', ['', '10'], 15, 17),
  age('max-age-inner-space', 'A number with a space in it.', ['1 0'], 15),
  age('max-age-zero-unit', 'A zero with a unit, which is no number.', ['0s'], 15),
  age('max-age-empty', 'An empty value.', [''], 17),
  age('max-age-only-space', 'A value of spaces.', ['   '], 17),
  age('max-age-padded', 'A number with whitespace around it.', [' \t10\t '], 15),
  age('max-age-leading-zero', 'A number with a leading zero.', ['010']),
  age('max-age-large', 'A number of ten digits.', ['9999999999']),
  age('max-age-beyond-64-bits-at-once', 'A number beyond 64 bits, asked for again at once.', [
    '9'.repeat(30),
  ]),
  scenario(
    'max-age-beyond-64-bits',
    'A number beyond 64 bits, asked for again after five seconds: large, or no number at all.',
    {
      dv: [14],
      steps: [put(), wait(5500), put()],
      server: served(api, allows('PUT', maxAge('9'.repeat(30)))),
    },
  ),
  scenario(
    'max-age-leading-numbers',
    'Values that begin with a one, asked for again after 1.6 seconds: one second, the default, or nothing.',
    {
      dv: [15],
      steps: [0, 1].flatMap((round) => [
        ...(round === 1 ? [wait(1600)] : []),
        ...['1', '1s', '1.5', '+1', '1, 1', '"1"', '01'].map((_, i) =>
          put({ url: `https://api.example.com/${i}` }),
        ),
      ]),
      server: ['1', '1s', '1.5', '+1', '1, 1', '"1"', '01'].flatMap((value, i) =>
        served(`https://api.example.com/${i}`, allows('PUT', maxAge(value))),
      ),
    },
  ),
  cached(
    'max-age-one-second',
    'One second is over after 1.4 seconds.',
    [put(), put(), wait(1400), put()],
    [allows('PUT', maxAge('1'))],
  ),
  // ── Credentials
  scenario(
    'cache-credentialed-then-not',
    'What a credentialed preflight allowed serves a request without credentials, or not.',
    {
      dv: [18],
      steps: [put({ credentials: 'include' }), put({ credentials: 'omit' })],
      server: [preflight(api, credentialed('PUT')), grants],
    },
  ),
  scenario(
    'cache-not-credentialed-then-credentialed',
    'What a preflight without credentials allowed does not serve a credentialed request.',
    {
      steps: [put({ credentials: 'omit' }), put({ credentials: 'include' })],
      server: [preflight(api, credentialed('PUT')), grants],
    },
  ),
  scenario('cache-credentialed-header-then-not', 'The same for a header: credentialed first, then not.', {
    dv: [18],
    steps: [fetchStep({ credentials: 'include', headers: [['X-A', '1']] }), withA],
    server: [preflight(api, answer(204, [...grant(), allowHeaders('x-a'), minute])), grants],
  }),
  scenario('cache-credentialed-thrice', 'Three credentialed PUTs.', {
    steps: [
      put({ credentials: 'include' }),
      put({ credentials: 'include' }),
      put({ credentials: 'include' }),
    ],
    server: [preflight(api, credentialed('PUT')), grants],
  }),
  scenario('cache-credentials-in-turn', 'Without credentials, with, without and with them again.', {
    dv: [18, 21],
    steps: [put(), put({ credentials: 'include' }), put(), put({ credentials: 'include' })],
    server: [preflight(api, credentialed('PUT')), grants],
  }),
  scenario('cache-credentialed-both-kept', 'With, without, with and without credentials again.', {
    dv: [18, 21],
    steps: [put({ credentials: 'include' }), put(), put({ credentials: 'include' }), put()],
    server: [preflight(api, credentialed('PUT')), grants],
  }),
  // ── Wildcards
  cached(
    'cache-star-method-same',
    'A wildcard for methods, and the same method again.',
    [put(), put()],
    [allows('*', minute)],
    19,
  ),
  cached(
    'cache-star-method-other',
    'A wildcard for methods, and another method.',
    [put(), remove()],
    [allows('*', minute)],
    19,
  ),
  cached(
    'cache-star-method-named-star',
    'A wildcard for methods, and then the method *.',
    [put(), fetchStep({ method: '*' })],
    [allows('*', minute)],
    19,
  ),
  cached(
    'cache-star-header-same',
    'A wildcard for headers, and the same header again.',
    [withA, withA],
    [allows('', allowHeaders('*'), minute)],
    19,
  ),
  cached(
    'cache-star-header-other',
    'A wildcard for headers, and another header.',
    [withA, withB],
    [allows('', allowHeaders('*'), minute)],
    19,
  ),
  cached(
    'cache-star-both',
    'Wildcards for both, and then another method with another header.',
    [put({ headers: [['X-A', '1']] }), remove({ headers: [['X-B', '1']] })],
    [allows('*', allowHeaders('*'), minute)],
    19,
  ),
  cached(
    'cache-star-and-name',
    'A wildcard beside a method: the one listed, then another.',
    [put(), put(), remove()],
    [allows('PUT, *', minute)],
    19,
  ),
  cached(
    'cache-star-authorization',
    'A wildcard for headers asked for by another header, and then Authorization.',
    [withA, withAuthorization],
    [allows('', allowHeaders('*'), minute)],
    20,
  ),
  cached(
    'cache-star-authorization-first',
    'A wildcard for headers asked for by Authorization, and Authorization again.',
    [withAuthorization, withAuthorization],
    [allows('', allowHeaders('*'), minute)],
    20,
    19,
    12,
  ),
  cached(
    'cache-authorization-listed',
    'Authorization listed, and asked for again.',
    [withAuthorization, withAuthorization],
    [allows('', allowHeaders('authorization'), minute)],
  ),
  // ── Later answers
  cached(
    'cache-later-other-method',
    'PUT, DELETE and PUT again, each preflight allowing the one it is for.',
    [put(), remove(), put()],
    [allows('PUT', minute), allows('DELETE', minute), allows('PUT', minute)],
    21,
  ),
  cached(
    'cache-later-other-header',
    'X-A, X-B and X-A again, each preflight allowing the one it is for.',
    [withA, withB, withA],
    [
      allows('', allowHeaders('x-a'), minute),
      allows('', allowHeaders('x-b'), minute),
      allows('', allowHeaders('x-a'), minute),
    ],
    21,
  ),
  cached(
    'cache-later-zero',
    'PUT for a minute, DELETE for no time, PUT again.',
    [put(), remove(), put()],
    [allows('PUT', minute), allows('PUT, DELETE', maxAge('0')), allows('PUT')],
    21,
  ),
  cached(
    'cache-later-shorter-clock',
    'PUT for two seconds; DELETE after 1.2, allowing both for two; PUT after 2.4 seconds.',
    [put(), wait(1200), remove(), wait(1200), put()],
    [allows('PUT', maxAge('2')), allows('PUT, DELETE', maxAge('2')), allows('PUT', maxAge('2'))],
    22,
  ),
  scenario(
    'cache-later-clock-header',
    'X-A for two seconds; X-B after 1.2, allowing both for two; X-A after 2.4 seconds.',
    {
      dv: [22],
      steps: [withA, wait(1200), withB, wait(1200), withA],
      server: served(
        api,
        allows('', allowHeaders('x-a'), maxAge('2')),
        allows('', allowHeaders('x-a, x-b'), maxAge('2')),
        allows('', allowHeaders('x-a')),
      ),
    },
  ),
  // ── Failures
  cached(
    'cache-failed-method',
    'PUT; a DELETE that is not allowed; PUT again.',
    [put(), remove(), put()],
    [allows('PUT', minute)],
    23,
  ),
  cached(
    'cache-failed-header',
    'X-A; X-B that is not allowed; X-A again.',
    [withA, withB, withA],
    [allows('', allowHeaders('x-a'), minute)],
    23,
  ),
  cached(
    'cache-failed-status',
    'PUT; a DELETE whose preflight has status 500; PUT again.',
    [put(), remove(), put()],
    [allows('PUT', minute), answer(500), allows('PUT', minute)],
    23,
    21,
  ),
  cached(
    'cache-failed-acao',
    'PUT; a DELETE whose preflight lacks Access-Control-Allow-Origin; PUT again.',
    [put(), remove(), put()],
    [allows('PUT', minute), answer(204, [allowMethods('DELETE')]), allows('PUT', minute)],
    23,
    21,
  ),
  cached(
    'cache-failed-other-list',
    'PUT; a DELETE whose preflight allows PATCH only; PUT again, then PATCH.',
    [put(), remove(), put(), fetchStep({ method: 'PATCH' })],
    [allows('PUT', minute), allows('PATCH', minute), allows('PUT, PATCH', minute)],
    23,
    21,
  ),
  cached(
    'cache-failed-lists-more',
    'PUT; a DELETE whose preflight allows PUT and PATCH; PATCH next.',
    [put(), remove(), fetchStep({ method: 'PATCH' })],
    [allows('PUT', minute), allows('PUT, PATCH', minute)],
    23,
  ),
  scenario('cache-failed-closed', 'PUT; a DELETE whose preflight has no answer; PUT again.', {
    dv: [23],
    steps: [put(), remove(), put()],
    server: [
      preflight(api, allows('PUT', minute), closed, allows('PUT', minute)),
      actual(api, answer(200, [allowOrigin()], 'x')),
    ],
  }),
  scenario('cache-failed-response', 'PUT; a PUT whose answer fails its CORS check; PUT again.', {
    dv: [24],
    steps: [put(), put(), put()],
    server: [
      preflight(api, allows('PUT', minute)),
      actual(api, answer(200, [allowOrigin()], 'x'), answer(200, [], 'x'), answer(200, [allowOrigin()], 'x')),
    ],
  }),
  scenario(
    'cache-failed-response-simple',
    'PUT; a GET without a preflight whose answer fails its CORS check; PUT again.',
    {
      dv: [24],
      steps: [put(), fetchStep(), put()],
      server: [
        preflight(api, allows('PUT', minute)),
        actual(
          api,
          answer(200, [allowOrigin()], 'x'),
          answer(200, [], 'x'),
          answer(200, [allowOrigin()], 'x'),
        ),
      ],
    },
  ),
  scenario('cache-failed-response-header', 'X-A; X-A with an answer for another origin; X-A again.', {
    dv: [24],
    steps: [withA, withA, withA],
    server: [
      preflight(api, allows('', allowHeaders('x-a'), minute)),
      actual(
        api,
        answer(200, [allowOrigin()], 'x'),
        answer(200, [allowOrigin('null')], 'x'),
        answer(200, [allowOrigin()], 'x'),
      ),
    ],
  }),
  // ── Cache modes
  ...(['no-store', 'reload', 'no-cache'] as const).map((cache) =>
    cached(
      `cache-mode-${cache}`,
      `PUT, PUT with cache mode ${cache}, PUT again.`,
      [put(), put({ cache }), put()],
      [allows('PUT', minute)],
      25,
      46,
    ),
  ),
  scenario(
    'cache-opaque-origin',
    'A sandboxed frame sends one PUT three times, and one of the same header twice.',
    {
      dv: [48],
      frame: { url: 'https://widget.other.org/frame', sandbox: 'allow-scripts' },
      steps: [
        put({ in: 'frame' }),
        put({ in: 'frame' }),
        put({ in: 'frame' }),
        { ...withA, in: 'frame' },
        { ...withA, in: 'frame' },
      ],
      server: served(api, allows('PUT', allowHeaders('x-a'), minute)),
    },
  ),
  scenario('cache-mode-no-store-header', 'A header asked for with cache mode no-store, and then without.', {
    dv: [46, 47],
    steps: [{ ...withA, cache: 'no-store' }, withA, withA],
    server: served(api, allows('', allowHeaders('x-a'), minute)),
  }),
  scenario(
    'cache-mode-preflight-headers',
    'The Cache-Control and Pragma of preflights and requests under each cache mode.',
    {
      dv: [46],
      steps: (['default', 'no-store', 'reload', 'no-cache', 'force-cache'] as const).map((cache, i) =>
        put({ url: `https://api.example.com/${i}`, cache }),
      ),
      server: [0, 1, 2, 3, 4].flatMap((i) => served(`https://api.example.com/${i}`, allows('PUT', minute))),
    },
  ),
  cached(
    'cache-mode-force-cache',
    'PUT, and PUT with cache mode force-cache.',
    [put(), put({ cache: 'force-cache' })],
    [allows('PUT', minute)],
  ),
  cached(
    'cache-mode-no-store-first',
    'PUT with cache mode no-store, then without: whether the answer is kept.',
    [put({ cache: 'no-store' }), put()],
    [allows('PUT', minute)],
    25,
    46,
    47,
  ),
  cached(
    'cache-mode-reload-first',
    'PUT with cache mode reload, then without: whether the answer is kept.',
    [put({ cache: 'reload' }), put()],
    [allows('PUT', minute)],
    25,
  ),
  cached(
    'cache-mode-header',
    'PUT with a Cache-Control header of the page, twice.',
    [put({ headers: [['Cache-Control', 'no-cache']] }), put({ headers: [['Cache-Control', 'no-cache']] })],
    [allows('PUT', allowHeaders('cache-control'), minute)],
  ),
  // ── Keys
  cached(
    'cache-fragment',
    'PUT to one URL with two fragments, and with the first again.',
    [put({ url: `${api}#a` }), put({ url: `${api}#b` }), put({ url: `${api}#a` })],
    [allows('PUT', minute)],
  ),
  cached(
    'cache-not-asked-method',
    'A method that was listed but not asked for.',
    [put(), remove()],
    [allows('PUT, DELETE', minute)],
  ),
  cached(
    'cache-not-asked-header',
    'A header that was listed but not asked for.',
    [withA, withB],
    [allows('', allowHeaders('x-a, x-b'), minute)],
  ),
  cached(
    'cache-header-case',
    'A header asked for again in another case.',
    [withA, fetchStep({ headers: [['x-A', '2']] })],
    [allows('', allowHeaders('X-a'), minute)],
  ),
  cached(
    'cache-method-then-header',
    'PUT, and then PUT with a header.',
    [put(), put({ headers: [['X-A', '1']] })],
    [allows('PUT', allowHeaders('x-a'), minute)],
  ),
  cached(
    'cache-header-for-other-method',
    'X-A with GET, then with PUT and with POST.',
    [withA, put({ headers: [['X-A', '1']] }), fetchStep({ method: 'POST', headers: [['X-A', '1']] })],
    [allows('PUT', allowHeaders('x-a'), minute)],
  ),
  cached(
    'cache-safelisted-method-listed',
    'POST asked for with a header, and POST with another.',
    [
      fetchStep({ method: 'POST', headers: [['X-A', '1']] }),
      fetchStep({ method: 'POST', headers: [['X-B', '1']] }),
    ],
    [allows('POST', allowHeaders('x-a'), minute), allows('POST', allowHeaders('x-a, x-b'), minute)],
    21,
  ),
  cached(
    'cache-xhr',
    'A fetch and XMLHttpRequest use one cache.',
    [put(), xhr({ method: 'PUT' })],
    [allows('PUT', minute)],
  ),
  scenario('cache-other-query', 'Two URLs that differ in their query are two entries.', {
    steps: [put({ url: `${api}?a` }), put({ url: `${api}?b` }), put({ url: `${api}?a` })],
    server: [...served(`${api}?a`, allows('PUT', minute)), ...served(`${api}?b`, allows('PUT', minute))],
  }),
  scenario('cache-after-navigation', 'What was kept serves the next page of the same origin.', {
    steps: [put(), navigate('https://app.example.com/two', 'location'), put()],
    server: [...served(api, allows('PUT', minute)), document('https://app.example.com/two')],
  }),
  scenario(
    'cache-other-origin-of-site',
    'What was kept for one origin does not serve another one of its site.',
    {
      steps: [put(), navigate('https://www.example.com/two', 'location'), put()],
      server: [...served(api, allows('PUT', minute)), document('https://www.example.com/two')],
    },
  ),
  scenario(
    'cache-frame',
    'What a page was allowed does not serve a frame of another origin, nor the other way round.',
    {
      frame: { url: 'https://widget.other.org/frame' },
      steps: [put(), put({ in: 'frame' }), put({ in: 'frame' })],
      server: served(api, allows('PUT', minute)),
    },
  ),
  scenario('cache-same-origin-frame', 'A frame of the same origin shares what was kept.', {
    frame: { url: 'https://app.example.com/frame' },
    steps: [put(), put({ in: 'frame' })],
    server: served(api, allows('PUT', minute)),
  }),
  scenario('cache-redirected', 'PUT that is redirected to a URL with a kept answer.', {
    steps: [put(), put({ url: '/go' })],
    server: [actual('https://app.example.com/go', redirect(307, api)), ...served(api, allows('PUT', minute))],
  }),
  cached(
    'cache-parallel-warm',
    'One PUT, and then three at once.',
    [put(), parallel(put(), put(), put())],
    [allows('PUT', minute)],
  ),
])
