import cors from 'cors'
import express from 'express'
import inject from 'light-my-request'
import { describe, expect, it } from 'vitest'
import { answersOf, explain, judge } from '../../src/explain/index'
import type { WireRequest, WireResponse } from '../../src/fetch/response'
import { profiles } from '../../src/profile/profile'
import { eventOf, record } from './record'
import { situations } from './situations'

/** What the real `cors` answers in front of a route that takes everything, set up by the code of a remedy. */
async function ask(code: string, send: WireRequest): Promise<WireResponse> {
  const app = express()
  new Function('app', 'cors', code)(app, cors)
  app.use((_, res) => {
    res.status(200).end()
  })
  const answer = await inject(app as Parameters<typeof inject>[0], {
    method: send.method as 'GET',
    url: send.url.href,
    headers: Object.fromEntries(send.headerList.map(({ name, value }) => [name, value])),
  })
  const headerList = Object.entries(answer.headers).flatMap(([name, value]) =>
    [value].flat().map((line) => ({ name, value: String(line) })),
  )
  return { status: answer.statusCode, statusText: '', headerList, body: null }
}

/** One snippet for each situation that has one, for an application that answers directly. */
const rows = situations.flatMap(({ desc, request, server }) => {
  const recording = record(request, server)
  const [verdict] = explain(recording).verdicts
  const snippet = verdict?.remedies
    .flatMap(({ snippets }) => snippets)
    .find(({ code }) => code.includes('app.use(cors('))
  return snippet === undefined ? [] : [{ desc, recording, code: snippet.code }]
})

describe('the snippets for Express, run by the real thing', () => {
  it('are there for most of what goes wrong', () => {
    expect(rows.length).toBeGreaterThan(25)
  })

  it.each(rows)('$desc', async ({ recording, code }) => {
    const [{ userAgent, now }] = recording.turns
    for (const profile of [profiles.chromium, profiles.firefox, profiles.safari]) {
      let answers = answersOf(recording).slice(0, 0)
      let judgement = judge(profile, userAgent, recording.request, answers, now)
      while (judgement.state === 'needs-exchange') {
        answers = [...answers, { send: judgement.needs, event: eventOf(await ask(code, judgement.needs)) }]
        judgement = judge(profile, userAgent, recording.request, answers, now)
      }
      expect(judgement.response).toMatchObject({ type: 'cors', status: 200 })
    }
  })
})
