import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

// After teamhanko/hanko#2471: at home there is no https. Chrome and Firefox make an exception for localhost, Safari does not.
const ALLOWED = 'http://localhost:3000'

export default createServer((request, response) => {
  response.setHeader('Vary', 'Origin')
  response.setHeader('Access-Control-Allow-Origin', ALLOWED)
  response.setHeader('Access-Control-Allow-Credentials', 'true')
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST')
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type')
    response.writeHead(204).end()
    return
  }
  let id = /(?:^|; )sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1]
  if (id === undefined) {
    id = randomUUID()
    response.setHeader('Set-Cookie', `sid=${id}; Path=/; HttpOnly; SameSite=Lax; Secure`)
  }
  response.setHeader('Cache-Control', 'no-store')
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ session: id }))
})
