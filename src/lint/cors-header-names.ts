import { editDistance } from '../explain/near-miss'

export const allowOrigin = 'access-control-allow-origin'
export const allowCredentials = 'access-control-allow-credentials'

/** Response headers of CORS, and one that is still met. */
const corsNames: readonly string[] = [
  allowOrigin,
  allowCredentials,
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'access-control-max-age',
  'access-control-allow-private-network',
]

/** Names of requests in answers, and others further off than a slip. */
const confusions: ReadonlyMap<string, string> = new Map([
  ['access-control-request-method', 'access-control-allow-methods'],
  ['access-control-request-methods', 'access-control-allow-methods'],
  ['access-control-request-headers', 'access-control-allow-headers'],
  ['access-control-request-credentials', allowCredentials],
  ['access-control-request-origin', allowOrigin],
  ['access-control-allowed-origin', allowOrigin],
  ['access-control-allowed-origins', allowOrigin],
  ['access-control-allowed-methods', 'access-control-allow-methods'],
  ['access-control-allowed-headers', 'access-control-allow-headers'],
  ['access-control-exposed-headers', 'access-control-expose-headers'],
  ['access-control-headers', 'access-control-allow-headers'],
  ['access-control-methods', 'access-control-allow-methods'],
  ['access-control-origin', allowOrigin],
  ['allow-control-allow-origin', allowOrigin],
  ['access-allow-origin', allowOrigin],
  ['allow-origin', allowOrigin],
])

/** The name that a header was meant to have; null where it is right, or another word. */
export function meantName(name: string): string | null {
  const lower = name.toLowerCase()
  if (corsNames.includes(lower)) return null
  const meant = confusions.get(lower)
  if (meant !== undefined) return meant
  if (!lower.includes('-')) return null
  return corsNames.find((known) => editDistance(lower, known, 2) <= 2) ?? null
}
