import type { HeaderLine, Scenario } from '../scenario'
import {
  actual,
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  api,
  ask,
  closed,
  contentType,
  fetchStep,
  grant,
  inFamily,
  location,
  maxAge,
  origin,
  preflight,
  put,
  scenario,
  setCookie,
  text,
} from './builders'

const putAllowed = [allowOrigin(), allowMethods('PUT')]
const authorization: HeaderLine = ['Authorization', 'Basic eDp5']

/** A PUT whose preflight has this status. */
function status(code: number, ...lines: readonly HeaderLine[]): Scenario {
  return scenario(
    `preflight-status-${code}`,
    `A preflight answered by ${code} that allows everything asked for.`,
    {
      steps: [put()],
      server: [
        preflight(api, answer(code, [...putAllowed, ...lines])),
        actual(api, answer(200, [allowOrigin()], 'x')),
      ],
    },
  )
}

/** A fetch with `X-A` whose preflight answers with these values of Access-Control-Allow-Headers. */
function lists(id: string, about: string, ...values: readonly string[]): Scenario {
  return ask(id, about, { headers: [['X-A', '1']] }, [allowOrigin(), ...values.map(allowHeaders)])
}

/** A PUT whose preflight answers with these values of Access-Control-Allow-Methods. */
function methodLists(id: string, about: string, ...values: readonly string[]): Scenario {
  return ask(id, about, { method: 'PUT' }, [allowOrigin(), ...values.map(allowMethods)])
}

export const preflightAnswers: readonly Scenario[] = inFamily('preflight', [
  ...[200, 201, 202, 204, 206, 299, 300, 304, 400, 401, 403, 404, 405, 500, 503].map((code) => status(code)),
  ...[301, 302, 307].map((code) =>
    status(code, location('https://api.example.com/elsewhere'), ['Cache-Control', 'no-store']),
  ),
  scenario('preflight-closed', 'The connection of a preflight ends without an answer.', {
    steps: [put()],
    server: [preflight(api, closed), actual(api, answer(200, [allowOrigin()], 'x'))],
  }),
  scenario('preflight-with-body', 'A preflight answered by 200 with a body.', {
    steps: [put()],
    server: [
      preflight(api, answer(200, [...putAllowed, contentType('text/html')], 'hello')),
      actual(api, answer(200, [allowOrigin()], 'x')),
    ],
  }),
  scenario(
    'preflight-sets-cookie',
    'Set-Cookie on a preflight answer is ignored, and a preflight has no cookies.',
    {
      cookies: [['https://api.example.com/', 'a=1; SameSite=None; Secure']],
      steps: [put({ credentials: 'include' }), fetchStep({ credentials: 'include' })],
      server: [
        preflight(
          api,
          answer(204, [...grant(), allowMethods('PUT'), setCookie('p=1; SameSite=None; Secure')]),
        ),
        actual(api, answer(200, grant(), 'x')),
      ],
      closing: ['https://api.example.com/'],
    },
  ),
  ask('preflight-no-acao', 'A preflight answer without Access-Control-Allow-Origin.', { method: 'PUT' }, [
    allowMethods('PUT'),
  ]),
  ask('preflight-other-acao', 'A preflight answer for another origin.', { method: 'PUT' }, [
    allowOrigin('https://www.example.com'),
    allowMethods('PUT'),
  ]),
  ask(
    'preflight-acao-exact',
    'A preflight answer for the very origin, and a wildcard on the response.',
    { method: 'PUT' },
    [allowOrigin(origin), allowMethods('PUT')],
  ),
  ask(
    'preflight-good-response-bad',
    'A preflight that allows, and a response that does not.',
    { method: 'PUT' },
    putAllowed,
    { actual: [] },
  ),
  ask(
    'preflight-no-acac',
    'Credentials: the preflight answer lacks Access-Control-Allow-Credentials.',
    { method: 'PUT', credentials: 'include' },
    [allowOrigin(origin), allowMethods('PUT')],
  ),
  ask(
    'preflight-star-acao-with-credentials',
    'Credentials: the preflight answer has the wildcard for origins.',
    { method: 'PUT', credentials: 'include' },
    [allowOrigin(), allowCredentials(), allowMethods('PUT')],
  ),
  ask(
    'preflight-acac-twice',
    'Credentials: an empty and a true Access-Control-Allow-Credentials on the preflight answer.',
    { method: 'PUT', credentials: 'include' },
    [allowOrigin(origin), allowCredentials(''), allowCredentials(), allowMethods('PUT')],
    { dv: [13] },
  ),
  ask(
    'preflight-name-with-space',
    'A space before the colon of Access-Control-Allow-Methods.',
    { method: 'PUT' },
    [allowOrigin(), ['Access-Control-Allow-Methods ', 'PUT']],
    { dv: [1] },
  ),
  ask(
    'preflight-allow-headers-name-with-tab',
    'A TAB before the colon of Access-Control-Allow-Headers.',
    { headers: [['X-A', '1']] },
    [allowOrigin(), ['Access-Control-Allow-Headers\t', 'x-a']],
    { dv: [1] },
  ),
  methodLists('acam-list', 'PUT in the middle of a list.', 'GET,PUT , DELETE'),
  methodLists('acam-two-lines', 'PUT in the second of two lines.', 'GET', 'PUT'),
  methodLists('acam-empty-members', 'A list with empty members.', ', ,PUT,,'),
  methodLists('acam-empty', 'An empty list of methods.', ''),
  methodLists('acam-bad-member', 'A list of methods with a member that is no token.', 'PUT, a b'),
  methodLists('acam-bad-character', 'A list of methods with a member that is no token: @.', 'PUT, @'),
  methodLists('acam-quoted', 'A method in quotes.', '"PUT"'),
  methodLists('acam-semicolon', 'Methods with a semicolon between.', 'GET; PUT'),
  methodLists('acam-spaces', 'Methods with spaces between.', 'GET PUT'),
  methodLists('acam-tabs', 'TABs around the members.', '\tGET\t,\tPUT\t'),
  methodLists('acam-star-and-others', 'The wildcard among other methods.', 'GET, *'),
  methodLists('acam-star-twice', 'The wildcard in two lines.', '*', '*'),
  methodLists('acam-duplicates', 'The same method several times.', 'PUT, PUT', 'PUT'),
  ask(
    'acam-bad-member-safelisted-method',
    'A bad list of methods fails even a safelisted method.',
    { method: 'POST', headers: [['X-A', '1']] },
    [allowOrigin(), allowMethods('a b'), allowHeaders('x-a')],
  ),
  lists('acah-case', 'Header names are compared without case.', 'X-a'),
  lists('acah-list', 'A header in the middle of a list.', 'x-b,X-A , x-c'),
  lists('acah-two-lines', 'A header in the second of two lines.', 'x-b', 'x-a'),
  lists('acah-empty-members', 'A list of headers with empty members.', ',,x-a, ,'),
  lists('acah-absent', 'No Access-Control-Allow-Headers at all.'),
  lists('acah-empty', 'An empty Access-Control-Allow-Headers.', ''),
  lists('acah-bad-member', 'A list of headers with a member that is no token.', 'x-a, x b'),
  lists('acah-bad-line', 'A good line of headers and a bad one.', 'x-a', '@'),
  lists('acah-quoted', 'A header in quotes.', '"x-a"'),
  lists('acah-non-ascii', 'A list of headers with a byte from 0x80 up.', 'x-a, \u00e9'),
  lists('acah-star', 'The wildcard for headers.', '*'),
  lists('acah-star-and-others', 'The wildcard among other headers.', 'x-b, *'),
  lists('acah-prefix', 'A name that only begins like the one asked for.', 'x-a-b, x'),
  ask(
    'acah-one-of-two',
    'Two headers asked for, one allowed.',
    {
      headers: [
        ['X-A', '1'],
        ['X-B', '1'],
      ],
    },
    [allowOrigin(), allowHeaders('x-a')],
  ),
  ask(
    'acah-bad-although-not-needed',
    'A bad list of headers where only the method needed asking.',
    { method: 'PUT' },
    [...putAllowed, allowHeaders('a b')],
  ),
  ask(
    'acah-star-with-credentials',
    'With credentials the wildcard for headers is a name.',
    { headers: [['X-A', '1']], credentials: 'include' },
    [...grant(), allowHeaders('*')],
  ),
  ask(
    'acah-header-named-star',
    'With credentials a header by the name of * against *.',
    { headers: [['*', '1']], credentials: 'include' },
    [...grant(), allowHeaders('*')],
  ),
  ask(
    'acah-star-authorization',
    'Access-Control-Allow-Headers: * covers Authorization in browsers, not in the standard.',
    { headers: [authorization] },
    [allowOrigin(), allowHeaders('*')],
    { dv: [12] },
  ),
  ask(
    'acah-star-authorization-omit',
    'Authorization under the wildcard, credentials omitted.',
    { headers: [authorization], credentials: 'omit' },
    [allowOrigin(), allowHeaders('*')],
    { dv: [12] },
  ),
  ask(
    'acah-star-authorization-and-other',
    'Authorization and another header under the wildcard.',
    { headers: [authorization, ['X-A', '1']] },
    [allowOrigin(), allowHeaders('*')],
    { dv: [12] },
  ),
  ask(
    'acah-star-authorization-credentials',
    'Authorization under the wildcard with credentials.',
    { headers: [authorization], credentials: 'include' },
    [...grant(), allowHeaders('*')],
  ),
  ask(
    'acah-authorization-listed',
    'Authorization listed beside the wildcard.',
    { headers: [authorization] },
    [allowOrigin(), allowHeaders('*, authorization')],
  ),
  ask(
    'preflight-everything-at-once',
    'A JSON PATCH with Authorization and credentials, all allowed by name.',
    {
      method: 'PATCH',
      headers: [authorization, ['Content-Type', 'application/json'], ['X-A', '1']],
      body: text('{}'),
      credentials: 'include',
    },
    [...grant(), allowMethods('PATCH'), allowHeaders('authorization, content-type, x-a'), maxAge('10')],
  ),
  ask(
    'preflight-corp',
    'Cross-Origin-Resource-Policy means nothing on a preflight answer.',
    { method: 'PUT' },
    [...putAllowed, ['Cross-Origin-Resource-Policy', 'same-origin']],
  ),
  ask('preflight-private-network', 'A private-network answer header means nothing here.', { method: 'PUT' }, [
    ...putAllowed,
    ['Access-Control-Allow-Private-Network', 'true'],
  ]),
  ask(
    'preflight-keepalive',
    'A keepalive fetch is preflighted as any other.',
    { method: 'PUT', keepalive: true },
    putAllowed,
  ),
  ask(
    'preflight-referrer-policy',
    'The referrer policy counts for preflights, too.',
    { method: 'PUT', referrerPolicy: 'no-referrer' },
    putAllowed,
  ),
  scenario(
    'preflight-plain-http',
    'The fetch metadata of a preflight from a plain http page to a plain http URL.',
    {
      dv: [34],
      page: 'http://app.example.com/',
      steps: [put({ url: 'http://api.example.com/data', headers: [['X-A', '1']] })],
      server: [
        preflight('http://api.example.com/data', answer(204, [...putAllowed, allowHeaders('x-a')])),
        actual('http://api.example.com/data', answer(200, [allowOrigin()], 'x')),
      ],
    },
  ),
  scenario('preflight-plain-http-cross-site', 'A preflight to a plain http URL of another site.', {
    dv: [34],
    page: 'http://app.example.com/',
    steps: [put({ url: 'http://other.org/next' })],
    server: [
      preflight('http://other.org/next', answer(204, putAllowed)),
      actual('http://other.org/next', answer(200, [allowOrigin()], 'x')),
    ],
  }),
  scenario('preflight-integrity', 'A fetch with integrity and a method to ask for.', {
    steps: [put({ integrity: 'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=' })],
    server: [preflight(api, answer(204, putAllowed)), actual(api, answer(200, [allowOrigin()], 'x'))],
  }),
])
