import type { Conversation } from '../drivers/conversation'
import { explain } from '../explain/explain'
import type { ConsoleLine } from '../explain/explanation'
import type { Recording } from '../fetch/exchange-state'

/** What was worked out of a recording: it does not change. */
const known = new WeakMap<Recording, readonly ConsoleLine[]>()

/** The lines that a browser's engine would print, in the order in which their fetches ended. */
export function consoleOf(conversation: Conversation): readonly ConsoleLine[] {
  return conversation.log.flatMap((entry) => ('turns' in entry ? linesOf(entry) : [entry]))
}

function linesOf(recording: Recording): readonly ConsoleLine[] {
  let lines = known.get(recording)
  if (lines === undefined) {
    const { profile } = recording.turns[0].userAgent
    lines = explain(recording, { profiles: [profile] }).verdicts.flatMap(({ console }) => console)
    known.set(recording, lines)
  }
  return lines
}
