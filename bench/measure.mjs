/*
 * Measures functions side by side: in every round each of them runs in turn, so that a machine that
 * speeds up or slows down does so for all. Ratios are taken round by round, and their median is quoted.
 */

/** @typedef {{ name: string, run: () => unknown, batch?: number }} Contender */

const rounds = Number(process.env.CORSAC_BENCH_ROUNDS ?? 15)
const roundMs = Number(process.env.CORSAC_BENCH_ROUND_MS ?? 60)

/** Keeps results alive, so that no work is optimised away. */
let sink = 0

/** @param {() => unknown} run @param {number} times */
function nanosecondsPerRun(run, times) {
  const from = process.hrtime.bigint()
  for (let i = 0; i < times; i++) if (run() === undefined) sink++
  return Number(process.hrtime.bigint() - from) / times
}

/** As many runs as fill a round, measured after the function is warm. @param {() => unknown} run */
function runsPerRound(run) {
  let each = nanosecondsPerRun(run, 1)
  // What takes milliseconds is warm long before it has run so often.
  for (let warm = 0; warm < 4; warm++) each = nanosecondsPerRun(run, Math.min(2000, Math.ceil(1e9 / each)))
  return Math.max(20, Math.round((roundMs * 1e6) / each))
}

/** Rounds of every contender in turn: name → nanoseconds per run, one a round. @param {Contender[]} contenders */
export function sideBySide(contenders) {
  const times = contenders.map(({ run }) => runsPerRound(run))
  /** @type {Map<string, number[]>} */
  const samples = new Map(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    contenders.forEach(({ name, run }, i) => {
      samples.get(name)?.push(nanosecondsPerRun(run, times[i] ?? 1))
    })
  }
  return samples
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The ratios of two samples, round by round; `b` may be several samples, which are added up. */
export function ratios(a, ...b) {
  return a.map((value, round) => value / b.reduce((sum, sample) => sum + sample[round], 0))
}

/** @param {number[]} values @param {number} digits */
export function range(values, digits = 2) {
  return `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`
}

/** Prints rows as a table of aligned columns. @param {string[][]} rows */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  for (const [i, row] of rows.entries()) {
    console.log(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd()}`,
    )
    if (i === 0) console.log(`  ${widths.map((width) => '─'.repeat(width)).join('  ')}`)
  }
  if (sink > 1e15) console.log(sink)
}
