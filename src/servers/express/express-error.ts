import type { WireRequest, WireResponse } from '../../fetch/response'
import type { HeaderList } from '../../http/header-list'
import { ConfigError } from '../../infra/config-error'
import { utf8Encode } from '../../infra/utf-8'
import { NotAnsweredYet } from '../not-answered-yet'

/** Headers that Express takes away where it answers an error itself. */
const removed: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'content-encoding',
  'content-language',
  'content-range',
])

/**
 * What Express 5 answers where a middleware or a route fails and the application has no error handler: headers
 * that were set before stay, those of CORS among them. The status is the error's own, where it has one from 400 on.
 *
 * Where Express would show the error's stack, or in production only the name of the status, here is its first line.
 */
export function expressError(error: unknown, set: HeaderList, request: WireRequest): WireResponse {
  const own = statusOf(error)
  const status = own ?? 500
  const pages: Record<string, string> = {}
  for (const { name, value } of set) if (!removed.has(name)) pages[name] = value
  if (own !== null)
    for (const [name, value] of Object.entries(headersOf(error))) pages[name.toLowerCase()] = value
  pages['content-security-policy'] = "default-src 'none'"
  pages['x-content-type-options'] = 'nosniff'
  pages['content-type'] = 'text/html; charset=utf-8'
  const text = utf8Encode(pageOf(error))
  pages['content-length'] = String(text.length)
  const headerList = Object.entries(pages).map(([name, value]) => ({ name, value }))
  return {
    status,
    statusText: '',
    headerList,
    body: request.method === 'HEAD' ? null : { kind: 'bytes', bytes: text },
  }
}

/** Errors that are not a server's: wrong options, and a layer that has not answered yet. */
export function isOurs(error: unknown): boolean {
  return error instanceof ConfigError || error instanceof NotAnsweredYet
}

function statusOf(error: unknown): number | null {
  const { status, statusCode } = (error ?? {}) as { readonly status?: unknown; readonly statusCode?: unknown }
  const found = [status, statusCode].find((each) => typeof each === 'number' && each >= 400 && each < 600)
  return typeof found === 'number' ? found : null
}

function headersOf(error: unknown): Readonly<Record<string, string>> {
  const { headers } = error as { readonly headers?: Readonly<Record<string, string>> }
  return typeof headers === 'object' && headers !== null ? headers : {}
}

function pageOf(error: unknown): string {
  const line = String(error).split('\n', 1)[0] ?? ''
  const escaped = line
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${escaped}</pre>\n</body>\n</html>\n`
}
