import { type Directive, withIncluded } from '../syntax/directive'
import type { Context } from './directives'
import { defaultRedirect, readProxyPass } from './proxy-settings'
import type { Reader } from './reader'
import { readCode, readCondition } from './rewrite-codes'
import { inherit, type OwnSettings, readSetting } from './settings'
import type { Code, Level, ProxyPass, Root, Settings, TryFiles } from './site'

/** A level that is to be read. */
export interface LevelSource {
  readonly kind: Level['kind']
  readonly context: Context
  readonly directives: readonly Directive[]
  /** What it inherits from. */
  readonly settings: Settings
  /** The level that it is an `if` or a `limit_except` in; null for servers and locations. */
  readonly within: Level | null
  /** The path of a location by prefix, or around an `if`; empty for patterns and names. */
  readonly path: string
  /** The path that a `proxy_pass` with a URI replaces; null where it may have none. */
  readonly proxyPath: string | null
  readonly alias: Root['alias']
}

/** What was read of a level, before its inner ones. */
interface Draft {
  readonly own: OwnSettings
  proxy: ProxyPass | null
  tryFiles: TryFiles | null
  limitExcept: Directive | null
  /** Directives that stand here and are for somebody else to read: locations, names, addresses. */
  readonly others: Directive[]
  /** In their order, `if` among them. */
  readonly rewrites: Directive[]
}

/** A level, and those of its directives that are no part of one. */
export interface ReadLevel {
  readonly level: Level
  readonly others: readonly Directive[]
}

export function readLevel(source: LevelSource, reader: Reader): ReadLevel {
  const draft: Draft = {
    own: {},
    proxy: null,
    tryFiles: null,
    limitExcept: null,
    others: [],
    rewrites: [],
  }
  for (const directive of withIncluded(source.directives)) {
    if (reader.accepts(directive, source.context)) readDirective(directive, draft, source, reader)
  }
  return { level: levelOf(draft, source, reader), others: draft.others }
}

const rewrites: ReadonlySet<string> = new Set(['set', 'return', 'rewrite', 'break', 'if'])

function readDirective(directive: Directive, draft: Draft, source: LevelSource, reader: Reader): void {
  if (rewrites.has(directive.name)) draft.rewrites.push(directive)
  else if (directive.name === 'proxy_pass') draft.proxy = readProxyPass(directive, source.proxyPath, reader)
  else if (directive.name === 'try_files') draft.tryFiles = readTryFiles(directive, reader)
  else if (directive.name === 'limit_except') draft.limitExcept = directive
  else if (!readSetting(draft.own, directive, reader, source)) draft.others.push(directive)
}

function levelOf(draft: Draft, source: LevelSource, reader: Reader): Level {
  const { own, proxy } = draft
  const inherited = inherit(source.settings, own)
  const settings = { ...inherited, proxyRedirects: redirectsOf(inherited, own, proxy) }
  const level: Level = {
    kind: source.kind,
    settings,
    codes: [],
    tryFiles: draft.tryFiles,
    // An `if` and a `limit_except` ask whom the location around them asks.
    proxy: proxy ?? source.within?.proxy ?? null,
    takesOver: proxy !== null || (source.kind === 'limit_except' && source.within?.proxy != null),
    redirectsToSlash: proxy !== null && source.path.endsWith('/'),
    path: source.path,
    limitExcept: null,
  }
  return {
    ...level,
    codes: readCodes(draft.rewrites, level, source, reader),
    limitExcept: draft.limitExcept === null ? null : readLimitExcept(draft.limitExcept, level, reader),
  }
}

/** `default`, said or not, is worth what the own `proxy_pass` makes of it. */
function redirectsOf(
  settings: Settings,
  own: OwnSettings,
  proxy: ProxyPass | null,
): Settings['proxyRedirects'] {
  const saysDefault = own.proxyRedirectOn === true && own.proxyRedirects === undefined
  const isNeeded = settings.proxyRedirectOn && (saysDefault || settings.proxyRedirects.length === 0)
  const redirect = isNeeded && proxy !== null ? defaultRedirect(proxy) : null
  return redirect === null ? settings.proxyRedirects : [redirect]
}

function readCodes(
  directives: readonly Directive[],
  level: Level,
  source: LevelSource,
  reader: Reader,
): readonly Code[] {
  return directives.flatMap((directive) => {
    const code =
      directive.name === 'if' ? readIf(directive, level, source, reader) : readCode(directive, reader)
    return code === null ? [] : [code]
  })
}

function readIf(directive: Directive, around: Level, source: LevelSource, reader: Reader): Code | null {
  const condition = readCondition(directive, reader)
  const inLocation = source.context === 'location'
  const { level } = readLevel(
    {
      kind: 'if',
      context: inLocation ? 'location if' : 'server if',
      directives: directive.block ?? [],
      settings: around.settings,
      within: around,
      path: around.path,
      proxyPath: null,
      alias: null,
    },
    reader,
  )
  if (condition === null) return null
  return { op: 'if', condition, codes: level.codes, level: inLocation ? { ...level, codes: [] } : null }
}

function readLimitExcept({ args, block }: Directive, around: Level, reader: Reader): Level['limitExcept'] {
  const methods = new Set(args.map(({ text }) => text.toUpperCase()))
  if (methods.has('GET')) methods.add('HEAD')
  const { level } = readLevel(
    {
      kind: 'limit_except',
      context: 'limit_except',
      directives: block ?? [],
      settings: around.settings,
      within: around,
      path: around.path,
      proxyPath: null,
      alias: null,
    },
    reader,
  )
  return { methods, level }
}

function readTryFiles({ args }: Directive, reader: Reader): TryFiles | null {
  const last = args[args.length - 1]
  if (last === undefined) return null
  const files = args.slice(0, -1).map((argument) => {
    const directory = argument.text.endsWith('/')
    return {
      path: reader.templateOf(directory ? argument.text.slice(0, -1) : argument.text, argument),
      directory,
    }
  })
  const status = /^=(\d{1,3})$/.exec(last.text)
  return { files, last: status === null ? reader.template(last) : Number(status[1]) }
}
