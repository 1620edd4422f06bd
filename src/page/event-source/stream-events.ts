import { createParser } from 'eventsource-parser'
import { utf8Decode } from '../../infra/utf-8'

/** One event of a stream. */
export interface StreamEvent {
  readonly type: string
  readonly data: string
  readonly lastEventId: string
}

/** What a stream says: its events, and what is remembered for the next connection. */
export interface StreamContent {
  readonly events: readonly StreamEvent[]
  readonly lastEventId: string
  /** The reconnection time in milliseconds; null where it says none. */
  readonly retry: number | null
}

/** Reads a whole stream, after `lastEventId`. What is not ended by an empty line is no event. https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
export function readStream(bytes: string, before: string): StreamContent {
  const events: StreamEvent[] = []
  let lastEventId = before
  let buffered = before
  let retry: number | null = null
  const parser = createParser({
    onEvent: ({ event, data }) => events.push({ type: event ?? 'message', data, lastEventId }),
    onRetry: (milliseconds) => {
      retry = milliseconds
    },
  })
  // It takes three characters at the beginning for a mark that is bytes, and gone already.
  parser.feed('\n')
  const text = utf8Decode(bytes).replace(/^\ufeff/, '')
  for (const line of text.split(/\r\n|\n|\r/).slice(0, -1)) {
    // The parser forgets the id of an event without data; the standard does not.
    const id = /^id(?:: ?([^\0]*))?$/.exec(line)
    if (id !== null) buffered = id[1] ?? ''
    if (line === '') lastEventId = buffered
    parser.feed(`${line}\n`)
  }
  return { events, lastEventId, retry }
}
