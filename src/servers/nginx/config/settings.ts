import { utf8Encode } from '../../../infra/utf-8'
import { type Directive, withIncluded } from '../syntax/directive'
import { readCookieFlags, readCookieReplacement, readRedirect } from './proxy-settings'
import { type Reader, sizeOf } from './reader'
import { unread } from './report'
import type { AddHeader, ErrorPage, Root, Settings } from './site'
import { templateOf } from './template'

/** What a level says itself; what it does not say, it inherits. */
export type OwnSettings = { -readonly [K in keyof Settings]?: Settings[K] }

/** Where the settings stand that are being read. */
export interface SettingsPlace {
  /** How much of a URI an `alias` here replaces; null where none may stand. */
  readonly alias: Root['alias']
}

/** Reads one directive into the settings; false where it is none of them. */
export function readSetting(
  own: OwnSettings,
  directive: Directive,
  reader: Reader,
  place: SettingsPlace,
): boolean {
  const read = settings[directive.name]
  if (read === undefined) return false
  read(own, directive, reader, place)
  return true
}

type Read = (own: OwnSettings, directive: Directive, reader: Reader, place: SettingsPlace) => void

/** A setting that is `on` or `off`. */
function flag(key: FlagKey): Read {
  return (own, directive, reader) => {
    own[key] = reader.flag(directive)
  }
}

type FlagKey = { [K in keyof Settings]: Settings[K] extends boolean ? K : never }[keyof Settings]

/** A list that each such directive adds to. */
function append<K extends keyof Settings, T>(
  key: K,
  read: (directive: Directive, reader: Reader) => readonly T[],
): Read {
  return (own, directive, reader) => {
    const list = (own[key] ?? []) as unknown as T[]
    list.push(...read(directive, reader))
    own[key] = list as unknown as NonNullable<OwnSettings[K]>
  }
}

const settings: Readonly<Record<string, Read | undefined>> = {
  add_header: append('addHeaders', readAddHeader),
  add_header_inherit: (own, directive, reader) => {
    own.addHeaderInherit = reader.choice(directive, ['on', 'off', 'merge'])
  },
  error_page: append('errorPages', readErrorPages),
  recursive_error_pages: flag('recursiveErrorPages'),
  root: (own, { args: [path] }, reader) => {
    if (path !== undefined) own.root = { path: reader.template(path), alias: null }
  },
  alias: (own, { args: [path] }, reader, { alias }) => {
    if (path !== undefined) own.root = { path: reader.template(path), alias }
  },
  index: append('index', ({ args }, reader) => args.map((each) => reader.template(each))),
  default_type: (own, { args: [type] }) => {
    own.defaultType = utf8Encode(type?.text ?? '')
  },
  types: (own, { block }, reader) => {
    const types = new Map(own.types ?? [])
    for (const entry of withIncluded(block ?? [])) {
      if (entry.name === 'include') reader.report.unknownDirective(unread(entry))
      else for (const { text } of entry.args) types.set(text.toLowerCase(), entry.name)
    }
    own.types = types
  },
  client_max_body_size: (own, { args: [size], span }, reader) => {
    const bytes = sizeOf(size?.text ?? '')
    if (bytes === null) reader.report.fail(span, 'client_max_body_size takes a size such as 10m')
    else own.clientMaxBodySize = bytes
  },
  server_tokens: (own, directive, reader) => {
    own.serverTokens = reader.choice(directive, ['on', 'off', 'build'])
  },
  absolute_redirect: flag('absoluteRedirect'),
  port_in_redirect: flag('portInRedirect'),
  server_name_in_redirect: flag('serverNameInRedirect'),
  allow: append('accessRules', ({ args }) => [{ allow: true, from: args[0]?.text ?? '' }]),
  deny: append('accessRules', ({ args }) => [{ allow: false, from: args[0]?.text ?? '' }]),
  internal: (own) => {
    own.isInternal = true
  },
  satisfy: (own, directive, reader) => {
    own.satisfy = reader.choice(directive, ['all', 'any'])
  },
  auth_basic: (own, { args: [realm] }, reader) => {
    if (realm !== undefined) own.authBasic = reader.template(realm)
  },
  auth_basic_user_file: (own, { args: [file] }, reader) => {
    if (file !== undefined) own.authBasicUserFile = reader.template(file)
  },
  proxy_set_header: append('proxySetHeaders', ({ args: [name, value] }, reader) =>
    name === undefined || value === undefined
      ? []
      : [{ name: utf8Encode(name.text).toLowerCase(), value: reader.template(value) }],
  ),
  proxy_hide_header: append('proxyHideHeaders', ({ args }) => args.map(({ text }) => text.toLowerCase())),
  proxy_pass_header: append('proxyPassHeaders', ({ args }) => args.map(({ text }) => text.toLowerCase())),
  // `default` is filled in by the level, which knows the address it stands for.
  proxy_redirect: (own, directive, reader) => {
    const redirect = readRedirect(directive, reader)
    if (own.proxyRedirectOn !== undefined && (redirect === null || own.proxyRedirects === undefined)) {
      reader.report.unknownDirective({ name: 'proxy_redirect default with others', span: directive.span })
    }
    own.proxyRedirectOn = redirect !== null || directive.args[0]?.text !== 'off'
    if (redirect !== null) own.proxyRedirects = [...(own.proxyRedirects ?? []), redirect]
  },
  proxy_cookie_domain: append('proxyCookieDomains', readCookieReplacement),
  proxy_cookie_path: append('proxyCookiePaths', readCookieReplacement),
  proxy_cookie_flags: append('proxyCookieFlags', readCookieFlags),
  proxy_intercept_errors: flag('proxyInterceptErrors'),
  proxy_method: (own, { args: [method] }, reader) => {
    if (method !== undefined) own.proxyMethod = reader.template(method)
  },
  proxy_pass_request_headers: flag('proxyPassRequestHeaders'),
  proxy_pass_request_body: flag('proxyPassRequestBody'),
}

function readAddHeader(
  { args: [name, value, always], span }: Directive,
  reader: Reader,
): readonly AddHeader[] {
  if (name === undefined || value === undefined) return []
  if (always !== undefined && always.text !== 'always') {
    reader.report.fail(
      always.span,
      'add_header takes "always" as its third argument; quote a value with spaces',
    )
  }
  if (!/^[\x21-\x7e]+$/.test(name.text))
    reader.report.fail(span, 'add_header takes the name of a header first')
  return [
    {
      name: utf8Encode(name.text).toLowerCase(),
      value: reader.template(value),
      always: always?.text === 'always',
    },
  ]
}

function readErrorPages({ args, span }: Directive, reader: Reader): readonly ErrorPage[] {
  const target = args[args.length - 1]
  const answer = args[args.length - 2]
  if (target === undefined || answer === undefined) return []
  const overwrites = answer.text.startsWith('=')
  const overwrite = overwrites ? Number(answer.text.slice(1)) : null
  const codes = args.slice(0, overwrites ? -2 : -1)
  if (codes.length === 0 || Number.isNaN(overwrite))
    reader.report.fail(span, 'error_page takes statuses, then a URI')
  return codes.flatMap((code) => {
    const status = Number(code.text)
    if (!/^\d+$/.test(code.text) || status < 300 || status > 599 || status === 499) {
      reader.report.fail(code.span, 'error_page takes statuses between 300 and 599, but for 499')
      return []
    }
    const asBadRequest = status >= 494 && status <= 497 && overwrite === null
    return [{ status, overwrite: asBadRequest ? 400 : overwrite, target: reader.template(target) }]
  })
}

/** What the level has after all: its own settings, else those of the level around it. */
export function inherit(parent: Settings, own: OwnSettings): Settings {
  const merged: Settings = { ...parent, ...own }
  return {
    ...merged,
    addHeaders: inheritedHeaders(parent, own, merged.addHeaderInherit),
    proxyRedirects: merged.proxyRedirectOn ? merged.proxyRedirects : [],
  }
}

/** All or nothing, unless `add_header_inherit` says otherwise. A level's own headers come first. */
function inheritedHeaders(
  parent: Settings,
  { addHeaders }: OwnSettings,
  mode: Settings['addHeaderInherit'],
): readonly AddHeader[] {
  if (mode === 'off') return addHeaders ?? []
  if (addHeaders === undefined) return parent.addHeaders
  return mode === 'merge' ? [...addHeaders, ...parent.addHeaders] : addHeaders
}

/** What holds where nobody says anything. */
export const defaultSettings: Settings = {
  addHeaders: [],
  addHeaderInherit: 'on',
  errorPages: [],
  recursiveErrorPages: false,
  root: { path: templateOf(['html']), alias: null },
  index: [templateOf(['index.html'])],
  defaultType: 'text/plain',
  types: new Map([
    ['html', 'text/html'],
    ['gif', 'image/gif'],
    ['jpg', 'image/jpeg'],
  ]),
  clientMaxBodySize: 1024 * 1024,
  serverTokens: 'on',
  absoluteRedirect: true,
  portInRedirect: true,
  serverNameInRedirect: false,
  accessRules: [],
  isInternal: false,
  satisfy: 'all',
  authBasic: null,
  authBasicUserFile: null,
  proxySetHeaders: [],
  proxyHideHeaders: [],
  proxyPassHeaders: [],
  proxyRedirects: [],
  proxyRedirectOn: true,
  proxyCookieDomains: [],
  proxyCookiePaths: [],
  proxyCookieFlags: [],
  proxyInterceptErrors: false,
  proxyMethod: null,
  proxyPassRequestHeaders: true,
  proxyPassRequestBody: true,
}
