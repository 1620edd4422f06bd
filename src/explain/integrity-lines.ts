import type { Engine } from '../profile/engine'
import type { Profile } from '../profile/profile'

/** Why a response was kept from a page that had said what has to be in it. */
export type IntegrityFailure =
  /** Nobody may look into it, so nobody can tell. */
  | { readonly kind: 'not-eligible' }
  | { readonly kind: 'mismatch'; readonly algorithm: string; readonly computed: string }

type Lines = { readonly [K in IntegrityFailure['kind']]: readonly string[] }

const nothing: Lines = { 'not-eligible': [], mismatch: [] }

/** As recorded by the lab for `fetch()`, in the scenarios `integrity-cors` and `integrity-no-cors`. */
const lines: { readonly [E in Engine]: Lines } = {
  spec: nothing,
  chromium: {
    'not-eligible': [
      "Subresource Integrity: The resource '{url}' has an integrity attribute, but the response is not eligible for integrity validation.",
      "Fetch API cannot load {url}. SRI's integrity checks failed.",
    ],
    mismatch: [
      "Failed to find a valid digest in the 'integrity' attribute for resource '{url}' with computed {upper} integrity '{computed}'. The resource has been blocked.",
      "Fetch API cannot load {url}. SRI's integrity checks failed.",
    ],
  },
  firefox: {
    'not-eligible': [
      '“{url}” is not eligible for integrity checks since it’s neither CORS-enabled nor same-origin.',
    ],
    mismatch: [
      'None of the “{algorithm}” hashes in the integrity attribute match the content of the subresource at “{url}”. The computed hash is “{computed}”.',
    ],
  },
  safari: nothing,
  webkitgtk: nothing,
}

/** What the engine prints about it. */
export function integrityLines(profile: Profile, failure: IntegrityFailure, url: string): readonly string[] {
  const { algorithm = '', computed = '' } = failure.kind === 'mismatch' ? failure : {}
  const fields: { readonly [name: string]: string } = {
    url,
    algorithm,
    computed,
    upper: algorithm.replace('sha', 'SHA-'),
  }
  return lines[profile.engine][failure.kind].map((line) =>
    line.replace(/\{(\w+)\}/g, (_, name: string) => fields[name] ?? ''),
  )
}

/** The same for people. */
export function integrityWords(failure: IntegrityFailure, url: string): string {
  return failure.kind === 'not-eligible'
    ? `The page asked for the integrity of ${url}, but may not read it: without CORS there is nothing to check. Ask for it with mode 'cors', and let the server allow it.`
    : `What came from ${url} is not what the page's integrity says: its hash is ${failure.algorithm}-${failure.computed}.`
}
