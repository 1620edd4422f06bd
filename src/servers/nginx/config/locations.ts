import { utf8Encode } from '../../../infra/utf-8'
import type { Directive } from '../syntax/directive'
import { readLevel } from './level'
import type { Reader } from './reader'
import type { Level, Location, Locations, Settings } from './site'

/** The locations of a server, and those with names, which stand nowhere else. */
export interface ReadLocations {
  readonly locations: Locations
  readonly named: ReadonlyMap<string, Level>
}

/** The `location` blocks among these, with what they inherit and the location that they are in. */
export function readLocations(
  directives: readonly Directive[],
  settings: Settings,
  around: Location | null,
  reader: Reader,
): ReadLocations {
  const prefixes: Location[] = []
  const patterns: Location[] = []
  const named = new Map<string, Level>()
  const taken = new Set<string>()
  for (const directive of directives) {
    if (directive.name !== 'location') continue
    const head = readHead(directive, reader)
    if (head === null) continue
    if (head.kind === 'named') named.set(head.path, readNamed(directive, head.path, settings, around, reader))
    else {
      const location = readLocation(directive, head, settings, around, reader)
      checkPlace(location, around, taken, directive, reader)
      ;(location.kind === 'pattern' ? patterns : prefixes).push(location)
    }
  }
  return { locations: { prefixes, patterns }, named }
}

interface Head {
  readonly kind: Location['kind'] | 'named'
  readonly path: string
  readonly ignoreCase: boolean
}

/** What a location is for. The sign may be written together with the path. */
function readHead({ args, span }: Directive, reader: Reader): Head | null {
  const [first, second] = args
  const whole = second === undefined ? (first?.text ?? '') : `${first?.text} ${second.text}`
  const found = /^(=|\^~|~\*|~|) ?([\s\S]*)$/.exec(whole)
  const [, sign = '', path = ''] = found ?? []
  if (second !== undefined && (sign === '' || first?.text !== sign)) {
    reader.report.fail(first?.span ?? span, 'location takes "=", "^~", "~" or "~*" before its path')
    return null
  }
  if (sign === '' && path.startsWith('@')) return { kind: 'named', path: utf8Encode(path), ignoreCase: false }
  if (sign === '~' || sign === '~*') return { kind: 'pattern', path, ignoreCase: sign === '~*' }
  const kind = sign === '=' ? 'exact' : sign === '^~' ? 'prefix-no-pattern' : 'prefix'
  return { kind, path: utf8Encode(path), ignoreCase: false }
}

function readLocation(
  directive: Directive,
  { kind, path, ignoreCase }: Head,
  settings: Settings,
  around: Location | null,
  reader: Reader,
): Location {
  const isPattern = kind === 'pattern'
  const argument = directive.args[directive.args.length - 1]
  const { level, others } = readLevel(
    {
      kind: 'location',
      context: 'location',
      directives: directive.block ?? [],
      settings,
      within: null,
      path: isPattern ? '' : path,
      proxyPath: isPattern ? null : path,
      alias: isPattern ? 'all' : path.length,
    },
    reader,
  )
  const pattern = isPattern && argument !== undefined ? reader.pattern(path, ignoreCase, argument) : null
  const location = {
    kind: kind as Location['kind'],
    path: isPattern ? '' : path,
    pattern,
    level,
    nested: none,
  }
  const nested = readLocations(others, level.settings, location, reader)
  return { ...location, nested: around === null || kind !== 'exact' ? nested.locations : none }
}

const none: Locations = { prefixes: [], patterns: [] }

function readNamed(
  directive: Directive,
  path: string,
  settings: Settings,
  around: Location | null,
  reader: Reader,
): Level {
  if (around !== null)
    reader.report.fail(directive.span, 'a named location stands in a server, not in a location')
  const { level, others } = readLevel(
    {
      kind: 'location',
      context: 'location',
      directives: directive.block ?? [],
      settings,
      within: null,
      path: '',
      proxyPath: null,
      alias: 'all',
    },
    reader,
  )
  const inner = others.find(({ name }) => name === 'location')
  if (inner !== undefined)
    reader.report.fail(inner.span, `no location can be inside the named location ${path}`)
  return level
}

/** What nginx refuses of locations in locations, and twice the same. */
function checkPlace(
  { kind, path }: Location,
  around: Location | null,
  taken: Set<string>,
  { span }: Directive,
  { report }: Reader,
): void {
  if (around?.kind === 'exact')
    report.fail(span, `no location can be inside the exact location ${around.path}`)
  if (kind !== 'pattern' && around !== null && !path.startsWith(around.path)) {
    report.fail(span, `the location ${path} is outside of the location ${around.path} that it is in`)
  }
  if (kind === 'pattern') return
  const key = (kind === 'exact' ? '=' : ' ') + path
  if (taken.has(key)) report.fail(span, `the location ${path} is there twice`)
  taken.add(key)
}
