import type { Cookie } from './cookie'

/**
 * The `Cookie` header, empty for no cookies. Of a nameless cookie the value alone.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-serialize-cookies
 */
export function serializeCookies(cookies: readonly Cookie[]): string {
  let output = ''
  for (let i = 0; i < cookies.length; i++) {
    const { name, value } = cookies[i] as Cookie
    if (name === '') output += output === '' || value === '' ? value : `; ${value}`
    else output = output === '' ? `${name}=${value}` : `${output}; ${name}=${value}`
  }
  return output
}
