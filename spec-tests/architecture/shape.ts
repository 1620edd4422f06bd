import ts from 'typescript'
import { pure } from './rooms'
import { place, type Source, visit } from './sources'

export const ceiling = 400

/** Lines of functions that a file of data may have, to put its rows together. Texts with holes do not count. */
export const dataLogicCeiling = 40

/** Files that are data, which has no ceiling, and why. */
export const dataFiles: ReadonlyMap<string, string> = new Map([
  ['src/spec/steps/refusals.ts', 'the table of refusals'],
  ['src/spec/steps/decisions.ts', 'the table of decisions'],
  ['src/profile/divergences.ts', 'the divergence table'],
  ['src/profile/cookie-divergences.ts', 'its rows about cookies'],
  ['src/profile/recorded-evidence.ts', 'ids of recordings, written by the lab'],
  ['src/explain/remedies.ts', 'the table of remedies, whose texts have holes to fill'],
])

/** Files with logic that have grown past the ceiling, and files called data that hold logic. */
export function ceilingFindings(files: readonly Source[]): string[] {
  const findings: string[] = []
  for (const file of files) {
    const lines = file.text.replace(/\n$/, '').split('\n').length
    if (dataFiles.has(file.path)) {
      const logic = linesOfFunctions(file)
      if (logic > dataLogicCeiling) findings.push(`${file.path} is data, with ${logic} lines of functions`)
    } else if (lines > ceiling) findings.push(`${file.path} has ${lines} lines, ${lines - ceiling} too many`)
  }
  return findings
}

function linesOfFunctions(file: Source): number {
  let lines = 0
  const lineAt = (position: number): number => file.tree.getLineAndCharacterOfPosition(position).line
  const walk = (node: ts.Node): void => {
    const text = ts.isArrowFunction(node) && !ts.isBlock(node.body)
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && !text) {
      lines += lineAt(node.getEnd()) - lineAt(node.getStart(file.tree)) + 1
    } else ts.forEachChild(node, walk)
  }
  walk(file.tree)
  return lines
}

/** Where it may matter which engine a profile is of: in the rooms that make profiles and print tables of them. */
const engineRooms = ['src/profile/', 'src/cli/'] as const

/**
 * Reads of a profile's `engine`: what an engine does differently is a knob. Explanations may say whose they are
 * and look words up by it, in a table that has every engine; they may not branch on one.
 */
export function engineFindings(files: readonly Source[]): string[] {
  const findings: string[] = []
  for (const file of files) {
    if (engineRooms.some((room) => file.path.startsWith(room))) continue
    const explains = file.path.startsWith('src/explain/')
    visit(file, (node) => {
      if (readsEngine(node, file) && (!explains || branches(node))) {
        findings.push(`${place(file, node.getStart(file.tree))} asks for the engine`)
      }
    })
  }
  return findings
}

function readsEngine(node: ts.Node, file: Source): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'engine'
  if (ts.isBindingElement(node)) return (node.propertyName ?? node.name).getText(file.tree) === 'engine'
  return (
    ts.isElementAccessExpression(node) &&
    ts.isStringLiteral(node.argumentExpression) &&
    node.argumentExpression.text === 'engine'
  )
}

/** Whether a read is compared with a literal or switched on; a variable of that name may be, later on. */
function branches(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isBindingElement(node) || ts.isSwitchStatement(parent)) return true
  return ts.isBinaryExpression(parent) && [parent.left, parent.right].some(ts.isStringLiteral)
}

/** Classes in pure rooms other than the persistent map and errors. */
export function classFindings(files: readonly Source[]): string[] {
  const findings: string[] = []
  for (const file of files) {
    if (!pure(file.path)) continue
    visit(file, (node) => {
      if (!ts.isClassLike(node)) return
      const name = node.name?.text ?? 'without a name'
      const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)
      const base = heritage?.types[0]?.expression.getText(file.tree) ?? ''
      if (file.path === 'src/infra/persistent-map.ts' && name === 'PersistentMap') return
      if (/^(?:[A-Z]\w*)?Error$/.test(base)) return
      findings.push(`${place(file, node.getStart(file.tree))} has the class ${name}`)
    })
  }
  return findings
}
