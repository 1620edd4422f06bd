import { describe, expect, it } from 'vitest'
import { divergences } from '../../src/profile/divergences'
import { knobNames } from '../../src/profile/knob-values'
import { profiles } from '../../src/profile/profile'
import { said } from './in-process'

/** Lines that are longer than a terminal, without being a single word. */
function tooWide(text: string): string[] {
  return text.split('\n').filter((line) => line.length > 80 && line.trim().includes(' '))
}

describe('corsac profiles', () => {
  it('lists every profile and every row, in 80 columns', async () => {
    const { code, stdout, stderr } = await said(['profiles'])
    for (const { name, version } of Object.values(profiles)) {
      expect(stdout).toMatch(new RegExp(`^  ${name} +${version ?? ''}`, 'm'))
    }
    for (const { id, knob } of divergences) expect(stdout).toMatch(new RegExp(`^${id} +${knob} +\\w+$`, 'm'))
    expect(tooWide(stdout)).toEqual([])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('adds where a row acts and how we know, when verbose', async () => {
    const { stdout } = await said(['profiles', '--verbose'])
    expect(stdout.match(/Acts at\s/g)).toHaveLength(divergences.length)
  })

  it('prints the table as JSON', async () => {
    const { stdout } = await said(['profiles', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      profiles: Object.values(profiles).map((profile) => ({ ...profile })),
      divergences: JSON.parse(JSON.stringify(divergences)) as unknown,
    })
  })
})

describe('corsac profiles diff', () => {
  const differing = knobNames.filter(
    (knob) => JSON.stringify(profiles.chromium[knob]) !== JSON.stringify(profiles.safari[knob]),
  )

  it('shows the knobs that differ, their values and rows, and nothing else', async () => {
    const { code, stdout } = await said(['profiles', 'diff', 'chromium', 'safari'])
    expect(stdout).toContain(`part in ${differing.length} places`)
    for (const { id, knob } of divergences) {
      expect(stdout.includes(`${id.padEnd(5)}  ${knob}`)).toBe(differing.includes(knob))
    }
    expect(stdout).toMatch(
      /DV-14 {2}maxAgeLimit +(?:recorded|documented)\n(?: {2}\S.*\n)+ +chromium +7200 seconds\n +safari +600 seconds/,
    )
    expect(tooWide(stdout)).toEqual([])
    expect(code).toBe(0)
  })

  it('prints them as JSON', async () => {
    const { stdout } = await said(['profiles', 'diff', 'chrome', 'safari', '--json'])
    const { a, b, differences } = JSON.parse(stdout) as {
      readonly a: string
      readonly b: string
      readonly differences: readonly {
        readonly knob: string
        readonly a: unknown
        readonly rows: readonly unknown[]
      }[]
    }
    expect({ a, b }).toEqual({ a: 'chromium', b: 'safari' })
    expect(differences.map(({ knob }) => knob)).toEqual(differing)
    expect(differences.find(({ knob }) => knob === 'maxAgeLimit')).toMatchObject({ a: 7200, b: 600 })
    expect(differences.filter(({ rows }) => rows.length === 0)).toEqual([])
  })

  it('says where there is nothing to show', async () => {
    const { stdout } = await said(['profiles', 'diff', 'edge', 'chrome'])
    expect(stdout).toBe('chromium 156 and chromium 156 do the same everywhere.\n')
  })
})
