import type {
  FetchStep,
  HeaderLine,
  PlantedCookies,
  ServerAnswer,
  ServerRule,
  Step,
  WireAnswer,
  XHRStep,
} from '../scenario'
import type { World } from './world'

/** What a scenario is put together from: some steps, and the rules and cookies that they meet. */
export interface Piece {
  readonly steps: readonly Step[]
  readonly server: readonly ServerRule[]
  readonly cookies: readonly PlantedCookies[]
  readonly closing: readonly string[]
}

/** Makes a piece for any world. The path is its own: below it no other piece of the scenario has a URL. */
export type PieceMaker = (world: World, path: string) => Piece

export function piece(
  steps: readonly Step[],
  server: readonly ServerRule[],
  rest: Partial<Pick<Piece, 'cookies' | 'closing'>> = {},
): Piece {
  return { steps, server, cookies: rest.cookies ?? [], closing: rest.closing ?? [] }
}

export function fetchStep(
  world: World,
  url: string,
  init: Partial<Omit<FetchStep, 'kind' | 'in' | 'url'>> = {},
): FetchStep {
  return {
    kind: 'fetch',
    in: world.place,
    url,
    method: null,
    headers: [],
    body: null,
    mode: null,
    credentials: null,
    cache: null,
    redirect: null,
    referrer: null,
    referrerPolicy: null,
    integrity: null,
    keepalive: false,
    ...init,
  }
}

export function xhrStep(
  world: World,
  url: string,
  init: Partial<Omit<XHRStep, 'kind' | 'in' | 'url'>> = {},
): XHRStep {
  return {
    kind: 'xhr',
    in: world.place,
    url,
    method: 'GET',
    headers: [],
    body: null,
    withCredentials: false,
    uploadListener: false,
    timeout: 0,
    ...init,
  }
}

const reasons: Readonly<Record<number, string>> = {
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
}

export function answer(status: number, headers: readonly HeaderLine[], body = 'ok'): WireAnswer {
  const bodiless = status === 204 || status === 304
  // Permanent redirects are cached by default, and the HTTP cache is not what the lab is about.
  const kept = status === 301 || status === 308
  return {
    kind: 'answer',
    status,
    reason: reasons[status] ?? '',
    headers: kept ? [...headers, ['Cache-Control', 'no-store']] : headers,
    body: bodiless ? '' : body,
    delay: 0,
  }
}

/** A document that can be navigated to. */
export function htmlAnswer(headers: readonly HeaderLine[] = []): WireAnswer {
  return answer(
    200,
    [...headers, ['Content-Type', 'text/html']],
    '<!doctype html><link rel="icon" href="data:,"><body>',
  )
}

/** How a URL answers everything but preflights. */
export function actual(url: string, ...answers: readonly ServerAnswer[]): ServerRule {
  return { method: '*', url: ruleURL(url), preflight: false, answers }
}

export function preflight(url: string, ...answers: readonly ServerAnswer[]): ServerRule {
  return { method: 'OPTIONS', url: ruleURL(url), preflight: true, answers }
}

export function either(url: string, ...answers: readonly ServerAnswer[]): ServerRule {
  return { method: '*', url: ruleURL(url), preflight: 'any', answers }
}

/** As the server sees a URL: without fragment and user. */
function ruleURL(url: string): string {
  const parsed = new URL(url)
  parsed.hash = ''
  parsed.username = ''
  parsed.password = ''
  return parsed.href
}
