import type { BrowserName } from '../browsers/driver'
import { explanationOf } from '../known-disagreements'
import {
  type Agreement,
  agreementByFamily,
  agreementOf,
  agrees,
  browserNames,
  type CorpusFile,
  type Judged,
} from '../replay'
import { topics } from './topics'

/** What docs/conformance.md says of a replay of the corpus; kept in docs/lab/agreement.json. */
export type Measured = { readonly [B in BrowserName]: MeasuredBrowser }

export interface MeasuredBrowser {
  readonly version: string
  /** The days of the recordings, the first and the last. */
  readonly recorded: readonly [from: string, to: string]
  readonly seeds: readonly number[]
  readonly random: Agreement
  readonly border: Agreement
  /** Of random and of hand-written scenarios; null where a family has none. */
  readonly families: { readonly [family: string]: readonly [Agreement | null, Agreement | null] }
  /** Scenarios in which something differs, by the ids of all explanations that it takes; `?` for what nobody has explained. */
  readonly differing: { readonly [explanations: string]: Agreement['scenarios'] }
  /** Scenarios with something in them that is not modelled, and in how many of them something differs. */
  readonly topics: { readonly [topic: string]: readonly [scenarios: number, differing: number] }
  /** Scenarios that could not be played. */
  readonly unplayed: number
}

/** A file of the corpus with what corsac says of it. */
export interface Replayed extends CorpusFile {
  readonly judged: readonly Judged[]
}

/** The numbers of a replay. */
export function measure(files: readonly Replayed[]): Measured {
  const [chromium, firefox, webkitgtk] = browserNames.map((name) =>
    measureBrowser(files.filter(({ file }) => file.header.browser === name)),
  )
  if (chromium === undefined || firefox === undefined || webkitgtk === undefined)
    throw new Error('unreachable')
  return { chromium, firefox, webkitgtk }
}

function measureBrowser(files: readonly Replayed[]): MeasuredBrowser {
  const headers = files.flatMap(({ file }) => file.headers)
  const days = headers.map(({ date }) => date.slice(0, 10)).sort()
  const of = (kind: CorpusFile['kind']): readonly Judged[] =>
    files.filter((one) => one.kind === kind).flatMap(({ judged }) => judged)
  const random = of('random')
  const border = of('border')
  const all = [...random, ...border]
  return {
    version: headers[0]?.version ?? '',
    recorded: [days[0] ?? '', days.at(-1) ?? ''],
    seeds: [...new Set(headers.flatMap(({ seed }) => (seed === null ? [] : [seed])))],
    random: agreementOf(random),
    border: agreementOf(border),
    families: byFamily(random, border),
    differing: countsOf(all.filter((one) => one.found !== null && !agrees(one)).map(explanationsOf)),
    topics: Object.fromEntries(
      topics.map(({ name, occursIn }) => {
        const of = all.filter(({ scenario }) => occursIn(scenario))
        return [name, [of.length, of.filter((one) => !agrees(one)).length] as const]
      }),
    ),
    unplayed: all.filter(({ found }) => found === null).length,
  }
}

function byFamily(random: readonly Judged[], border: readonly Judged[]): MeasuredBrowser['families'] {
  const ofRandom = agreementByFamily(random)
  const ofBorder = agreementByFamily(border)
  // A row of the divergence table is no family, though scenarios name those that they are about.
  const names = [...new Set([...ofRandom.keys(), ...ofBorder.keys()])].filter(
    (name) => !/^DV-\d+$/.test(name),
  )
  return Object.fromEntries(
    names.sort().map((name) => [name, [ofRandom.get(name) ?? null, ofBorder.get(name) ?? null]]),
  )
}

function explanationsOf({ browser, scenario, found }: Judged): string {
  const ids = (found ?? []).map((one) => explanationOf(browser, scenario, one)?.id ?? '?')
  return [...new Set(ids)].sort().join(' + ')
}

function countsOf(names: readonly string[]): { readonly [name: string]: number } {
  const counts = new Map<string, number>()
  for (const name of [...names].sort()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** As docs/lab/agreement.json has it: objects one member a line, lists in one line. */
export function measuredJSON(measured: Measured): string {
  return `${shown(measured, '\n')}\n`
}

function shown(value: unknown, newline: string): string {
  if (Array.isArray(value)) return `[${value.map((one) => shown(one, ' ')).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = newline === ' ' ? ' ' : `${newline}  `
  const members = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${shown(one, inner)}`)
  return members.length === 0 ? '{}' : `{${inner}${members.join(`,${inner}`)}${newline}}`
}
