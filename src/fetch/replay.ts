import type { Trace } from '../spec/trace'
import { resume, start } from './exchange'
import type { PendingExchange, Recording, Transition } from './exchange-state'
import { ProtocolMisuse } from './misuse'

/**
 * Runs the kernel again on what was recorded, and returns where it came to. With a trace this is how
 * explanations are made: the first run never pays for them, and nobody can forget to switch them on.
 *
 * @throws ProtocolMisuse where the recording has turns that its fetch does not.
 */
export function replay(recording: Recording, trace: Trace | null): Transition {
  const [first, ...rest] = recording.turns
  let transition = start(first.userAgent, recording.request, first.now, trace)
  for (const turn of rest) {
    const { exchange } = transition
    if (exchange.state === 'settled') {
      throw new ProtocolMisuse('the recording goes on after its fetch has settled')
    }
    transition = resume(turn.userAgent, exchange, turn.event, trace)
  }
  return transition
}

/** Each thing a recorded fetch sent, with what came of it; the last may still be unanswered. */
export interface ReplayedTurn {
  readonly exchange: PendingExchange
  readonly event: Recording['turns'][number]['event']
}

/** The requests of a recording in the order in which they were sent, each with its answer. */
export function replayTurns(recording: Recording): readonly ReplayedTurn[] {
  const [first, ...rest] = recording.turns
  const turns: ReplayedTurn[] = []
  let { exchange } = start(first.userAgent, recording.request, first.now, null)
  for (const turn of rest) {
    if (exchange.state === 'settled') break
    turns.push({ exchange, event: turn.event })
    exchange = resume(turn.userAgent, exchange, turn.event, null).exchange
  }
  if (exchange.state !== 'settled') turns.push({ exchange, event: null })
  return turns
}
