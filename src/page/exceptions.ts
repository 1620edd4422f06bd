import { exceptionFor, type Misdeed } from '../explain/page-exceptions'
import { isByteString } from '../infra/byte-string'
import type { Profile } from '../profile/profile'

/** What a page gets thrown in the words of its engine: a TypeError, or a DOMException. */
export function exception(
  profile: Profile,
  misdeed: Misdeed,
  fields: { readonly [name: string]: string | number } = {},
): TypeError | DOMException {
  const { name, message } = exceptionFor(profile, misdeed, fields)
  return name === 'TypeError' ? new TypeError(message) : new DOMException(message, name)
}

/**
 * An argument of a method of XMLHttpRequest as a byte string; arguments are counted from 1.
 * https://webidl.spec.whatwg.org/#js-ByteString
 *
 * @throws TypeError where it has a character that is no byte
 */
export function byteStringArgument(
  profile: Profile,
  value: unknown,
  method: string,
  argument: number,
): string {
  const string = String(value)
  if (isByteString(string)) return string
  const index = [...Array(string.length).keys()].findIndex((i) => string.charCodeAt(i) > 0xff)
  throw exception(profile, 'xhr-not-bytes', {
    value: string,
    method,
    argument,
    index,
    code: string.charCodeAt(index),
  })
}
