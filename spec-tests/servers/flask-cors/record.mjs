// Records what versions of flask-cors answer, run from their public source by Debian's Python under Debian's Flask:
//
//   node spec-tests/servers/flask-cors/record.mjs GIT_DIRECTORY
import { record } from '../recorder.mjs'

const tags = ['3.0.10', '4.0.0', '4.0.1', '4.0.2', '5.0.0', '5.0.1', '6.0.0', '6.0.1', '6.0.2']

await record({
  folder: import.meta.url,
  name: 'flask-cors',
  repository: 'corydolphin/flask-cors',
  versions: Object.fromEntries(tags.map((tag) => [tag, tag])),
  package: 'flask_cors',
  under: ['python3', 'python3-flask', 'python3-werkzeug'],
  seed: 6,
  candidates: 5000,
  kept: { different: 120, allowing: 160, other: 60 },
})
