import type { Handler } from '../../fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../fetch/response'
import { ConfigError } from '../../infra/config-error'
import { PythonException } from '../python-pattern'
import { createEvaluate } from './evaluate'
import { type FlaskCorsContext, rowOf } from './flask-cors'
import { completeOptions, type FlaskCorsOptions, mergeOptions } from './options'
import { isTrue } from './python-value'

/** A view with `@cross_origin(…)` around it. */
export interface Decorator {
  /** Whether the route takes OPTIONS for the decorator's sake, instead of Flask's own answer. */
  readonly takesOptions: boolean
  /** @throws PythonException where flask-cors does, and whatever the view throws */
  readonly run: (request: WireRequest, view: Handler, options: () => WireResponse) => WireResponse
}

/**
 * What `@cross_origin(…)` makes of a view. It adds headers to those that the view has set, also where they are of
 * CORS already; an answer that comes by an exception it does not see.
 *
 * Options that contradict each other fail on every request, not at once as those of the extension do.
 *
 * @throws ConfigError where a pattern cannot be said in JavaScript, or an option is of no type that it has
 */
export function createDecorator(options: FlaskCorsOptions, context: FlaskCorsContext): Decorator {
  const row = rowOf(context.version)
  const merged = mergeOptions(row, context.settings ?? {}, options)
  const takesOptions = options.automatic_options === undefined || isTrue(options.automatic_options)
  const complete = completeOrContradiction(merged)
  if (complete === null) return { takesOptions, run: raiseValueError }
  const evaluate = createEvaluate(row, complete, 'crossOrigin')
  return {
    takesOptions,
    run: (request, view, automatic) => {
      const automatically = complete.automaticOptions && request.method === 'OPTIONS'
      const response = automatically ? automatic() : view(request)
      return { ...response, headerList: [...response.headerList, ...evaluate(request)] }
    },
  }
}

function completeOrContradiction(merged: FlaskCorsOptions): ReturnType<typeof completeOptions> | null {
  try {
    return completeOptions(merged, 'crossOrigin')
  } catch (error) {
    const contradicts =
      error instanceof ConfigError && error.issues.every(({ reason }) => reason === 'contradicts')
    if (contradicts) return null
    throw error
  }
}

function raiseValueError(): never {
  throw new PythonException("ValueError: supports_credentials with send_wildcard and the origin '*'")
}
