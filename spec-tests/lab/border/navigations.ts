import type { Scenario } from '../scenario'
import {
  answer,
  any,
  type CookieLines,
  cookieGet,
  document,
  form,
  iframe,
  inFamily,
  location,
  navigate,
  origin,
  other,
  redirect,
  reload,
  scenario,
} from './builders'

const samples = ['n=1; SameSite=None; Secure', 'l=1; SameSite=Lax', 's=1; SameSite=Strict', 'd=1'] as const
const atOther: CookieLines = ['https://other.org/', ...samples]

export const navigations: readonly Scenario[] = inFamily('navigation', [
  scenario(
    'samesite-navigations',
    'Which cookies come along when a cross-site page links, posts and opens.',
    {
      families: ['cookies', 'samesite'],
      cookies: [atOther],
      steps: [
        navigate('https://other.org/open', 'open'),
        form('https://other.org/form', { target: '_blank' }),
        navigate('https://other.org/link'),
        cookieGet(),
        reload(),
      ],
      server: ['open', 'form', 'link'].map((name) =>
        any(
          `https://other.org/${name}`,
          answer(200, [['Content-Type', 'text/html']], `<!doctype html>${name}`),
        ),
      ),
      closing: ['https://other.org/'],
    },
  ),
  ...(['link', 'location', 'replace', 'address-bar'] as const).map((via) =>
    scenario(`navigate-${via}`, `A navigation to another site by ${via}: headers and document.referrer.`, {
      steps: [navigate(other, via)],
      server: [document(other)],
    }),
  ),
  scenario('navigate-open', 'A new window for another site.', {
    steps: [navigate(other, 'open')],
    server: [document(other)],
  }),
  scenario('navigate-own', 'A link within the origin.', {
    steps: [navigate('/two')],
    server: [document(`${origin}/two`)],
  }),
  scenario('navigate-noopener', 'A link with rel=noopener to a new window.', {
    steps: [navigate(other, 'link', { rel: 'noopener', target: '_blank' })],
    server: [document(other)],
  }),
  scenario('navigate-redirect', 'A link that is redirected from one site to another.', {
    steps: [navigate('https://api.example.com/go')],
    server: [any('https://api.example.com/go', redirect(302, other)), document(other)],
  }),
  scenario('navigate-redirect-back', 'A link to another site that redirects back.', {
    steps: [navigate(other)],
    server: [any(other, redirect(302, `${origin}/two`)), document(`${origin}/two`)],
  }),
  scenario('navigate-empty-location', 'A navigation that is answered by an empty Location.', {
    dv: [26],
    steps: [navigate(other)],
    server: [
      any(
        other,
        answer(302, [location('')]),
        answer(200, [['Content-Type', 'text/html']], '<!doctype html>'),
      ),
    ],
  }),
  scenario('navigate-two-locations', 'A navigation that is answered by two Location lines that differ.', {
    dv: [27],
    steps: [navigate(other)],
    server: [
      any(other, answer(302, [location('/a'), location('/b')])),
      document('https://other.org/a'),
      document('https://other.org/b'),
      document('https://other.org/a,%20/b'),
    ],
  }),
  scenario(
    'navigate-location-with-user',
    'A navigation that is redirected to a URL with user and password.',
    {
      dv: [28],
      steps: [navigate(other)],
      server: [any(other, redirect(302, 'https://user:pw@other.org/two')), document('https://other.org/two')],
    },
  ),
  scenario('navigate-204', 'A navigation that is answered by 204 leads nowhere.', {
    steps: [navigate('/none')],
    server: [any(`${origin}/none`, answer(204))],
  }),
  scenario('navigate-download', 'A navigation that is answered by a download leads nowhere.', {
    steps: [navigate('/file')],
    server: [
      any(
        `${origin}/file`,
        answer(
          200,
          [
            ['Content-Type', 'application/octet-stream'],
            ['Content-Disposition', 'attachment; filename=x'],
          ],
          'x',
        ),
      ),
    ],
  }),
  scenario('navigate-fragment', 'A link to a fragment of the same page sends nothing.', {
    steps: [navigate('#f')],
  }),
  scenario('navigate-and-reload', 'A page that is opened, left, and reloaded.', {
    dv: [44, 45],
    steps: [navigate('/two'), reload()],
    server: [document(`${origin}/two`)],
  }),
  scenario('navigate-top-from-frame', 'A cross-site frame navigates the page.', {
    frame: { url: 'https://widget.other.org/frame' },
    steps: [navigate('https://third.net/end', 'link', { in: 'frame', target: '_top' })],
    server: [document('https://third.net/end')],
  }),
  scenario('navigate-frame', 'A frame navigates itself to another site.', {
    frame: { url: 'https://widget.other.org/frame' },
    cookies: [['https://third.net/', ...samples]],
    steps: [navigate('https://third.net/end', 'location', { in: 'frame' })],
    server: [document('https://third.net/end')],
  }),
  ...(['application/x-www-form-urlencoded', 'text/plain'] as const).map((enctype) =>
    scenario(
      `form-${enctype.replace(/.*[/]/, '').replace('x-www-form-', '')}`,
      `A form of type ${enctype} with odd fields.`,
      {
        steps: [
          form(other, {
            enctype,
            fields: [
              ['a b', 'c&d=e'],
              ['\u00e9', '\u20ac'],
              ['', ''],
              ['line', 'a\nb'],
            ],
          }),
        ],
        server: [document(other)],
      },
    ),
  ),
  scenario('form-own', 'A form that posts to its own origin.', {
    dv: [44],
    steps: [form('/form')],
    server: [document(`${origin}/form`)],
  }),
  scenario('form-307', 'A form that is posted on by 307 to another site.', {
    steps: [form('/form')],
    server: [any(`${origin}/form`, redirect(307, other)), document(other)],
  }),
  scenario('form-302', 'A form whose POST becomes GET by 302, within the origin, and its Origin.', {
    dv: [30],
    steps: [form('/form')],
    server: [any(`${origin}/form`, redirect(302, '/two')), document(`${origin}/two`)],
  }),
  scenario('form-302-cross', 'A form to another site whose POST becomes GET by 302 within that site.', {
    dv: [30],
    steps: [form(other)],
    server: [any(other, redirect(302, '/two')), document('https://other.org/two')],
  }),
  scenario('form-in-sandbox', 'A form in a sandboxed frame that may submit: Origin and Referer.', {
    dv: [33],
    frame: { url: 'https://widget.other.org/frame', sandbox: 'allow-scripts allow-forms' },
    steps: [form('https://third.net/end', { in: 'frame' })],
    server: [document('https://third.net/end')],
  }),
  // ── SameSite
  scenario('samesite-form-post', 'Which cookies a cross-site form by POST sends right after they were set.', {
    families: ['samesite'],
    cookies: [atOther],
    steps: [form('https://other.org/form')],
    server: [document('https://other.org/form')],
  }),
  scenario('samesite-form-get', 'A cross-site form by GET.', {
    families: ['samesite'],
    cookies: [atOther],
    steps: [form('https://other.org/form', { method: 'get' })],
    server: [document('https://other.org/form?a=1')],
  }),
  scenario('samesite-address-bar', 'A typed URL is no cross-site navigation.', {
    families: ['samesite'],
    cookies: [atOther],
    steps: [navigate('https://other.org/typed', 'address-bar')],
    server: [document('https://other.org/typed')],
  }),
  scenario('samesite-iframe', 'A cross-site frame gets cookies of SameSite=None only.', {
    families: ['samesite'],
    cookies: [atOther],
    steps: [iframe('https://other.org/frame')],
    server: [document('https://other.org/frame')],
  }),
  scenario('samesite-iframe-same-site', 'A frame of another host of the same site gets them all.', {
    families: ['samesite'],
    cookies: [['https://api.example.com/', ...samples]],
    steps: [iframe('https://api.example.com/frame')],
    server: [document('https://api.example.com/frame')],
  }),
  scenario(
    'samesite-bounce',
    'A link to another site that redirects back, and the Strict cookies of the own site.',
    {
      families: ['samesite'],
      cookies: [[`${origin}/`, ...samples]],
      steps: [navigate('https://other.org/go'), cookieGet()],
      server: [any('https://other.org/go', redirect(302, `${origin}/two`)), document(`${origin}/two`)],
    },
  ),
  scenario('samesite-reload-cross', 'A page reached by a cross-site link is reloaded by script.', {
    dv: [45, 44],
    families: ['samesite'],
    cookies: [atOther],
    steps: [navigate('https://other.org/link'), reload()],
    server: [document('https://other.org/link')],
  }),
  scenario('samesite-link-then-own', 'After a cross-site link, a link within the site gets them all.', {
    families: ['samesite'],
    cookies: [atOther],
    steps: [navigate('https://other.org/link'), navigate('/two')],
    server: [document('https://other.org/link'), document('https://other.org/two')],
  }),
  scenario(
    'samesite-scheme',
    'A form and a link from plain http to https of the same host: same-site or not.',
    {
      families: ['samesite'],
      page: 'http://app.example.com/',
      cookies: [
        [`${origin}/`, ...samples.map((line) => (line.includes('Secure') ? line : `${line}; Secure`))],
      ],
      steps: [form(`${origin}/form`), navigate(`${origin}/two`)],
      server: [document(`${origin}/form`), document(`${origin}/two`)],
    },
  ),
  scenario('samesite-frame-top', 'A cross-site frame makes the page post to the site of the page.', {
    families: ['samesite'],
    frame: { url: 'https://widget.other.org/frame' },
    cookies: [[`${origin}/`, ...samples]],
    steps: [form(`${origin}/form`, { in: 'frame', target: '_top' })],
    server: [document(`${origin}/form`)],
  }),
])
