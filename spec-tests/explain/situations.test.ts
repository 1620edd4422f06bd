import { describe, expect, it } from 'vitest'
import { explain, renderText } from '../../src/explain/index'
import { profiles } from '../../src/profile/profile'
import { complete, record } from './record'
import { situations } from './situations'

describe('what people run into', () => {
  it('covers at least thirty situations', () => {
    expect(situations.length).toBeGreaterThanOrEqual(30)
    expect(new Set(situations.map(({ desc }) => desc)).size).toBe(situations.length)
  })

  for (const situation of situations) {
    describe(situation.desc, () => {
      const recording = record(situation.request, situation.server)
      const { answers, asked } = complete(recording, situation.server, [profiles.firefox, profiles.safari])
      const explanation = explain(recording, { answers })
      const [chrome, firefox, safari] = explanation.verdicts

      it('names the refusing step and the first cause', () => {
        expect(chrome?.outcome).toBe('network-error')
        expect(chrome?.refusal?.step).toBe(situation.refusal)
        expect(chrome?.firstCause?.id).toBe(situation.cause)
        expect(chrome?.firstCause?.certainty).toBe(situation.certainty)
      })

      it('gives a remedy', () => {
        const said = (chrome?.remedies ?? []).flatMap(({ text, snippets }) => [
          text,
          ...snippets.map(({ code }) => code),
        ])
        expect(said.join('\n')).toContain(situation.remedy)
      })

      it('knows what the other browsers make of it', () => {
        expect(asked).toEqual(situation.asks ?? [])
        expect([firefox?.outcome, safari?.outcome]).toEqual(['network-error', 'network-error'])
        expect([firefox?.firstCause?.id, safari?.firstCause?.id]).toEqual([situation.cause, situation.cause])
      })

      it('prints what each browser prints', () => {
        for (const [verdict, expected] of [
          [chrome, situation.chrome],
          [firefox, situation.firefox],
          [safari, situation.safari],
        ] as const) {
          const lines = (verdict?.console ?? []).map(({ text }) => text)
          if (expected === null) expect(lines).toEqual([])
          else expect(lines.join('\n')).toContain(expected)
        }
      })

      it('leaves nothing unfilled, undefined or reflecting', () => {
        const json = JSON.stringify(
          [chrome, firefox, safari].map((verdict) => [
            verdict?.firstCause,
            verdict?.remedies,
            verdict?.console,
          ]),
        )
        expect(json).not.toMatch(/\{[a-z]+\}/i)
        if (!situation.desc.includes('not set')) expect(json).not.toContain('undefined')
        expect(json).not.toMatch(/origin: true|\$http_origin|origins=\['\*'\]/)
      })

      it('never tells a server to allow null', () => {
        for (const verdict of explanation.verdicts) {
          const codes = verdict.remedies.flatMap(({ snippets }) => snippets.map(({ code }) => code))
          expect(codes.join('\n')).not.toMatch(/null/)
          for (const [, value] of verdict.repair?.headers ?? []) expect(value).not.toBe('null')
        }
      })

      it('wraps its prose at 80 columns', () => {
        for (const line of renderText(explanation).split('\n')) {
          // A word that is longer, and code, are not wrapped.
          if (/^ {6}/.test(line) || line.trim().split(' ').length === 1) continue
          if (line.startsWith('  → ')) continue
          expect(line.length, line).toBeLessThanOrEqual(80)
        }
      })
    })
  }
})
