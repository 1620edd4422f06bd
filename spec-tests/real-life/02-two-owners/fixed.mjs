import { readFileSync } from 'node:fs'
import { answer, chain, expressCors, nginx } from 'corsac/servers'

// nginx in front of Express, as deployed.
const app = chain(
  expressCors({ origin: 'https://app.example.com', methods: ['GET', 'POST'], credentials: true }),
  () => answer(200, { 'content-type': 'application/json' }, '{"name":"Ada"}'),
)
const configuration = readFileSync(new URL('./fixed.conf', import.meta.url), 'utf8')

export default nginx(configuration, { upstreams: { '127.0.0.1:8080': app } })
