import type { RequestMode } from '../../fetch/request'
import type { StepId } from '../../spec/steps/index'

/** What else than the step decides which sentence an engine prints. */
export interface Circumstance {
  readonly preflight: boolean
  /** Of the answer: `none` where there is none. */
  readonly status: 'ok' | 'redirect' | 'other' | 'none'
  /** What `Access-Control-Allow-Origin` looks like, apart from what it says. */
  readonly allowOrigin: AllowOriginShape
  readonly kind: string
  readonly mode: RequestMode
  /** Whether redirects were followed before. */
  readonly redirected: boolean
  /** Whether the answer was judged by CORS: the URL, or one before it, was of another origin. */
  readonly underCORS: boolean
  /** Of the URL that was refused: that of the redirect, where one was refused for it. */
  readonly scheme: SchemeKind
  /** What a redirect says of where it leads; `none` where it says nothing, and where the answer is no redirect. */
  readonly location: 'none' | 'url' | 'invalid' | 'space-in-host' | 'several'
  /** The transport's code, where nothing came back; empty where something did. */
  readonly failure: string
}

export type SchemeKind =
  | 'http'
  | 'ws'
  | 'ftp'
  | 'data'
  | 'blob'
  | 'file'
  | 'chrome'
  | 'about'
  | 'srcdoc'
  | 'javascript'
  | 'other'

export type AllowOriginShape =
  | 'absent'
  | 'several-lines'
  | 'wildcard'
  /** One line, with a comma in it. */
  | 'comma'
  /** One line, with a space in it and no comma. */
  | 'space'
  /** The word `null`. */
  | 'null'
  | 'url'
  | 'not-a-url'

/** One sentence of an engine, and when it prints it. Of several that fit, the first is printed. */
export interface Phrase {
  /** The engine's own name for it. */
  readonly id: string
  readonly steps: readonly StepId[]
  /** Each of them has to be one of the values listed; no condition, where it is left out. */
  readonly when?: { readonly [K in keyof Circumstance]?: readonly Circumstance[K][] }
  /** With placeholders in braces; `console-lines.ts` knows them all. Null where the engine prints no line of this kind. */
  readonly text: string | null
  /** `cors`: stands inside the engine's line about CORS. `bare`: is a line by itself, and nothing follows it. */
  readonly form: 'cors' | 'bare'
  readonly level: 'error' | 'warning'
  /** What the engine reports to its developer tools as an issue, beside the line. */
  readonly issue?: Issue
  /** Where it is about: `redirect` where it names the URL that a redirect leads to. */
  readonly about?: 'redirect'
  /** The network error that the engine reports the load to have failed with, in a line of its own at the end. */
  readonly failure?: string
  /** The id of a recording of the lab in which this sentence was printed; null where it is documented only. */
  readonly seen: string | null
}

/** An issue of Chromium's developer tools: its kind and its code, with placeholders. */
export interface Issue {
  readonly text: string
  /** Whether it is reported before the line or after it. */
  readonly place: 'before' | 'after'
}

/** How one engine talks about CORS in its console: facts, recorded word for word. */
export interface Phrasebook {
  /** Where the sentences are from. */
  readonly source: string
  /** What stands around a sentence about CORS. `{text}` is the sentence. */
  readonly line: string
  /** What is said under one condition only, and nothing otherwise. */
  readonly parts: {
    /** `{preflightPrefix}`: the refused answer is one to a preflight. */
    readonly preflightPrefix: string
    /** `{redirected}`: redirects were followed before. */
    readonly redirected: string
    /** `{redirection}`: the refused answer is a redirect. */
    readonly redirection: string
  }
  readonly phrases: readonly Phrase[]
  /** The line about a failed load: as it is logged, and as the developer tools show it. Null where there is none. */
  readonly failedLoad: {
    readonly logged: string
    readonly shown: string
    readonly when: NonNullable<Phrase['when']>
  } | null
  /** Lines that follow one about CORS. */
  readonly afterwards: readonly { readonly when?: Phrase['when']; readonly text: string }[]
  /** What the engine calls what is loaded; what is not listed is called `otherKind`. */
  readonly kinds: { readonly [kind: string]: string }
  readonly otherKind: string
  /** Header names that are named before all others, where several lack permission. Elsewhere they go by alphabet. */
  readonly namedFirst: readonly string[]
  /** Whether header values are decoded as UTF-8; elsewhere each byte is a character. */
  readonly valuesAreUTF8: boolean
  /** Whether characters of header values outside printable ASCII are printed as `\uXXXX`. */
  readonly escapesValues: boolean
}

/** Every way the CORS check says no. */
export const corsCheckSteps: readonly StepId[] = [
  'cors-check/origin-absent',
  'cors-check/wildcard-with-credentials',
  'cors-check/multiple-origins',
  'cors-check/origin-mismatch',
  'cors-check/credentials-not-true',
]
