/**
 * What runs in a thread of a campaign. Its errors cross over as plain data, since a thread's own classes do not.
 */
import { isMainThread } from 'node:worker_threads'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { perform, type Results, type Task } from './play'
import { noteExit, notePulse, type Progress } from './target-spec'

/** A task that could be done, or what is wrong with what was asked for. */
export type Outcome<Kind extends Task['kind'] = Task['kind']> =
  | { readonly done: true; readonly result: Results[Kind] }
  | { readonly done: false; readonly issues: readonly ConfigIssue[] }

// What a target prints is no part of a report on standard output.
if (!isMainThread)
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write

/** Milliseconds between two signs that the event loop goes round: short beside any `--timeout`. */
const pulseMs = 10

let progress: Progress | null = null
if (!isMainThread) process.once('exit', () => progress !== null && noteExit(progress))

export default async function worker(task: Task): Promise<Outcome> {
  progress = task.progress
  const pulsing = setInterval(() => notePulse(task.progress), pulseMs)
  pulsing.unref()
  try {
    return { done: true, result: await perform(task) }
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown
    return { done: false, issues: thrown.issues.map((issue) => ({ ...issue, value: String(issue.value) })) }
  } finally {
    progress = null
    clearInterval(pulsing)
  }
}
