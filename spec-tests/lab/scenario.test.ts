import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/infra/config-error'
import { borderScenarios } from './border'
import { readScenario } from './read-scenario'

function borderScenario(id: string): Record<string, unknown> {
  const found = borderScenarios.find((scenario) => scenario.id === id)
  return JSON.parse(JSON.stringify(found)) as Record<string, unknown>
}

describe('reading a scenario', () => {
  const fetchStep = (changes: object): object => ({
    ...((borderScenario('acao-absent')['steps'] as object[])[0] ?? {}),
    ...changes,
  })
  const rule = (changes: object): object => ({
    ...((borderScenario('acao-absent')['server'] as object[])[0] ?? {}),
    ...changes,
  })
  const answer = (changes: object): object =>
    rule({
      answers: [{ kind: 'answer', status: 200, reason: 'OK', headers: [], body: '', delay: 0, ...changes }],
    })

  it.each([
    { desc: 'no family', changes: { families: undefined }, path: 'scenario.families' },
    { desc: 'a member too many', changes: { extra: 1 }, path: 'scenario' },
    {
      desc: 'a choice that is none',
      changes: { thirdPartyCookies: 'ask' },
      path: 'scenario.thirdPartyCookies',
    },
    {
      desc: 'a page elsewhere',
      changes: { page: { url: 'https://a.test/', headers: [] } },
      path: 'scenario.page.url',
    },
    {
      desc: 'a page with a fragment',
      changes: { page: { url: 'https://example.com/#a', headers: [] } },
      path: 'scenario.page.url',
    },
    {
      desc: 'a port that nobody listens at',
      changes: { closing: ['https://example.com:1/'] },
      path: 'scenario.closing[0]',
    },
    {
      desc: 'a URL as no request has it',
      changes: { closing: ['https://EXAMPLE.com/'] },
      path: 'scenario.closing[0]',
    },
    {
      desc: 'a kind of step that is none',
      changes: { steps: [{ kind: 'jump' }] },
      path: 'scenario.steps[0].kind',
    },
    {
      desc: 'a mode that is none',
      changes: { steps: [fetchStep({ mode: 'navigate' })] },
      path: 'scenario.steps[0].mode',
    },
    {
      desc: 'a step that lacks a member',
      changes: { steps: [fetchStep({ keepalive: undefined })] },
      path: 'scenario.steps[0].keepalive',
    },
    {
      desc: 'a step in no frame',
      changes: { steps: [fetchStep({ in: 'frame' })] },
      path: 'scenario.steps[0].in',
    },
    {
      desc: 'a step in a frame without scripts',
      changes: {
        frame: { url: 'https://other.org/', headers: [], sandbox: 'allow-forms' },
        steps: [fetchStep({ in: 'frame' })],
      },
      path: 'scenario.steps[0].in',
    },
    {
      desc: 'a parallel step of none',
      changes: { steps: [{ kind: 'parallel', steps: [] }] },
      path: 'scenario.steps[0].steps',
    },
    {
      desc: 'a rule without an answer',
      changes: { server: [rule({ answers: [] })] },
      path: 'scenario.server[0].answers',
    },
    {
      desc: 'a status that is none',
      changes: { server: [answer({ status: 99 })] },
      path: 'scenario.server[0].answers[0].status',
    },
    {
      desc: 'a header that is not of bytes',
      changes: { server: [answer({ headers: [['X', '€']] })] },
      path: 'scenario.server[0].answers[0].headers[0][1]',
    },
    {
      desc: 'a delay back in time',
      changes: { server: [answer({ delay: -1 })] },
      path: 'scenario.server[0].answers[0].delay',
    },
  ])('refuses $desc', ({ changes, path }) => {
    const json = { ...borderScenario('acao-absent'), ...changes }
    let issues: readonly unknown[] = []
    try {
      readScenario(json)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      issues = error.issues
    }
    expect(issues).toEqual([expect.objectContaining({ path })])
  })
})
