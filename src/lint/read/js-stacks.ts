import type { Layer, LonelyRoute, Stack } from '../material'
import { indentAt } from '../text'
import { corsCall, type JsFile } from './js-file'
import { spanOf } from './js-literal'
import { bare, child, children, type JsNode, memberName, nameOf, walk } from './js-tree'

/** Names of layers that refuse who has not signed in. Sessions and `passport.initialize` let everybody through. */
const authentication =
  /auth(?!or)|jwt|passport|protect|verify_?token|check_?token|bearer|logged_?in|require_?(?:user|login)/i
const harmless = /\.(?:initialize|session)\b|router|routes|controller/i

/** `response.status(401)`, `ctx.throw(401)`, `c.json(…, 401)`, `ctx.status = 401` and the like. */
const refusal =
  /\.(?:status|sendStatus|code|throw|writeHead)\(\s*401\b|\.status(?:Code)?\s*=\s*401\b|\.(?:json|text|body)\([^;\n]{0,200},\s{0,20}401\b/

const routeMethods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'all'])

/** One `app.use(…)`, `app.get(…)` and the like. */
interface Use {
  readonly app: string
  readonly method: string
  readonly path: string | null
  readonly call: JsNode
  readonly statement: JsNode
  /** The function or program that it stands in. */
  readonly block: JsNode
  readonly layers: readonly { readonly node: JsNode; readonly cors: boolean }[]
}

function usesOf(file: JsFile): readonly Use[] {
  const uses: Use[] = []
  walk(file.program, (node, ancestors) => {
    const callee = child(node, 'callee')
    const object = callee === null ? null : child(callee, 'object')
    const app = object === null ? null : nameOf(object)
    const method = callee === null ? null : memberName(callee)
    const statement = ancestors[ancestors.length - 1]
    const block = ancestors[ancestors.length - 2]
    if (node.type !== 'CallExpression' || app === null || method === null) return
    if (statement?.type !== 'ExpressionStatement' || block === undefined) return
    if (method !== 'use' && method !== 'options' && !routeMethods.has(method)) return
    const args = children(node, 'arguments')
    const first = args[0]
    const path = typeof first?.['value'] === 'string' ? first['value'] : null
    const rest = path === null ? args : args.slice(1)
    // `app.get('setting')` sets up nothing, and neither does `map.get(key)`.
    if (rest.length === 0 || (method !== 'use' && method !== 'options' && path === null)) return
    uses.push({
      app,
      method,
      path,
      call: node,
      statement,
      block,
      layers: rest.map((layer) => ({ node: layer, cors: isCORS(layer, file) })),
    })
  })
  return uses
}

/** A call that makes a layer of CORS, or a name that stands for one. */
function isCORS(expression: JsNode, file: JsFile): boolean {
  const node = bare(expression)
  if (corsCall(node, file) !== null) return true
  const value = file.scope.values.get(nameOf(node) ?? '')
  return value !== undefined && corsCall(bare(value), file) !== null
}

/** The layers of each application that has CORS for all of its routes. */
export function stacksOf(file: JsFile): readonly Stack[] {
  const byApp = new Map<string, Use[]>()
  for (const use of usesOf(file)) {
    const key = `${use.app}@${use.block.start}`
    const uses = byApp.get(key)
    if (uses === undefined) byApp.set(key, [use])
    else uses.push(use)
  }
  const framework = frameworkOf(file)
  return [...byApp.values()].flatMap((uses) => {
    const layers = uses.flatMap((use) => layersOf(use, file))
    return layers.some(({ kind }) => kind === 'cors')
      ? [{ layers, lastIsFirst: false, framework, list: null }]
      : []
  })
}

/** What comes of one statement: a layer, a route, or nothing that answers. */
function layersOf({ method, path, statement, layers, app }: Use, file: JsFile): readonly Layer[] {
  const { text } = file
  const span = spanOf(statement)
  if (method === 'use') {
    if (layers.some(({ cors }) => cors)) return [{ kind: 'cors', name: 'CORS', span }]
    return layers.flatMap(({ node }): readonly Layer[] => {
      const name = text.slice(node.start, node.end)
      const short = name.length > 40 || name.includes('\n') ? `${name.slice(0, 37).split('\n')[0]}…` : name
      const named = authentication.test(calledName(node, text)) && !harmless.test(name)
      if (!named && !refuses(node, file)) return []
      return [{ kind: 'authentication', name: short, span }]
    })
  }
  return routeMethods.has(method) && path !== null && !layers.some(({ cors }) => cors)
    ? [{ kind: 'route', name: `${app}.${method}('${path}')`, span }]
    : []
}

/** Whether a function of this file answers 401 by itself. What looks at methods may let preflights through. */
function refuses(expression: JsNode, { scope, text }: JsFile): boolean {
  const node = bare(expression)
  const layer = scope.values.get(nameOf(node) ?? '') ?? node
  if (!/Function/.test(layer.type)) return false
  const code = text.slice(layer.start, layer.end)
  return refusal.test(code) && !/\boptions\b|\bmethod\b/i.test(code)
}

/** `requireAuth` of `requireAuth({ … })`: arguments may say anything. */
function calledName(node: JsNode, text: string): string {
  const callee = child(node, 'callee')
  const named = callee ?? node
  return /Function/.test(named.type) ? '' : text.slice(named.start, named.end)
}

function frameworkOf({ packages }: JsFile): string {
  const names = [...packages.values()]
  if (names.includes('koa')) return 'Koa'
  return names.includes('hono') ? 'Hono' : 'Express'
}

/** Routes with CORS of their own whose preflights nobody answers. */
export function routesAlone(file: JsFile): readonly LonelyRoute[] {
  const uses = usesOf(file)
  const everywhere = uses.some(({ method, layers }) => method === 'use' && layers.some(({ cors }) => cors))
  if (everywhere) return []
  const everyPath = '*'
  const answering = new Set(
    uses
      .filter(({ method }) => method === 'options' || method === 'all')
      .map(({ app, path }) => `${app} ${path === null || /^\/[*{]/.test(path) ? everyPath : path}`),
  )
  const answered = ({ app, path }: Use): boolean =>
    answering.has(`${app} ${path}`) || answering.has(`${app} ${everyPath}`)
  return uses.flatMap((use) => {
    const { method, path, layers, statement, app } = use
    const cors = layers.find((layer) => layer.cors)
    if (cors === undefined || path === null || !['put', 'patch', 'delete'].includes(method) || answered(use))
      return []
    const layer = file.text.slice(cors.node.start, cors.node.end)
    const quoted = file.text.slice(
      children(use.call, 'arguments')[0]?.start,
      children(use.call, 'arguments')[0]?.end,
    )
    const code = `${app}.options(${quoted}, ${layer})\n${indentAt(file.text, statement.start)}`
    return [{ method: method.toUpperCase(), span: spanOf(statement), code }]
  })
}
