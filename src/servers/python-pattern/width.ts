import type { Node, Sequence } from './syntax'

/** The fewest and the most characters that something can match; widths of groups by their number. */
export function widthOf(
  branches: readonly Sequence[],
  groups: ReadonlyMap<number, readonly [number, number]>,
): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY
  let most = 0
  for (const sequence of branches) {
    let low = 0
    let high = 0
    for (const node of sequence) {
      const [fewest, widest] = widthOfNode(node, groups)
      low += fewest
      high += widest
    }
    least = Math.min(least, low)
    most = Math.max(most, high)
  }
  return [least, most]
}

function widthOfNode(
  node: Node,
  groups: ReadonlyMap<number, readonly [number, number]>,
): readonly [number, number] {
  switch (node.kind) {
    case 'literal':
    case 'any':
    case 'set':
      return [1, 1]
    case 'anchor':
    case 'look':
      return [0, 0]
    case 'group':
    case 'atomic':
      return widthOf(node.branches, groups)
    case 'repeat': {
      const [least, most] = widthOfNode(node.item, groups)
      return [least * node.least, most === 0 ? 0 : most * node.most]
    }
    case 'backreference':
      return groups.get(node.index) ?? [0, 0]
  }
}
