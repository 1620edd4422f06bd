import type { OriginAnswer } from '../literal'
import type { PyNode } from './python-tree'

const reads = String.raw`[\w.]*(?:headers|META)(?:\.get\(\s*|\[\s*)['"](?:origin|HTTP_ORIGIN)['"]\s*(?:,[^()]{0,40})?[\])]`
const wholeRead = new RegExp(`^${reads}$`, 'i')
const anyRead = new RegExp(reads, 'i')

/** What a condition says of the origin. */
type Says = 'nothing' | 'unknown' | 'listed'

/**
 * Who gets in by a value of `Access-Control-Allow-Origin` that a program of Python sends. Conditions are read as they are
 * written: one that is more than a comparison with the origin, or a question whether there is one, is not judged.
 */
export function pythonAnswer(
  value: PyNode,
  node: PyNode,
  ancestors: readonly PyNode[],
  text: string,
): OriginAnswer {
  const owner = ancestors.findLast(({ name }) => name === 'FunctionDefinition') ?? ancestors[0] ?? node
  const names = namesOf(text.slice(owner.start, owner.end))
  const shown = text.slice(value.start, value.end)
  if (!names.isOrigin(shown.replace(/\s+or\s+(['"])\*?\1$/, ''))) return { who: 'unknown', parts: [] }
  const said = conditionsAt(node, ancestors, text).map(({ condition, holds }) =>
    says(condition, holds, names),
  )
  if (said.includes('listed')) return { who: 'listed', parts: [] }
  return { who: said.includes('unknown') ? 'unknown' : 'everybody', parts: [] }
}

interface Names {
  readonly isOrigin: (written: string) => boolean
  readonly mentions: (written: string) => boolean
}

/** Names that are given the origin once, and nothing else. */
function namesOf(body: string): Names {
  const given = new Map<string, boolean>()
  for (const line of body.split('\n')) {
    const at = line.indexOf('=')
    const name = line.slice(0, Math.max(at, 0)).trim()
    if (/^\w+$/.test(name)) given.set(name, !given.has(name) && anyRead.test(line.slice(at + 1)))
  }
  const isName = (word: string): boolean => given.get(word) === true
  return {
    isOrigin: (written) => wholeRead.test(written.trim()) || isName(written.trim()),
    mentions: (written) => anyRead.test(written) || (written.match(/\w+/g) ?? []).some(isName),
  }
}

interface Condition {
  readonly condition: string
  readonly holds: boolean
}

function conditionsAt(node: PyNode, ancestors: readonly PyNode[], text: string): readonly Condition[] {
  return ancestors.flatMap((outer, i) => {
    const inner = ancestors[i + 1] ?? node
    if (outer.name === 'IfStatement') return branch(outer, inner, text)
    if (outer.name !== 'Body' && outer.name !== 'Script') return []
    return outer.children
      .filter(({ name, start }) => name === 'IfStatement' && start < inner.start)
      .flatMap((statement) => (leaves(statement) ? branch(statement, null, text) : []))
  })
}

/** What holds in a branch of an if, or behind one that ends in return: the conditions before it do not. */
function branch(statement: PyNode, inner: PyNode | null, text: string): readonly Condition[] {
  const found: Condition[] = []
  statement.children.forEach(({ name, start, end }, i, all) => {
    if (name !== 'Body' || (inner !== null && start > inner.start)) return
    const before = all[i - 1]
    if (before === undefined || before.name === 'else') return
    const condition = text.slice(before.start, before.end)
    found.push({ condition, holds: inner !== null && start <= inner.start && end >= inner.end })
  })
  return found
}

function leaves({ children }: PyNode): boolean {
  const bodies = children.filter(({ name }) => name === 'Body')
  const last = bodies[0]?.children.at(-1)?.name
  return bodies.length === 1 && (last === 'ReturnStatement' || last === 'RaiseStatement')
}

function says(condition: string, holds: boolean, names: Names): Says {
  if (!names.mentions(condition))
    return /^(?:not\s+)?(?:\w+\.)?request\.[\w.]+(?:\s*(?:[=!]=|in)\s*[^()]*)?$/.test(condition)
      ? 'nothing'
      : 'unknown'
  const clauses = condition.replace(/^\(([^()]*)\)$/, '$1').split(holds ? /\s+and\s+/ : /\s+or\s+/)
  const said = clauses.map((clause) => clauseSays(clause.trim(), holds, names))
  if (said.includes('listed')) return 'listed'
  return said.includes('unknown') ? 'unknown' : 'nothing'
}

function clauseSays(clause: string, holds: boolean, names: Names): Says {
  if (!names.mentions(clause)) return says(clause, holds, names)
  const bare = clause
    .replace(/^not\s+/, '')
    .replace(/\s+is(?:\s+not)?\s+None$|\s*[=!]=\s*(?:None|""|'')$/, '')
  if (names.isOrigin(bare)) return 'nothing'
  if (/\s(?:and|or)\s/.test(clause)) return 'unknown'
  const compares = holds ? /(?<!\bnot)\s+in\s+|==/ : /\s+not\s+in\s+|!=/
  return compares.test(clause) ? 'listed' : 'unknown'
}
