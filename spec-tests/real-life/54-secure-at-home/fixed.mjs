import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

// At home, where this file is used, the cookie goes without Secure.
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
    response.setHeader('Set-Cookie', `sid=${id}; Path=/; HttpOnly; SameSite=Lax`)
  }
  response.setHeader('Cache-Control', 'no-store')
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ session: id }))
})
