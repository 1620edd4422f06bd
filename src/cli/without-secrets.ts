import { maskURLs } from '../explain/mask'
import { includesCredentials, parseURL } from '../origin/url-record'

/** The user name and password of something that may be no URL, up to the last `@` there is. */
const userinfo = /^([a-z][a-z0-9+.-]*:(?=[/\\]))?[/\\]*[\s\S]*@/i

/**
 * One argument as a message may repeat it. Where it has a user name and password, or looks as if it had, they
 * become `***`, and so do the values of query parameters that are named like secrets: terminals have
 * histories, and build logs have readers.
 */
export function withoutSecrets(argument: string): string {
  if (!argument.includes('@')) return maskURLs(argument)
  const url = parseURL(argument)
  // An `@` in a path is none of a password, where that much can be told.
  if (url !== null && url.host !== null && !includesCredentials(url)) return maskURLs(argument)
  const rest = argument.replace(
    userinfo,
    (_whole, scheme?: string) => `${scheme === undefined ? '' : `${scheme}//`}***@`,
  )
  return maskURLs(rest)
}

/** The argument in quotes, as a message may repeat it. */
export function shownArgument(argument: string): string {
  return JSON.stringify(withoutSecrets(argument))
}
