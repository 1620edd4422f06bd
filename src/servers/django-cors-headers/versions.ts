/** What versions of django-cors-headers do differently, from the tags of adamchainz/django-cors-headers. */
export interface DjangoCorsRow {
  /** The member that is put into `Vary`. */
  readonly vary: 'Origin' | 'origin'
  /** Whether origins that are not allowed are told of credentials. */
  readonly credentialsForAll: boolean
  readonly privateNetwork: boolean
  readonly defaultHeaders: readonly string[]
}

/** A version stands for those from it up to the next one that is listed. */
export type DjangoCorsVersion = '3.14.0' | '4.0.0' | '4.3.0' | '4.9.0'

const headers = [
  'accept',
  'authorization',
  'content-type',
  'user-agent',
  'x-csrftoken',
  'x-requested-with',
] as const

const before4: DjangoCorsRow = {
  vary: 'Origin',
  credentialsForAll: true,
  privateNetwork: false,
  // These three more are forbidden to scripts, and so of no effect.
  defaultHeaders: [...headers, 'accept-encoding', 'dnt', 'origin'].sort(),
}
const from4: DjangoCorsRow = { ...before4, vary: 'origin', privateNetwork: true, defaultHeaders: headers }
const from43: DjangoCorsRow = { ...from4, credentialsForAll: false }

export const djangoCorsRows: { readonly [Version in DjangoCorsVersion]: DjangoCorsRow } = {
  '3.14.0': before4,
  '4.0.0': from4,
  '4.3.0': from43,
  '4.9.0': from43,
}

export const djangoCorsVersions: readonly DjangoCorsVersion[] = Object.keys(
  djangoCorsRows,
) as DjangoCorsVersion[]
