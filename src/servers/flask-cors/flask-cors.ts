import type { WireRequest, WireResponse } from '../../fetch/response'
import { isByteString } from '../../infra/byte-string'
import { ConfigError } from '../../infra/config-error'
import { answer, type Middleware } from '../middleware'
import { PythonException } from '../python-pattern'
import { isAnswered } from './evaluate'
import { type FlaskCorsOptions, type FlaskCorsSettings, mergeOptions } from './options'
import { isTrue } from './python-value'
import { createResources, pathOfRequest } from './resources'
import { type FlaskCorsRow, type FlaskCorsVersion, flaskCorsRows, flaskCorsVersions } from './versions'

/** Which flask-cors, and the settings of the app that it reads. */
export interface FlaskCorsContext {
  /** The newest one where it is not said. */
  readonly version?: FlaskCorsVersion
  /** `app.config`: members that begin with `CORS_` are read, others ignored. */
  readonly settings?: FlaskCorsSettings
}

/**
 * flask-cors around an app, as `CORS(app, …)`: every answer of the app gets its headers, errors included, unless
 * the app has set `Access-Control-Allow-Origin` itself. It answers no request of its own accord: that OPTIONS is
 * answered is Flask's doing.
 *
 * Where flask-cors raises an exception on a request, the app has done its work, and the answer is a 500 without
 * headers. From corydolphin/flask-cors; logging, blueprints and `init_app` are not modelled.
 *
 * @throws ConfigError where flask-cors would raise when it is set up, and where a pattern cannot be said in JavaScript
 */
export function flaskCors(options: FlaskCorsOptions = {}, context: FlaskCorsContext = {}): Middleware {
  const { apply } = createExtension(options, context)
  return (next) => (request) => written(apply(request, next(request)))
}

/** The extension as the app has it. */
export interface Extension {
  /** The answer with what the extension adds to it. */
  readonly apply: (request: WireRequest, response: WireResponse) => WireResponse
  /** Whether answers that come by an exception pass it twice. */
  readonly interceptsExceptions: boolean
}

/** What comes out of the server around the app: it cannot write headers that are not in Latin-1. */
export function written(response: WireResponse): WireResponse {
  return response.headerList.every(({ value }) => isByteString(value)) ? response : serverError()
}

export function createExtension(options: FlaskCorsOptions, context: FlaskCorsContext): Extension {
  const row = rowOf(context.version)
  const settings = context.settings ?? {}
  const resources = createResources(row, settings, options)
  const apply = (request: WireRequest, response: WireResponse): WireResponse => {
    if (isAnswered(response.headerList)) return response
    try {
      const path = pathOfRequest(row, request)
      const resource = resources.find(({ matches }) => matches(path))
      if (resource === undefined) return response
      return { ...response, headerList: [...response.headerList, ...resource.evaluate(request)] }
    } catch (error) {
      if (error instanceof PythonException) return serverError()
      throw error
    }
  }
  return { apply, interceptsExceptions: isTrue(mergeOptions(row, settings, options).intercept_exceptions) }
}

/** The row of a version. */
export function rowOf(version: FlaskCorsVersion = '6.0.2'): FlaskCorsRow {
  const row: FlaskCorsRow | undefined = flaskCorsRows[version]
  if (row !== undefined) return row
  const message = `is none that is known; there are ${flaskCorsVersions.join(', ')}`
  throw new ConfigError([{ path: 'version', value: version, reason: 'invalid', message }])
}

/** The answer to an exception that nobody has caught. */
export function serverError(): WireResponse {
  return answer(500, { 'content-type': 'text/html; charset=utf-8' }, '500 Internal Server Error')
}
