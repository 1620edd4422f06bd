import type { Scenario } from '../scenario'
import {
  allowOrigin,
  answer,
  any,
  api,
  contentType,
  fetchStep,
  grant,
  iframe,
  img,
  inFamily,
  link,
  open,
  origin,
  other,
  scenario,
  script,
} from './builders'

export const elements: readonly Scenario[] = inFamily('elements', [
  ...(['img', 'script', 'link'] as const).map((kind) => {
    const make = { img, script, link }[kind]
    return scenario(
      `${kind}-crossorigin-own`,
      `A ${kind} element with crossorigin to its own origin, and its Origin.`,
      {
        dv: [32],
        cookies: [[`${origin}/`, 'a=1; Secure']],
        steps: [
          make('/1', { crossOrigin: 'anonymous' }),
          make('/2', { crossOrigin: 'use-credentials' }),
          make('/3'),
        ],
      },
    )
  }),
  scenario('module-own', 'A module script of the own origin.', {
    dv: [32],
    steps: [script('/1.js', { module: true }), script('/2.js', { module: true, crossOrigin: 'anonymous' })],
    server: ['1', '2'].map((name) =>
      any(`${origin}/${name}.js`, answer(200, [contentType('text/javascript')], '')),
    ),
  }),
  scenario('font-own', 'A font that is preloaded from the own origin.', {
    dv: [32],
    steps: [link('/1.woff2', { rel: 'preload', as: 'font', crossOrigin: 'anonymous' })],
  }),
  ...([null, 'anonymous', 'use-credentials'] as const).map((crossOrigin) =>
    scenario(
      `image-cookies-${crossOrigin ?? 'none'}`,
      `Cookies of an image, crossorigin ${crossOrigin ?? 'not given'}, same-site and cross-site.`,
      {
        cookies: [
          ['https://api.example.com/', 'a=1; SameSite=Strict; Secure'],
          ['https://other.org/', 'n=1; SameSite=None; Secure', 'l=1; SameSite=Lax'],
        ],
        steps: [
          img('https://api.example.com/1.png', { crossOrigin }),
          img('https://other.org/1.png', { crossOrigin }),
        ],
      },
    ),
  ),
  scenario('script-crossorigin', 'Scripts of another origin without permission: plain, anonymous, module.', {
    steps: [
      script('https://other.org/1.js'),
      script('https://other.org/2.js', { crossOrigin: 'anonymous' }),
      script('https://other.org/3.js', { module: true }),
    ],
    server: ['1', '2', '3'].map((name) =>
      any(`https://other.org/${name}.js`, answer(200, [contentType('text/javascript')], '')),
    ),
  }),
  scenario(
    'script-crossorigin-allowed',
    'Scripts of another origin with permission: anonymous, credentialed, module.',
    {
      steps: [
        script('https://other.org/1.js', { crossOrigin: 'anonymous' }),
        script('https://other.org/2.js', { crossOrigin: 'use-credentials' }),
        script('https://other.org/3.js', { module: true }),
      ],
      server: ['1', '2', '3'].map((name) =>
        any(`https://other.org/${name}.js`, answer(200, [...grant(), contentType('text/javascript')], '')),
      ),
    },
  ),
  scenario('script-credentials-star', 'A script with use-credentials and the wildcard.', {
    steps: [script('https://other.org/1.js', { crossOrigin: 'use-credentials' })],
    server: [any('https://other.org/1.js', answer(200, [allowOrigin(), contentType('text/javascript')], ''))],
  }),
  scenario('script-integrity', 'Integrity of a script: matching, other, and of an opaque answer.', {
    steps: [
      script('https://other.org/1.js', {
        crossOrigin: 'anonymous',
        integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      }),
      script('https://other.org/2.js', {
        crossOrigin: 'anonymous',
        integrity: 'sha256-AAAAQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      }),
      script('https://other.org/3.js', { integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' }),
    ],
    server: ['1', '2', '3'].map((name) =>
      any(`https://other.org/${name}.js`, answer(200, [allowOrigin(), contentType('text/javascript')], '')),
    ),
  }),
  scenario(
    'integrity-without-hash',
    'Integrity without a hash that counts, of opaque answers, of one that can be read, and of the own origin.',
    {
      dv: [161],
      steps: [
        script('https://other.org/1.js', { integrity: 'md5-1B2M2Y8AsgTpgAmY7PhCfg==' }),
        script('https://other.org/2.js', { integrity: 'sha256' }),
        script('https://other.org/3.js', { integrity: ' ' }),
        script('https://other.org/4.js', { integrity: '' }),
        script('https://other.org/5.js', {
          crossOrigin: 'anonymous',
          integrity: 'md5-1B2M2Y8AsgTpgAmY7PhCfg==',
        }),
        script('/6.js', { integrity: 'md5-1B2M2Y8AsgTpgAmY7PhCfg==' }),
      ],
      server: ['1', '2', '3', '4', '5', '6'].map((name) =>
        any(
          `${name === '6' ? origin : 'https://other.org'}/${name}.js`,
          answer(200, [allowOrigin(), contentType('text/javascript')], ''),
        ),
      ),
    },
  ),
  scenario(
    'integrity-without-hash-style',
    'The same of style sheets, whose answers are opaque, and of a preload.',
    {
      dv: [161],
      steps: [
        link('https://other.org/1.css', { integrity: 'md5-1B2M2Y8AsgTpgAmY7PhCfg==' }),
        link('https://other.org/2.css', { integrity: ' ' }),
        link('https://other.org/3.css', { integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' }),
        link('https://other.org/4.css', {
          rel: 'preload',
          as: 'style',
          integrity: 'md5-1B2M2Y8AsgTpgAmY7PhCfg==',
        }),
      ],
      server: ['1', '2', '3', '4'].map((name) =>
        any(`https://other.org/${name}.css`, answer(200, [contentType('text/css')], '')),
      ),
    },
  ),
  scenario('integrity-of-preloads', 'Integrity of preloads that is not met, or cannot be looked into.', {
    dv: [162],
    steps: [
      link('https://other.org/1.css', {
        rel: 'preload',
        as: 'style',
        crossOrigin: 'anonymous',
        integrity: 'sha256-AAAAQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      }),
      link('https://other.org/2.css', {
        rel: 'preload',
        as: 'style',
        integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      }),
      link('https://other.org/3.js', {
        rel: 'modulepreload',
        integrity: 'sha256-AAAAQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      }),
    ],
    server: [
      any('https://other.org/1.css', answer(200, [allowOrigin(), contentType('text/css')], '')),
      any('https://other.org/2.css', answer(200, [contentType('text/css')], '')),
      any('https://other.org/3.js', answer(200, [allowOrigin(), contentType('text/javascript')], '')),
    ],
  }),
  scenario('script-module-type', 'A module script of type text/plain is refused, a classic one runs.', {
    steps: [script('/1.js', { module: true }), script('/2.js')],
    server: ['1', '2'].map((name) =>
      any(`${origin}/${name}.js`, answer(200, [contentType('text/plain')], '')),
    ),
  }),
  scenario(
    'style-crossorigin',
    'Style sheets of another origin: plain, and anonymous without and with permission.',
    {
      steps: [
        link('https://other.org/1.css'),
        link('https://other.org/2.css', { crossOrigin: 'anonymous' }),
        link('https://other.org/3.css', { crossOrigin: 'anonymous' }),
      ],
      server: [
        any('https://other.org/1.css', answer(200, [contentType('text/css')], '')),
        any('https://other.org/2.css', answer(200, [contentType('text/css')], '')),
        any('https://other.org/3.css', answer(200, [allowOrigin(), contentType('text/css')], '')),
      ],
    },
  ),
  scenario('style-type', 'A style sheet of type text/html, own and foreign.', {
    steps: [link('/1.css'), link('https://other.org/1.css')],
    server: [`${origin}/1.css`, 'https://other.org/1.css'].map((url) =>
      any(url, answer(200, [contentType('text/html')], 'a{}')),
    ),
  }),
  scenario('preload-kinds', 'What preloads accept and say of themselves: script, style, image, fetch.', {
    steps: ['script', 'style', 'image', 'fetch'].map((as) =>
      link(`https://other.org/${as}`, {
        rel: 'preload',
        as,
        crossOrigin: as === 'fetch' ? 'anonymous' : null,
      }),
    ),
  }),
  scenario('iframe-kinds', 'A frame of the own origin, of another site, and one that is sandboxed.', {
    steps: [iframe('/1'), iframe('https://other.org/2'), iframe('https://other.org/3', { sandbox: '' })],
    server: [`${origin}/1`, 'https://other.org/2', 'https://other.org/3'].map((url) =>
      any(url, answer(200, [contentType('text/html')], '<!doctype html><link rel=icon href=data:,>')),
    ),
  }),
  scenario('iframe-refused', 'Frames that refuse by X-Frame-Options and by Content-Security-Policy.', {
    steps: [iframe('https://other.org/1'), iframe('https://other.org/2')],
    server: [
      any(
        'https://other.org/1',
        answer(200, [contentType('text/html'), ['X-Frame-Options', 'DENY']], '<!doctype html>'),
      ),
      any(
        'https://other.org/2',
        answer(
          200,
          [contentType('text/html'), ['Content-Security-Policy', "frame-ancestors 'none'"]],
          '<!doctype html>',
        ),
      ),
    ],
  }),
  scenario('csp-connect', 'Content-Security-Policy of the page that names one host to connect to.', {
    pageHeaders: [['Content-Security-Policy', 'connect-src https://api.example.com']],
    steps: [fetchStep(), fetchStep({ url: other })],
    server: [open(api), open(other)],
  }),
])
