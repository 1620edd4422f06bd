import type { Scenario } from '../scenario'
import {
  answer,
  any,
  api,
  type CookieLines,
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
} from './builders'

const own = `${origin}/own`
const samples = ['n=1; SameSite=None; Secure', 'l=1; SameSite=Lax', 's=1; SameSite=Strict', 'd=1'] as const
const atOther: CookieLines = ['https://other.org/', ...samples]

export const sameSite: readonly Scenario[] = inFamily('samesite', [
  scenario('samesite-fetch', 'Which cookies a cross-site fetch with credentials sends.', {
    cookies: [atOther],
    steps: [fetchStep({ url: other, credentials: 'include' })],
    server: [any(other, answer(200, grant(), 'x'))],
  }),
  scenario('samesite-fetch-same-site', 'Which cookies a same-site fetch with credentials sends.', {
    cookies: [['https://api.example.com/', ...samples]],
    steps: [fetchStep({ credentials: 'include' })],
    server: [any(api, answer(200, grant(), 'x'))],
  }),
  scenario('samesite-image', 'Which cookies a cross-site image sends.', {
    cookies: [atOther],
    steps: [img('https://other.org/1.png')],
  }),
  scenario('samesite-set-cross-site', 'Which cookies a cross-site fetch may set.', {
    steps: [fetchStep({ url: other, credentials: 'include' })],
    server: [any(other, answer(200, [...grant(), ...samples.map(setCookie)], 'x'))],
    closing: ['https://other.org/'],
  }),
  scenario('samesite-set-image', 'Which cookies a cross-site image may set.', {
    steps: [img('https://other.org/1.png')],
    server: [any('https://other.org/1.png', answer(200, samples.map(setCookie)))],
    closing: ['https://other.org/'],
  }),
  scenario('samesite-set-frame', 'Which cookies a cross-site frame may set.', {
    steps: [iframe('https://other.org/1')],
    server: [document('https://other.org/1', ...samples.map(setCookie))],
    closing: ['https://other.org/'],
  }),
  scenario('samesite-set-link', 'Which cookies a cross-site link may set.', {
    steps: [navigate('https://other.org/1')],
    server: [document('https://other.org/1', ...samples.map(setCookie))],
    closing: ['https://other.org/'],
  }),
  stored('samesite-none-without-secure', 'SameSite=None without Secure, over https.', [
    'a=1; SameSite=None',
    'b=1; SameSite=None; Secure',
  ]),
  stored(
    'samesite-none-without-secure-http',
    'SameSite=None without Secure, over http.',
    ['a=1; SameSite=None'],
    { url: 'http://example.com/' },
  ),
  scenario(
    'samesite-odd',
    'SameSite with values that are none of the three, and which are sent cross-site.',
    {
      cookies: [
        [
          'https://other.org/',
          'a=1; SameSite=bogus; Secure',
          'b=1; SameSite; Secure',
          'c=1; SameSite="None"; Secure',
          'd=1; SameSite=Strict; SameSite=None; Secure',
          'e=1; SameSite=None; SameSite=bogus; Secure',
        ],
      ],
      steps: [fetchStep({ url: other, credentials: 'include' })],
      server: [any(other, answer(200, grant(), 'x'))],
      closing: ['https://other.org/'],
    },
  ),
  scenario(
    'samesite-redirect-through-other',
    'A same-site fetch that goes by another site, and the cookies of the last URL.',
    {
      cookies: [['https://api.example.com/', ...samples]],
      steps: [fetchStep({ url: own, credentials: 'include' })],
      server: [
        any(own, answer(302, [['Location', other]])),
        any(other, answer(302, [...grant(), ['Location', api]])),
        any(api, answer(200, grant('null'), 'x')),
      ],
    },
  ),
  scenario(
    'samesite-scheme-fetch',
    'Which cookies a fetch from plain http to https of the same site sends.',
    {
      page: 'http://app.example.com/',
      cookies: [['https://api.example.com/', ...samples.map((line) => `${line}; Secure`)]],
      steps: [fetchStep({ credentials: 'include' })],
      server: [any(api, answer(200, grant('http://app.example.com'), 'x'))],
    },
  ),
  scenario('samesite-public-suffix', 'Two customers of a public suffix are cross-site.', {
    page: 'https://a.github.io/',
    cookies: [['https://b.github.io/', ...samples]],
    steps: [fetchStep({ url: 'https://b.github.io/x', credentials: 'include' })],
    server: [any('https://b.github.io/x', answer(200, grant('https://a.github.io'), 'x'))],
  }),
  scenario('samesite-nested', 'Which cookies a cross-site frame sends to the site of the page.', {
    frame: { url: 'https://widget.other.org/frame' },
    cookies: [['https://api.example.com/', ...samples]],
    steps: [fetchStep({ in: 'frame', credentials: 'include' })],
    server: [any(api, answer(200, grant('https://widget.other.org'), 'x'))],
  }),
])
