/* The server of the measurement over loopback, a process of its own: answers every origin that it was told, with a preflight each time. */
import { createServer } from 'node:http'

const headers = {
  'access-control-allow-origin': process.argv[2],
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'PUT',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '0',
}
const server = createServer((request, response) => {
  request.resume()
  if (request.method === 'OPTIONS') response.writeHead(204, headers).end()
  else response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end('{}')
})
server.listen(0, 'localhost', () => process.send?.(server.address().port))
