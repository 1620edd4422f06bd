import { type DialectId, dialects } from '../dialects'
import { CannotRead } from './cannot-read'

/** How a file is read. */
export type FileKind = 'js' | 'python' | 'data' | 'headers' | 'nginx'

const byEnding: readonly { readonly ending: RegExp; readonly kind: FileKind }[] = [
  { ending: /\.[mc]?[jt]sx?$/, kind: 'js' },
  { ending: /\.py$/, kind: 'python' },
  { ending: /\.(?:json|ya?ml)$/, kind: 'data' },
  { ending: /\.(?:headers|http)$/, kind: 'headers' },
  {
    ending: /(?:^|[/\\])nginx[^/\\]*\.conf(?:\.\w+)?$|\.nginx$|sites-(?:available|enabled)[/\\]/,
    kind: 'nginx',
  },
]

/** What a text looks like, the more telling first. */
const bySight: readonly { readonly looks: RegExp; readonly kind: FileKind }[] = [
  {
    looks:
      /^(?:< )?HTTP\/[\d.]+ \d{3}|^[<>] [\w-]+: |^(?:access-control-[\w-]+|set-cookie|content-type|server|date)[ \t]*:/im,
    kind: 'headers',
  },
  { looks: /^\s*[{[]/, kind: 'data' },
  {
    looks: /^[ \t]{0,80}(?:add_header\s|(?:server|http)\s{0,80}\{|(?:location|map)\s[^{\n]{0,400}\{)/m,
    kind: 'nginx',
  },
  { looks: /\b(?:require\(|module\.exports|export (?:default|const)|const \w+ =|app\.use\()/, kind: 'js' },
  { looks: /^(?:from [\w.]+ import|import \w|def |[A-Z_]+ = )|\bCORS\(/m, kind: 'python' },
  { looks: /^[\w'"-]+:(?:\s|$)/m, kind: 'data' },
]

/**
 * How to read a file: as its user says, by the ending of its name, or by its looks.
 *
 * @throws CannotRead where nothing tells
 */
export function kindOf(path: string, text: string, as: FileKind | DialectId | null): FileKind {
  const named = byEnding.find(({ ending }) => ending.test(path))?.kind
  if (as !== null && !(as in dialects)) return as as FileKind
  const kind = named ?? bySight.find(({ looks }) => looks.test(text))?.kind
  if (kind !== undefined) return kind
  if (as !== null) return 'data'
  throw new CannotRead(
    'expected options, settings, headers or a configuration of nginx; say what it is with --as',
    0,
  )
}
