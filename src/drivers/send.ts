import type { ExchangeEvent } from '../fetch/exchange-state'
import type { WireRequest } from '../fetch/response'
import type { Instant } from '../profile/knobs'
import { type AnyTransport, TransportError, toTransportError, toWireResponse } from './transport'

/** The one clock of a browser. */
export interface DriverClock {
  readonly now: () => Instant
  /** Calls back once, so many milliseconds from now; what it returns takes that back. */
  readonly setTimer: (milliseconds: number, callback: () => void) => () => void
}

/**
 * What became of one request: the event to resume its exchange with, stamped with the moment at which it
 * was known. It never rejects, and always comes: after `timeoutMs` nothing is waited for any more. What the
 * transport says after that, or after an abort, is ignored.
 */
export function send(
  transport: AnyTransport,
  request: WireRequest,
  signal: AbortSignal | null,
  clock: DriverClock,
  timeoutMs: number,
): Promise<ExchangeEvent> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve({ kind: 'aborted', now: clock.now() })
      return
    }
    // Tells the transport that nobody waits; its own, since a timeout is no abort of the caller's.
    const controller = new AbortController()
    let settled = false
    let cancelTimer: (() => void) | null = null

    function settle(event: ExchangeEvent): void {
      if (settled) return
      settled = true
      cancelTimer?.()
      signal?.removeEventListener('abort', onAbort)
      resolve(event)
    }
    function onAbort(): void {
      settle({ kind: 'aborted', now: clock.now() })
      controller.abort(signal?.reason)
    }
    function onTimeout(): void {
      const error = new TransportError('timeout', timeoutMessage(request, timeoutMs))
      settle(failed(error, clock.now()))
      controller.abort(error)
    }
    function onAnswer(answer: unknown): void {
      if (!settled) settle(received(answer, clock))
    }
    function onThrown(thrown: unknown): void {
      if (!settled) settle(failed(toTransportError(thrown), clock.now()))
    }

    try {
      const answer: unknown = transport(request, controller.signal)
      if (!isPromise(answer)) {
        onAnswer(answer)
        return
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      if (timeoutMs !== Number.POSITIVE_INFINITY) cancelTimer = clock.setTimer(timeoutMs, onTimeout)
      Promise.resolve(answer).then(onAnswer, onThrown)
    } catch (thrown) {
      onThrown(thrown)
    }
  })
}

function received(answer: unknown, clock: DriverClock): ExchangeEvent {
  try {
    const response = toWireResponse(answer)
    return { kind: 'response', response, now: clock.now() }
  } catch (thrown) {
    return failed(toTransportError(thrown), clock.now())
  }
}

function failed(error: TransportError, now: Instant): ExchangeEvent {
  return { kind: 'connection-failed', cause: `${error.code}: ${error.message}`, now }
}

function timeoutMessage(request: WireRequest, timeoutMs: number): string {
  const { scheme, host, port } = request.url
  const where = `${scheme}://${host ?? ''}${port === null ? '' : `:${port}`}`
  return `${where} did not answer within ${timeoutMs} ms (option timeoutMs of the browser).`
}

function isPromise(answer: unknown): answer is PromiseLike<unknown> {
  return (
    typeof answer === 'object' && answer !== null && typeof (answer as { then?: unknown }).then === 'function'
  )
}

/** An asynchronous transport that was asked to answer at once. */
export class TransportTakesTime extends Error {
  override readonly name = 'TransportTakesTime'
}

/**
 * What became of one request, known at once.
 *
 * @throws TransportTakesTime where the transport answers with a promise
 */
export function sendNow(transport: AnyTransport, request: WireRequest, clock: DriverClock): ExchangeEvent {
  let answer: unknown
  try {
    answer = transport(request, null)
  } catch (thrown) {
    return failed(toTransportError(thrown), clock.now())
  }
  if (!isPromise(answer)) return received(answer, clock)
  // Nobody waits for it any more, whatever becomes of it.
  Promise.resolve(answer).catch(() => {})
  throw new TransportTakesTime(
    'A synchronous request needs a transport that answers at once, which is a Handler: this one returned a promise.',
  )
}
