import { parser } from '@lezer/python'
import { bracketAt, foundAt } from './brackets'
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
  let error: Wrong | null = null
  const read = (inside: string, start: number): PyNode => {
    const { name, from, to, type } = cursor
    if (type.isError && error === null) error = { at: from, inside, start }
    const children: PyNode[] = []
    if (cursor.firstChild()) {
      do children.push(read(name, from))
      while (cursor.nextSibling())
      cursor.parent()
    }
    return { name, start: from, end: to, children }
  }
  const root = read('', 0)
  const found = error as Wrong | null
  if (found !== null) throw new CannotRead(expectation(text, found), found.at)
  return root
}

/** The first place that cannot be right, and where what it stands in begins. */
interface Wrong {
  readonly at: number
  readonly inside: string
  readonly start: number
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

function expectation(text: string, { at, inside, start }: Wrong): string {
  const what = expected.get(inside) ?? 'a statement of Python'
  const isBracket = expected.has(inside) && /[[({]/.test(text.charAt(start))
  const where = isBracket ? ` in ${bracketAt(text, start)}` : ''
  const found = foundAt(text, at)
  return `expected ${what}${where}, found ${found}`
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
