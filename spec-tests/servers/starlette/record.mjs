// Records what versions of Starlette's CORSMiddleware answer, run from their public source by Debian's Python:
//
//   node spec-tests/servers/starlette/record.mjs GIT_DIRECTORY
//
// with typing_extensions from 4.10 on in PYTHONPATH, which is newer than Debian's.
import { record } from '../recorder.mjs'

const tags = ['0.26.1', '0.50.0', '0.51.0', '0.52.1', '1.0.0', '1.3.1']

await record({
  folder: import.meta.url,
  name: 'starlette',
  repository: 'Kludex/starlette',
  versions: Object.fromEntries(tags.map((tag) => [tag, tag])),
  package: 'starlette',
  under: ['python3', 'python3-anyio'],
  seed: 6,
  candidates: 2000,
  kept: { different: 120, allowing: 140, other: 60 },
})
