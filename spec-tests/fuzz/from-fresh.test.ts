import { describe, expect, it } from 'vitest'
import { audit } from '../../src/fuzz/audit'
import { createCampaign } from '../../src/fuzz/create-campaign'
import { notAfresh, provingAfresh, withProved } from '../../src/fuzz/from-fresh'
import { readIntent } from '../../src/fuzz/intent'
import { playing } from '../../src/fuzz/play'
import { drive } from '../../src/fuzz/target'
import type { CaseData, Finding, Report } from '../../src/fuzz/types'
import type { Handler } from '../../src/index'

const meant = 'https://app.example.com'
const given = { target: 'https://api.example.com', grants: [{ who: meant }] }
const profiles = ['chromium'] as const
const campaign = createCampaign({ intent: readIntent(given), profiles })

type Keeps = (origin: string) => string | null

const handlerOf =
  (allowed: Keeps): Handler =>
  ({ headerList }) => {
    const origin = headerList.find(({ name }) => name.toLowerCase() === 'origin')?.value ?? ''
    const value = allowed(origin)
    const cors = value === null ? [] : [{ name: 'access-control-allow-origin', value }]
    return {
      status: 200,
      statusText: '',
      headerList: [{ name: 'vary', value: 'origin' }, ...cors],
      body: null,
    }
  }

/** A regular expression that goes on where its last match ended. */
const flaps = (): Handler => {
  const pattern = /^https:\/\/app\.example\.com$/g
  return handlerOf((origin) => (pattern.test(origin) ? origin : null))
}

/** The first five origins are remembered, and only then does it let in anybody. */
const wearsOut = (): Handler => {
  let asked = 0
  return handlerOf((origin) => (origin === meant || ++asked > 5 ? origin : null))
}

const careless = (): Handler => handlerOf((origin) => origin)

function proved(open: () => Handler): { readonly before: Report; readonly after: Report } {
  const before = audit(open(), { intent: given, profiles, runs: 800 })
  const map = new Map<string, Finding>()
  for (const each of before.findings) {
    if (each.case === null) continue
    const found = each as Finding & { readonly case: CaseData }
    let now: Finding | null = null
    for (let times = 1; times <= 3 && now === null; times++) now = tried(found, times, open())
    map.set(found.id, now ?? notAfresh(campaign.intent, found))
  }
  return { before, after: withProved(before, map) }
}

function tried(found: Finding & { readonly case: CaseData }, times: number, server: Handler): Finding | null {
  const asking = provingAfresh(campaign, found, times)
  let step = asking.next()
  while (step.done !== true) step = asking.next(drive(playing(campaign, step.value), server))
  return step.value
}

describe('findings played against a server that was just started', () => {
  it('of one that keeps nothing are as they were', () => {
    const { after, before } = proved(careless)
    expect(before.findings.length).toBeGreaterThan(0)
    expect(after.findings).toEqual(before.findings.map((finding) => ({ ...finding, fresh: true })))
  })

  it('of one that flaps are one, asked twice in a row, and fail from the beginning', () => {
    const { after, before } = proved(flaps)
    expect(before.findings.length).toBeGreaterThan(1)
    const [found, ...others] = after.findings.filter(({ id }) => id === 'intended-use-depends-on-before')
    expect(others).toEqual([])
    expect(found).toMatchObject({ class: 'intended-use-fails', fresh: true })
    expect(found?.case?.steps).toHaveLength(2)
    expect(found?.detail).toContain('2 times in a row')
    expect(tried(found as Finding & { readonly case: CaseData }, 1, flaps())).not.toBeNull()
    for (const { class: of, id } of after.findings)
      if (of === 'intended-use-fails') expect(id).toBe('intended-use-depends-on-before')
  })

  it('that it does not show say so, in the test that is written too', () => {
    const { after, before } = proved(wearsOut)
    expect(before.findings.map(({ severity }) => severity)).toContain('medium')
    const doubtful = after.findings.filter(({ fresh }) => fresh === false)
    expect(doubtful.length).toBeGreaterThan(0)
    for (const { detail, id, test } of doubtful) {
      expect(id).toMatch(/-depends-on-before$/)
      expect(detail).toContain('It depends on what was asked before')
      expect(test).toContain('This test may pass on a server that is not put right.')
    }
  })
})
