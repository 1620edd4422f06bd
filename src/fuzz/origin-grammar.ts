import type { Base } from './base'
import { attacker, hostCharacters } from './probes'
import { below, pick, type Random } from './random'
import type { PageData } from './types'

/** How many pages the grammar makes for a seed. They are parsed once, and are what bounds the memory of a campaign. */
export const grammarSize = 2048

/**
 * An origin near those that are meant, by a grammar: scheme, host and port of one of them, each changed or not. What
 * comes out may be no origin that a page can have; it is a raw header then.
 */
export function nearbyOrigin(bases: readonly Base[], random: Random): PageData {
  const base = pick(random, bases)
  const scheme = pick(random, schemes(base))
  let host = base.host
  for (let times = below(random, 3); times >= 0; times--) host = pick(random, hostChanges)(host, base, random)
  const origin = `${scheme}://${host}${pick(random, ports(base))}`
  return { origin, how: scheme === 'http' ? 'http-page' : 'https-page' }
}

const schemes = ({ scheme }: Base): readonly string[] => [scheme, scheme, scheme, scheme, 'https', 'http']
const ports = ({ port }: Base): readonly string[] => [
  port,
  port,
  port,
  port,
  '',
  ':1337',
  ':8443',
  ':3000',
  ':80',
  ':443',
]

type HostChange = (host: string, base: Base, random: Random) => string

const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789-_.']
const labels = ['evil', 'www', 'a', 'xn--e1afmkfd', 'not', 'localhost', 'com', '1', '']
const endings = [attacker, 'com', 'evil', 'github.io', 'example', 'local', '7']

const hostChanges: readonly HostChange[] = [
  (host, _base, random) => `${pick(random, labels)}${host}`,
  (host, _base, random) => `${pick(random, labels)}.${host}`,
  (host, _base, random) => `${host}.${pick(random, endings)}`,
  (host, _base, random) => `${host}${pick(random, endings)}`,
  (host, _base, random) => `${host}${pick(random, hostCharacters)}.${attacker}`,
  (host, _base, random) => inserted(host, pick(random, letters), random),
  (host, _base, random) => inserted(host, pick(random, hostCharacters), random),
  (host, _base, random) => replaced(host, pick(random, letters), random),
  (host, _base, random) => without(host, random),
  (host) => host.slice(host.indexOf('.') + 1),
  (_host, base) => base.domain,
  (host) => `${host}.`,
  (host, _base, random) => labelsSwapped(host, random),
]

function inserted(host: string, what: string, random: Random): string {
  const at = below(random, host.length + 1)
  return host.slice(0, at) + what + host.slice(at)
}

function replaced(host: string, what: string, random: Random): string {
  const at = below(random, Math.max(1, host.length))
  return host.slice(0, at) + what + host.slice(at + 1)
}

function without(host: string, random: Random): string {
  return replaced(host, '', random)
}

function labelsSwapped(host: string, random: Random): string {
  const parts = host.split('.')
  const at = below(random, parts.length)
  const [moved = ''] = parts.splice(at, 1)
  return [...parts, moved].join('.')
}
