import { hostCharacters } from './probes'

/**
 * Which strange characters a browser takes in the host of a page, by the name of its profile. General knowledge from
 * the tables of the tools that use these probes (CORScanner, Corsy; Chrome 67, Firefox 61, Safari 11): not recorded
 * here. A browser that is not listed takes what every host may have.
 */
const charactersOf: ReadonlyMap<string, string> = new Map([
  ['chromium', '_-'],
  ['firefox', '_-$+'],
  ['safari', hostCharacters.join('')],
])

const everywhere = '_-'

/** Whether a browser can open a page at this host, as far as its characters decide. */
export function opensHost(profile: string, host: string): boolean {
  const known = charactersOf.get(profile) ?? everywhere
  for (const character of host) {
    if (!/[A-Za-z0-9.[\]:]/.test(character) && !known.includes(character)) return false
  }
  return true
}
