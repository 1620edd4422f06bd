import * as fc from 'fast-check'
import { it } from 'vitest'
import { requestOf, scenarios } from './scenario'
import { serverAt } from './scenario-server'
import { Twin } from './twin'

it('x', () => {
  const m = new Map<string, number>()
  const inc = (k: string) => m.set(k, (m.get(k) ?? 0) + 1)
  let total = 0
  for (const s of fc.sample(scenarios, { numRuns: 3000, seed: 1 })) {
    const twin = new Twin()
    let now = 0
    s.steps.forEach((st, i) => {
      now += st.afterMilliseconds
      const q = requestOf(s, st)
      total++
      const r = twin.fetch(q, serverAt(s.resources, i), () => now)
      inc('out ' + (r.result.kind === 'error' ? r.result.where : r.result.type))
      inc('mode ' + q.mode)
      const n = r.wire.filter((w) => !w.headers.some(([x]) => x === 'access-control-request-method')).length
      inc('actual ' + n)
      if (n !== r.wire.length) inc('preflights')
    })
  }
  console.log(
    [...m]
      .sort()
      .map(([k, v]) => `${((v / total) * 100).toFixed(2)} ${k}`)
      .join('\n'),
  )
})
