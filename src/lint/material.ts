import type { DialectId } from './dialects'
import type { Language } from './language'
import type { Entry, MapLiteral, OriginAnswer } from './literal'
import type { Span } from './text'

/** Options of one CORS implementation at one place of a file. */
export interface OptionsSite {
  readonly dialect: DialectId
  /** Why it was taken for that dialect where nobody said so, in a few words; null where the file or user says so. */
  readonly guessed: string | null
  /** Null where it is called without options. */
  readonly options: MapLiteral | null
  /** The call or the object. */
  readonly span: Span
  /** Where options can be written where there are none: an offset, and what has to stand before them. */
  readonly insertion: { readonly at: number; readonly lead: string } | null
  readonly language: Language
  /** The route that these are for alone; none where they are for the application. */
  readonly route?: Route
  /** Where values stand that only running has told: what is written there is something else, and stays. */
  readonly told?: readonly Span[]
}

/** `@app.route('/me', methods=['GET'])` */
export interface Route {
  /** As it is written: `/users/<id>`. */
  readonly rule: string
  readonly methods: readonly string[]
}

/** A cookie that is set, by the attributes that can be read. */
export interface CookieSite {
  /** Who sets it: `express-session`, `res.cookie`. */
  readonly by: string
  readonly span: Span
  readonly attributes: MapLiteral
  readonly sameSite: Entry | null
  readonly secure: Entry | null
  readonly domain: Entry | null
  /** What `Secure` is called there. */
  readonly secureName: string
  /** Whether it can be told from the file that the cookie is of a session behind a proxy, and whether one is trusted. */
  readonly session: {
    readonly trustsProxy: boolean
    readonly servesTLS: boolean
    /** Whether the program shows that it stands behind a proxy. */
    readonly behindProxy: boolean
    readonly app: Span | null
  } | null
  readonly language: Language
}

/** One response header as it is written somewhere. */
export interface HeaderLine {
  readonly name: string
  readonly nameSpan: Span
  /** Null where it cannot be read. */
  readonly value: string | null
  readonly valueSpan: Span | null
  /** What has to go for the header to be gone; null where that cannot be told. */
  readonly lineSpan: Span | null
  /** Whether the value is the request’s `Origin`, whatever it is. */
  readonly echoesOrigin: boolean
  /** Who gets in by it, where a program decides that. */
  readonly answer?: OriginAnswer
}

/** Headers of one response. */
export interface HeaderGroup {
  readonly lines: readonly HeaderLine[]
  readonly span: Span
  /** Whether these are all its headers: then one that is missing is missing. */
  readonly complete: boolean
  readonly status: number | null
  /** What was asked, where that is there. */
  readonly request: {
    readonly origin: string | null
    readonly method: string | null
    readonly url: string | null
  } | null
  /** How a string is written there; null in a block of headers. */
  readonly language: Language | null
}

/** A layer of an application, in the order in which requests meet them. */
export interface Layer {
  readonly kind: 'cors' | 'authentication' | 'route' | 'redirects'
  readonly name: string
  /** What has to move for the layer to move. */
  readonly span: Span
}

/** Layers of one application. */
export interface Stack {
  readonly layers: readonly Layer[]
  /** Whether a layer that is written further down meets requests first, as with `add_middleware` of Starlette. */
  readonly lastIsFirst: boolean
  /** Who says how layers are ordered: `Express`. */
  readonly framework: string
  /** The list that they stand in, where that is all there is; null where others may be added elsewhere. */
  readonly list: Span | null
}

/** Routes that have CORS of their own, where nothing else answers OPTIONS. */
export interface LonelyRoute {
  readonly method: string
  readonly span: Span
  /** What answers the preflight, to be put before it. */
  readonly code: string
}

/** What could be read of a file. */
export interface Material {
  readonly options: readonly OptionsSite[]
  readonly cookies: readonly CookieSite[]
  readonly headers: readonly HeaderGroup[]
  readonly stacks: readonly Stack[]
  readonly lonelyRoutes: readonly LonelyRoute[]
}

export const noMaterial: Material = { options: [], cookies: [], headers: [], stacks: [], lonelyRoutes: [] }
