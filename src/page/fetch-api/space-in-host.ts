import type { Profile } from '../../profile/profile'
import { type DocumentRecord, urlIn } from '../document'

/**
 * Whether nothing but spaces in its host keeps a string from being a URL, and the engine does not mind: then it is the
 * URL of a host that nobody has. https://url.spec.whatwg.org/#concept-host-parser
 */
export function hasSpacesInHost(profile: Profile, document: DocumentRecord, input: string): boolean {
  // Deviation(DV-178): by the standard it is no URL.
  if (!profile.hostsHaveSpaces) return false
  const [, scheme, authority, rest] = /^\s*(https?:\/\/)([^/?#\\]*)(.*)$/is.exec(input) ?? []
  if (authority === undefined || !authority.includes(' ')) return false
  return urlIn(document, `${scheme}${authority.replaceAll(' ', '')}${rest}`) !== null
}

/** Why the fetch of such a URL fails. */
export function nobodyThere(input: string): Error {
  return new Error(`Nobody has the host of ${JSON.stringify(input)}: there is a space in it.`)
}
