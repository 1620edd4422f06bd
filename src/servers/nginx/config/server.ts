import { utf8Encode } from '../../../infra/utf-8'
import { type Directive, withIncluded } from '../syntax/directive'
import { readLevel } from './level'
import { defaultListen, readListen } from './listen'
import { readLocations } from './locations'
import type { Reader } from './reader'
import type { Server, ServerName, Settings } from './site'

/** What a server may say of how requests are read, or inherit from `http`. */
export interface ReadingFlags {
  readonly mergeSlashes: boolean
  readonly underscoresInHeaders: boolean
  readonly ignoreInvalidHeaders: boolean
  readonly isSecure: boolean
}

export const defaultFlags: ReadingFlags = {
  mergeSlashes: true,
  underscoresInHeaders: false,
  ignoreInvalidHeaders: true,
  isSecure: false,
}

/** The flags among these directives, else those around. */
export function readFlags(
  directives: readonly Directive[],
  around: ReadingFlags,
  reader: Reader,
): ReadingFlags {
  const said = (name: string, otherwise: boolean): boolean => {
    const directive = directives.find((each) => each.name === name)
    return directive === undefined ? otherwise : reader.flag(directive)
  }
  return {
    mergeSlashes: said('merge_slashes', around.mergeSlashes),
    underscoresInHeaders: said('underscores_in_headers', around.underscoresInHeaders),
    ignoreInvalidHeaders: said('ignore_invalid_headers', around.ignoreInvalidHeaders),
    isSecure: said('ssl', around.isSecure),
  }
}

export function readServer(
  directive: Directive,
  settings: Settings,
  around: ReadingFlags,
  reader: Reader,
): Server {
  const directives = directive.block ?? []
  const { level, others } = readLevel(
    {
      kind: 'server',
      context: 'server',
      directives,
      settings,
      within: null,
      path: '',
      proxyPath: null,
      alias: null,
    },
    reader,
  )
  const { mergeSlashes, underscoresInHeaders, ignoreInvalidHeaders, isSecure } = readFlags(
    others,
    around,
    reader,
  )
  const listens = others
    .filter(({ name }) => name === 'listen')
    .flatMap((each) => readListen(each, isSecure, reader) ?? [])
  const names = others.filter(({ name }) => name === 'server_name').flatMap((each) => readNames(each, reader))
  const { locations, named } = readLocations(others, level.settings, null, reader)
  const saysWhere = withIncluded(directives).some(({ name }) => name === 'listen')
  const first = names[0]
  return {
    names,
    name: first === undefined ? '' : serverName(first),
    listens: saysWhere ? listens : [{ ...defaultListen, secure: isSecure }],
    level,
    locations,
    named,
    mergeSlashes,
    underscoresInHeaders,
    ignoreInvalidHeaders,
    span: directive.span,
  }
}

function readNames({ args }: Directive, reader: Reader): readonly ServerName[] {
  return args.map((argument) => {
    const { text } = argument
    if (text.startsWith('~')) {
      // A capital letter makes the pattern blind to case; hosts are in lower case already.
      return { kind: 'pattern', pattern: reader.pattern(text.slice(1), /[A-Z]/.test(text), argument) }
    }
    if (/^\*(?!\..)|^\.$/.test(text)) {
      reader.report.fail(
        argument.span,
        'server_name takes an asterisk only as in *.example.com or www.example.*',
      )
    }
    return { kind: 'name', name: utf8Encode(text).toLowerCase() }
  })
}

/** A name without its dot in front; a pattern as it was written. */
function serverName(name: ServerName): string {
  return name.kind === 'name' ? name.name.replace(/^\./, '') : `~${utf8Encode(name.pattern.source)}`
}
