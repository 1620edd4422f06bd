import {
  type AnyTransport,
  describeThrown,
  TransportError,
  type TransportErrorCode,
} from '../drivers/transport'
import type { Handler } from '../fetch/exchange-state'
import { InvalidWireResponse, normalizeWireResponse } from '../fetch/normalize-wire-response'
import type { WireRequest, WireResponse } from '../fetch/response'
import { ConfigError } from '../infra/config-error'
import { invalid } from './invalid'
import type { Answer, Playing } from './play'

/**
 * What is judged. A server that keeps state between requests, were it only the `g` of a regular expression, is made
 * anew for each case by `open`, so that a case comes to the same wherever it is played.
 */
export interface Target<Server = Handler> {
  readonly open: () => Server
}

/** A server, or something that opens one. */
export type TargetInput<Server = Handler> = Server | Target<Server>

/** @throws ConfigError where it is neither */
export function targetOf<Server extends AnyTransport>(given: TargetInput<Server>): Target<Server> {
  if (typeof given === 'function') return { open: () => given }
  if (typeof given?.open === 'function') return given
  const message = 'target must be a handler, or an object with open(), which makes one'
  throw invalid('target', typeof given, message)
}

/** Drives something under way to its end, against a server that answers at once. */
export function drive<Result>(playing: Playing<Result>, server: Handler): Result {
  let step = playing.next()
  while (step.done !== true) step = playing.next(askNow(server, step.value))
  return step.value
}

/** The same, against a server that takes its time. One request is under way at a time. */
export async function driveInTime<Result>(playing: Playing<Result>, server: AnyTransport): Promise<Result> {
  let step = playing.next()
  while (step.done !== true) step = playing.next(await askInTime(server, step.value))
  return step.value
}

function askNow(server: Handler, request: WireRequest): Answer {
  let returned: unknown
  try {
    returned = server(request)
    return normalizeWireResponse(returned as WireResponse)
  } catch (thrown) {
    if (thrown instanceof InvalidWireResponse && isPromise(returned)) throw asynchronous()
    return refusalOf(thrown) ?? failureOf(thrown)
  }
}

async function askInTime(server: AnyTransport, request: WireRequest): Promise<Answer> {
  let returned: ReturnType<AnyTransport>
  try {
    returned = server(request, null)
  } catch (thrown) {
    return refusalOf(thrown) ?? failureOf(thrown)
  }
  try {
    return normalizeWireResponse(await returned)
  } catch (thrown) {
    return failureOf(thrown)
  }
}

function isPromise(returned: unknown): boolean {
  return typeof (Object(returned) as { readonly [name: string]: unknown })['then'] === 'function'
}

const aPromise = 'a promise'

function asynchronous(): ConfigError {
  const message = 'target answers with a promise: judge it with auditInTime'
  return invalid('target', aPromise, message)
}

/** Whether something was thrown because a target takes its time. */
export function isAsynchronous(thrown: unknown): boolean {
  return thrown instanceof ConfigError && thrown.issues.some(({ value }) => value === aPromise)
}

const noConnection: ReadonlySet<TransportErrorCode> = new Set(['refused', 'closed', 'tls'])

/**
 * What a model throws where there is no connection, before there is a promise. What a server that listens rejects with
 * is no such thing: it is up, and if it refuses then it has failed.
 */
function refusalOf(thrown: unknown): Answer | null {
  if (!(thrown instanceof TransportError && noConnection.has(thrown.code))) return null
  return { kind: 'refused', message: `refused connection: ${thrown.message}` }
}

function failureOf(thrown: unknown): Answer {
  const unsent = thrown instanceof TransportError && thrown.code === 'invalid-request'
  const garbage =
    thrown instanceof InvalidWireResponse ||
    (thrown instanceof TransportError &&
      (thrown.code === 'transport-returned-garbage' || thrown.code === 'invalid-response'))
  return { kind: unsent ? 'unsent' : garbage ? 'garbage' : 'threw', message: describeThrown(thrown) }
}
