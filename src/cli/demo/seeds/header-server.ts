import type { RequestListener } from 'node:http'
import type { HeaderServer } from './seed'

/** A server without a framework: the same headers with everything, preflights included. */
export function headerListener({ headers }: HeaderServer): RequestListener {
  return (request, response) => {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, headers).end()
      return
    }
    request.resume()
    request.on('end', () => {
      response.writeHead(200, { ...headers, 'Content-Type': 'application/json' }).end('{"saved":true}')
    })
  }
}
