import { posix } from 'node:path'
import ts from 'typescript'
import { layerOf, packageDoors, pure, roomOf, sharedTypes } from './rooms'
import { place, type Source, visit } from './sources'

export interface Import {
  readonly from: Source
  readonly specifier: string
  /** Path of the file meant, where it is a file of `src`; null for packages and for files that do not exist. */
  readonly target: string | null
  readonly typeOnly: boolean
  readonly position: number
}

/** Every import, re-export, `import()` and `import('…')` type of the files. Type-only ones count. */
export function importsOf(files: readonly Source[]): Import[] {
  const paths = new Set(files.map((file) => file.path))
  const imports: Import[] = []
  for (const file of files) {
    const add = (literal: ts.Node | undefined, typeOnly: boolean): void => {
      if (literal === undefined || !ts.isStringLiteral(literal)) return
      const target = literal.text.startsWith('.') ? resolve(file.path, literal.text, paths) : null
      imports.push({
        from: file,
        specifier: literal.text,
        target,
        typeOnly,
        position: literal.getStart(file.tree),
      })
    }
    visit(file, (node) => {
      if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, typeOnlyClause(node.importClause))
      else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
      else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
        add(node.argument.literal, true)
      else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        add(node.arguments[0], false)
      }
    })
  }
  return imports
}

function typeOnlyClause(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  const bindings = clause.namedBindings
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.every((element) => element.isTypeOnly)
  )
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | null {
  const stem = posix.join(posix.dirname(from), specifier)
  return [`${stem}.ts`, `${stem}/index.ts`].find((path) => paths.has(path)) ?? null
}

/** Imports of a higher or a neighbouring room, of a room nobody has placed, or of nothing. */
export function layerFindings(files: readonly Source[], entries: readonly string[]): string[] {
  const findings: string[] = []
  for (const file of files) {
    if (layerOf(file.path) === null) findings.push(`${file.path} lies in no room that rooms.ts knows`)
  }
  for (const { from, specifier, target, typeOnly, position } of importsOf(files)) {
    if (!specifier.startsWith('.')) continue
    const here = place(from, position)
    if (target === null) {
      findings.push(`${here} imports ${specifier}, which is no file of src`)
      continue
    }
    if (entries.includes(target) && target.endsWith('/index.ts')) {
      findings.push(`${here} imports the entry point ${target}; rooms import files`)
    }
    if (roomOf(from.path) === roomOf(target)) continue
    if (sharedTypes.has(target) && typeOnly) continue
    const own = layerOf(from.path)
    const other = layerOf(target)
    if (own === null || other === null) continue
    if (other >= own) findings.push(`${here} (layer ${own}) imports ${target} (layer ${other})`)
  }
  return findings
}

/** Each circle of imports once, from its first file by name. Type-only imports count. */
export function cycleFindings(files: readonly Source[]): string[] {
  const edges = new Map<string, string[]>(files.map((file) => [file.path, []]))
  for (const { from, target } of importsOf(files)) if (target !== null) edges.get(from.path)?.push(target)
  const findings: string[] = []
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at !== -1) {
      findings.push([...trail.slice(at), path].join(' -> '))
      return
    }
    if (done.has(path)) return
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path])
    done.add(path)
  }
  for (const path of [...edges.keys()].sort()) walk(path, [])
  return findings
}

/** Packages imported past their one door, or not among `dependencies`; `node:` where no Node may be needed. */
export function packageFindings(files: readonly Source[], dependencies: readonly string[]): string[] {
  const findings: string[] = []
  for (const { from, specifier, position } of importsOf(files)) {
    if (specifier.startsWith('.')) continue
    const here = place(from, position)
    if (specifier.startsWith('node:')) {
      if (pure(from.path)) findings.push(`${here} imports ${specifier} in a pure room`)
      continue
    }
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
    // A test runner's environment is loaded by the runner alone: a second door to it.
    const door = packageDoors.get(specifier) ?? packageDoors.get(name)
    if (!dependencies.includes(name)) findings.push(`${here} imports ${specifier}, which is no dependency`)
    if (door === undefined ? pure(from.path) : door !== from.path) {
      findings.push(`${here} imports ${specifier}; its door is ${door ?? 'not in a pure room'}`)
    }
  }
  return findings
}

/** `node:` imports that an entry point for browsers reaches. */
export function browserFindings(files: readonly Source[], browserEntries: readonly string[]): string[] {
  const imports = importsOf(files)
  const reached = new Set(browserEntries)
  for (const path of reached) {
    for (const { from, target } of imports) if (from.path === path && target !== null) reached.add(target)
  }
  return imports
    .filter(
      ({ from, specifier, typeOnly }) => reached.has(from.path) && specifier.startsWith('node:') && !typeOnly,
    )
    .map(
      ({ from, specifier, position }) =>
        `${place(from, position)} imports ${specifier} and is reached by a browser`,
    )
}
