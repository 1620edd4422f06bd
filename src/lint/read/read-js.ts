import type { DialectId } from '../dialects'
import { js } from '../language'
import type { Literal, MapLiteral } from '../literal'
import type { Material, OptionsSite } from '../material'
import type { Span } from '../text'
import { guessDialect } from './guess-dialect'
import { cookieSites } from './js-cookies'
import { corsCall, type JsFile } from './js-file'
import { headerGroups } from './js-headers'
import { literalOf, scopeOf, spanOf } from './js-literal'
import { functionAnswer } from './js-origin-answers'
import { packageOfExpression, packagesOf } from './js-packages'
import { routesAlone, stacksOf } from './js-stacks'
import { bare, child, children, type JsNode, memberName, nameOf, readProgram, walk } from './js-tree'

/**
 * Options of CORS in a program, cookies that it sets, headers, and the order of its layers. Nothing of it runs.
 *
 * @throws CannotRead where it is no program
 */
export function readJs(text: string, path: string, as: DialectId | null): Material {
  const program = readProgram(text, path)
  const names = scopeOf(program, text)
  const scope = { ...names, answer: (node: JsNode) => functionAnswer(node, program, names) }
  const file: JsFile = { text, program, scope, packages: packagesOf(program) }
  const called = callSites(file, as)
  const options = [...called, ...exportedSites(file, as, called)]
  return {
    options,
    cookies: cookieSites(file),
    headers: headerGroups(file),
    stacks: stacksOf(file),
    lonelyRoutes: routesAlone(file),
  }
}

function callSites(file: JsFile, as: DialectId | null): readonly OptionsSite[] {
  const sites: OptionsSite[] = []
  walk(file.program, (node) => {
    const call = corsCall(node, file)
    const callee = child(node, 'callee')
    if (call !== null && callee !== null) {
      const sure = nameOf(callee) === null || file.packages.has(nameOf(callee) ?? '')
      const dialect = sure ? call.dialect : (as ?? call.dialect)
      sites.push(siteOf(node, call.at, dialect, sure || as !== null ? null : 'by the name cors', file))
    }
    // new Server(http, { cors: { … } }) of socket.io hands them to the package cors.
    if (
      node.type === 'NewExpression' &&
      callee !== null &&
      packageOfExpression(callee, file.packages) === 'socket.io'
    ) {
      for (const argument of children(node, 'arguments')) {
        const value = literalOf(argument, file.scope)
        const cors = value.kind === 'map' ? value.entries.find(({ key }) => key === 'cors')?.value : undefined
        if (cors?.kind === 'map')
          sites.push({
            dialect: 'express',
            guessed: null,
            options: cors,
            span: cors,
            insertion: null,
            language: js,
          })
      }
    }
  })
  return sites
}

function siteOf(
  node: JsNode,
  at: number,
  dialect: DialectId,
  guessed: string | null,
  { scope, text }: JsFile,
): OptionsSite {
  const args = children(node, 'arguments')
  const argument = args[at]
  const value = argument === undefined ? null : literalOf(argument, scope)
  const close = text.lastIndexOf(')', node.end - 1)
  const insertion = args.length === at ? { at: close, lead: at === 0 ? '' : ', ' } : null
  return { dialect, guessed, options: optionsOf(value), span: spanOf(node), insertion, language: js }
}

/** What cannot be read may say anything. */
function optionsOf(value: Literal | null): MapLiteral | null {
  if (value === null) return null
  if (value.kind === 'map') return value
  const maps = value.kind === 'either' ? value.values.filter((one) => one.kind === 'map') : []
  const [first] = maps
  if (first !== undefined) return { ...first, open: true }
  return { kind: 'map', entries: [], lines: false, open: true, start: value.start, end: value.end }
}

// ── Exported options ────────────────────────────────────────────────────────────────────────────────

/** Objects that a module exports, and named ones that look like options, where no call has them already. */
function exportedSites(
  file: JsFile,
  as: DialectId | null,
  called: readonly OptionsSite[],
): readonly OptionsSite[] {
  const sites: OptionsSite[] = []
  const taken = new Set(called.flatMap(({ options }) => (options === null ? [] : [options.start])))
  const take = (expression: JsNode | null, named: boolean): void => {
    if (expression === null) return
    const value = literalOf(expression, file.scope)
    if (value.kind !== 'map' || taken.has(value.start)) return
    const guess = guessDialect(value)
    const dialect = as ?? guess?.dialect ?? (named && !namesHeaders(value) ? 'express' : null)
    if (dialect === null) return
    taken.add(value.start)
    sites.push({
      dialect,
      guessed: as === null ? (guess?.by ?? 'by its name') : null,
      options: value,
      span: span(value),
      insertion: null,
      language: js,
    })
  }
  walk(file.program, (node) => {
    if (node.type === 'ExportDefaultDeclaration') take(child(node, 'declaration'), false)
    const left = child(node, 'left')
    if (node.type === 'AssignmentExpression' && left !== null && exports(left))
      take(child(node, 'right'), false)
    const id = child(node, 'id')
    const init = child(node, 'init')
    if (node.type === 'VariableDeclarator' && id !== null && init !== null) {
      if (/cors/i.test(nameOf(id) ?? '') && bare(init).type === 'ObjectExpression') take(init, true)
    }
  })
  return sites
}

/** No option has a hyphen or begins with a capital letter: `Access-Control-Allow-Origin`, `Vary` and their like are headers. */
function namesHeaders({ entries }: MapLiteral): boolean {
  return entries.some(({ key }) => /^[A-Z]|^\w+-/.test(key))
}

function span({ start, end }: Span): Span {
  return { start, end }
}

/** `module.exports`, `exports.corsOptions`. */
function exports(node: JsNode): boolean {
  const object = child(node, 'object')
  if (object === null) return false
  return (
    nameOf(object) === 'exports' ||
    (nameOf(object) === 'module' && memberName(node) === 'exports') ||
    exports(object)
  )
}
