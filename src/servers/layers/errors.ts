import type { WireRequest } from '../../fetch/response'
import { isOurs } from '../express/express-error'
import { answer, type Middleware } from '../middleware'

/**
 * Answers 500 where something behind it throws, with nothing of the headers that were to come: the outermost layer
 * of Starlette and of many others. What stands behind it, CORS for one, never sees the answer.
 */
export function serverErrors(text = 'Internal Server Error'): Middleware {
  return (next) => (request) => {
    try {
      return next(request)
    } catch (error) {
      if (isOurs(error)) throw error
      return answer(500, { 'content-type': 'text/plain; charset=utf-8' }, text)
    }
  }
}

/**
 * Pages of one's own instead of answers with some statuses, as `proxy_intercept_errors` of nginx or an API gateway
 * puts them: the headers of the application are gone, those of CORS among them.
 */
export function errorPages(
  statuses: readonly number[],
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/html' },
): Middleware {
  return (next) => (request) => {
    const response = next(request)
    return statuses.includes(response.status)
      ? answer(response.status, headers, pageOf(response.status))
      : response
  }
}

/** Answers 413 to bodies that are longer than so many bytes, before anything behind it sees them. */
export function limitBody(maxBytes: number): Middleware {
  return (next) => (request) =>
    lengthOf(request) > maxBytes ? answer(413, { 'content-type': 'text/html' }, pageOf(413)) : next(request)
}

function lengthOf({ body }: WireRequest): number {
  return body !== null && body.kind === 'bytes' ? body.bytes.length : 0
}

function pageOf(status: number): string {
  return `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`
}
