import type { FetchStep, HeaderLine, Scenario } from '../scenario'
import {
  allowOrigin,
  answer,
  any,
  api,
  document,
  fetchStep,
  img,
  inFamily,
  link,
  navigate,
  open,
  origin,
  other,
  put,
  redirect,
  scenario,
  script,
} from './builders'

type Init = Partial<Omit<FetchStep, 'kind'>>

const own = `${origin}/own`
const policies = [
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
] as const

/** Fetches from a page with a path and a query, to its own origin and to another. */
function referrers(id: string, about: string, step: Init, pageHeaders: readonly HeaderLine[] = []): Scenario {
  return scenario(id, about, {
    page: `${origin}/path/page?query`,
    pageHeaders,
    steps: [fetchStep({ url: own, ...step }), fetchStep(step)],
    server: [any(own, answer(200, [], 'x')), open(api)],
  })
}

const policyHeader = (value: string): HeaderLine => ['Referrer-Policy', value]

export const referrer: readonly Scenario[] = inFamily('referrer', [
  ...policies.map((referrerPolicy) =>
    referrers(
      `referrer-${referrerPolicy}`,
      `Referer under policy ${referrerPolicy}, within the origin and to another.`,
      { referrerPolicy },
    ),
  ),
  referrers('referrer-default', 'Referer without any policy.', {}),
  referrers('referrer-page-policy', 'The Referrer-Policy of the page.', {}, [policyHeader('unsafe-url')]),
  referrers('referrer-page-policy-list', 'A list of policies: the last one that is known counts.', {}, [
    policyHeader('no-referrer, unsafe-url, bogus'),
  ]),
  referrers('referrer-page-policy-two-lines', 'Two lines of Referrer-Policy.', {}, [
    policyHeader('unsafe-url'),
    policyHeader('origin'),
  ]),
  referrers('referrer-page-policy-case', 'A policy in capitals.', {}, [policyHeader('UNSAFE-URL')]),
  referrers('referrer-page-policy-unknown', 'An unknown policy is none.', {}, [policyHeader('always')]),
  referrers('referrer-page-policy-legacy', 'The word never, which only the meta element knows.', {}, [
    policyHeader('never'),
  ]),
  referrers(
    'referrer-policy-empty',
    'An empty policy of the request leaves that of the page.',
    { referrerPolicy: '' },
    [policyHeader('no-referrer')],
  ),
  referrers('referrer-policy-invalid', 'A policy that is none is a TypeError.', { referrerPolicy: 'always' }),
  referrers('referrer-empty', 'An empty referrer of the request sends none.', { referrer: '' }),
  referrers('referrer-client', 'The referrer about:client is the page.', { referrer: 'about:client' }),
  referrers('referrer-other-path', 'A referrer of the own origin with another path.', {
    referrer: '/elsewhere?q#f',
    referrerPolicy: 'unsafe-url',
  }),
  referrers('referrer-other-origin', 'A referrer of another origin is replaced by the page.', {
    referrer: 'https://other.org/x',
    referrerPolicy: 'unsafe-url',
  }),
  referrers('referrer-invalid', 'A referrer that is no URL is a TypeError.', { referrer: 'https://[' }),
  referrers('referrer-4096', 'A referrer of 4096 characters is sent whole.', {
    referrer: `/${'a'.repeat(4096 - origin.length - 1)}`,
    referrerPolicy: 'unsafe-url',
  }),
  referrers('referrer-4097', 'A referrer of 4097 characters becomes its origin.', {
    referrer: `/${'a'.repeat(4097 - origin.length - 1)}`,
    referrerPolicy: 'unsafe-url',
  }),
  scenario('referrer-redirect-policy', 'A Referrer-Policy on a redirect counts for what follows.', {
    page: `${origin}/path/page?query`,
    steps: [fetchStep({ url: own })],
    server: [
      any(own, redirect(302, api, policyHeader('unsafe-url'))),
      any(api, redirect(302, other, policyHeader('no-referrer'))),
      any(other, answer(200, [allowOrigin()], 'x')),
    ],
  }),
  scenario('referrer-redirect-cross', 'Referer is worked out anew for each redirect.', {
    page: `${origin}/path/page?query`,
    steps: [fetchStep({ url: own, referrerPolicy: 'origin-when-cross-origin' })],
    server: [any(own, redirect(302, other)), any(other, answer(200, [allowOrigin()], 'x'))],
  }),
  scenario('referrer-redirect-same-origin', 'Policy same-origin over a redirect to another origin.', {
    page: `${origin}/path/page?query`,
    steps: [fetchStep({ url: own, referrerPolicy: 'same-origin' })],
    server: [any(own, redirect(302, other)), any(other, answer(200, [allowOrigin()], 'x'))],
  }),
  scenario('referrer-image', 'The referrerpolicy attribute of images.', {
    page: `${origin}/path/page?query`,
    steps: ['unsafe-url', 'no-referrer', 'bogus'].map((referrerPolicy, i) =>
      img(`https://other.org/${i}.png`, { referrerPolicy }),
    ),
  }),
  scenario('referrer-script', 'The referrerpolicy attribute of a script and a style sheet.', {
    page: `${origin}/path/page?query`,
    steps: [
      script('https://other.org/1.js', { referrerPolicy: 'unsafe-url' }),
      link('https://other.org/1.css', { referrerPolicy: 'origin' }),
    ],
  }),
  scenario('referrer-downgrade-navigation', 'A link from https to http under three policies.', {
    page: `${origin}/path/page?query`,
    steps: [navigate('http://other.org/1', 'link', { referrerPolicy: 'no-referrer-when-downgrade' })],
    server: [document('http://other.org/1')],
  }),
  scenario('referrer-downgrade-unsafe', 'A link from https to http under policy unsafe-url.', {
    page: `${origin}/path/page?query`,
    steps: [navigate('http://other.org/1', 'link', { referrerPolicy: 'unsafe-url' })],
    server: [document('http://other.org/1')],
  }),
  scenario('referrer-upgrade', 'From plain http to https under policy strict-origin.', {
    page: 'http://app.example.com/path?query',
    steps: [fetchStep({ referrerPolicy: 'strict-origin' })],
    server: open(api),
  }),
  scenario('referrer-http-to-http', 'From plain http to plain http of another site.', {
    page: 'http://app.example.com/path?query',
    steps: [
      fetchStep({ url: 'http://other.org/x' }),
      fetchStep({ url: 'http://other.org/x', referrerPolicy: 'unsafe-url' }),
    ],
    server: open('http://other.org/x'),
  }),
  scenario(
    'referrer-from-http-localhost',
    'From http localhost, which is trustworthy, to plain http of another site.',
    {
      dv: [41, 40],
      page: 'http://localhost:3000/path?query',
      steps: [
        fetchStep({ url: 'http://other.org/x' }),
        fetchStep({ url: 'http://other.org/x', referrerPolicy: 'no-referrer-when-downgrade' }),
        fetchStep({ url: 'http://other.org/x', referrerPolicy: 'strict-origin' }),
      ],
      server: open('http://other.org/x'),
    },
  ),
  scenario('referrer-to-http-localhost', 'A link from https to http localhost, which is trustworthy.', {
    dv: [41],
    page: `${origin}/path/page?query`,
    steps: [navigate('http://localhost:3000/two')],
    server: [document('http://localhost:3000/two')],
  }),
  scenario('referrer-loopback-downgrade', 'From https localhost to http localhost: a downgrade or not.', {
    dv: [39, 41],
    page: 'https://localhost/path?query',
    steps: [fetchStep({ url: 'http://localhost:3000/' })],
    server: open('http://localhost:3000/'),
  }),
  scenario('referrer-noreferrer-link', 'A link with rel=noreferrer.', {
    steps: [navigate(other, 'link', { rel: 'noreferrer' })],
    server: [document(other)],
  }),
  scenario('referrer-preflight', 'Referer of a preflight and of its request.', {
    page: `${origin}/path/page?query`,
    steps: [put({ referrerPolicy: 'unsafe-url' })],
    server: open(api),
  }),
])
