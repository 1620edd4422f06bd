/**
 * The rooms of `src` and their layers: a room imports only from lower layers, and within itself. A new room
 * has to be put here before anything in it can be imported.
 */
export const layers: ReadonlyMap<string, number> = new Map([
  ['infra', 0],
  ['spec', 0],
  ['origin', 1],
  ['http', 1],
  ['profile', 1],
  ['preflight-cache', 2],
  ['cookies', 2],
  ['user-agent', 3],
  ['fetch', 4],
  ['explain', 5],
  ['drivers', 5],
  ['page', 6],
  ['servers', 6],
  ['lint', 7],
  ['fuzz', 8],
  ['har', 6],
  ['msw', 6],
  ['matchers', 7],
  ['environments', 7],
  ['vitest', 8],
  ['jest', 8],
  ['campaign', 9],
  ['cli', 10],
  ['playground', 10],
])

/** Rooms up to this layer are pure: the same arguments give the same results, for ever and everywhere. */
export const lastPureLayer = 4

/**
 * Files whose types any other room may import, of its own layer too, as `import type`: they say what is
 * talked about, and do nothing.
 */
export const sharedTypes: ReadonlySet<string> = new Set(['src/profile/knobs.ts', 'src/spec/anchor.ts'])

/** The one door to each package: who wants what it does asks the file that imports it. */
export const packageDoors: ReadonlyMap<string, string> = new Map([
  ['whatwg-url', 'src/origin/url-record.ts'],
  ['tldts', 'src/origin/public-suffix.ts'],
  ['tough-cookie', 'src/cookies/matching.ts'],
  ['whatwg-mimetype', 'src/http/mime-type.ts'],
  ['data-urls', 'src/http/data-url.ts'],
  ['eventsource-parser', 'src/page/event-source/stream-events.ts'],
  ['msw', 'src/msw/index.ts'],
  ['axios', 'src/page/xhr/load-axios.ts'],
  // Those of servers are not imported but loaded by their names: docs/decisions/015.
  ['cors', 'src/servers/real/express-cors.ts'],
  ['@fastify/cors', 'src/servers/real/fastify-cors.ts'],
  ['@koa/cors', 'src/servers/real/koa-cors.ts'],
  ['hono', 'src/servers/real/hono-cors.ts'],
  ['http-cache-semantics', 'src/fuzz/shared-cache.ts'],
  ['tinypool', 'src/campaign/pool.ts'],
  ['fast-check', 'src/fuzz/arbitraries/fast-check.ts'],
  ['vitest', 'src/vitest/index.ts'],
  ['vitest/runtime', 'src/environments/vitest.ts'],
  ['vitest/environments', 'src/environments/vitest.ts'],
  ['expect', 'src/jest/index.ts'],
  ['yaml', 'src/lint/read/yaml-tree.ts'],
  ['acorn', 'src/lint/read/js-tree.ts'],
  ['@sveltejs/acorn-typescript', 'src/lint/read/js-tree.ts'],
  ['@lezer/python', 'src/lint/read/python-tree.ts'],
  ['regjsparser', 'src/lint/patterns/pattern-tree.ts'],
  ['redos-detector', 'src/lint/patterns/slow-pattern.ts'],
])

/** The layer of a file; `src/index.ts` stands above all rooms. Null where the file lies in no known room. */
export function layerOf(path: string): number | null {
  if (path === 'src/index.ts') return 11
  const room = roomOf(path)
  return room === null ? null : (layers.get(room) ?? null)
}

/** `fetch` of `src/fetch/main-fetch.ts`; null for a file in no room. */
export function roomOf(path: string): string | null {
  const parts = path.split('/')
  return parts[0] === 'src' && parts.length > 2 ? (parts[1] ?? null) : null
}

export function pure(path: string): boolean {
  const layer = layerOf(path)
  return (layer !== null && layer <= lastPureLayer) || ownModel(path)
}

/** Models of servers are as pure as the rooms below, but for those that run real packages. */
function ownModel(path: string): boolean {
  return (
    path.startsWith('src/servers/') &&
    !path.startsWith('src/servers/real/') &&
    path !== 'src/servers/index.ts'
  )
}
