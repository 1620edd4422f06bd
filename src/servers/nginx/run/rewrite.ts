import type { Code, Condition, RewriteCode } from '../config/site'
import type { Template } from '../config/template'
import { evaluate, variable } from './evaluate'
import type { Exchange, Step } from './exchange'
import { kindOf } from './files'
import { enterLevel } from './level'
import { matches } from './match'
import { bytesOf, contentTypeFor, setLocation } from './out'
import { escapeQuery, unescapeRedirect } from './uri'

/** What goes on while a list of codes runs. */
interface Run {
  /** Captures are escaped until the first `rewrite` has matched. */
  escapes: boolean
}

/** Runs the codes of a level; null where the request goes on. */
export function rewrite(exchange: Exchange, codes: readonly Code[]): Step | null {
  const outcome = runAll(exchange, codes, { escapes: true })
  return outcome === 'over' ? null : outcome
}

/** `over`: no more codes are to run. */
type Outcome = Step | 'over' | null

function runAll(exchange: Exchange, codes: readonly Code[], run: Run): Outcome {
  for (const code of codes) {
    const outcome = runOne(exchange, code, run)
    if (outcome !== null) return outcome
  }
  return null
}

function runOne(exchange: Exchange, code: Code, run: Run): Outcome {
  switch (code.op) {
    case 'set':
      setVariable(exchange, code.variable, evaluate(exchange, code.value, escaping(exchange, run.escapes)))
      return null
    case 'break':
      if (exchange.uriChanged) {
        exchange.isInLocation = false
        exchange.uriChanged = false
      }
      return 'over'
    case 'return':
      return giveBack(exchange, code.status, code.text)
    case 'rewrite':
      return rewriteURI(exchange, code, run)
    case 'if':
      if (!holds(exchange, code.condition, run)) return null
      // From here on the `if` is where the request is, even after its block.
      if (code.level !== null) enterLevel(exchange, code.level)
      return runAll(exchange, code.codes, run)
  }
}

function setVariable(exchange: Exchange, name: string, value: string): void {
  if (name !== 'args') exchange.variables.set(name, value)
  else {
    exchange.args = value
    exchange.isAsItCame = false
  }
}

/** Captures of a path that was escaped are escaped again where they go into a URL. */
function escaping(exchange: Exchange, isURL: boolean): ((capture: string) => string) | null {
  return isURL && exchange.hasEscapes ? escapeQuery : null
}

function holds(exchange: Exchange, condition: Condition, run: Run): boolean {
  if (condition.test === 'file') {
    const kind = kindOf(exchange, evaluate(exchange, condition.path, escaping(exchange, run.escapes)))
    const wanted =
      condition.kind === 'f' ? kind === 'file' : condition.kind === 'd' ? kind === 'folder' : kind !== null
    return wanted !== condition.not
  }
  const value = variable(exchange, condition.variable) ?? ''
  switch (condition.test) {
    case 'set':
      return value !== '' && value !== '0'
    case 'equals':
      return (
        (value === evaluate(exchange, condition.value, escaping(exchange, run.escapes))) !== condition.not
      )
    case 'matches': {
      const found = matches(exchange, condition.pattern, value)
      if (!found) exchange.captures = []
      return found !== condition.not
    }
  }
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** `return`: an answer with this text, a redirect to it, or, of an error without text, what an error page says. */
function giveBack(exchange: Exchange, status: number, text: Template | null): Step {
  if (status >= 400 && (text === null || text.constant === '')) return { refuse: status }
  exchange.isBodyDiscarded = true
  exchange.status = status
  const value = text === null ? '' : evaluate(exchange, text)
  if (redirects.has(status)) {
    setLocation(exchange, value)
    return { refuse: status }
  }
  exchange.contentType = contentTypeFor(exchange)
  return { body: bytesOf(value), statusText: null }
}

function rewriteURI(exchange: Exchange, code: RewriteCode, run: Run): Outcome {
  if (!matches(exchange, code.pattern, exchange.uri)) {
    exchange.captures = []
    return null
  }
  exchange.isInternal = true
  exchange.isAsItCame = false
  run.escapes = false
  if (typeof code.then === 'number') return redirect(exchange, code, code.then)
  exchange.uriChanged = code.then !== 'break'
  if (code.then === 'break') exchange.isInLocation = false
  const uri = evaluate(exchange, code.path)
  const query = code.query === null ? null : evaluate(exchange, code.query, escaping(exchange, true))
  const before = code.addsQuery ? exchange.args : ''
  exchange.args = query === null ? before : before === '' ? query : `${query}&${before}`
  exchange.uri = uri
  if (uri === '') return { refuse: 500 }
  return code.then === 'next' ? null : 'over'
}

/** A `rewrite` to another URL. Its path and its query are one text here. */
function redirect(exchange: Exchange, { path, query, addsQuery }: RewriteCode, status: 301 | 302): Step {
  const url = unescapeRedirect(evaluate(exchange, path, escaping(exchange, true)))
  const added = addsQuery && exchange.args !== '' ? (query === null ? '?' : '&') + exchange.args : ''
  setLocation(exchange, url + added)
  return { refuse: status }
}
