// Records what versions of django-cors-headers answer, run from their public source by Debian's Python under Debian's
// Django:
//
//   node spec-tests/servers/django/record.mjs GIT_DIRECTORY
import { record } from '../recorder.mjs'

const tags = ['3.14.0', '4.0.0', '4.3.0', '4.9.0']

await record({
  folder: import.meta.url,
  name: 'django-cors-headers',
  repository: 'adamchainz/django-cors-headers',
  versions: Object.fromEntries(tags.map((tag) => [tag, tag])),
  package: 'src/corsheaders',
  under: ['python3', 'python3-django', 'python3-asgiref'],
  seed: 6,
  candidates: 3000,
  kept: { different: 160, allowing: 100, other: 60 },
})
