// npm run lab -- compare FILE…: recorded against predicted, without a browser.
import { compare } from './compare'
import { predict } from './predict/predict'
import { profileOf } from './predict/profile-of'
import { readRecordingFile } from './recording-file'

const [path = '', max = '40', only = ''] = process.argv.slice(2)
const { header, recordings } = await readRecordingFile(path)
const kinds = new Map<string, string[]>()
let agreed = 0
let printed = 0
for (const { scenario, observation } of recordings) {
  if (!scenario.id.includes(only)) continue
  if (observation === undefined) {
    console.log('FAILED', scenario.id)
    continue
  }
  const found = compare(scenario, observation, predict(scenario, profileOf(header.browser, scenario)))
  if (found.length === 0) agreed++
  for (const d of found) {
    const step = d.step === 'opening' ? 'opening' : scenario.steps[d.step]?.kind
    const key = `${step} ${d.field.replace(/\[\d+\]/g, '[]')}`
    kinds.set(key, [...(kinds.get(key) ?? []), scenario.id])
    if (printed++ < Number(max))
      console.log(
        `${scenario.id} ${d.step}:${step} ${d.field}\n   seen      ${d.recorded.replaceAll('\n', ' | ').slice(0, 300)}\n   predicted ${d.predicted.replaceAll('\n', ' | ').slice(0, 300)}`,
      )
  }
}
for (const [key, ids] of [...kinds].sort((a, b) => b[1].length - a[1].length))
  console.log(String(ids.length).padStart(5), key, [...new Set(ids)].slice(0, 6).join(' '))
console.log(
  `agreement ${((100 * agreed) / recordings.length).toFixed(2)} % (${agreed} of ${recordings.length} scenarios) in ${header.browser}`,
)
