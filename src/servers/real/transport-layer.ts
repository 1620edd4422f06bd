import { type AnyTransport, markedTransport, type Transport } from '../../drivers/transport'
import type { Handler } from '../../fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../fetch/response'
import type { Middleware } from '../middleware'
import { NotAnsweredYet } from '../not-answered-yet'

/** A layer of a server that takes time: it answers by a promise, and asks whatever answers behind it. */
export type TransportLayer = (next: AnyTransport) => Transport

/** The server that these layers make, the first of them outermost. The last one may be a handler, or a transport. */
export function chainAsync(...layers: readonly [...TransportLayer[], AnyTransport]): Transport {
  const app = layers[layers.length - 1] as AnyTransport
  const outer = layers.slice(0, -1) as TransportLayer[]
  const whole = outer.reduceRight<AnyTransport>((next, layer) => layer(next), app)
  return markedTransport(async (request, signal) => whole(request, signal))
}

/**
 * A middleware in front of something that takes time, such as a real server:
 * `chainAsync(awaiting(requireAuth()), listenerTransport(app))`.
 *
 * The middleware runs until it asks its next layer, and again from the start once there is an answer, as often as
 * it asks. So it has to be pure: one that counts, counts these runs. The models of real packages have forms of
 * their own for this.
 */
export function awaiting(middleware: Middleware): TransportLayer {
  return (next) => {
    let run: Run | null = null
    const handler: Handler = middleware((request) => {
      if (run === null) throw new NotAnsweredYet('asked outside a request')
      return answerIn(run, request)
    })
    return async (request, signal) => {
      const answers: Answer[] = []
      for (;;) {
        const current: Run = { answers, asked: 0, pending: null }
        run = current
        try {
          const response = handler(request)
          if (current.pending === null) return response
        } catch (error) {
          if (current.pending === null) throw error
        } finally {
          run = null
        }
        answers.push(await answerOf(next, current.pending, signal))
      }
    }
  }
}

/** What a layer has answered, or thrown. */
type Answer = { readonly response: WireResponse } | { readonly thrown: unknown }

async function answerOf(
  next: AnyTransport,
  request: WireRequest,
  signal: AbortSignal | null,
): Promise<Answer> {
  try {
    return { response: await next(request, signal) }
  } catch (thrown) {
    return { thrown }
  }
}

/** One run of a middleware: what its next layer has answered so far, and what it has to be asked now. */
interface Run {
  readonly answers: readonly Answer[]
  asked: number
  pending: WireRequest | null
}

function answerIn(run: Run, request: WireRequest): WireResponse {
  const answer = run.answers[run.asked++]
  if (answer !== undefined) {
    if ('thrown' in answer) throw answer.thrown
    return answer.response
  }
  run.pending = request
  throw new NotAnsweredYet('the next layer has not answered yet')
}
