import { renderJson } from '../../../explain/render-json'
import type { CallPlayed, Played } from './play'
import type { ActRun, SeedRun, SeedsRun } from './run-seeds'
import { toldOf } from './seed'

/** Everything about a run, for programs. */
export function seedsJson({ seeds, asTold }: SeedsRun): string {
  return `${JSON.stringify({ demo: 'seeds', asTold, seeds: seeds.map(seedJson) }, null, 2)}\n`
}

function seedJson({ seed, missing, acts }: SeedRun): object {
  const { id, title, post, truth } = seed
  const packages = missing.map(({ name, debianPackage }) => ({ name, debianPackage }))
  return { id, title, post, truth, missing: packages, acts: acts.map(actJson) }
}

function actJson({ act, places, browsers, asTold }: ActRun): object {
  const { title, note = null, fixed } = act
  return {
    title,
    note,
    fixed,
    asTold,
    places,
    server: act.server(places),
    browsers: browsers.map(browserJson),
  }
}

function browserJson({ engine, browser, calls, seen, left }: Played): object {
  return { engine, browser, calls: calls.map(callJson), seen, left }
}

function callJson({ call, got, verdict, words, asTold, explanation }: CallPlayed): object {
  const { by, api, method, path, secondsLater = 0 } = call
  return {
    ...{ by, api, method, path, secondsLater, got, words },
    told: toldOf(call.told, verdict.engine as Parameters<typeof toldOf>[1]),
    asTold,
    explanation: JSON.parse(renderJson(explanation)) as unknown,
  }
}
