import { checkKeys } from '../../drivers/option-issues'
import { ConfigError, type ConfigIssue } from '../../infra/config-error'
import type { Page } from '../page'

/** What can be replaced; `cookie` is `document.cookie`. */
export type GlobalName =
  | 'fetch'
  | 'Request'
  | 'Response'
  | 'Headers'
  | 'XMLHttpRequest'
  | 'cookie'
  | 'EventSource'
  | 'WebSocket'

export interface InstallGlobalsOptions {
  /**
   * The names to replace. Without it: `fetch`, `XMLHttpRequest` and `cookie`. A server in the same process shares the
   * others, and would set no cookies with a `Response` of the page's.
   */
  readonly only?: readonly GlobalName[]
  /** The object whose properties are replaced: `globalThis`, where nothing is said, or the window of jsdom or happy-dom. */
  readonly target?: object
}

/** Globals that were replaced. */
export interface InstalledGlobals {
  /**
   * Puts back everything as it was, property by property; a second time it does nothing. What is installed on top of
   * these has to be restored first.
   *
   * @throws GlobalsReplaced where something else has replaced one of them meanwhile; then nothing is put back, unless
   * `force` says that it shall be
   */
  restore(options?: { readonly force?: boolean }): void
}

/** Somebody else replaced globals that were to be restored. */
export class GlobalsReplaced extends Error {
  override readonly name = 'GlobalsReplaced'
  /** Their names: `fetch`, `document.cookie`. */
  readonly replaced: readonly string[]

  constructor(replaced: readonly string[]) {
    super(
      `Something else has replaced ${replaced.join(', ')} meanwhile: undo that first, or say restore({ force: true }).`,
    )
    this.replaced = replaced
  }
}

/**
 * Makes code that uses globals use those of a page, until `restore()`: `fetch`, `XMLHttpRequest` and `document.cookie`,
 * and nothing else, over the window of jsdom or happy-dom as well. Without a document there is one, with a `cookie`
 * only. It can be called again, for another page, before that.
 *
 * @throws ConfigError with everything that is wrong with the arguments; then nothing was replaced
 * @example
 * const globals = installGlobals(browser.open('https://app.example.com/'))
 * afterAll(() => globals.restore())
 */
export function installGlobals(page: Page, options: InstallGlobalsOptions = {}): InstalledGlobals {
  const patches = patchesOf(page, options)
  for (const { object, key, ours } of patches) Object.defineProperty(object, key, ours)
  let restored = false
  return {
    restore({ force = false } = {}) {
      if (restored) return
      const replaced = patches.filter((patch) => !inPlace(patch)).map(({ label }) => label)
      if (replaced.length > 0 && !force) throw new GlobalsReplaced(replaced)
      for (const patch of patches.slice().reverse()) undo(patch)
      restored = true
    },
  }
}

/** One property that is ours for a time. */
interface Patch {
  readonly object: object
  readonly key: string
  /** As it is called in messages. */
  readonly label: string
  readonly before: PropertyDescriptor | undefined
  readonly ours: PropertyDescriptor
}

const usual: readonly GlobalName[] = ['fetch', 'XMLHttpRequest', 'cookie']
const all: readonly GlobalName[] = [...usual, 'Request', 'Response', 'Headers', 'EventSource', 'WebSocket']

function patchesOf(page: Page, options: InstallGlobalsOptions): Patch[] {
  const issues: ConfigIssue[] = []
  checkArguments(page, options, issues)
  if (issues.length > 0) throw new ConfigError(issues)
  const { only, target = globalThis } = options
  const document: unknown = Reflect.get(target, 'document')
  const hasDocument = typeof document === 'object' && document !== null
  const patches: Patch[] = []
  for (const name of only ?? usual) {
    const patch =
      name === 'cookie'
        ? cookiePatch(page, target, hasDocument ? document : null)
        : interfacePatch(page, target, name)
    if (patch !== null) patches.push(patch)
    else if (only !== undefined) {
      issues.push({ path: 'only', value: name, reason: 'invalid', message: `: this page has no ${name}` })
    }
  }
  for (const { label, object, before } of patches) {
    const fixed = before === undefined ? !Object.isExtensible(object) : before.configurable !== true
    if (!fixed) continue
    issues.push({
      path: 'target',
      value: label,
      reason: 'invalid',
      message: `does not let ${label} be replaced`,
    })
  }
  if (issues.length > 0) throw new ConfigError(issues)
  return patches
}

/** Null where the page has no such interface, as its browser has none. */
function interfacePatch(page: Page, target: object, name: GlobalName): Patch | null {
  const value: unknown = Reflect.get(page, name)
  if (value === undefined) return null
  const before = Object.getOwnPropertyDescriptor(target, name)
  const ours = { value, writable: true, configurable: true, enumerable: before?.enumerable ?? false }
  return { object: target, key: name, label: name, before, ours }
}

/** A property of the document itself, before the accessor of its class; or a document, where there is none. */
function cookiePatch(page: Page, target: object, document: object | null): Patch {
  const cookie: PropertyDescriptor = {
    get: () => page.document.cookie,
    set: (text: string) => {
      page.document.cookie = text
    },
    configurable: true,
    enumerable: true,
  }
  if (document !== null) {
    const before = Object.getOwnPropertyDescriptor(document, 'cookie')
    return { object: document, key: 'cookie', label: 'document.cookie', before, ours: cookie }
  }
  const value = Object.defineProperty({}, 'cookie', cookie)
  const before = Object.getOwnPropertyDescriptor(target, 'document')
  const ours = { value, writable: true, configurable: true, enumerable: true }
  return { object: target, key: 'document', label: 'document', before, ours }
}

function inPlace({ object, key, ours }: Patch): boolean {
  const now = Object.getOwnPropertyDescriptor(object, key)
  return now !== undefined && now.value === ours.value && now.get === ours.get
}

function undo({ object, key, before }: Patch): void {
  if (before === undefined) Reflect.deleteProperty(object, key)
  else Object.defineProperty(object, key, before)
}

function checkArguments(page: Page, options: InstallGlobalsOptions, issues: ConfigIssue[]): void {
  if (typeof page !== 'object' || page === null || typeof page.document !== 'object') {
    const message = 'must be a page: what browser.open returns'
    issues.push({ path: 'page', value: page, reason: 'invalid', message })
  }
  checkKeys(options, ['only', 'target'], '', issues)
  if (typeof options !== 'object' || options === null) return
  const { only, target } = options
  if (target !== undefined && (typeof target !== 'object' || target === null)) {
    const message = 'must be globalThis or a window'
    issues.push({ path: 'target', value: target, reason: 'invalid', message })
  }
  if (only === undefined) return
  const names: readonly unknown[] = Array.isArray(only) ? only : [only]
  for (const name of names) {
    if (all.includes(name as GlobalName)) continue
    const message = `must be a list of some of ${all.join(', ')}`
    issues.push({ path: 'only', value: name, reason: 'invalid', message })
  }
}
