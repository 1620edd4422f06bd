import type { HeaderLine, Scenario, Step } from '../scenario'
import {
  allowOrigin,
  answer,
  any,
  contentType,
  document,
  fetchStep,
  iframe,
  img,
  inFamily,
  link,
  redirect,
  scenario,
  script,
} from './builders'

const noSniff: HeaderLine = ['X-Content-Type-Options', 'nosniff']
const coep = (value: string): HeaderLine => ['Cross-Origin-Embedder-Policy', value]
const corp = (value: string): HeaderLine => ['Cross-Origin-Resource-Policy', value]
const png =
  '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\x0f\x04\x00\x09\xfb\x03\xfd\xfb^k+\x00\x00\x00\x00IEND\xaeB`\x82'

const sameSite = 'https://api.example.com/r'
const crossSite = 'https://other.org/r'

/** No-cors fetches of this resource policy to an origin of the own site and to one of another site. */
function policy(id: string, about: string, ...values: readonly string[]): Scenario {
  return scenario(id, about, {
    steps: [fetchStep({ url: sameSite, mode: 'no-cors' }), fetchStep({ url: crossSite, mode: 'no-cors' })],
    server: [sameSite, crossSite].map((url) => any(url, answer(200, values.map(corp), 'x'))),
  })
}

/** One element whose answer has these lines and this body. */
function element(
  id: string,
  about: string,
  step: (url: string) => Step,
  url: string,
  lines: readonly HeaderLine[],
  body = '',
): Scenario {
  return scenario(id, about, { steps: [step(url)], server: [any(url, answer(200, lines, body))] })
}

export const crossOriginPolicies: readonly Scenario[] = inFamily('cross-origin-policy', [
  policy('corp-same-origin', 'Cross-Origin-Resource-Policy same-origin.', 'same-origin'),
  policy('corp-same-site', 'Cross-Origin-Resource-Policy same-site.', 'same-site'),
  policy('corp-cross-origin', 'Cross-Origin-Resource-Policy cross-origin.', 'cross-origin'),
  policy('corp-bogus', 'A resource policy that is none of the three.', 'bogus'),
  policy('corp-upper-case', 'A resource policy in capitals.', 'SAME-ORIGIN'),
  policy('corp-list', 'Two resource policies in one value.', 'same-origin, same-site'),
  policy('corp-two-lines', 'Two lines of resource policy.', 'same-origin', 'same-origin'),
  policy('corp-empty', 'An empty resource policy.', ''),
  policy('corp-padded', 'A resource policy with whitespace around it.', ' \tsame-origin '),
  scenario('corp-cors', 'A resource policy means nothing to a CORS request.', {
    steps: [fetchStep({ url: crossSite })],
    server: [any(crossSite, answer(200, [allowOrigin(), corp('same-origin')], 'x'))],
  }),
  scenario(
    'corp-same-site-scheme',
    'Policy same-site from a plain http page to https, and from http to http.',
    {
      page: 'http://app.example.com/',
      steps: [
        fetchStep({ url: sameSite, mode: 'no-cors' }),
        fetchStep({ url: 'http://api.example.com/r', mode: 'no-cors' }),
      ],
      server: [sameSite, 'http://api.example.com/r'].map((url) =>
        any(url, answer(200, [corp('same-site')], 'x')),
      ),
    },
  ),
  scenario('corp-on-redirect', 'A resource policy on a redirect counts as well.', {
    steps: [fetchStep({ url: crossSite, mode: 'no-cors' })],
    server: [
      any(crossSite, redirect(302, 'https://third.net/end', corp('same-origin'))),
      any('https://third.net/end', answer(200, [], 'x')),
    ],
  }),
  scenario('corp-redirect-back', 'Policy same-origin on the own origin after a way over another.', {
    steps: [fetchStep({ url: crossSite, mode: 'no-cors' })],
    server: [
      any(crossSite, redirect(302, 'https://app.example.com/own')),
      any('https://app.example.com/own', answer(200, [corp('same-origin')], 'x')),
    ],
  }),
  element(
    'corp-image',
    'An image with policy same-origin from another site.',
    img,
    'https://other.org/1.png',
    [contentType('image/png'), corp('same-origin')],
    png,
  ),
  element(
    'corp-frame',
    'A frame with policy same-origin from another site.',
    iframe,
    'https://other.org/1',
    [contentType('text/html'), corp('same-origin')],
    '<!doctype html>',
  ),
  ...(['require-corp', 'credentialless'] as const).map((value) =>
    scenario(
      `coep-${value}`,
      `A page of Cross-Origin-Embedder-Policy ${value}: no-cors without and with a resource policy, and an image.`,
      {
        pageHeaders: [coep(value)],
        cookies: [['https://other.org/', 'a=1; SameSite=None; Secure']],
        steps: [
          fetchStep({ url: crossSite, mode: 'no-cors', credentials: 'include' }),
          fetchStep({ url: 'https://other.org/allowed', mode: 'no-cors' }),
          img('https://other.org/1.png'),
        ],
        server: [
          any(crossSite, answer(200, [], 'x')),
          any('https://other.org/allowed', answer(200, [corp('cross-origin')], 'x')),
          any('https://other.org/1.png', answer(200, [contentType('image/png')], png)),
        ],
      },
    ),
  ),
  scenario('coep-frame', 'A page of require-corp and a frame that has no such policy.', {
    pageHeaders: [coep('require-corp')],
    steps: [iframe('https://other.org/1')],
    server: [document('https://other.org/1')],
  }),
  scenario('coep-bogus', 'An embedder policy that is none.', {
    pageHeaders: [coep('"require-corp"')],
    steps: [fetchStep({ url: crossSite, mode: 'no-cors' })],
    server: [any(crossSite, answer(200, [], 'x'))],
  }),
  scenario('coep-report-only', 'A report-only embedder policy blocks nothing.', {
    pageHeaders: [['Cross-Origin-Embedder-Policy-Report-Only', 'require-corp']],
    steps: [fetchStep({ url: crossSite, mode: 'no-cors' })],
    server: [any(crossSite, answer(200, [], 'x'))],
  }),
  // ── ORB and nosniff
  element(
    'orb-script-json',
    'A script from another site of type application/json.',
    script,
    'https://other.org/1.js',
    [contentType('application/json')],
    '{"a":1}',
  ),
  element(
    'orb-script-json-nosniff',
    'A script from another site of type application/json, with nosniff.',
    script,
    'https://other.org/1.js',
    [contentType('application/json'), noSniff],
    '{"a":1}',
  ),
  element(
    'orb-script-html',
    'A script from another site of type text/html.',
    script,
    'https://other.org/1.js',
    [contentType('text/html')],
    '<!doctype html><title>x</title>',
  ),
  element(
    'orb-script-html-is-script',
    'A script from another site that is called text/html.',
    script,
    'https://other.org/1.js',
    [contentType('text/html')],
    'var a = 1',
  ),
  element(
    'orb-script-xml',
    'A script from another site of type text/xml.',
    script,
    'https://other.org/1.js',
    [contentType('text/xml')],
    '<?xml version="1.0"?><a/>',
  ),
  element(
    'orb-script-text',
    'A script from another site of type text/plain.',
    script,
    'https://other.org/1.js',
    [contentType('text/plain')],
    'var a = 1',
  ),
  element(
    'orb-script-text-nosniff',
    'A script from another site of type text/plain, with nosniff.',
    script,
    'https://other.org/1.js',
    [contentType('text/plain'), noSniff],
    'var a = 1',
  ),
  element(
    'orb-script-csv',
    'A script from another site of type text/csv, which is never sniffed.',
    script,
    'https://other.org/1.js',
    [contentType('text/csv')],
    'a',
  ),
  element(
    'orb-script-none',
    'A script from another site without a type.',
    script,
    'https://other.org/1.js',
    [],
    'var a = 1',
  ),
  element(
    'orb-script-json-prefix',
    'A script from another site that begins with the JSON guard.',
    script,
    'https://other.org/1.js',
    [contentType('text/plain')],
    ")]}'\n{}",
  ),
  element(
    'orb-image-html',
    'An image from another site of type text/html.',
    img,
    'https://other.org/1.png',
    [contentType('text/html')],
    '<!doctype html>',
  ),
  element(
    'orb-image-png-as-html',
    'An image from another site that is called text/html.',
    img,
    'https://other.org/1.png',
    [contentType('text/html')],
    png,
  ),
  element(
    'orb-image-json',
    'An image from another site of type application/json.',
    img,
    'https://other.org/1.png',
    [contentType('application/json')],
    '{}',
  ),
  element(
    'orb-image-png',
    'An image from another site that is one.',
    img,
    'https://other.org/1.png',
    [contentType('image/png')],
    png,
  ),
  element(
    'orb-image-png-nosniff-type',
    'An image from another site that is called text/plain, with nosniff.',
    img,
    'https://other.org/1.png',
    [contentType('text/plain'), noSniff],
    png,
  ),
  element(
    'nosniff-script-own',
    'A script of the own origin of type text/plain, with nosniff.',
    script,
    'https://app.example.com/1.js',
    [contentType('text/plain'), noSniff],
    'var a = 1',
  ),
  element(
    'nosniff-script-own-json',
    'A script of the own origin of type application/json.',
    script,
    'https://app.example.com/1.js',
    [contentType('application/json')],
    '{"a":1}',
  ),
  element(
    'nosniff-style-text',
    'A style sheet of type text/plain, with nosniff.',
    link,
    'https://other.org/1.css',
    [contentType('text/plain'), noSniff],
    'a{}',
  ),
  element(
    'nosniff-style-css',
    'A style sheet of type text/css, with nosniff.',
    link,
    'https://other.org/1.css',
    [contentType('text/css'), noSniff],
    'a{}',
  ),
  element(
    'nosniff-second',
    'The word nosniff in second place.',
    script,
    'https://app.example.com/1.js',
    [contentType('text/plain'), ['X-Content-Type-Options', 'x, nosniff']],
    'var a = 1',
  ),
  element(
    'nosniff-first',
    'The word nosniff in first place, in capitals.',
    script,
    'https://app.example.com/1.js',
    [contentType('text/plain'), ['X-Content-Type-Options', 'NOSNIFF, x']],
    'var a = 1',
  ),
  element(
    'mime-script-image',
    'A script of type image/png is blocked without nosniff.',
    script,
    'https://app.example.com/1.js',
    [contentType('image/png')],
    'var a = 1',
  ),
  element(
    'mime-script-csv-own',
    'A script of the own origin of type text/csv is blocked.',
    script,
    'https://app.example.com/1.js',
    [contentType('text/csv')],
    'var a = 1',
  ),
  element(
    'mime-script-audio',
    'A script of type audio/mpeg is blocked.',
    script,
    'https://app.example.com/1.js',
    [contentType('audio/mpeg')],
    'var a = 1',
  ),
  scenario('orb-fetch-no-cors', 'No-cors fetches of HTML, JSON with nosniff and 206 from another site.', {
    steps: ['html', 'json', 'part'].map((name) =>
      fetchStep({ url: `https://other.org/${name}`, mode: 'no-cors' }),
    ),
    server: [
      any('https://other.org/html', answer(200, [contentType('text/html')], '<!doctype html>')),
      any('https://other.org/json', answer(200, [contentType('application/json'), noSniff], '{}')),
      any('https://other.org/part', answer(206, [contentType('text/plain')], 'x')),
    ],
  }),
])
