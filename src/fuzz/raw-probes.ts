import { attacker, type Probe } from './probes'

/** Characters that no URL has in its host, for raw headers. */
const rawCharacters: readonly string[] = [...'^|%\\@ ', '%60', '%0b', '\x0b', '\t', '\x7f', '%00']

/** Values that no browser sends: what a server makes of them says how it compares. */
export const rawProbes: readonly Omit<Probe, 'class' | 'how'>[] = [
  {
    id: 'user-before-the-host',
    source: 'own addition',
    origins: ({ scheme, host, port }) => [
      `${scheme}://${host}${port}@${attacker}`,
      `${scheme}://${attacker}@${host}${port}`,
    ],
  },
  {
    id: 'capitals',
    source: 'own addition',
    origins: ({ scheme, host, port }) => [
      `${scheme}://${host.toUpperCase()}${port}`,
      `${scheme.toUpperCase()}://${host}${port}`,
    ],
  },
  {
    id: 'path',
    source: 'own addition',
    origins: ({ scheme, host, port }) => [
      `${scheme}://${host}${port}/`,
      `${scheme}://${attacker}/${host}`,
      `${scheme}://${attacker}?${host}`,
      `${scheme}://${attacker}#${host}`,
    ],
  },
  {
    id: 'backslash',
    source: 'own addition',
    origins: ({ scheme, host, port }) => [
      `${scheme}://${attacker}\\.${host}${port}`,
      `${scheme}:\\\\${host}${port}`,
    ],
  },
  {
    id: 'characters-no-host-has',
    source: 'CORScanner, Corsy',
    origins: ({ scheme, host }) =>
      rawCharacters.map((character) => `${scheme}://${host}${character}.${attacker}`),
  },
  {
    id: 'default-port',
    source: 'own addition',
    origins: ({ scheme, host, port }) =>
      port === '' ? [`${scheme}://${host}:${scheme === 'https' ? 443 : 80}`] : [],
  },
  {
    id: 'list',
    source: 'CORStest',
    origins: ({ scheme, host, port }) => [
      `${scheme}://${attacker}, ${scheme}://${host}${port}`,
      `${scheme}://${host}${port} ${scheme}://${attacker}`,
    ],
  },
  {
    id: 'no-origin-at-all',
    source: 'CORStest',
    origins: () => ['', '*', 'undefined', 'NULL', 'https://', '//'],
  },
  {
    id: 'scheme-of-an-app',
    source: 'own addition',
    origins: ({ host }) => [
      'file://',
      'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      `ftp://${host}`,
      `javascript://${host}`,
    ],
  },
  {
    id: 'host-alone',
    source: 'the research on users row 8',
    origins: ({ host, port }) => [`${host}${port}`, `//${host}${port}`],
  },
  {
    id: 'very-long',
    source: 'rs/cors hardening',
    origins: ({ scheme, host }) => [`${scheme}://${'a'.repeat(4000)}.${host}`],
  },
]
