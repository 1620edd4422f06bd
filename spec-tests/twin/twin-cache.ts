import { corsNonWildcardRequestHeaderName } from './twin-headers'
import { currentURL, type Readings, type Request, serializeRequestOrigin } from './twin-model'
import { site } from './twin-url'

interface Entry {
  key: unknown
  byteSerializedOrigin: string
  url: string
  maxAge: number
  credentials: boolean
  method: string | null
  headerName: string | null
  /** When it was appended, in milliseconds. */
  stored: number
}

/** https://fetch.spec.whatwg.org/#network-partition-keys without an implementation-defined second key. */
const networkPartitionKey = (request: Request): unknown =>
  request.client === null ? null : site(request.client.topLevelOrigin)

/** A list of entries, and the sentences of https://fetch.spec.whatwg.org/#cors-preflight-cache. */
export class TwinCache {
  entries: Entry[] = []
  readonly #now: () => number
  readonly #readings: Readings

  constructor(now: () => number, readings: Readings) {
    this.#now = now
    this.#readings = readings
  }

  /** Entries go once the seconds of their max-age have passed since they were stored. */
  #removeOutdated(): void {
    const now = this.#now()
    this.entries = this.entries.filter((entry) => {
      const passed = now - entry.stored
      const allowed = entry.maxAge * 1000
      return this.#readings.entryAtItsMaxAge === 'removed' ? passed < allowed : passed <= allowed
    })
  }

  create(request: Request, maxAge: number, method: string | null, headerName: string | null): void {
    this.entries.push({
      key: networkPartitionKey(request),
      byteSerializedOrigin: serializeRequestOrigin(request),
      url: currentURL(request).href,
      maxAge,
      credentials: request.credentialsMode === 'include',
      method,
      headerName,
      stored: this.#now(),
    })
  }

  clear(request: Request): void {
    this.entries = this.entries.filter(
      (entry) =>
        !(
          entry.key === networkPartitionKey(request) &&
          entry.byteSerializedOrigin === serializeRequestOrigin(request) &&
          entry.url === currentURL(request).href
        ),
    )
  }

  #matches(entry: Entry, request: Request): boolean {
    return (
      entry.key === networkPartitionKey(request) &&
      entry.byteSerializedOrigin === serializeRequestOrigin(request) &&
      entry.url === currentURL(request).href &&
      (entry.credentials || request.credentialsMode !== 'include')
    )
  }

  methodMatches(method: string, request: Request): Entry[] {
    this.#removeOutdated()
    return this.entries.filter(
      (entry) => this.#matches(entry, request) && (entry.method === method || entry.method === '*'),
    )
  }

  headerNameMatches(headerName: string, request: Request): Entry[] {
    this.#removeOutdated()
    return this.entries.filter(
      (entry) =>
        this.#matches(entry, request) &&
        (entry.headerName?.toLowerCase() === headerName.toLowerCase() ||
          (entry.headerName === '*' && !corsNonWildcardRequestHeaderName(headerName))),
    )
  }

  /** The last steps of CORS-preflight fetch: for methods, and the same for header names. */
  store(request: Request, maxAge: number, methods: string[], headerNames: string[]): void {
    this.#storeEach(
      methods,
      maxAge,
      (method) => this.methodMatches(method, request),
      (method) => this.create(request, maxAge, method, null),
    )
    this.#storeEach(
      headerNames,
      maxAge,
      (headerName) => this.headerNameMatches(headerName, request),
      (headerName) => this.create(request, maxAge, null, headerName),
    )
  }

  #storeEach(
    items: string[],
    maxAge: number,
    matches: (item: string) => Entry[],
    create: (item: string) => void,
  ): void {
    const updated = new Set<string>()
    for (const item of items) {
      const entries = matches(item)
      if (entries.length > 0) updated.add(item)
      const toUpdate = this.#readings.entriesToUpdate === 'every' ? entries : entries.slice(0, 1)
      for (const entry of toUpdate) entry.maxAge = maxAge
    }
    for (const item of items) {
      if (this.#readings.entryOutdatedByUpdate === 'dropped' && updated.has(item)) continue
      if (matches(item).length === 0) create(item)
    }
  }
}
