// The commands of the lab, run inside its namespace by lab.mjs.
import { parseArgs } from 'node:util'
import { ConfigError } from '../../src/infra/config-error'
import type { BrowserName } from './browsers/driver'
import { readScenarios, record } from './record'

const usage = `usage: npm run lab -- record --browser chromium|firefox|webkitgtk --scenarios PATH [--out FILE] [--program PATH]

  --scenarios PATH  a file with one scenario or an array of them, or a directory of such files
  --out FILE        the recording file to write; standard output without it
  --program PATH    another Chromium than the usual one
  --repeat N        plays everything N times
`

const names: readonly BrowserName[] = ['chromium', 'firefox', 'webkitgtk']

/** The exit code: 0 done, 1 something was not played, 2 called wrongly. */
async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      browser: { type: 'string' },
      scenarios: { type: 'string' },
      out: { type: 'string' },
      program: { type: 'string' },
      repeat: { type: 'string', default: '1' },
    },
  })
  const browser = names.find((name) => name === values.browser)
  if (positionals[0] !== 'record' || browser === undefined || values.scenarios === undefined) {
    process.stderr.write(usage)
    return 2
  }
  const once = readScenarios(values.scenarios)
  const scenarios = Array.from({ length: Number(values.repeat) }, () => once).flat()
  const { failed } = await record({
    browser,
    program: values.program ?? null,
    scenarios,
    seed: null,
    out: values.out ?? null,
  })
  return failed === 0 ? 0 : 1
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const wrong = error instanceof ConfigError || (error instanceof TypeError && 'code' in error)
  process.stderr.write(`${wrong ? error.message : (error as Error).stack}\n`)
  process.exitCode = 2
}
