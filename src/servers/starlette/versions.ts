/** What versions of Starlette's `CORSMiddleware` do differently, from the tags of Kludex/starlette. */
export interface StarletteRow {
  /** When `*` becomes the origin of the request: where it has a cookie, or where credentials are allowed (#3137). */
  readonly wildcardReflects: 'with a cookie' | 'with credentials'
  /** Whether requests to private networks are looked at (#3065). */
  readonly privateNetwork: boolean
}

/** A version stands for those from it up to the next one that is listed. */
export type StarletteVersion = '0.26.1' | '0.50.0' | '0.51.0' | '0.52.1' | '1.0.0' | '1.3.1'

const before051: StarletteRow = { wildcardReflects: 'with a cookie', privateNetwork: false }
const from051: StarletteRow = { ...before051, privateNetwork: true }
const from1: StarletteRow = { ...from051, wildcardReflects: 'with credentials' }

export const starletteRows: { readonly [Version in StarletteVersion]: StarletteRow } = {
  '0.26.1': before051,
  '0.50.0': before051,
  '0.51.0': from051,
  '0.52.1': from051,
  '1.0.0': from1,
  '1.3.1': from1,
}

export const starletteVersions: readonly StarletteVersion[] = Object.keys(starletteRows) as StarletteVersion[]
