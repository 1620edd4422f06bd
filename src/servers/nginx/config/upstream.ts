import { type Directive, withIncluded } from '../syntax/directive'
import type { Reader } from './reader'

/** An `upstream` block: its name, and its addresses in the order in which they are tried. */
export function readUpstream(
  { args, block }: Directive,
  reader: Reader,
): readonly (readonly [string, readonly string[]])[] {
  const name = args[0]?.text
  if (name === undefined) return []
  const servers = withIncluded(block ?? [])
    .filter((directive) => reader.accepts(directive, 'upstream'))
    .map(({ args: [address, ...options] }) => ({
      address: address?.text ?? '',
      isDown: options.some(({ text }) => text === 'down'),
      isBackup: options.some(({ text }) => text === 'backup'),
    }))
    .filter(({ isDown }) => !isDown)
  const inOrder = [
    ...servers.filter(({ isBackup }) => !isBackup),
    ...servers.filter(({ isBackup }) => isBackup),
  ]
  return [[name, inOrder.map(({ address }) => address)]]
}
