import { js } from '../language'
import { type Entry, entryOf, type MapLiteral } from '../literal'
import type { CookieSite } from '../material'
import type { JsFile } from './js-file'
import { literalOf, spanOf } from './js-literal'
import { packageOfExpression, reverseProxyModel } from './js-packages'
import { child, children, type JsNode, memberName, nameOf, walk } from './js-tree'

/** Cookies that a program sets with attributes that can be read. */
export function cookieSites(file: JsFile): readonly CookieSite[] {
  const sites: CookieSite[] = []
  const facts = sessionFacts(file)
  walk(file.program, (node) => {
    const callee = child(node, 'callee')
    if (node.type !== 'CallExpression' || callee === null) return
    const args = children(node, 'arguments')
    const session = packageOfExpression(callee, file.packages)
    if (
      session === 'express-session' ||
      session === 'koa-session' ||
      session === 'cookie-session' ||
      session === '@fastify/session'
    ) {
      const options = args[0] === undefined ? null : literalOf(args[0], file.scope)
      if (options?.kind !== 'map') return
      const cookie = entryOf(options, ['cookie'])?.value
      const attributes = session === 'express-session' || session === '@fastify/session' ? cookie : options
      const proxy = entryOf(options, ['proxy']) !== null
      const behind =
        session === 'express-session' ? { ...facts, trustsProxy: facts.trustsProxy || proxy } : null
      if (attributes?.kind === 'map') sites.push({ ...siteOf(session, node, attributes), session: behind })
      return
    }
    const by = setterOf(callee)
    if (by === null) return
    const attributes = args
      .slice(2)
      .map((argument) => literalOf(argument, file.scope))
      .find((value) => value.kind === 'map')
    if (attributes?.kind === 'map') sites.push(siteOf(by, node, attributes))
  })
  return sites
}

/** `res.cookie(…)`, `reply.setCookie(…)`, `setCookie(c, …)`, `ctx.cookies.set(…)`; null for other functions. */
function setterOf(callee: JsNode): string | null {
  const name = memberName(callee) ?? nameOf(callee)
  if (name === 'cookie' || name === 'setCookie')
    return callee.type === 'MemberExpression' ? `.${name}()` : `${name}()`
  const object = child(callee, 'object')
  return name === 'set' && object !== null && memberName(object) === 'cookies' ? 'cookies.set()' : null
}

function siteOf(by: string, node: JsNode, attributes: MapLiteral): CookieSite {
  const entry = (name: string): Entry | null => entryOf(attributes, [name])
  return {
    by,
    span: spanOf(node),
    attributes,
    sameSite: entry('sameSite'),
    secure: entry('secure'),
    domain: entry('domain'),
    secureName: 'secure',
    session: null,
    language: js,
  }
}

/** What of a program decides whether a secure session cookie is set behind a proxy. */
function sessionFacts({ program, text, packages }: JsFile): NonNullable<CookieSite['session']> {
  let trustsProxy = false
  let app: CookieSite['span'] | null = null
  walk(program, (node) => {
    const callee = child(node, 'callee')
    const [first] = children(node, 'arguments')
    if (
      callee !== null &&
      (memberName(callee) === 'set' || memberName(callee) === 'enable') &&
      first?.['value'] === 'trust proxy'
    )
      trustsProxy = true
    const declared = children(node, 'declarations')[0]
    const init = declared === undefined ? null : child(declared, 'init')
    const made = init === null ? null : child(init, 'callee')
    const id = declared === undefined ? null : child(declared, 'id')
    if (
      made !== null &&
      id !== null &&
      nameOf(id) === 'app' &&
      packageOfExpression(made, packages) === 'express'
    )
      app = spanOf(node)
  })
  const servesTLS = /\b(?:https|http2|tls)\.create(?:Secure)?Server\b|\bcreateSecureServer\b/.test(text)
  const behindProxy =
    [...packages.values()].includes(reverseProxyModel) || /['"]x-forwarded-(?:proto|for|host)['"]/i.test(text)
  return { trustsProxy, servesTLS, behindProxy, app }
}
