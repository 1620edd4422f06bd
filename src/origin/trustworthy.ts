import type { Origin } from './origin'

/** What is asked of a URL here. A `URLRecord` has it all, and the answer besides. */
export interface TrustworthinessSubject {
  readonly scheme: string
  readonly path: string
  readonly origin: Origin
}

/**
 * Whether an origin is potentially trustworthy: https, or a machine that reaches only itself.
 * https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
 */
export function potentiallyTrustworthyOrigin(origin: Origin): boolean {
  // 1.
  if (origin.kind === 'opaque') return false
  // 3. and 6.
  if (origin.scheme === 'https' || origin.scheme === 'wss' || origin.scheme === 'file') return true
  // 4. and 5. Every engine resolves localhost by itself, which is the condition step 5 makes.
  return isLoopback(origin.host)
  // Not modelled: schemes and origins that a user agent was configured to trust, which are 7. and 8.
}

/**
 * Whether a URL is potentially trustworthy.
 * https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy
 */
export function potentiallyTrustworthyURL(url: TrustworthinessSubject): boolean {
  // 1. A query or fragment makes no other document of these.
  if (url.scheme === 'about') return url.path === 'blank' || url.path === 'srcdoc'
  // 2.
  if (url.scheme === 'data') return true
  // 3. The origin of a file URL is opaque here, as the URL standard leaves it open; step 6 of the origin's
  //    algorithm means the scheme of it all the same.
  return url.scheme === 'file' || potentiallyTrustworthyOrigin(url.origin)
}

/** Whether a serialized host is this computer by its name: an address of the loopback, or localhost. */
export function isLoopback(host: string): boolean {
  return isLoopbackAddress(host) || isLocalhost(host)
}

/**
 * Whether a serialized host is in 127.0.0.0/8 or is ::1. A domain can begin with `127.` too, but its last
 * label is never a number: the URL parser takes such a host for an address, or fails.
 */
function isLoopbackAddress(host: string): boolean {
  if (host === '[::1]') return true
  if (!host.startsWith('127.')) return false
  const last = host.charCodeAt(host.length - 1)
  return last >= 0x30 && last <= 0x39 && isNumber(host, host.lastIndexOf('.') + 1)
}

function isNumber(s: string, start: number): boolean {
  for (let i = start; i < s.length; i++) {
    const code = s.charCodeAt(i)
    if (code < 0x30 || code > 0x39) return false
  }
  return true
}

/** Whether a serialized host is localhost or below it, with or without the trailing dot. */
function isLocalhost(host: string): boolean {
  const name = host.endsWith('.') ? host.slice(0, -1) : host
  return name === 'localhost' || name.endsWith('.localhost')
}
