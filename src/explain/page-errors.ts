import type { Engine } from '../profile/engine'
import type { Profile } from '../profile/profile'

/** What a page did wrong. */
export type Complaint =
  | 'url'
  | 'url-credentials'
  | 'method'
  | 'forbidden-method'
  | 'no-cors-method'
  | 'referrer'
  | 'only-if-cached'
  | 'body-of-get'
  | 'stream-keepalive'
  | 'header-name'
  | 'header-value'
  | 'not-bytes'
  | 'argument-not-bytes'
  | 'enumeration'
  | 'no-dictionary'
  | 'no-object'
  | 'no-function'
  | 'other'

type Words = { readonly [C in Complaint]: string }

/**
 * As recorded by the lab, in the scenarios `userinfo-fetch`, `method-*`, `referrer-*`, `header-*` and their like. What was
 * found elsewhere says where; what is nobody's says so, and is plain.
 */
const webkit: Words = {
  url: 'URL is not valid or contains user credentials.',
  'url-credentials': 'URL is not valid or contains user credentials.',
  method: 'Method is not a valid HTTP token.',
  'forbidden-method': 'Method is forbidden.',
  'no-cors-method': 'Method must be GET, POST or HEAD in no-cors mode.',
  referrer: 'Referrer is not a valid URL.',
  'only-if-cached': 'only-if-cached cache option requires fetch mode to be same-origin.',
  'body-of-get': "Request has method '{value}' and cannot have a body",
  'stream-keepalive': 'Request cannot have a ReadableStream body and keepalive set to true',
  'header-name': "Invalid header name: '{value}'",
  'header-value': "Header '{name}' has invalid value: '{value}'",
  'not-bytes': 'Type error',
  'argument-not-bytes': 'Type error',
  enumeration: 'Type error',
  'no-dictionary': 'Type error',
  'no-object': 'Cannot call callback',
  'no-function': 'Cannot call callback',
  // Ours wherever it is used: the place it stands in is known, the words are not.
  other: '{value}',
}

const words: { readonly [E in Engine]: Words } = {
  spec: {
    url: '{value} is not a URL.',
    'url-credentials': '{value} has a user name or password.',
    method: "'{value}' is not a method.",
    'forbidden-method': "'{value}' is a forbidden method.",
    'no-cors-method': "'{value}' needs CORS.",
    referrer: '{value} is not a URL.',
    'only-if-cached': "only-if-cached needs mode 'same-origin'.",
    'body-of-get': 'A {value} has no body.',
    'stream-keepalive': 'A stream cannot be sent with keepalive.',
    'header-name': "'{value}' is not a header name.",
    'header-value': "'{value}' is not a header value.",
    'not-bytes': "'{value}' has a character beyond U+00FF.",
    'argument-not-bytes': "'{value}' has a character beyond U+00FF.",
    enumeration: "'{value}' is no value of {name}.",
    'no-dictionary': 'The value is no {name}.',
    'no-object': 'The callback is no function.',
    'no-function': 'The callback is no function.',
    other: '{value}',
  },
  chromium: {
    url: 'Failed to parse URL from {value}',
    'url-credentials': 'Request cannot be constructed from a URL that includes credentials: {value}',
    method: "'{value}' is not a valid HTTP method.",
    'forbidden-method': "'{value}' HTTP method is unsupported.",
    'no-cors-method': "'{value}' is unsupported in no-cors mode.",
    referrer: "Referrer '{value}' is not a valid URL.",
    'only-if-cached': "'only-if-cached' can be set only with 'same-origin' mode",
    'body-of-get': 'Request with GET/HEAD method cannot have body.',
    'stream-keepalive': 'Keepalive request cannot have a ReadableStream body.',
    'header-name': 'Invalid name',
    'header-value': 'Invalid value',
    'not-bytes':
      "Failed to read the 'headers' property from '{dictionary}': String contains non ISO-8859-1 code point.",
    // https://github.com/marius-wieschollek/passwords-webextension/issues/235
    'argument-not-bytes': 'String contains non ISO-8859-1 code point.',
    enumeration:
      "Failed to read the '{member}' property from 'RequestInit': The provided value '{value}' is not a valid enum value of type {name}.",
    // Observed once, as the words of missing arguments.
    'no-dictionary': "The provided value is not of type '{name}'.",
    'no-object': "parameter 1 is not of type 'Function'.",
    'no-function': "parameter 1 is not of type 'Function'.",
    other: '{value}',
  },
  firefox: {
    url: '{value} is not a valid URL.',
    'url-credentials': '{value} is an url with embedded credentials.',
    method: 'Invalid request method {value}.',
    'forbidden-method': 'Invalid request method {value}.',
    'no-cors-method': 'Invalid request method {value}.',
    referrer: 'Invalid referrer URL {value}.',
    'only-if-cached':
      "Request mode '{value}' was used, but request cache mode 'only-if-cached' can only be used with request mode 'same-origin'.",
    'body-of-get': 'HEAD or GET Request cannot have a body.',
    // Ours: a stream is no body to this engine, so this is never said.
    'stream-keepalive': 'Streams cannot be sent with keepalive.',
    'header-name': '{lower} is an invalid header name.',
    'header-value': '{value} is an invalid header value.',
    'not-bytes':
      'Cannot convert {what} to ByteString because the character at index {index} has value {code} which is greater than 255.',
    // https://github.com/LadybirdBrowser/ladybird/pull/2867
    'argument-not-bytes':
      'Cannot convert {what} to ByteString because the character at index {index} has value {code} which is greater than 255.',
    enumeration:
      "'{value}' (value of '{member}' member of RequestInit) is not a valid value for enumeration {name}.",
    'no-dictionary': "Argument 2 can't be converted to a dictionary.",
    'no-object': 'Argument 1 is not an object.',
    'no-function': 'Argument 1 is not callable.',
    other: '{value}',
  },
  safari: webkit,
  webkitgtk: webkit,
}

/** What `fetch()` rejects with where the network, or what guards it, failed: the same whatever happened. */
const failures: { readonly [E in Engine]: string } = {
  spec: 'The fetch failed.',
  chromium: 'Failed to fetch',
  firefox: 'NetworkError when attempting to fetch resource.',
  safari: 'Load failed',
  webkitgtk: 'Load failed',
}

/** What reading a body fails with that breaks off; where it is not here, as a fetch that failed. Recorded: `body-shorter-than-said`. */
const broken: { readonly [E in Engine]?: string } = {
  spec: 'The body broke off.',
  firefox: 'Content-Length header of network response exceeds response Body.',
}

/** What a page finds its functions in. */
export type InterfaceName =
  | 'CookieStore'
  | 'EventSource'
  | 'Headers'
  | 'Navigator'
  | 'Request'
  | 'Response'
  | 'WebSocket'
  | 'Window'
  | 'XMLHttpRequest'

/** In which function a page did it: a constructor, or a method. */
export type Place = 'fetch' | InterfaceName | `${InterfaceName}.${string}`

/** The error of a page that did something wrong. */
export function complain(
  profile: Profile,
  place: Place,
  complaint: Complaint,
  fields: { readonly [name: string]: string } = {},
): TypeError {
  const { value = '' } = fields
  const filled: { readonly [name: string]: string } = { ...fields, lower: value.toLowerCase() }
  const text = words[profile.engine][complaint].replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '')
  return new TypeError(`${prefixes[profile.engine](place)}${text}`)
}

const none = (): string => ''

/**
 * What stands before it. Before those of methods: Chromium's as in the thread on `argument-not-bytes`, and so Firefox's.
 */
const prefixes: { readonly [E in Engine]: (place: Place) => string } = {
  spec: none,
  chromium: (place) => {
    if (place === 'fetch') return "Failed to execute 'fetch' on 'Window': "
    const [name, method] = place.split('.')
    return method === undefined
      ? `Failed to construct '${name}': `
      : `Failed to execute '${method}' on '${name}': `
  },
  firefox: (place) => {
    if (place === 'fetch') return 'Window.fetch: '
    return place.includes('.') ? `${place}: ` : `${place} constructor: `
  },
  safari: none,
  webkitgtk: none,
}

/** Methods that take arguments in several ways, of which one engine says so. */
const overloaded: readonly Place[] = [
  'CookieStore.delete',
  'CookieStore.set',
  'WebSocket.send',
  'XMLHttpRequest.open',
]

type Count = (place: Place, needed: number, given: number) => string

/** As observed with Chromium 156.0.8078.79, Firefox 153.7.0 and WebKitGTK 2.50.6; a callback is not counted by all. */
const counts: { readonly [E in Engine]: Count } = {
  spec: (place, needed, given) => `${place} needs ${counted(needed)}, and was given ${given}.`,
  chromium: (_, needed, given) => `${counted(needed)} required, but only ${given} present.`,
  firefox: (place, needed, given) => {
    if (place === 'Headers.forEach') return words.firefox['no-object']
    if (overloaded.includes(place)) return `${given} is not a valid argument count for any overload.`
    return `At least ${counted(needed)} required, but only ${given} passed`
  },
  safari: notEnough,
  webkitgtk: notEnough,
}

function notEnough(place: Place): string {
  return place === 'Headers.forEach' ? webkit['no-object'] : 'Not enough arguments'
}

function counted(needed: number): string {
  return needed === 1 ? '1 argument' : `${needed} arguments`
}

/** The error of a call with too few arguments. https://webidl.spec.whatwg.org/#dfn-overload-resolution-algorithm */
export function missingArguments(profile: Profile, place: Place, needed: number, given: number): TypeError {
  const words = counts[profile.engine](place, needed, given)
  return new TypeError(`${prefixes[profile.engine](place)}${words}`)
}

/** The error of a fetch that failed. What it comes from stands behind it, where there is more to say. */
export function failedToFetch(profile: Profile, cause: Error | null = null): TypeError {
  return new TypeError(failures[profile.engine], cause === null ? {} : { cause })
}

/** The error of a body that is shorter than its length, and what is behind it. */
export function brokenBody(profile: Profile, cause: Error): TypeError {
  return new TypeError(broken[profile.engine] ?? failures[profile.engine], { cause })
}
