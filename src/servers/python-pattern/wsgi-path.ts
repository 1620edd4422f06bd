import { utf8Decode, utf8Encode } from '../../infra/utf-8'

/** The path as an app under WSGI gets it: percent-decoded, as text. */
export function decodedPath(path: string): string {
  const bytes = /[^\0-\x7f]/.test(path) ? utf8Encode(path) : path
  return utf8Decode(
    bytes.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    ),
  )
}
