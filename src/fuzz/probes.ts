import type { Base } from './base'
import { dotsReplaced, labelOf, lookalikes, partsOf } from './near-names'
import type { How, ReadClass } from './types'

/** One way of making origins that a careless comparison lets in. */
export interface Probe {
  readonly id: string
  /** Which mistake it shows, where nothing more general is let in. */
  readonly class: ReadClass
  readonly how: How
  /** Where the idea comes from. */
  readonly source: string
  readonly origins: (base: Base) => readonly string[]
}

/** The host that attackers have in everything made here: reserved, so nobody's. */
export const attacker = 'evil.example'

const named = (base: Base): boolean => base.suffix !== null
const authority = ({ host, port }: Base): string => `${host}${port}`

/**
 * Characters that the URL standard lets stand in a host, and that patterns seldom think of. Which browsers open a page
 * there is in special-hosts.ts.
 */
export const hostCharacters: readonly string[] = [...'_-"{}+!~`;&\'()*,$=']

/** Hosts where anybody may put a page, and what development leaves behind. */
const anybodysOrigins: readonly string[] = [
  'https://codepen.io',
  'https://cdpn.io',
  'https://s.codepen.io',
  'https://jsfiddle.net',
  'https://fiddle.jshell.net',
  'https://jsbin.com',
  'https://null.jsbin.com',
  'https://stackblitz.com',
  'https://evil.github.io',
  'https://evil.gitlab.io',
  'https://evil.vercel.app',
  'https://evil.netlify.app',
  'https://evil.pages.dev',
  'https://evil.herokuapp.com',
  'https://evil.web.app',
  'https://evil.s3.amazonaws.com',
  'https://evil.azurewebsites.net',
]

const developmentOrigins: readonly string[] = [
  'http://localhost',
  'http://localhost:3000',
  'http://localhost:4200',
  'http://localhost:5173',
  'http://localhost:8080',
  'https://localhost',
  'http://127.0.0.1',
  'http://127.0.0.1:5500',
  'http://[::1]:3000',
  'http://evil.localhost',
]

/**
 * Every probe of the research on users §5 whose origin a page can have, the most general first. What none can have is in
 * `rawProbes`; requests, cookies and caches are made in plans.ts.
 */
export const probes: readonly Probe[] = [
  {
    id: 'any-origin',
    class: 'reflect-any',
    how: 'https-page',
    source: 'all scanners',
    origins: () => [`https://${attacker}`],
  },
  {
    id: 'any-http-origin',
    class: 'reflect-any',
    how: 'http-page',
    source: 'all scanners',
    origins: () => [`http://${attacker}`],
  },
  {
    id: 'null-of-a-sandbox',
    class: 'null-origin',
    how: 'sandboxed-frame',
    source: 'all scanners',
    origins: () => ['null'],
  },
  {
    id: 'null-of-a-redirect',
    class: 'null-origin',
    how: 'redirect',
    source: 'Fetch, redirect taint',
    origins: () => ['null'],
  },
  {
    id: 'null-of-a-file',
    class: 'null-origin',
    how: 'file',
    source: 'the research on users row 10',
    origins: () => ['null'],
  },
  {
    id: 'contains-the-host',
    class: 'include-match',
    how: 'https-page',
    source: 'CORScanner',
    origins: (base) =>
      named(base)
        ? [
            `${base.scheme}://evil.${base.host}.${attacker}`,
            `${base.scheme}://evil-${base.host}.${attacker}${base.port}`,
          ]
        : [],
  },
  {
    id: 'domain-without-its-first-letter',
    class: 'include-match',
    how: 'https-page',
    source: 'CORScanner',
    origins: (base) =>
      named(base) && base.domain.indexOf('.') > 1
        ? [`${base.scheme}://${base.domain.slice(1)}${base.port}`]
        : [],
  },
  {
    id: 'begins-with-the-host',
    class: 'prefix-match',
    how: 'https-page',
    source: 'CORScanner, Corsy',
    origins: (base) => [
      `${base.scheme}://${base.host}.${attacker}`,
      `${base.scheme}://${authority({ ...base, host: `${base.host}.${attacker}` })}`,
      `${base.scheme}://${base.host}${attacker}`,
      `${base.scheme}://${base.host}-${attacker}`,
    ],
  },
  {
    id: 'ends-with-the-host',
    class: 'suffix-match',
    how: 'https-page',
    source: 'all scanners',
    origins: (base) =>
      named(base)
        ? [
            `${base.scheme}://evil${base.domain}${base.port}`,
            `${base.scheme}://not${base.domain}${base.port}`,
            `${base.scheme}://evil-${base.domain}${base.port}`,
          ]
        : [],
  },
  {
    id: 'part-of-the-host',
    class: 'part-match',
    how: 'https-page',
    source: 'own addition',
    origins: partsOf,
  },
  {
    id: 'another-letter-for-a-dot',
    class: 'unescaped-dot',
    how: 'https-page',
    source: 'CORScanner, Corsy',
    origins: dotsReplaced,
  },
  {
    id: 'strange-character-behind-the-host',
    class: 'special-characters',
    how: 'https-page',
    source: 'CORScanner, Corsy',
    origins: (base) =>
      hostCharacters.map((character) => `${base.scheme}://${base.host}${character}.${attacker}`),
  },
  {
    id: 'name-on-the-same-public-suffix',
    class: 'shared-suffix',
    how: 'https-page',
    source: 'jub0bs/cors',
    origins: ({ scheme, domain, port, suffix }) =>
      suffix?.includes('.') === true
        ? [
            `${scheme}://evil.${suffix}${port}`,
            // Previews of hosters are called so, and patterns for them are common.
            `${scheme}://${labelOf(domain, suffix)}-evil.${suffix}${port}`,
          ]
        : [],
  },
  {
    id: 'host-below',
    class: 'any-subdomain',
    how: 'https-page',
    source: 'all scanners',
    origins: (base) =>
      named(base)
        ? [
            `${base.scheme}://evil.${authority(base)}`,
            // Ends with the host, and is below the domain all the same.
            ...(base.host === base.domain
              ? []
              : [
                  `${base.scheme}://evil${authority(base)}`,
                  `${base.scheme}://${authority(base).replace('.', '-evil.')}`,
                ]),
            `${base.scheme}://evil.${base.domain}${base.port}`,
            `${base.scheme}://a.b.${base.domain}${base.port}`,
          ]
        : [],
  },
  {
    id: 'without-tls',
    class: 'http-origin',
    how: 'http-page',
    source: 'all scanners',
    origins: (base) => (base.scheme === 'https' ? [`http://${authority(base)}`, `http://${base.host}`] : []),
  },
  {
    id: 'host-below-without-tls',
    class: 'http-origin',
    how: 'http-page',
    source: 'all scanners',
    origins: (base) => (base.scheme === 'https' && named(base) ? [`http://evil.${base.domain}`] : []),
  },
  {
    id: 'another-port',
    class: 'other-port',
    how: 'https-page',
    source: 'the research on users, flask-cors `:*`',
    origins: (base) => [
      `${base.scheme}://${base.host}:1337`,
      `${base.scheme}://${base.host}:8443`,
      ...(/^:\d{1,4}$/.test(base.port) ? [`${base.scheme}://${base.host}${base.port}1`] : []),
      ...(base.port === '' ? [] : [`${base.scheme}://${base.host}`]),
      ...(base.port.length > 2 ? [`${base.scheme}://${base.host}${base.port.slice(0, -1)}`] : []),
      ...(base.scheme === 'http' ? [`https://${authority(base)}`] : []),
    ],
  },
  {
    id: 'anybodys-page',
    class: 'third-party',
    how: 'https-page',
    source: 'CORScanner origins.json, CORStest',
    origins: () => anybodysOrigins,
  },
  {
    id: 'development-server',
    class: 'development-origin',
    how: 'http-page',
    source: 'CORScanner',
    origins: () => developmentOrigins,
  },
  {
    id: 'dot-behind-the-host',
    class: 'trailing-dot',
    how: 'https-page',
    source: 'own addition',
    origins: (base) => (named(base) ? [`${base.scheme}://${base.host}.${base.port}`] : []),
  },
  {
    id: 'letter-that-looks-alike',
    class: 'lookalike-name',
    how: 'https-page',
    source: 'own addition (UTS 39)',
    origins: lookalikes,
  },
  {
    id: 'address',
    class: 'address',
    how: 'https-page',
    source: 'own addition',
    origins: () => ['https://203.0.113.7', 'https://[2001:db8::7]', 'https://[::ffff:203.0.113.7]'],
  },
]
