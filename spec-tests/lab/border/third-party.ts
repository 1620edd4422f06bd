import type { Scenario } from '../scenario'
import {
  answer,
  any,
  api,
  cookieGet,
  cookieSet,
  document,
  fetchStep,
  grant,
  iframe,
  img,
  inFamily,
  navigate,
  origin,
  other,
  scenario,
  setCookie,
  stored,
  xhr,
} from './builders'

const own = `${origin}/own`

export const thirdParty: readonly Scenario[] = inFamily('third-party', [
  ...(['allow', 'block'] as const).map((choice) =>
    scenario(
      `third-party-cookie-${choice}`,
      `A SameSite=None cookie of another site, third-party cookies on ${choice}, sent and set by a credentialed fetch.`,
      {
        families: ['cookies'],
        thirdPartyCookies: choice,
        cookies: [['https://other.org/', 'f=1; SameSite=None; Secure', 'l=1; SameSite=Lax', 'd=1']],
        steps: [
          fetchStep({ url: 'https://other.org/t', credentials: 'include' }),
          img('https://other.org/i.png'),
        ],
        server: [
          any(
            'https://other.org/t',
            answer(
              200,
              [
                ...grant(),
                setCookie('n=1; SameSite=None; Secure'),
                setCookie('p=1; SameSite=None; Secure; Partitioned'),
              ],
              'x',
            ),
          ),
        ],
        closing: ['https://other.org/'],
      },
    ),
  ),
  scenario('frame-third-party', 'A frame of another site: its cookies, its storage, document.cookie.', {
    families: ['cookies', 'frames'],
    frame: { url: 'https://widget.other.org/frame', headers: [setCookie('fr=1; SameSite=None; Secure')] },
    cookies: [['https://widget.other.org/', 'w=1; SameSite=None; Secure']],
    steps: [
      fetchStep({ in: 'frame', url: 'https://widget.other.org/own' }),
      cookieSet('js=1; SameSite=None; Secure', 'frame'),
      cookieGet('frame'),
    ],
    server: [any('https://widget.other.org/own', answer(200, [['Content-Type', 'text/plain']], 'own'))],
    closing: ['https://widget.other.org/'],
  }),
  ...(['allow', 'block'] as const).map((choice) =>
    scenario(
      `third-party-frame-${choice}`,
      `A frame of another site sets cookies of each kind, third-party cookies on ${choice}.`,
      {
        thirdPartyCookies: choice,
        frame: {
          url: 'https://widget.other.org/frame',
          headers: [
            'n=1; SameSite=None; Secure',
            'p=1; SameSite=None; Secure; Partitioned',
            'l=1; SameSite=Lax',
            'd=1',
          ].map(setCookie),
        },
        steps: [cookieGet('frame'), fetchStep({ in: 'frame', url: '/own' })],
        server: [any('https://widget.other.org/own', answer(200, [], 'x'))],
        closing: ['https://widget.other.org/'],
      },
    ),
  ),
  scenario('third-party-nested-own', 'A frame of the own site is no third party.', {
    thirdPartyCookies: 'block',
    frame: { url: 'https://api.example.com/frame', headers: [setCookie('a=1; SameSite=Strict; Secure')] },
    steps: [cookieGet('frame')],
    closing: ['https://api.example.com/'],
  }),
  scenario(
    'partitioned-two-sites',
    'A Partitioned cookie set below one site, asked for below another and first-party.',
    {
      steps: [
        fetchStep({ url: other, credentials: 'include' }),
        fetchStep({ url: other, credentials: 'include' }),
        navigate('https://third.net/', 'location'),
        fetchStep({ url: other, credentials: 'include' }),
      ],
      server: [
        any(other, answer(200, [...grant(), setCookie('p=1; SameSite=None; Secure; Partitioned')], 'x')),
        document('https://third.net/'),
      ],
      closing: ['https://other.org/'],
    },
  ),
  stored('partitioned-first-party', 'Partitioned cookies set first-party, with and without Secure.', [
    'a=1; Secure; Partitioned',
    'b=1; Partitioned',
    '__Host-c=1; Secure; Path=/; Partitioned',
    'd=1; Secure; SameSite=None; Partitioned=x',
  ]),
  scenario('partitioned-beside-unpartitioned', 'A Partitioned cookie and another by the same name.', {
    cookies: [['https://other.org/', 'a=first; SameSite=None; Secure']],
    steps: [
      fetchStep({ url: other, credentials: 'include' }),
      fetchStep({ url: other, credentials: 'include' }),
    ],
    server: [
      any(other, answer(200, [...grant(), setCookie('a=third; SameSite=None; Secure; Partitioned')], 'x')),
    ],
    closing: ['https://other.org/'],
  }),
  scenario('third-party-xhr', 'A cross-site XMLHttpRequest with credentials, twice.', {
    steps: [xhr({ url: other, withCredentials: true }), xhr({ url: other, withCredentials: true })],
    server: [
      any(other, answer(200, [...grant(), setCookie('n=1; SameSite=None; Secure'), setCookie('d=1')], 'x')),
    ],
    closing: ['https://other.org/'],
  }),
  ...(['allow', 'block'] as const).map((choice) =>
    scenario(
      `storage-access-${choice}`,
      `Sec-Fetch-Storage-Access of a cross-site fetch with credentials, one without, an image and a frame, third-party cookies on ${choice}.`,
      {
        dv: [43],
        families: ['storage-access'],
        thirdPartyCookies: choice,
        cookies: [['https://other.org/', 'n=1; SameSite=None; Secure']],
        steps: [
          fetchStep({ url: other, credentials: 'include' }),
          fetchStep({ url: other, credentials: 'omit' }),
          img('https://other.org/1.png'),
          img('https://other.org/2.png', { crossOrigin: 'anonymous' }),
          iframe('https://other.org/frame'),
        ],
        server: [any(other, answer(200, grant(), 'x')), document('https://other.org/frame')],
      },
    ),
  ),
  scenario('storage-access-same-site', 'Sec-Fetch-Storage-Access of same-site and same-origin fetches.', {
    dv: [43],
    families: ['storage-access'],
    steps: [fetchStep({ credentials: 'include' }), fetchStep({ url: own, credentials: 'include' })],
    server: [any(api, answer(200, grant(), 'x')), any(own, answer(200, [], 'x'))],
  }),
  scenario('storage-access-plain-http', 'Sec-Fetch-Storage-Access to a plain http URL of another site.', {
    dv: [43],
    families: ['storage-access'],
    page: 'http://app.example.com/',
    steps: [fetchStep({ url: 'http://other.org/next', credentials: 'include' })],
    server: [any('http://other.org/next', answer(200, grant('http://app.example.com'), 'x'))],
  }),
  scenario(
    'storage-access-retry',
    'Activate-Storage-Access: retry on an answer, and whether it is asked for again.',
    {
      families: ['storage-access'],
      thirdPartyCookies: 'block',
      steps: [fetchStep({ url: other, credentials: 'include' })],
      server: [
        any(
          other,
          answer(
            200,
            [...grant(), ['Activate-Storage-Access', 'retry; allowed-origin="https://app.example.com"']],
            'x',
          ),
        ),
      ],
    },
  ),
])
