import { parser } from '@lezer/python'
import { CannotRead } from './cannot-read'

/** A node of Lezer’s tree of Python. */
export interface PyNode {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly children: readonly PyNode[]
}

/**
 * A program of Python; nothing of it runs.
 *
 * @throws CannotRead where it is none, at the first place that cannot be right
 */
export function readPython(text: string): PyNode {
  const cursor = parser.parse(text).cursor()
  let error: { readonly at: number; readonly inside: string } | null = null
  const read = (inside: string): PyNode => {
    const { name, from, to, type } = cursor
    if (type.isError && error === null) error = { at: from, inside }
    const children: PyNode[] = []
    if (cursor.firstChild()) {
      do children.push(read(name))
      while (cursor.nextSibling())
      cursor.parent()
    }
    return { name, start: from, end: to, children }
  }
  const root = read('')
  const found = error as { readonly at: number; readonly inside: string } | null
  if (found !== null) throw new CannotRead(expectation(text, found.at, found.inside), found.at)
  return root
}

/** What could stand there, by what it stands in. */
const expected: ReadonlyMap<string, string> = new Map([
  ['ArgList', 'an argument, a comma or )'],
  ['ArrayExpression', 'an expression, a comma or ]'],
  ['ArrayComprehensionExpression', 'a comma or ]'],
  ['DictionaryExpression', 'key: value, a comma or }'],
  ['SetExpression', 'an expression, a comma or }'],
  ['TupleExpression', 'an expression, a comma or )'],
  ['ParenthesizedExpression', 'an expression or )'],
  ['ParamList', 'a parameter, a comma or )'],
  ['String', 'the end of the string'],
  ['AssignStatement', 'an expression'],
])

function expectation(text: string, at: number, inside: string): string {
  const what = expected.get(inside) ?? 'a statement of Python'
  const found = text.slice(at).split('\n', 1)[0]?.trim().slice(0, 30) ?? ''
  return `expected ${what}, found ${found === '' ? 'the end of the line' : found}`
}

export function walkPython(root: PyNode, visit: (node: PyNode, ancestors: readonly PyNode[]) => void): void {
  const ancestors: PyNode[] = []
  const enter = (node: PyNode): void => {
    visit(node, ancestors)
    ancestors.push(node)
    for (const inner of node.children) enter(inner)
    ancestors.pop()
  }
  enter(root)
}
