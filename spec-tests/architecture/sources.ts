import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** One file of `src`, or one made up by a test of a rule. */
export interface Source {
  /** From the repository's top, with `/`: `src/fetch/cors-check.ts`. */
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

export const repository: string = fileURLToPath(new URL('../../', import.meta.url))

export function source(path: string, text: string): Source {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) }
}

/** Every TypeScript file below a folder of the repository, by path. */
export function sourcesBelow(folder: string): Source[] {
  return readdirSync(`${repository}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => source(path, readFileSync(`${repository}${path}`, 'utf8')))
}

/** `src/fetch/cors-check.ts:12`, which terminals and editors can open. */
export function place(file: Source, position: number): string {
  return `${file.path}:${file.tree.getLineAndCharacterOfPosition(position).line + 1}`
}

/** Visits every node of a file, parents first. Comments are not nodes. */
export function visit(file: Source, see: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    see(node)
    ts.forEachChild(node, walk)
  }
  walk(file.tree)
}

export interface Comment {
  readonly text: string
  readonly position: number
}

/** Every comment of a file. A run of `//` lines is as many comments as lines. */
export function commentsOf(file: Source): Comment[] {
  const comments: Comment[] = []
  const seen = new Set<number>()
  const collect = (ranges: readonly ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) {
      if (seen.has(pos)) continue
      seen.add(pos)
      comments.push({ text: file.text.slice(pos, end), position: pos })
    }
  }
  const walk = (node: ts.Node): void => {
    collect(ts.getLeadingCommentRanges(file.text, node.getFullStart()))
    collect(ts.getTrailingCommentRanges(file.text, node.getEnd()))
    for (const child of node.getChildren(file.tree)) if (!ts.isJSDoc(child)) walk(child)
  }
  walk(file.tree)
  return comments.sort((a, b) => a.position - b.position)
}
