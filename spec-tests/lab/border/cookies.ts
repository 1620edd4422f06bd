import type { Scenario } from '../scenario'
import {
  actual,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  any,
  api,
  beacon,
  cookieGet,
  fetchStep,
  grant,
  img,
  inFamily,
  origin,
  preflight,
  put,
  redirect,
  scenario,
  script,
  setCookie,
  stored,
  text,
} from './builders'

const own = `${origin}/own`

export const accepting: readonly Scenario[] = inFamily('cookie-accept', [
  stored('cookie-simple', 'A cookie with nothing but a name and a value.', ['a=1']),
  stored('cookie-nameless', 'Lines without a name: a word alone, an equals sign first.', ['novalue', '=v']),
  stored('cookie-nameless-word', 'A word alone.', ['novalue']),
  stored('cookie-nameless-equals', 'An equals sign first.', ['=v']),
  stored('cookie-double-equals', 'Two equals signs first.', ['==two']),
  stored('cookie-equals-name-value', 'An equals sign, then a name and a value.', ['=a=b']),
  stored('cookie-empty-value', 'A name with an empty value.', ['a=']),
  stored('cookie-empty-line', 'An empty line, a lone equals sign, a lone semicolon.', [
    '',
    '=',
    ';',
    '; Path=/',
  ]),
  stored('cookie-equals-in-value', 'Equals signs in the value.', ['a=b=c=']),
  stored('cookie-quoted', 'A value in quotes with a semicolon in it.', ['a="b; c"', 'd="e f"']),
  stored('cookie-comma', 'Two cookies in one line with a comma between.', ['a=1, b=2']),
  stored('cookie-spaces', 'Spaces and TABs around name, value and attributes.', [
    '  a \t= \t1 2\t ; \tPath \t= \t/ ',
  ]),
  stored('cookie-tab-inside', 'A TAB inside of the value.', ['a=1\t2']),
  stored('cookie-tab-in-name', 'A TAB inside of the name.', ['a\tb=1']),
  ...['\x01', '\x08', '\x0b', '\x0c', '\x1f', '\x7f'].map((character) =>
    stored(
      `cookie-control-${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
      `The control character ${character.charCodeAt(0)} in a value, in a name and in an attribute.`,
      [`v=1${character}2`, `n${character}m=1`, `t=1; Path=/${character}`],
    ),
  ),
  stored('cookie-utf-8', 'UTF-8 in name and value.', ['\u00c3\u00a9=\u00e2\u0082\u00ac']),
  stored('cookie-latin1', 'Bytes that are no UTF-8.', ['a=\xe9', 'b=1']),
  stored('cookie-case', 'Names that differ in case are two cookies.', ['a=1', 'A=2']),
  stored('cookie-attributes-case', 'Attributes in any case.', [
    'a=1; pAtH=/; sEcUrE; hTtPoNlY; sAmEsItE=lAx',
  ]),
  stored('cookie-attributes-unknown', 'Unknown attributes, and empty ones.', [
    'a=1; Foo=bar; ;; =x; Priority=High',
  ]),
  stored('cookie-httponly', 'HttpOnly hides a cookie from scripts.', ['a=1; HttpOnly', 'b=1']),
  stored('cookie-httponly-value', 'HttpOnly and Secure with values count.', [
    'a=1; HttpOnly=false',
    'b=1; Secure=no',
  ]),
  stored(
    'cookie-path',
    'Paths that match, and that do not.',
    ['a=1; Path=/dir', 'b=1; Path=/dir/', 'c=1; Path=/di', 'd=1; Path=/dir/page', 'e=1; Path=/other', 'f=1'],
    { url: 'https://example.com/dir/page' },
  ),
  stored(
    'cookie-path-odd',
    'Paths that are relative, empty, quoted or encoded.',
    [
      'a=1; Path=dir',
      'b=1; Path=',
      'c=1; Path="/"',
      'd=1; Path=/%64ir',
      'e=1; Path=/; Path=/none',
      'f=1; Path=/dir/../',
    ],
    { url: 'https://example.com/dir/page' },
  ),
  stored('cookie-default-path', 'The default path is the directory of the URL.', ['a=1'], {
    url: 'https://example.com/dir/page',
    closing: [
      'https://example.com/dir/page',
      'https://example.com/dir/',
      'https://example.com/dir',
      'https://example.com/',
    ],
  }),
  stored('cookie-secure-http', 'Secure cookies that come by plain http.', ['a=1; Secure', 'b=1'], {
    url: 'http://example.com/',
  }),
  stored('cookie-secure-sent', 'Secure cookies are not sent by plain http.', ['a=1; Secure', 'b=1'], {
    closing: ['https://example.com/', 'http://example.com/'],
  }),
  ...(['localhost', '127.0.0.1', '[::1]', 'foo.localhost'] as const).map((host, i) =>
    stored(
      `cookie-secure-${['localhost', 'ipv4', 'ipv6', 'foo-localhost'][i]}`,
      `Secure cookies of plain http://${host}.`,
      ['a=1; Secure', 'b=1'],
      { url: `http://${host}/` },
    ),
  ),
  stored('cookie-ports', 'Cookies do not know ports, nor schemes.', ['a=1'], {
    url: 'https://example.com:8443/',
    closing: ['https://example.com/', 'http://example.com:3000/'],
  }),
  scenario(
    'cookie-leave-secure-alone',
    'A cookie of plain http over a Secure one: same name, other path, other domain.',
    {
      cookies: [
        [
          'https://example.com/',
          'a=https; Secure',
          'b=https; Secure; Path=/dir',
          'c=https; Secure; Domain=example.com',
          'd=https; Secure',
        ],
        ['http://example.com/', 'a=http', 'b=http; Path=/', 'c=http', 'd=http; Path=/dir/page'],
      ],
      page: 'https://example.com/dir/page',
      steps: [cookieGet()],
      closing: ['https://example.com/dir/page', 'http://example.com/dir/page'],
    },
  ),
  scenario('cookie-cors-denied-stored', 'Set-Cookie of an answer that fails its CORS check.', {
    steps: [fetchStep({ credentials: 'include' })],
    server: [any(api, answer(200, [setCookie('a=1; Secure')], 'x'))],
    closing: ['https://api.example.com/'],
  }),
  scenario(
    'cookie-credentials-omit',
    'Credentials omit, same-origin and include, each to the own origin and to another of the site.',
    {
      cookies: [
        [`${origin}/`, 'o=1'],
        ['https://api.example.com/', 'a=1'],
      ],
      steps: (['omit', 'same-origin', 'include'] as const).flatMap((credentials) => [
        fetchStep({ url: own, credentials }),
        fetchStep({ credentials }),
      ]),
      server: [
        any(own, answer(200, [setCookie('o=2; Secure')], 'x')),
        any(api, answer(200, [...grant(), setCookie('a=2; Secure')], 'x')),
      ],
      closing: [`${origin}/`, 'https://api.example.com/'],
    },
  ),
  scenario('cookie-on-redirect', 'Set-Cookie on each answer of a chain of redirects.', {
    steps: [fetchStep({ url: own, credentials: 'include' })],
    server: [
      any(own, answer(302, [['Location', api], setCookie('a=1')])),
      any(api, answer(200, [...grant(), setCookie('b=1')], 'x')),
    ],
    closing: [`${origin}/`, 'https://api.example.com/'],
  }),
  scenario('cookie-omit-on-redirect', 'Credentials same-origin, from the own origin to another and back.', {
    cookies: [[`${origin}/`, 'o=1']],
    steps: [fetchStep({ url: own })],
    server: [
      any(own, redirect(302, api, setCookie('p=1'))),
      any(api, redirect(302, `${origin}/end`)),
      any(`${origin}/end`, answer(200, [allowOrigin('null')], 'x')),
    ],
    closing: [`${origin}/`],
  }),
  scenario('cookie-no-cors', 'A no-cors fetch has cookies as credentials say.', {
    cookies: [['https://api.example.com/', 'a=1']],
    steps: [
      fetchStep({ mode: 'no-cors' }),
      fetchStep({ mode: 'no-cors', credentials: 'include' }),
      fetchStep({ mode: 'no-cors', credentials: 'omit' }),
    ],
    server: [any(api, answer(200, [setCookie('b=1')], 'x'))],
    closing: ['https://api.example.com/'],
  }),
  scenario('cookie-subresources', 'Cookies that an image, a script and a beacon of the same site set.', {
    steps: [
      img('https://api.example.com/1.png'),
      script('https://api.example.com/1.js'),
      beacon(api, text()),
    ],
    server: [
      any('https://api.example.com/1.png', answer(200, [setCookie('i=1')])),
      any(
        'https://api.example.com/1.js',
        answer(200, [setCookie('s=1'), ['Content-Type', 'text/javascript']]),
      ),
      any(api, answer(204, [setCookie('b=1')])),
    ],
    closing: ['https://api.example.com/'],
  }),
  scenario('cookie-preflighted', 'A credentialed PUT with cookies: none on the preflight.', {
    cookies: [['https://api.example.com/', 'a=1']],
    steps: [put({ credentials: 'include', headers: [['X-A', '1']] })],
    server: [
      preflight(api, answer(204, [...grant(), allowMethods('PUT'), allowHeaders('x-a')])),
      actual(api, answer(200, [...grant(), setCookie('b=1')], 'x')),
    ],
    closing: ['https://api.example.com/'],
  }),
])

export const prefixes: readonly Scenario[] = inFamily('cookie-prefix', [
  stored('prefix-secure', 'The prefix __Secure- with and without Secure.', [
    '__Secure-a=1; Secure',
    '__Secure-b=1',
  ]),
  stored('prefix-host', 'The prefix __Host- with all it needs, and without each.', [
    '__Host-a=1; Secure; Path=/',
    '__Host-b=1; Path=/',
    '__Host-c=1; Secure; Path=/; Domain=example.com',
    '__Host-d=1; Secure; Path=/dir',
  ]),
  stored('prefix-host-default-path', 'The prefix __Host- without Path where the default path is a slash.', [
    '__Host-a=1; Secure',
  ]),
  stored('prefix-host-empty-domain', 'The prefix __Host- with an empty Domain.', [
    '__Host-a=1; Secure; Path=/; Domain=',
  ]),
  stored('prefix-case', 'Prefixes in other cases.', [
    '__host-a=1',
    '__SECURE-b=1',
    '__HoSt-c=1; Secure; Path=/',
  ]),
  stored('prefix-in-value', 'A nameless cookie whose value looks like a prefix.', [
    '=__Host-a=1',
    '__Host-b',
    '=__Secure-c',
  ]),
  stored('prefix-http', 'The prefixes __Http- and __Host-Http- with and without HttpOnly.', [
    '__Http-a=1; Secure; HttpOnly',
    '__Http-b=1; Secure',
    '__Host-Http-c=1; Secure; Path=/; HttpOnly',
    '__Host-Http-d=1; Secure; Path=/',
  ]),
  stored(
    'prefix-plain-http',
    'Prefixes by plain http.',
    ['__Secure-a=1; Secure', '__Host-b=1; Secure; Path=/', '__Secure-c=1'],
    { url: 'http://example.com/' },
  ),
  stored(
    'prefix-localhost',
    'Prefixes by plain http of localhost.',
    ['__Secure-a=1; Secure', '__Host-b=1; Secure; Path=/'],
    { url: 'http://localhost/' },
  ),
  stored('prefix-alone', 'Names that are the prefixes alone.', [
    '__Host-=1; Secure; Path=/',
    '__Secure-=1',
    '__Host=1',
  ]),
])

export const domains: readonly Scenario[] = inFamily('cookie-domain', [
  stored(
    'domain-own',
    'Domain that is the host, with and without a dot.',
    ['a=1; Domain=example.com', 'b=1; Domain=.example.com', 'c=1'],
    { closing: ['https://example.com/', 'https://api.example.com/'] },
  ),
  stored(
    'domain-parent',
    'Domain that is the parent.',
    [
      'a=1; Domain=example.com',
      'b=1; Domain=api.example.com',
      'c=1; Domain=com',
      'd=1; Domain=www.example.com',
    ],
    {
      url: 'https://api.example.com/',
      closing: [
        'https://api.example.com/',
        'https://example.com/',
        'https://deep.api.example.com/',
        'https://www.example.com/',
      ],
    },
  ),
  stored('domain-child', 'Domain that is below the host.', ['a=1; Domain=api.example.com']),
  stored('domain-case', 'Domain in other cases.', ['a=1; Domain=EXAMPLE.com', 'b=1; Domain=.Example.COM']),
  stored('domain-dots', 'Domain with two dots first, with one last, a dot alone.', [
    'a=1; Domain=..example.com',
    'b=1; Domain=example.com.',
    'c=1; Domain=.',
    'd=1; Domain=',
    'e=1; Domain',
  ]),
  stored('domain-port', 'Domain with a port, with a scheme, in quotes.', [
    'a=1; Domain=example.com:443',
    'b=1; Domain=https://example.com',
    'c=1; Domain="example.com"',
  ]),
  stored(
    'domain-twice',
    'Domain twice: the last counts.',
    [
      'a=1; Domain=other.org; Domain=example.com',
      'b=1; Domain=example.com; Domain=other.org',
      'c=1; Domain=example.com; Domain=',
    ],
    { closing: ['https://example.com/', 'https://api.example.com/'] },
  ),
  stored('domain-suffix-of-name', 'Domain that only ends alike.', [
    'a=1; Domain=ample.com',
    'b=1; Domain=xample.com',
  ]),
  stored(
    'domain-public-suffix',
    'Domain that is a public suffix.',
    ['a=1; Domain=github.io', 'b=1; Domain=a.github.io', 'c=1; Domain=io'],
    {
      url: 'https://a.github.io/',
      closing: ['https://a.github.io/', 'https://b.github.io/', 'https://github.io/'],
    },
  ),
  stored(
    'domain-public-suffix-own',
    'Domain that is a public suffix and the host.',
    ['a=1; Domain=github.io', 'b=1'],
    { url: 'https://github.io/', closing: ['https://github.io/', 'https://a.github.io/'] },
  ),
  stored('domain-co-uk', 'Domain below co.uk.', ['a=1; Domain=co.uk', 'b=1; Domain=x.co.uk'], {
    url: 'https://sub.x.co.uk/',
    closing: ['https://sub.x.co.uk/', 'https://x.co.uk/', 'https://y.co.uk/'],
  }),
  stored(
    'domain-ipv4',
    'Domain that is an IPv4 address, or the end of one.',
    ['a=1; Domain=127.0.0.1', 'b=1; Domain=0.0.1', 'c=1; Domain=.127.0.0.1'],
    { url: 'http://127.0.0.1/' },
  ),
  stored('domain-ipv6', 'Domain that is an IPv6 address.', ['a=1; Domain=[::1]', 'b=1; Domain=::1', 'c=1'], {
    url: 'http://[::1]/',
  }),
  stored(
    'domain-localhost',
    'Domain that is localhost.',
    ['a=1; Domain=localhost', 'b=1; Domain=.localhost'],
    { url: 'http://localhost/', closing: ['http://localhost/', 'http://foo.localhost/'] },
  ),
  stored(
    'domain-localhost-parent',
    'Domain localhost set by a name below it.',
    ['a=1; Domain=localhost', 'b=1; Domain=foo.localhost'],
    { url: 'http://foo.localhost/', closing: ['http://foo.localhost/', 'http://localhost/'] },
  ),
  stored(
    'domain-single-label',
    'Domain that is a host without a dot.',
    ['a=1; Domain=intranet', 'b=1; Domain=.intranet'],
    { url: 'http://intranet/' },
  ),
])
