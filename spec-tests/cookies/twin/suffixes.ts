import { getDomain, getPublicSuffix } from 'tldts'
import type { TwinSuffixes } from './twin-store'

const options = { allowPrivateDomains: true, extractHostname: false }

/** The public suffix list that the whole project has, asked without a detour. */
export const suffixes: TwinSuffixes = {
  publicSuffix: (host) => getPublicSuffix(host, options),
  registrableDomain: (host) => getDomain(host, options),
}
