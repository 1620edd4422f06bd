import type { Cookie } from './cookie'

/**
 * The `Cookie` header, empty for no cookies. Of a nameless cookie the value alone.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-layered-cookies.html#name-serialize-cookies
 */
export function serializeCookies(cookies: readonly Cookie[]): string {
  let output = ''
  for (let i = 0; i < cookies.length; i++) {
    const { name, value } = cookies[i] as Cookie
    // Few pieces make a string that is soon in one.
    if (name !== '') output += output === '' ? `${name}=` : `; ${name}=`
    else if (output !== '' && value !== '') output += '; '
    output += value
  }
  return output
}
