import type { DialectId } from '../dialects'
import { bare, child, children, type JsNode, nameOf, walk } from './js-tree'

/** Packages whose default export, or whose `cors`, makes a layer of CORS. */
export const corsPackages: ReadonlyMap<string, DialectId> = new Map([
  ['cors', 'express'],
  ['@fastify/cors', 'fastify'],
  ['fastify-cors', 'fastify'],
  ['@koa/cors', 'koa'],
  ['koa-cors', 'koa'],
  ['koa2-cors', 'koa'],
  ['hono/cors', 'hono'],
])

/** What is imported from `corsac/servers`, as if each were a package. */
const own = 'corsac/servers'
export const reverseProxyModel: string = `${own}#reverseProxy`

/** Our own models, which are called with the options of what they stand for. */
export const corsModels: ReadonlyMap<string, DialectId> = new Map([
  [`${own}#expressCors`, 'express'],
  [`${own}#expressCorsAsync`, 'express'],
  [`${own}#fastifyCors`, 'fastify'],
  [`${own}#fastifyCorsAsync`, 'fastify'],
  [`${own}#koaCors`, 'koa'],
  [`${own}#koaCorsAsync`, 'koa'],
  [`${own}#honoCors`, 'hono'],
])

/** The package that each name of a file comes from. */
export function packagesOf(program: JsNode): ReadonlyMap<string, string> {
  const packages = new Map<string, string>()
  walk(program, (node) => {
    const source = child(node, 'source')?.['value']
    if (node.type === 'ImportDeclaration' && typeof source === 'string') {
      for (const specifier of children(node, 'specifiers'))
        define(packages, child(specifier, 'local'), packageOfSpecifier(specifier, source))
    }
    const init = child(node, 'init')
    const required = node.type === 'VariableDeclarator' && init !== null ? packageIn(init) : null
    if (required === null) return
    const id = child(node, 'id')
    define(packages, id, required)
    // const { cors } = require('hono/cors')
    if (id !== null)
      for (const property of children(id, 'properties')) define(packages, child(property, 'value'), required)
  })
  return packages
}

function packageOfSpecifier(specifier: JsNode, source: string): string {
  const imported = child(specifier, 'imported')
  return source === own && imported !== null ? `${own}#${nameOf(imported) ?? ''}` : source
}

function define(packages: Map<string, string>, id: JsNode | null, source: string): void {
  const name = id === null ? null : nameOf(id)
  if (name !== null) packages.set(name, source.replace(/^(?:npm|jsr):@?/, ''))
}

/** `require('cors')`, `await import('cors')`, and either with `.default`; null for anything else. */
export function packageIn(expression: JsNode): string | null {
  const node = bare(expression)
  if (node.type === 'AwaitExpression') return packageIn(child(node, 'argument') as JsNode)
  if (node.type === 'MemberExpression') return packageIn(child(node, 'object') as JsNode)
  if (node.type === 'ImportExpression') return stringOf(child(node, 'source'))
  const callee = child(node, 'callee')
  if (node.type !== 'CallExpression' || callee === null || nameOf(callee) !== 'require') return null
  return stringOf(children(node, 'arguments')[0] ?? null)
}

function stringOf(node: JsNode | null): string | null {
  const value = node?.['value']
  return typeof value === 'string' ? value : null
}

/** The package that an expression comes from: a name that was imported, or an import in its place. */
export function packageOfExpression(
  expression: JsNode,
  packages: ReadonlyMap<string, string>,
): string | null {
  const node = bare(expression)
  const name = nameOf(node)
  if (name !== null) return packages.get(name) ?? null
  if (node.type === 'MemberExpression') return packageOfExpression(child(node, 'object') as JsNode, packages)
  return packageIn(node)
}
