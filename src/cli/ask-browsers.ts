import { type DriverClock, send } from '../drivers/send'
import type { Transport } from '../drivers/transport'
import { explain } from '../explain/explain'
import type { Explanation } from '../explain/explanation'
import { type Answer, judge } from '../explain/judge'
import type { RequestRecord } from '../fetch/request'
import type { Instant } from '../profile/knobs'
import type { UserAgent } from '../user-agent/user-agent'

/** One request, and those who are to make it. */
export interface Inquiry {
  readonly request: RequestRecord
  /** The browsers, each as it stands: with the cookies that it has, say. */
  readonly userAgents: readonly [UserAgent, ...UserAgent[]]
  /** It has its own idea of how long to wait. */
  readonly transport: Transport
  /** Whether a method that may change something is sent again for each browser that asks in its own way. */
  readonly repeatUnsafe: boolean
  readonly unmask: boolean
}

/** What came of an inquiry. */
export interface Findings {
  readonly explanation: Explanation
  /** Everything that was sent, with what came of it, in order. */
  readonly answers: readonly Answer[]
}

/**
 * Makes a request as each browser would, against a real server, and explains what came of it. An answer
 * serves every browser whose request is the same byte for byte. Further requests are sent where nothing can
 * come of it: by GET, HEAD or OPTIONS. Any other method is sent for the first browser that gets so far, and
 * again for others only if the inquiry says so; without that their verdict stays `needs-exchange`.
 */
export async function askBrowsers(inquiry: Inquiry): Promise<Findings> {
  const { request, userAgents } = inquiry
  const now = Date.now()
  const answers: Answer[] = []
  let mayRepeat = true
  for (const userAgent of userAgents) {
    let judgement = judge(userAgent.profile, userAgent, request, answers, now)
    let sentUnsafe = false
    while (judgement.state === 'needs-exchange') {
      const unsafe = !safe(judgement.needs.method)
      if (unsafe && !mayRepeat) break
      if (unsafe) sentUnsafe = true
      const { needs } = judgement
      const event = await send(inquiry.transport, needs, null, clock, Number.POSITIVE_INFINITY)
      answers.push({ send: needs, event })
      judgement = judge(userAgent.profile, userAgent, request, answers, now)
    }
    if (sentUnsafe && !inquiry.repeatUnsafe) mayRepeat = false
  }
  return { explanation: explanationOf(inquiry, answers, now), answers }
}

/** One explanation of all, the verdicts in the order of the browsers. */
function explanationOf(
  { request, userAgents, unmask }: Inquiry,
  answers: readonly Answer[],
  now: Instant,
): Explanation {
  const [first, ...others] = userAgents.map((userAgent) => {
    const { profile } = userAgent
    const { recording } = judge(profile, userAgent, request, answers, now)
    return explain(recording, { profiles: [profile], answers, unmask })
  })
  const { request: asked, relation, verdicts } = first as Explanation
  // What was sent, was sent for the first of them.
  const rest = others.flatMap((other) => other.verdicts.map((verdict) => ({ ...verdict, recorded: false })))
  return { request: asked, relation, verdicts: [...verdicts, ...rest] }
}

/** Whether a request with this method may be sent again. https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1 */
export function safe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

const clock: DriverClock = {
  now: () => Date.now(),
  // With no limit of its own, `send` sets none.
  setTimer: () => () => {},
}
