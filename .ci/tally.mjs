// Adds up vitest's JSON reports and what failed besides, and prints the closing line: `N passed, N failed`.
//
//   node .ci/tally.mjs PASSED_STEPS FAILED_STEPS REPORT…
import { existsSync, readFileSync } from 'node:fs'

const [passedSteps, failedSteps, ...reports] = process.argv.slice(2)
let passed = Number(passedSteps)
let failed = Number(failedSteps)
for (const report of reports) {
  if (!existsSync(report)) {
    // A run that did not come to its end has reported nothing.
    failed += 1
    continue
  }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  passed += numPassedTests
  // A file that could not even be loaded has failed without a failed test.
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failures = numFailedTests + unloaded.length
  failed += failures
  if (failures === 0 && existsSync(`${report}.failed`)) {
    failed += 1
    console.log(`failed: a run of ${numPassedTests} tests, by an error outside of them`)
  }
  for (const file of testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'failed') console.log(`failed: ${test.fullName}`)
    }
  }
  for (const file of unloaded) console.log(`failed: ${file.name}`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
