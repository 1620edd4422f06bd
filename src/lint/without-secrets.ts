import { mask, masked, maskURLs } from '../explain/mask'

/** `secret: '…'`, `API_KEY = "…"` and their like, in code and settings. */
const assigned =
  /((?:secret|passw(?:or)?d|passphrase|token|api_?key|private_?key)\w{0,40}["']?\]?\s{0,40}(?::|=>?|,)\s{0,40})(["'`])(?:\\.|(?!\2).)+\2/gi

/** Headers as nginx, curl and code have them. */
const headerLine =
  /^(\s*(?:[<>+-]\s*)?)((?:set-)?cookie2?|authorization|proxy-authorization|x-[a-z-]+)(\s*:\s*)(.*)$/i
const nginxHeader =
  /(\b(?:proxy_set_header|add_header)\s+["']?((?:set-)?cookie|authorization|x-[a-z-]+)["']?\s+)(["']?)([^"';]+)\3/i

/** A line of somebody’s file as it may be shown: secrets in it are `***`. */
export function withoutSecrets(line: string): string {
  const header = headerLine.exec(line)
  if (header !== null) {
    const [, lead = '', name = '', colon = '', value = ''] = header
    return lead + name + colon + mask(name, value)
  }
  const code = line
    .replace(assigned, (_found, lead: string, quote: string) => `${lead}${quote}${masked}${quote}`)
    .replace(
      nginxHeader,
      (_found, lead: string, name: string, quote: string, value: string) =>
        `${lead}${quote}${mask(name, value)}${quote}`,
    )
  return maskURLs(code)
}
