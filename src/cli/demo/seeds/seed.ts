import type { CorsOptions } from '../cors-options'
import type { AskedEngine, CookieOptions } from '../login-stories'

/** What a post on the web builds: where it goes wrong, and how it is put right, with the real servers it names. */
export interface Seed {
  /** The number of the post, and a letter where it builds more than one system. */
  readonly id: string
  readonly title: string
  /** What the post says, in our words. */
  readonly post: string
  /** What is true instead. */
  readonly truth: string
  /** Its origins, with the ports that the post has. */
  readonly places: Places
  /** Programs that it needs besides Node. */
  readonly parts: readonly PartName[]
  /** The failing ones, and the fixed one at the end. */
  readonly acts: readonly Act[]
}

/** Origins. */
export interface Places {
  readonly page: string
  readonly api: string
  /** A website that nobody has allowed anything. */
  readonly stranger: string
}

export type PartName = 'nginx' | 'flask-cors'

/** One way of configuring it, and what browsers make of that. */
export interface Act {
  readonly title: string
  /** What explanations of single requests cannot say. */
  readonly note?: string
  readonly fixed: boolean
  readonly server: (at: Places) => SeedServer
  readonly steps: readonly Step[]
  /** What the server has in the end, by browser. */
  readonly left?: Told
}

export type SeedServer = ExpressServer | FlaskServer | HeaderServer

/** Express with the real `cors` and `express-session`. */
export interface ExpressServer {
  readonly kind: 'express'
  /** `account`: `/login`, `/me` and `/leave`. `items`: three of them, which can be deleted. */
  readonly app: 'account' | 'items'
  /** Null where `cors` is not mounted. */
  readonly cors: CorsOptions | null
  /** Whether `cors` answers preflights and nothing else. */
  readonly preflightsAlone?: boolean
  /** Whether a POST deletes, too. */
  readonly deletesByPost?: boolean
  /** The session’s cookie. */
  readonly cookie?: CookieOptions
  readonly trustProxy?: 1 | true
  /** What every path begins with. */
  readonly prefix: '' | '/api'
  /** Null where browsers talk to Express itself. Else nginx, which serves the page, too, and has these lines below `location`. */
  readonly nginx: readonly string[] | null
}

/** Flask with the real flask-cors, behind nginx. */
export interface FlaskServer {
  readonly kind: 'flask'
  /** Settings of flask-cors. */
  readonly settings: { readonly [name: `CORS_${string}`]: string | boolean | readonly string[] }
  /** What else nginx says below `location`. */
  readonly nginx: readonly string[]
}

/** A server of Node that sends an object of headers along with everything. */
export interface HeaderServer {
  readonly kind: 'headers'
  readonly headers: { readonly [name: string]: string | number }
}

/** Something that the browser does. */
export type Step = Visit | Call

/** The user goes to an address of the API. */
export interface Visit {
  readonly kind: 'visit'
  readonly path: string
}

/** A script asks the API. */
export interface Call {
  readonly kind: 'call'
  readonly by: 'page' | 'stranger'
  readonly api: 'fetch' | 'axios'
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** Whether credentials are asked for. */
  readonly include: boolean
  /** A form needs no preflight, and JSON does. */
  readonly body?: 'json' | 'form'
  readonly headers?: { readonly [name: string]: string }
  /** How far the browser’s clock goes on before. */
  readonly secondsLater?: number
  readonly told: Told
}

/** What comes of something, in the words of `wordsOf`; by browser where that differs. */
export type Told = string | { readonly [E in AskedEngine]: string }

export function toldOf(told: Told, engine: AskedEngine): string {
  return typeof told === 'string' ? told : told[engine]
}

/** What is sent along, as bytes. */
export function bodyOf({ body }: Call): string | null {
  if (body === undefined) return null
  return body === 'json' ? '{"name":"Ada"}' : 'name=Ada'
}

/** The headers that the script sets. */
export function headersOf({ body, headers = {} }: Call): { readonly [name: string]: string } {
  if (body === undefined) return headers
  const type = body === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  return { 'Content-Type': type, ...headers }
}
