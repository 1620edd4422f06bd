/** What is wrong with a string that should name an origin. */
export type OriginSyntaxErrorCode =
  /** Not a string at all. */
  | 'not-a-string'
  /** Nothing but whitespace. */
  | 'empty'
  /** `localhost:3000`, `example.com`, `//example.com`. */
  | 'missing-scheme'
  /** `<http://localhost:3000>`, quotes, backticks, a Markdown link: a URL with something around it. */
  | 'wrapped'
  /** `*`, `https://*.example.com`: a pattern, which a server may allow by, but no page can be at. */
  | 'wildcard'
  /** `https://a.example, https://b.example`: several. */
  | 'list'
  /** A scheme, and then a host or port that the URL standard does not take. */
  | 'invalid-host-or-port'

/**
 * Says that a string names no origin, and what to write instead. The message is made from `code` and
 * `value` and may change; `code` is what to decide by.
 *
 * @since 0.1.0
 */
export class OriginSyntaxError extends TypeError {
  override readonly name: string = 'OriginSyntaxError'
  readonly code: OriginSyntaxErrorCode
  /** What was given; where that was no string, its type. */
  readonly value: string

  constructor(code: OriginSyntaxErrorCode, value: string) {
    super(message(code, value))
    this.code = code
    this.value = value
  }
}

const longestShown = 80

function message(code: OriginSyntaxErrorCode, value: string): string {
  const short = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value
  const shown = JSON.stringify(short)
  switch (code) {
    case 'not-a-string':
      return `An origin is given as a string such as "https://example.com", as an Origin or as an object with an href. This is of type ${value}.`
    case 'empty':
      return 'An empty string names no origin. Write one such as "https://example.com".'
    case 'missing-scheme':
      return `${shown} has no scheme, so it names no origin. Write ${JSON.stringify(withScheme(short))}.`
    case 'wrapped':
      return `${shown} has something around the URL, such as Markdown or quotes leave behind. Write the URL alone.`
    case 'wildcard':
      return `${shown} is a pattern and names no origin: no page is ever at it. Write an origin that it stands for, such as "https://app.example.com".`
    case 'list':
      return `${shown} names several origins. Give one at a time.`
    case 'invalid-host-or-port':
      return `${shown} is no URL: its host or port is not valid. Write a scheme, a host and, where it is not the default, a port up to 65535, such as "https://example.com:8443".`
  }
}

/** A guess, for the message only: what runs at an address or at localhost speaks http, the rest https. */
function withScheme(value: string): string {
  const host = value.startsWith('//') ? value.slice(2) : value
  if (host === '' || '/?#:@.'.includes(host.charAt(0))) return 'https://example.com'
  const isLocal = '[0123456789'.includes(host.charAt(0)) || host.toLowerCase().startsWith('localhost')
  return `${isLocal ? 'http' : 'https'}://${host}`
}
