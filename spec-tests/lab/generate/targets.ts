import fc from 'fast-check'
import { weighted } from './choose'

/** How the origin that is asked stands to the one that asks. */
export type Relation = 'same-origin' | 'same-site' | 'cross-site' | 'other-port' | 'other-scheme'

/** Which origin of a relation is meant, whatever origin it is seen from. */
export interface Target {
  readonly relation: Relation
  /** Picks among the hosts. */
  readonly variant: number
  /** From a secure document everything is secure; from others only where this says so. */
  readonly secure: boolean
}

const sites: readonly (readonly string[])[] = [
  ['app.example.com', 'api.example.com', 'example.com', 'www.example.com', 'deep.api.example.com'],
  ['other.org', 'widget.other.org'],
  ['third.net', 'cdn.third.net'],
  ['x.co.uk', 'sub.x.co.uk'],
  ['a.github.io'],
  ['b.github.io'],
  ['y.co.uk'],
]

const strangers = ['other.org', 'cdn.third.net', 'widget.other.org', 'third.net', 'b.github.io', 'y.co.uk']

export const targetArbitrary: fc.Arbitrary<Target> = targetOf(
  [32, 'cross-site'],
  [30, 'same-site'],
  [14, 'same-origin'],
  [10, 'other-port'],
  [4, 'other-scheme'],
)

/** Mostly another origin. */
export const foreignTarget: fc.Arbitrary<Target> = targetOf(
  [45, 'cross-site'],
  [40, 'same-site'],
  [10, 'other-port'],
)

export const strangerTarget: fc.Arbitrary<Target> = targetOf([1, 'cross-site'])

export function targetOf(...relations: readonly (readonly [number, Relation])[]): fc.Arbitrary<Target> {
  return fc.record({
    relation: weighted(...relations),
    variant: fc.nat({ max: 5 }),
    secure: weighted([75, false], [25, true]),
  })
}

/** The serialized origin that a target means, seen from a URL. A secure document is never led to a plain one. */
export function originOfTarget(from: string, target: Target): string {
  const url = new URL(from)
  const site = sites.find((hosts) => hosts.includes(url.hostname)) ?? [url.hostname]
  const scheme = url.protocol === 'https:' || target.secure ? 'https' : 'http'
  switch (target.relation) {
    case 'same-origin':
      return url.origin
    case 'same-site': {
      const others = site.filter((host) => host !== url.hostname)
      const host = others[target.variant % Math.max(1, others.length)]
      return host === undefined ? otherPort(url, target.variant) : `${scheme}://${host}`
    }
    case 'cross-site': {
      const others = strangers.filter((host) => !site.includes(host))
      return `${scheme}://${others[target.variant % others.length]}`
    }
    case 'other-port':
      return otherPort(url, target.variant)
    case 'other-scheme':
      return url.protocol === 'https:' ? otherPort(url, target.variant) : `https://${url.hostname}`
  }
}

function otherPort(url: URL, variant: number): string {
  const ports = url.protocol === 'https:' ? ['8443', '4000', '443'] : ['8080', '8000', '3000', '80']
  const others = ports.filter((port) => port !== (url.port || (url.protocol === 'https:' ? '443' : '80')))
  return new URL(`${url.protocol}//${url.hostname}:${others[variant % others.length]}`).origin
}
