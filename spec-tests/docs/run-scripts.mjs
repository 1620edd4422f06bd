// Runs scripts one after the other, and prints what each of them printed, as JSON:
//   node spec-tests/docs/run-scripts.mjs FILE…
import { pathToFileURL } from 'node:url'

const [out, err] = [process.stdout, process.stderr].map((stream) => stream.write.bind(stream))
const printed = []
for (const file of process.argv.slice(2)) {
  const said = { out: '', err: '' }
  process.stdout.write = (text) => {
    said.out += text
    return true
  }
  process.stderr.write = (text) => {
    said.err += text
    return true
  }
  try {
    await import(pathToFileURL(file).href)
    // What a script started and did not wait for may print once more.
    await new Promise((resolve) => setImmediate(resolve))
  } catch (thrown) {
    said.err += thrown instanceof Error ? thrown.stack : String(thrown)
  }
  printed.push(said)
}
process.stderr.write = err
out(JSON.stringify(printed))
