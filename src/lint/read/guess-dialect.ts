import type { DialectId } from '../dialects'
import type { MapLiteral } from '../literal'

/** What a file was taken for, and why, in a few words. */
export interface Guess {
  readonly dialect: DialectId
  readonly by: string
}

/** Names that one dialect has and others do not, the more telling first. */
const tellingKeys: readonly { readonly dialect: DialectId; readonly keys: RegExp }[] = [
  {
    dialect: 'django',
    keys: /^CORS_(?:ALLOWED_ORIGINS|ALLOW_ALL_ORIGINS|ALLOWED_ORIGIN_REGEXES|ORIGIN_ALLOW_ALL|ORIGIN_WHITELIST|ORIGIN_REGEX_WHITELIST|ALLOW_CREDENTIALS|ALLOW_METHODS|PREFLIGHT_MAX_AGE|URLS_REGEX)$/,
  },
  {
    dialect: 'flask',
    keys: /^CORS_(?:ORIGINS|SUPPORTS_CREDENTIALS|METHODS|MAX_AGE|RESOURCES|SEND_WILDCARD|VARY_HEADER|ALWAYS_SEND|AUTOMATIC_OPTIONS|INTERCEPT_EXCEPTIONS|ALLOW_HEADERS|EXPOSE_HEADERS)$/,
  },
  {
    dialect: 'flask',
    keys: /^(?:supports_credentials|send_wildcard|vary_header|automatic_options|intercept_exceptions|always_send|origins)$/,
  },
  { dialect: 'starlette', keys: /^(?:allow_origins|allow_origin_regex|allow_credentials|allow_methods)$/ },
  {
    dialect: 'spring',
    keys: /^(?:allowedOrigins|allowedOriginPatterns|allowed-origins|allowed-origin-patterns|allowCredentials|allow-credentials|allowedMethods|allowed-methods)$/,
  },
  { dialect: 'fastify', keys: /^(?:strictPreflight|hideOptionsRoute|delegator|cacheControl)$/ },
  { dialect: 'koa', keys: /^(?:keepHeadersOnError|secureContext|privateNetworkAccess)$/ },
  {
    dialect: 'express',
    keys: /^(?:allowedHeaders|exposedHeaders|optionsSuccessStatus|preflightContinue|methods)$/,
  },
  { dialect: 'hono', keys: /^(?:allowMethods|allowHeaders|exposeHeaders)$/ },
  { dialect: 'express', keys: /^origin$/ },
]

/** The dialect whose options a map has; null where it has none of any. */
export function guessDialect({ entries }: Pick<MapLiteral, 'entries'>): Guess | null {
  for (const { dialect, keys } of tellingKeys) {
    const key = entries.find((entry) => keys.test(entry.key))?.key
    if (key === undefined) continue
    // `methods` alone is a word like others.
    if (
      dialect === 'express' &&
      !entries.some(
        (entry) => entry.key === 'origin' || entry.key === 'credentials' || entry.key === 'allowedHeaders',
      )
    )
      continue
    return { dialect, by: `by ${key}` }
  }
  return null
}
