/*
 * The yardstick: the express `cors` middleware, called with the least request and response that it needs.
 * It answers for a server what the kernel decides for a browser, and it is code that everybody knows.
 */
import cors from 'cors'

const middleware = cors({ origin: 'https://app.example.com', credentials: true })

/** As Node's own: a header is found whatever the case of its name, and the name keeps the case it was set in. */
class StubResponse {
  statusCode = 200
  headers = Object.create(null)
  getHeader(name) {
    return this.headers[name.toLowerCase()]?.[1]
  }
  setHeader(name, value) {
    this.headers[name.toLowerCase()] = [name, value]
    return this
  }
  end() {}
}

const getRequest = { method: 'GET', headers: { origin: 'https://app.example.com' } }
const preflightRequest = {
  method: 'OPTIONS',
  headers: {
    origin: 'https://app.example.com',
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type',
  },
}

function next() {}

export function expressCorsGet() {
  const response = new StubResponse()
  middleware(getRequest, response, next)
  return response
}

export function expressCorsPreflight() {
  const response = new StubResponse()
  middleware(preflightRequest, response, next)
  return response
}
