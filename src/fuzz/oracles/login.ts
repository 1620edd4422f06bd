import { resume, start } from '../../fetch/exchange'
import type { Exchange } from '../../fetch/exchange-state'
import type { WireResponse } from '../../fetch/response'
import { getHeader } from '../../http/header-list'
import { defineProfile } from '../../profile/profile'
import { createUserAgent, type UserAgent } from '../../user-agent/user-agent'
import { failed, type Played, type PlayedStep } from '../play'
import { broken, type Oracle, playable } from './violation'

/** Who signs in stays signed in: the session cookie is set, kept and sent again, in every browser. */
export const login: Oracle = (campaign, played, found) => {
  const { login: story } = campaign.intent
  const [signIn, read] = played.steps
  if (played.case.story !== 'login' || story === null || signIn === undefined || read === undefined) return
  if (broken(signIn) || broken(read) || !playable(campaign, played, signIn)) return
  const answer = lastAnswer(signIn)
  if (answer === null || answer.status >= 400 || signIn.sent[signIn.sent.length - 1]?.method === 'OPTIONS') {
    found.push({ class: 'login-fails', credentialed: true, subject: '', at: 0, byPage: false })
    return
  }
  const names = cookiesSet(answer).filter((name) => story.cookie === null || name === story.cookie)
  const subject = story.cookie ?? names[0] ?? ''
  if (names.length === 0) {
    found.push({ class: 'login-sets-no-cookie', credentialed: true, subject, at: 0, byPage: false })
  } else if (!names.some((name) => sends(read.sent[read.sent.length - 1]?.headerList, name))) {
    const blocked = wouldBeSent(played, names)
    found.push({
      class: blocked ? 'session-cookie-blocked' : 'session-cookie-lost',
      credentialed: true,
      subject,
      at: 1,
      byPage: false,
    })
  }
}

/** Names of the cookies that an answer sets, and does not take away. */
function cookiesSet({ headerList }: WireResponse): readonly string[] {
  return headerList.flatMap(({ name, value }) => {
    const equals = value.indexOf('=')
    return name === 'set-cookie' && equals > 0 && !/;\s*max-age=(?:0|-)/i.test(value)
      ? [value.slice(0, equals).trim()]
      : []
  })
}

function sends(headerList: WireResponse['headerList'] | undefined, cookie: string): boolean {
  const value = headerList === undefined ? null : getHeader(headerList, 'cookie')
  return value?.split('; ').some((pair) => pair.startsWith(`${cookie}=`)) ?? false
}

function lastAnswer({ answers }: PlayedStep): WireResponse | null {
  const answer = answers[answers.length - 1]
  return answer === undefined || failed(answer) ? null : answer
}

/** Whether the same browser would send it, did it not block third parties: then no server can put it right. */
function wouldBeSent(played: Played, names: readonly string[]): boolean {
  const [signIn, read] = played.steps
  if (signIn?.recording == null || read?.recording == null) return false
  const allowing = createUserAgent(defineProfile(played.case.profile, { thirdPartyCookies: 'allow' }))
  const after = replayed(allowing, signIn)
  const { request, turns } = read.recording
  const { exchange } = start(after, request, turns[0].now, null)
  return exchange.state === 'awaiting-response' && names.some((name) => sends(exchange.send.headerList, name))
}

/** What this browser remembers after the same answers. */
function replayed(before: UserAgent, { recording, answers }: PlayedStep): UserAgent {
  if (recording === null) return before
  const { now } = recording.turns[0]
  let transition = start(before, recording.request, now, null)
  for (const answer of answers) {
    const exchange: Exchange = transition.exchange
    if (exchange.state === 'settled' || failed(answer)) break
    transition = resume(transition.userAgent, exchange, { kind: 'response', response: answer, now }, null)
  }
  return transition.userAgent
}
