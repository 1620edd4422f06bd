/** Reads what the caller gives to a page's methods. What is wrong is collected, and thrown all at once. */

import type { HeadersInput } from '../fetch/header-list-of'
import { headerListOf } from '../fetch/header-list-of'
import { booleanOf, checkNames, memberOf, report } from '../fetch/init-issues'
import { NotModelled } from '../fetch/misuse'
import type { ReferrerPolicy } from '../fetch/request'
import { members } from '../fetch/request-members'
import type { HeaderList } from '../http/header-list'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { parseURL, type URLRecord } from '../origin/url-record'
import { type DocumentRecord, urlIn } from './document'
import type { ResourceElement } from './elements/element-request'
import { boundaryFor, type FormEnctype, type FormField } from './form'
import type { Form, Link } from './navigation'
import { type Sandbox, sandboxOf } from './sandbox'

/** How a page is opened without sending anything. */
export interface OpenOptions {
  /** The headers it came with, as far as they are policies: `Referrer-Policy`, `Cross-Origin-Embedder-Policy`, and
   * `Content-Security-Policy: sandbox`. */
  readonly headers?: HeadersInput
}

export interface OpenFrameOptions extends OpenOptions {
  /** The `sandbox` attribute: `allow-scripts allow-forms`, say; empty for a sandbox that allows nothing. */
  readonly sandbox?: string
  /** Whether the frame has asked for its unpartitioned cookies, and the user has granted it. */
  readonly storageAccess?: boolean
}

export interface NavigateOptions {
  /** A URL to send as referrer, as automation tools do; none where nothing is said. */
  readonly referrerUrl?: string
}

export interface FollowLinkOptions {
  /** The `rel` attribute; `noreferrer` matters. */
  readonly rel?: string
  /** The `target` attribute: `_self`, `_parent`, `_top` or `_blank`. Any other name is a window of its own, too. */
  readonly target?: string
  readonly referrerPolicy?: ReferrerPolicy
  /** Whether the user clicked on it, rather than a script; true where nothing is said. */
  readonly userActivation?: boolean
}

export interface SubmitFormInit {
  /** The address that the form goes to, relative to the page. */
  readonly action: string
  readonly method: 'get' | 'post'
  /** `application/x-www-form-urlencoded` where nothing is said. */
  readonly enctype?: FormEnctype
  /** Pairs, such as an array, a `URLSearchParams` or a `Map`, or an object from names to values. */
  readonly fields: Iterable<FormField> | { readonly [name: string]: string }
  /** As a link's. */
  readonly target?: string
  /** Whether the user sent it off, rather than a script; true where nothing is said. */
  readonly userActivation?: boolean
}

export interface ReloadOptions {
  /** Whether the user has just done something in the page; false where nothing is said, as for a script's `location.reload()`. */
  readonly userActivation?: boolean
}

export interface LoadInit {
  readonly element: 'img' | 'script' | 'link' | 'iframe'
  readonly url: string
  /** The `crossorigin` attribute; without it there is no CORS, but for modules. Not of frames. */
  readonly crossOrigin?: 'anonymous' | 'use-credentials'
  /** The `type` attribute of a script: `module` matters. */
  readonly type?: string
  /** The `rel` attribute of a link: `stylesheet`, `preload`, `modulepreload` or `prefetch`. */
  readonly rel?: string
  /** The `as` attribute of a link, for `preload`. */
  readonly as?: string
  /** The `integrity` attribute of a script or link. */
  readonly integrity?: string
  /** The `sandbox` attribute of a frame. */
  readonly sandbox?: string
  readonly referrerPolicy?: ReferrerPolicy
}

const names = {
  open: new Set<keyof OpenOptions>(['headers']),
  openFrame: new Set<keyof OpenFrameOptions>(['headers', 'sandbox', 'storageAccess']),
  navigate: new Set<keyof NavigateOptions>(['referrerUrl']),
  followLink: new Set<keyof FollowLinkOptions>(['rel', 'target', 'referrerPolicy', 'userActivation']),
  submitForm: new Set<keyof SubmitFormInit>([
    'action',
    'method',
    'enctype',
    'fields',
    'target',
    'userActivation',
  ]),
  reload: new Set<keyof ReloadOptions>(['userActivation']),
} as const

/** What each element has. */
const loadNames = {
  img: new Set<keyof LoadInit>(['element', 'url', 'crossOrigin', 'referrerPolicy']),
  script: new Set<keyof LoadInit>(['element', 'url', 'crossOrigin', 'type', 'integrity', 'referrerPolicy']),
  link: new Set<keyof LoadInit>([
    'element',
    'url',
    'crossOrigin',
    'rel',
    'as',
    'integrity',
    'referrerPolicy',
  ]),
  iframe: new Set<keyof LoadInit>(['element', 'url', 'sandbox', 'referrerPolicy']),
} as const

export interface Opening {
  readonly url: URLRecord
  readonly headerList: HeaderList
}

/** What `browser.open` is given. */
export function readOpen(url: unknown, options: OpenOptions): Opening {
  const issues: ConfigIssue[] = []
  const given = objectOf(options, 'options', names.open, issues)
  const parsed = urlOf(url, 'url', null, issues)
  const headerList = given.headers === undefined ? [] : headerListOf(given.headers, issues)
  return { url: complete(parsed, issues), headerList }
}

export interface FrameOpening extends Opening {
  readonly sandbox: Sandbox | null
  readonly storageAccess: boolean
}

/** What `page.openFrame` is given. */
export function readOpenFrame(parent: DocumentRecord, url: unknown, options: OpenFrameOptions): FrameOpening {
  const issues: ConfigIssue[] = []
  const given = objectOf(options, 'options', names.openFrame, issues)
  const parsed = urlOf(url, 'url', parent, issues)
  const headerList = given.headers === undefined ? [] : headerListOf(given.headers, issues)
  const sandbox = textOf(given.sandbox, 'sandbox', issues)
  const storageAccess = booleanOf(given.storageAccess, 'storageAccess', false, issues)
  return { url: complete(parsed, issues), headerList, sandbox: sandboxOf(sandbox), storageAccess }
}

/** What `browser.navigate` is given. `referrer` is a URL or `no-referrer`. */
export function readNavigate(
  url: unknown,
  options: NavigateOptions,
): { readonly url: URLRecord; readonly referrer: string } {
  const issues: ConfigIssue[] = []
  const given = objectOf(options, 'options', names.navigate, issues)
  const parsed = urlOf(url, 'url', null, issues)
  const referrer =
    given.referrerUrl === undefined ? null : urlOf(given.referrerUrl, 'referrerUrl', null, issues)
  return { url: sendable(complete(parsed, issues)), referrer: referrer?.href ?? 'no-referrer' }
}

/** What `page.followLink` is given. */
export function readFollowLink(
  from: DocumentRecord,
  url: unknown,
  options: FollowLinkOptions,
): { readonly link: Link; readonly target: string } {
  const issues: ConfigIssue[] = []
  const given = objectOf(options, 'options', names.followLink, issues)
  const parsed = urlOf(url, 'url', from, issues)
  const rel = textOf(given.rel, 'rel', issues) ?? ''
  const target = textOf(given.target, 'target', issues) ?? ''
  const referrerPolicy = referrerPolicyOf(given.referrerPolicy, issues)
  const userActivation = booleanOf(given.userActivation, 'userActivation', true, issues)
  return { link: { url: sendable(complete(parsed, issues)), rel, referrerPolicy, userActivation }, target }
}

const methods = ['get', 'post'] as const
const enctypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'] as const

/** What `page.submitForm` is given. */
export function readSubmitForm(
  from: DocumentRecord,
  init: SubmitFormInit,
): { readonly form: Form; readonly target: string } {
  const issues: ConfigIssue[] = []
  const given = objectOf(init, 'form', names.submitForm, issues)
  const action = urlOf(given.action, 'action', from, issues)
  const method = given.method === undefined ? null : memberOf(given.method, 'method', methods, 'get', issues)
  if (method === null) report('method', given.method, "'get' or 'post'", issues)
  const enctype = memberOf(given.enctype, 'enctype', enctypes, 'application/x-www-form-urlencoded', issues)
  const fields = fieldsOf(given.fields, issues)
  const target = textOf(given.target, 'target', issues) ?? ''
  const userActivation = booleanOf(given.userActivation, 'userActivation', true, issues)
  const url = sendable(complete(action, issues))
  const boundary = boundaryFor(fields)
  return { form: { action: url, method: method ?? 'get', enctype, fields, boundary, userActivation }, target }
}

/** What `page.reload` is given. */
export function readReload(options: ReloadOptions): { readonly userActivation: boolean } {
  const issues: ConfigIssue[] = []
  const given = objectOf(options, 'options', names.reload, issues)
  const userActivation = booleanOf(given.userActivation, 'userActivation', false, issues)
  if (issues.length > 0) throw new ConfigError(issues)
  return { userActivation }
}

/** A frame that is to be loaded. */
export interface FrameElement {
  readonly element: 'iframe'
  readonly url: URLRecord
  readonly sandbox: Sandbox | null
  readonly referrerPolicy: ReferrerPolicy
}

const elements = ['img', 'script', 'link', 'iframe'] as const
const crossOrigins = ['anonymous', 'use-credentials'] as const

/** What `page.load` is given. */
export function readLoad(parent: DocumentRecord, init: LoadInit): FrameElement | ResourceElement {
  const issues: ConfigIssue[] = []
  const kind = elements.find((one) => one === (init as unknown as Unread<LoadInit> | null)?.element)
  const given = objectOf(init, 'element', loadNames[kind ?? 'iframe'], issues)
  if (kind === undefined) report('element', given.element, "'img', 'script', 'link' or 'iframe'", issues)
  if (kind === undefined || kind === 'iframe') {
    const url = urlOf(given.url, 'url', parent, issues)
    const sandbox = textOf(given.sandbox, 'sandbox', issues)
    const referrerPolicy = referrerPolicyOf(given.referrerPolicy, issues)
    return {
      element: 'iframe',
      url: sendable(complete(url, issues)),
      sandbox: sandboxOf(sandbox),
      referrerPolicy,
    }
  }
  // What is no URL is not the caller's mistake: a page has an element that fires `error`.
  if (typeof given.url !== 'string')
    report('url', given.url, 'a URL such as https://app.example.com/', issues)
  const crossOrigin =
    given.crossOrigin === undefined
      ? null
      : memberOf(given.crossOrigin, 'crossOrigin', crossOrigins, 'anonymous', issues)
  const type = textOf(given.type, 'type', issues)
  const rel = textOf(given.rel, 'rel', issues) ?? ''
  const as = textOf(given.as, 'as', issues)
  const integrity = textOf(given.integrity, 'integrity', issues)
  const referrerPolicy = referrerPolicyOf(given.referrerPolicy, issues)
  if (issues.length > 0) throw new ConfigError(issues)
  return { element: kind, url: given.url as string, crossOrigin, type, rel, as, integrity, referrerPolicy }
}

type Unread<T> = { readonly [K in keyof T]?: unknown }

/** The argument to be read member by member, once it is an object and all of its members are known. */
function objectOf<T extends object>(
  given: T,
  path: string,
  known: ReadonlySet<string>,
  issues: ConfigIssue[],
): Unread<T> {
  if (typeof given !== 'object' || given === null) {
    report(path, given, `an object with ${[...known].join(', ')}`, issues)
    throw new ConfigError(issues)
  }
  checkNames(given, known, issues)
  return given
}

function urlOf(
  input: unknown,
  path: string,
  document: DocumentRecord | null,
  issues: ConfigIssue[],
): URLRecord | null {
  const text = isURL(input) ? input.href : input
  const url = typeof text !== 'string' ? null : document === null ? parseURL(text) : urlIn(document, text)
  if (url === null) report(path, input, 'a URL such as https://app.example.com/', issues)
  return url
}

/** A URL of whatever realm, as test environments have several. */
function isURL(input: unknown): input is URL {
  return Object.prototype.toString.call(input) === '[object URL]'
}

/** The URL, where nothing is wrong with it or with anything else. */
function complete(url: URLRecord | null, issues: readonly ConfigIssue[]): URLRecord {
  if (url === null || issues.length > 0) throw new ConfigError(issues)
  return url
}

/** A URL that a navigation asks a server for. */
function sendable(url: URLRecord): URLRecord {
  if (url.scheme === 'http' || url.scheme === 'https') return url
  throw new NotModelled(`navigations to ${url.scheme}: URLs`)
}

function textOf(value: unknown, path: string, issues: ConfigIssue[]): string | null {
  if (value === undefined) return null
  if (typeof value === 'string') return value
  report(path, value, 'a string', issues)
  return null
}

function referrerPolicyOf(value: unknown, issues: ConfigIssue[]): ReferrerPolicy {
  return memberOf(value, 'referrerPolicy', members.referrerPolicy, '', issues)
}

function fieldsOf(given: unknown, issues: ConfigIssue[]): FormField[] {
  const fields: FormField[] = []
  if (typeof given !== 'object' || given === null) {
    report('fields', typeof given, 'an object from names to values, or an iterable of [name, value]', issues)
    return fields
  }
  const pairs: Iterable<unknown> =
    Symbol.iterator in given ? (given as Iterable<unknown>) : Object.entries(given)
  let i = 0
  for (const pair of pairs) {
    const [name, value] = Array.isArray(pair) && pair.length === 2 ? (pair as [unknown, unknown]) : []
    if (typeof name === 'string' && typeof value === 'string') fields.push([name, value])
    // What it is may be a secret.
    else report(`fields[${typeof name === 'string' ? JSON.stringify(name) : i}]`, '…', 'text', issues)
    i++
  }
  return fields
}
