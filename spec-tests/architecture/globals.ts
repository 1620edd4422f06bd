import ts from 'typescript'
import { pure } from './rooms'
import { place, type Source, visit } from './sources'

/**
 * What a pure room may use without importing it: the parts of ECMAScript that give the same results for the
 * same arguments. What is missing here (clocks, chance, the network, promises, the host's `URL`) is missing on
 * purpose.
 */
const allowedGlobals: ReadonlySet<string> = new Set([
  'Array',
  'ArrayBuffer',
  'BigInt',
  'Boolean',
  'DataView',
  'Error',
  'Infinity',
  'JSON',
  'Map',
  'Math',
  'NaN',
  'Number',
  'Object',
  'RangeError',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'SyntaxError',
  'TypeError',
  'Uint8Array',
  'Uint16Array',
  'Uint32Array',
  'Int32Array',
  'Float64Array',
  'WeakMap',
  'WeakSet',
  'arguments',
  'decodeURIComponent',
  'encodeURIComponent',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
  'undefined',
])

/** Types that only make sense where there is a clock, a promise or a host. */
const forbiddenTypes: ReadonlySet<string> = new Set([
  'AbortSignal',
  'Buffer',
  'Date',
  'Headers',
  'Promise',
  'PromiseLike',
  'Request',
  'Response',
  'URL',
  'URLSearchParams',
])

/** Members whose result depends on chance or on the machine's language. */
const forbiddenMembers: ReadonlySet<string> = new Set([
  'localeCompare',
  'random',
  'toLocaleLowerCase',
  'toLocaleString',
  'toLocaleUpperCase',
])

/**
 * Names that pure rooms take from their surroundings, found by scope: a name that resolves to a declaration of
 * the file or to an import is nobody's global, whatever it is called.
 */
export function globalFindings(files: readonly Source[]): string[] {
  const pureFiles = files.filter((file) => pure(file.path))
  const checker = checkerFor(pureFiles)
  const findings: string[] = []
  for (const file of pureFiles) {
    visit(file, (node) => {
      const what = finding(node, checker)
      if (what !== null) findings.push(`${place(file, node.getStart(file.tree))} uses ${what}`)
    })
  }
  return findings
}

function finding(node: ts.Node, checker: ts.TypeChecker): string | null {
  if (ts.isAwaitExpression(node)) return 'await'
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async'
  if (node.kind === ts.SyntaxKind.ImportKeyword && !ts.isImportDeclaration(node.parent)) return 'import()'
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return 'import.meta'
  if (ts.isPropertyAccessExpression(node) && forbiddenMembers.has(node.name.text)) return `.${node.name.text}`
  if (!ts.isIdentifier(node)) return null
  const reference = referenceOf(node)
  if (reference === null) return null
  const name = node.text
  if (reference === 'type')
    return forbiddenTypes.has(name) && !resolved(node, checker) ? `the type ${name}` : null
  if (allowedGlobals.has(name) || resolved(node, checker)) return null
  return `the global ${name}`
}

/** Whether an identifier is looked up as a value or as a type, or is a mere name. */
function referenceOf(node: ts.Identifier): 'value' | 'type' | null {
  const parent = node.parent
  if (ts.isShorthandPropertyAssignment(parent)) return 'value'
  if ('name' in parent && parent.name === node) return null
  if ('propertyName' in parent && parent.propertyName === node) return null
  if (ts.isQualifiedName(parent) && parent.right === node) return null
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return null
  if (ts.isExportSpecifier(parent) || ts.isImportAttribute(parent)) return null
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return 'type'
  if (ts.isTypePredicateNode(parent)) return null
  if (ts.isExpressionWithTypeArguments(parent) && ts.isInterfaceDeclaration(parent.parent.parent))
    return 'type'
  return 'value'
}

function resolved(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node)
  return (symbol?.declarations?.length ?? 0) > 0
}

/** A checker of these files alone: without libraries, what the host provides resolves to nothing. */
function checkerFor(files: readonly Source[]): ts.TypeChecker {
  const trees = new Map(files.map((file) => [file.path, file.tree]))
  const host: ts.CompilerHost = {
    getSourceFile: (name) => trees.get(name),
    fileExists: (name) => trees.has(name),
    readFile: (name) => trees.get(name)?.text,
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
  }
  const options: ts.CompilerOptions = {
    noLib: true,
    noResolve: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
  }
  return ts.createProgram([...trees.keys()], options, host).getTypeChecker()
}
