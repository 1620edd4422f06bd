import type { HeaderLine, Scenario } from '../scenario'
import {
  allowCredentials,
  allowOrigin,
  answer,
  any,
  api,
  closed,
  contentType,
  exchange,
  fetchStep,
  grant,
  inFamily,
  origin,
  scenario,
} from './builders'

/** A fetch without credentials whose answer has these values of Access-Control-Allow-Origin. */
function acao(id: string, about: string, ...values: readonly string[]): Scenario {
  return exchange(
    id,
    about,
    {},
    values.map((value) => allowOrigin(value)),
  )
}

/** A fetch with credentials for the very origin, whose answer has these values of Access-Control-Allow-Credentials. */
function acac(id: string, about: string, ...values: readonly string[]): Scenario {
  return exchange(id, about, { credentials: 'include' }, [
    allowOrigin(origin),
    ...values.map((value) => allowCredentials(value)),
  ])
}

function credentialed(id: string, about: string, ...lines: readonly HeaderLine[]): Scenario {
  return exchange(id, about, { credentials: 'include' }, lines)
}

export const corsCheck: readonly Scenario[] = inFamily('cors-check', [
  exchange(
    'acac-empty-and-true',
    'Firefox drops an empty Access-Control-Allow-Credentials line; the others join it.',
    { credentials: 'include' },
    [allowOrigin(origin), allowCredentials(''), allowCredentials()],
    { dv: [13] },
  ),
  exchange(
    'acac-true-and-empty',
    'A true and then an empty Access-Control-Allow-Credentials.',
    { credentials: 'include' },
    [allowOrigin(origin), allowCredentials(), allowCredentials('')],
    { dv: [13] },
  ),
  exchange(
    'acac-three-empty-and-true',
    'Three empty Access-Control-Allow-Credentials around a true one.',
    { credentials: 'include' },
    [
      allowOrigin(origin),
      allowCredentials(''),
      allowCredentials(''),
      allowCredentials(),
      allowCredentials(''),
    ],
    { dv: [13] },
  ),
  exchange(
    'acao-absent',
    'An answer without Access-Control-Allow-Origin is kept from the page.',
    {},
    [contentType('text/plain')],
    {
      server: [any(api, answer(200, [contentType('text/plain')], 'secret'))],
    },
  ),
  acao(
    'acao-duplicate',
    'Two Access-Control-Allow-Origin lines never match, even if both are right.',
    origin,
    origin,
  ),
  exchange(
    'acao-name-with-space',
    'A space between a header name and its colon: Chromium alone takes the header.',
    {},
    [['Access-Control-Allow-Origin ', '*'], contentType('text/plain')],
    { dv: [1] },
  ),
  exchange(
    'acao-name-with-tab',
    'A TAB between a header name and its colon.',
    {},
    [['Access-Control-Allow-Origin\t', '*']],
    { dv: [1] },
  ),
  exchange(
    'acao-name-with-space-first',
    'A name with a space before the colon, and then a good line with another value.',
    {},
    [['Access-Control-Allow-Origin ', 'https://www.example.com'], allowOrigin()],
    { dv: [1] },
  ),
  exchange('acao-name-upper-case', 'The name of the header in capitals.', {}, [
    ['ACCESS-CONTROL-ALLOW-ORIGIN', '*'],
  ]),
  scenario('connection-closed', 'A connection that ends without an answer.', {
    families: ['network'],
    steps: [fetchStep()],
    server: [any(api, closed)],
  }),
  acao('acao-star', 'The wildcard.', '*'),
  acao('acao-exact', 'The very origin.', origin),
  acao('acao-null', 'The word null for an origin that is not opaque.', 'null'),
  acao('acao-host-upper-case', 'The origin with its host in capitals.', 'https://APP.example.com'),
  acao('acao-scheme-upper-case', 'The origin with its scheme in capitals.', 'HTTPS://app.example.com'),
  acao('acao-trailing-slash', 'The origin with a slash behind it.', `${origin}/`),
  acao('acao-default-port', 'The origin with its default port.', `${origin}:443`),
  acao('acao-other-port', 'The origin with another port.', `${origin}:8443`),
  acao('acao-http', 'The origin with the scheme http.', 'http://app.example.com'),
  acao('acao-host-only', 'The host without a scheme.', 'app.example.com'),
  acao('acao-wildcard-subdomain', 'A pattern is no origin.', 'https://*.example.com'),
  acao('acao-list', 'A list of origins with the right one in it.', `${origin}, https://www.example.com`),
  acao('acao-space-list', 'Origins with spaces between.', `${origin} https://www.example.com`),
  acao('acao-star-list', 'The wildcard and an origin in one value.', `*, ${origin}`),
  acao('acao-star-twice', 'The wildcard in two lines.', '*', '*'),
  acao('acao-empty-and-star', 'An empty line and the wildcard.', '', '*'),
  acao('acao-star-and-empty', 'The wildcard and an empty line.', '*', ''),
  acao('acao-empty', 'An empty value.', ''),
  acao('acao-quoted', 'The origin in quotes.', `"${origin}"`),
  acao('acao-padded', 'Spaces and TABs around the origin.', ` \t ${origin} \t `),
  acao('acao-star-padded', 'TABs around the wildcard.', '\t*\t'),
  acao('acao-form-feed', 'A form feed behind the origin.', `${origin}\x0c`),
  acao('acao-nbsp', 'A no-break space behind the origin.', `${origin}\xa0`),
  acao('acao-vertical-tab', 'A vertical TAB before the wildcard.', '\x0b*'),
  acao('acao-comment', 'A comment behind the wildcard.', '* (anyone)'),
  acao('acao-double-star', 'Two asterisks are no wildcard.', '**'),
  acao('acao-folded', 'A value that goes on in the next line.', `\r\n ${origin}`),
  acao('acao-path', 'The URL of the page.', `${origin}/page`),
  acac('acac-true', 'The word true.', 'true'),
  acac('acac-upper-case', 'The word TRUE.', 'TRUE'),
  acac('acac-capitalised', 'The word True.', 'True'),
  acac('acac-padded', 'Spaces and TABs around the word.', ' \ttrue\t '),
  acac('acac-twice', 'The word in two lines.', 'true', 'true'),
  acac('acac-list', 'The word twice in one value.', 'true, true'),
  acac('acac-one', 'The number 1.', '1'),
  acac('acac-quoted', 'The word in quotes.', '"true"'),
  acac('acac-empty', 'An empty value.', ''),
  acac('acac-absent', 'No Access-Control-Allow-Credentials.'),
  credentialed(
    'acao-star-with-credentials',
    'Credentials and the wildcard.',
    allowOrigin(),
    allowCredentials(),
  ),
  credentialed(
    'acao-null-with-credentials',
    'Credentials and the word null.',
    allowOrigin('null'),
    allowCredentials(),
  ),
  credentialed(
    'acac-name-with-space',
    'A space before the colon of Access-Control-Allow-Credentials.',
    allowOrigin(origin),
    ['Access-Control-Allow-Credentials ', 'true'],
  ),
  exchange(
    'acac-not-needed',
    'Without credentials a bad Access-Control-Allow-Credentials does no harm.',
    {},
    [allowOrigin(origin), allowCredentials('false')],
  ),
  exchange(
    'acao-star-same-origin-credentials',
    'Credentials for the same origin only, and the wildcard with true.',
    { credentials: 'same-origin' },
    [allowOrigin(), allowCredentials()],
  ),
  exchange('cors-check-error-status', 'A 500 that passes the check is a response.', {}, [], {
    server: [any(api, answer(500, [allowOrigin()], 'broken'))],
  }),
  exchange('cors-check-404-without', 'A 404 without the header is a network error.', {}, [], {
    server: [any(api, answer(404, [], 'none'))],
  }),
  exchange('cors-check-204', 'A 204 that passes the check.', {}, [], {
    server: [any(api, answer(204, [allowOrigin()]))],
  }),
  exchange('cors-check-same-origin', 'Within one origin no header is needed.', { url: '/own' }, []),
  exchange(
    'cors-check-no-cors',
    'A no-cors answer is opaque whatever its headers say.',
    { mode: 'no-cors' },
    grant(),
  ),
  exchange(
    'cors-check-mode-same-origin',
    'Mode same-origin refuses another origin without asking it.',
    { mode: 'same-origin' },
    [allowOrigin()],
  ),
])
