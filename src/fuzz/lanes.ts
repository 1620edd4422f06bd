import type { Plan } from './campaign-values'

/** Plans of one kind, and how many of them are taken in a turn. */
export interface Lane {
  readonly share: number
  readonly plans: readonly Plan[]
}

/** The plans of all lanes, each in its own order: so many of each lane in turn, for as long as it has some. */
export function merged(lanes: readonly Lane[]): readonly Plan[] {
  const all: Plan[] = []
  for (let turn = 0; lanes.some(({ plans, share }) => turn * share < plans.length); turn++) {
    for (const { plans, share } of lanes) all.push(...plans.slice(turn * share, (turn + 1) * share))
  }
  return all
}

/** The first member of each list, then the second of each, and so on; each once. */
export function inTurns<Member>(lists: readonly (readonly Member[])[]): readonly Member[] {
  const all = new Set<Member>()
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  for (let at = 0; at < longest; at++) {
    for (const list of lists) if (at < list.length) all.add(list[at] as Member)
  }
  return [...all]
}
