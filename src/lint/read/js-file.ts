import type { DialectId } from '../dialects'
import type { Scope } from './js-literal'
import { corsModels, corsPackages, packageOfExpression } from './js-packages'
import { child, children, type JsNode, memberName, nameOf } from './js-tree'

/** A file of JavaScript or TypeScript that is understood as far as it goes. */
export interface JsFile {
  readonly text: string
  readonly program: JsNode
  readonly scope: Scope
  readonly packages: ReadonlyMap<string, string>
}

/** The dialect of a call that makes a layer of CORS, and the argument that its options are; null for other calls. */
export function corsCall(
  node: JsNode,
  { packages }: JsFile,
): { readonly dialect: DialectId; readonly at: number } | null {
  const callee = child(node, 'callee')
  if (callee === null || (node.type !== 'CallExpression' && node.type !== 'NewExpression')) return null
  const name = memberName(callee)
  const args = children(node, 'arguments')
  if (name === 'enableCors') return { dialect: 'express', at: 0 }
  if (name === 'register' && args[0] !== undefined) {
    const dialect = corsPackages.get(packageOfExpression(args[0], packages) ?? '')
    return dialect === 'fastify' ? { dialect, at: 1 } : null
  }
  if (callee.type === 'MemberExpression') return null
  const from = packageOfExpression(callee, packages) ?? ''
  const dialect = corsPackages.get(from)
  if (dialect !== undefined && dialect !== 'fastify') return { dialect, at: 0 }
  const model = corsModels.get(from)
  if (model !== undefined) return { dialect: model, at: 0 }
  // A name that comes from nowhere: a part of a file.
  const known = packages.has(nameOf(callee) ?? '')
  return nameOf(callee) === 'cors' && !known ? { dialect: 'express', at: 0 } : null
}
