import { utf8Encode } from '../../../infra/utf-8'
import type { Argument, Directive } from '../syntax/directive'
import type { Pattern } from './pattern'
import type { Reader } from './reader'
import type { CookieFlags, ProxyPass, ProxyTarget, Replacement } from './site'
import { type Template, templateOf } from './template'

/** A `proxy_pass`. It may have a URI only in a location of a prefix, whose path is then given. */
export function readProxyPass(
  { args: [url] }: Directive,
  location: string | null,
  reader: Reader,
): ProxyPass | null {
  if (url === undefined) return null
  const template = reader.template(url)
  if (template.constant === null) return { target: template, location: location ?? '' }
  const target = parseTarget(template.constant)
  if (target === null) {
    reader.report.fail(url.span, 'proxy_pass takes a URL that begins with http:// or https://')
    return null
  }
  if (!isPort(target)) reader.report.fail(url.span, 'proxy_pass takes a port between 1 and 65535')
  if (target.uri !== null && location === null) {
    const where = 'a location of a pattern, a named location, "if" or "limit_except"'
    reader.report.fail(
      url.span,
      `proxy_pass cannot have a URI in ${where}; take the path off, even a single "/"`,
    )
  }
  return { target, location: location ?? '' }
}

/** `http://host:port/uri` in its parts; null where it is no URL of http. */
export function parseTarget(url: string): ProxyTarget | null {
  const found = /^(https?):\/\/(unix:[^:]*|[^/?#]+):?(.*)$/is.exec(url)
  if (found === null) return null
  const [, scheme, authority, uri] = found as unknown as [string, string, string, string]
  return {
    scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http',
    authority,
    uri: uri === '' ? null : uri.startsWith('/') ? uri : `/${uri}`,
  }
}

/** Whether the port of a target is one, where it has any. */
export function isPort({ authority }: ProxyTarget): boolean {
  if (authority.startsWith('unix:')) return true
  const port = /:([^\]]*)$/.exec(authority)?.[1]
  return port === undefined || (/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)
}

/** What `proxy_redirect default` stands for: the address that is asked, by the place where it is asked for. */
export function defaultRedirect({ target, location }: ProxyPass): Replacement | null {
  if ('pieces' in target) return null
  const address = `${target.scheme}://${target.authority}`
  return target.uri === null
    ? { from: templateOf([`${address}/`]), to: templateOf(['/']) }
    : { from: templateOf([address + target.uri]), to: templateOf([location]) }
}

/** A `proxy_redirect` with two arguments; null for `off` and `default`. */
export function readRedirect({ args, span }: Directive, reader: Reader): Replacement | null {
  const [from, to] = args
  if (from === undefined) return null
  if (to !== undefined) return { from: readMatch(from, reader), to: reader.template(to) }
  if (from.text !== 'off' && from.text !== 'default') {
    reader.report.fail(span, 'proxy_redirect takes "off", "default", or what is replaced by what')
  }
  return null
}

/** Of `proxy_cookie_domain` and `proxy_cookie_path`; none where it is `off`. */
export function readCookieReplacement(
  { name, args, span }: Directive,
  reader: Reader,
): readonly Replacement[] {
  const [from, to] = args
  if (from === undefined) return []
  if (to === undefined) {
    if (from.text !== 'off') reader.report.fail(span, `${name} takes "off", or what is replaced by what`)
    return []
  }
  const isDomain = name === 'proxy_cookie_domain'
  if (from.text.startsWith('~')) {
    const caseless = isDomain || from.text.startsWith('~*')
    const source = from.text.slice(from.text.startsWith('~*') && !isDomain ? 2 : 1)
    return [{ from: reader.pattern(source, caseless, from), to: reader.template(to) }]
  }
  const text = (each: Argument): string =>
    isDomain && each.text.startsWith('.') ? each.text.slice(1) : each.text
  return [{ from: reader.templateOf(text(from), from), to: reader.templateOf(text(to), to) }]
}

export function readCookieFlags({ args, span }: Directive, reader: Reader): readonly CookieFlags[] {
  const [cookie, ...flags] = args
  if (cookie === undefined) return []
  if (flags.length === 0) {
    if (cookie.text !== 'off')
      reader.report.fail(span, 'proxy_cookie_flags takes "off", or a cookie and its flags')
    return []
  }
  const match = cookie.text.startsWith('~')
    ? reader.pattern(cookie.text.slice(1), true, cookie)
    : reader.template(cookie)
  return [{ cookie: match, flags: flags.map((flag) => reader.template(flag)) }]
}

/** `~pattern`, `~*pattern`, or a text with variables. */
function readMatch(argument: Argument, reader: Reader): Template | Pattern {
  const { text } = argument
  if (text.startsWith('~*')) return reader.pattern(text.slice(2), true, argument)
  if (text.startsWith('~')) return reader.pattern(text.slice(1), false, argument)
  return reader.template(argument)
}

/** The default of `Host` for a target: its authority, without the port that its scheme has anyway. */
export function hostOf({ scheme, authority }: ProxyTarget): string {
  if (authority.startsWith('unix:')) return 'localhost'
  return utf8Encode(authority).replace(scheme === 'https' ? /:443$/ : /:80$/, '')
}
