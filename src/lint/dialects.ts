/** Whose options those are. */
export type DialectId = 'express' | 'fastify' | 'koa' | 'hono' | 'flask' | 'starlette' | 'django' | 'spring'

/** What options are about, whatever they are called. */
export type Concept =
  | 'origins'
  | 'patterns'
  | 'allOrigins'
  | 'credentials'
  | 'methods'
  | 'requestHeaders'
  | 'exposedHeaders'
  | 'maxAge'
  | 'vary'
  | 'sendWildcard'
  | 'privateNetwork'
  | 'preflightStatus'
  | 'preflightContinue'
  | 'resources'

/** What an implementation makes of its options. Versions and sources are in docs/guide/lint.md. */
export interface Dialect {
  readonly id: DialectId
  /** As its users call it. */
  readonly title: string
  readonly docs: string
  /** Names of options, the one to write first. */
  readonly options: { readonly [C in Concept]?: readonly string[] }
  /** Further names that it knows. */
  readonly others: readonly string[]
  /** Who may read where no origins are given. */
  readonly byDefault: 'any' | 'none'
  /** What a lone string is: the one value that is sent, an origin to compare with, or a pattern if it looks like one. */
  readonly string: 'sent' | 'compared' | 'pattern' | 'items'
  /** Whether origins may be a list. */
  readonly lists: boolean
  /** What `*` in a list of origins is. */
  readonly starInList: 'any' | 'literal' | 'refused'
  /** What becomes of `*` with credentials. */
  readonly anyWithCredentials: 'star' | 'reflects' | 'throws'
  /** The versions of which that is true, where others differ. */
  readonly anyWithCredentialsNote: string | null
  /** Whether strings may be globs. */
  readonly globs: boolean
  /** Which part of an origin a regular expression has to match; null where there are none. */
  readonly matches: 'search' | 'start' | 'whole' | null
  readonly patternSyntax: 'js' | 'python' | 'java'
  /** Whether patterns and origins are compared whatever their case. */
  readonly ignoresCase: boolean
  /** Whether a regular expression with `g` keeps its place between requests. */
  readonly patternsHaveState: boolean
  /** Whether only `true` turns credentials on, or whatever counts as yes. */
  readonly credentials: 'true' | 'truthy'
  readonly methodsUppercased: boolean
  /** The methods allowed where none are given. */
  readonly methodsByDefault: readonly string[]
  /** Which `*` of a list it puts something better for. */
  readonly expands: readonly Concept[]
  /** What becomes of an origin that is none (with a path, without a scheme). */
  readonly malformedOrigin: 'never-matches' | 'refuses-to-start'
}

const seven: readonly string[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']

/** Read in the sources of express cors 2.8.6, @fastify/cors 11, @koa/cors 5, hono 4, flask-cors 6, Starlette 1, django-cors-headers 4. */
export const dialects: { readonly [Id in DialectId]: Dialect } = {
  express: {
    id: 'express',
    title: 'express (cors)',
    docs: 'https://github.com/expressjs/cors#configuration-options',
    options: {
      origins: ['origin'],
      credentials: ['credentials'],
      methods: ['methods'],
      requestHeaders: ['allowedHeaders', 'headers'],
      exposedHeaders: ['exposedHeaders'],
      maxAge: ['maxAge'],
      preflightStatus: ['optionsSuccessStatus'],
      preflightContinue: ['preflightContinue'],
    },
    others: [],
    byDefault: 'any',
    string: 'sent',
    lists: true,
    starInList: 'literal',
    anyWithCredentials: 'star',
    anyWithCredentialsNote: null,
    globs: false,
    matches: 'search',
    patternSyntax: 'js',
    ignoresCase: false,
    patternsHaveState: true,
    credentials: 'true',
    methodsUppercased: false,
    methodsByDefault: ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE'],
    expands: [],
    malformedOrigin: 'never-matches',
  },
  fastify: {
    id: 'fastify',
    title: '@fastify/cors',
    docs: 'https://github.com/fastify/fastify-cors#options',
    options: {
      origins: ['origin'],
      credentials: ['credentials'],
      methods: ['methods'],
      requestHeaders: ['allowedHeaders'],
      exposedHeaders: ['exposedHeaders'],
      maxAge: ['maxAge'],
      preflightStatus: ['optionsSuccessStatus'],
      preflightContinue: ['preflightContinue'],
    },
    others: [
      'hook',
      'cacheControl',
      'preflight',
      'strictPreflight',
      'hideOptionsRoute',
      'logLevel',
      'delegator',
      'prefix',
    ],
    byDefault: 'any',
    string: 'sent',
    lists: true,
    starInList: 'any',
    anyWithCredentials: 'star',
    anyWithCredentialsNote: null,
    globs: false,
    matches: 'search',
    patternSyntax: 'js',
    ignoresCase: false,
    patternsHaveState: false,
    credentials: 'truthy',
    methodsUppercased: false,
    methodsByDefault: ['GET', 'HEAD', 'POST'],
    expands: [],
    malformedOrigin: 'never-matches',
  },
  koa: {
    id: 'koa',
    title: '@koa/cors',
    docs: 'https://github.com/koajs/cors#corsoptions',
    options: {
      origins: ['origin'],
      credentials: ['credentials'],
      methods: ['allowMethods'],
      requestHeaders: ['allowHeaders'],
      exposedHeaders: ['exposeHeaders'],
      maxAge: ['maxAge'],
      privateNetwork: ['privateNetworkAccess'],
    },
    others: ['keepHeadersOnError', 'secureContext'],
    byDefault: 'any',
    string: 'sent',
    lists: false,
    starInList: 'literal',
    anyWithCredentials: 'reflects',
    anyWithCredentialsNote: null,
    globs: false,
    matches: null,
    patternSyntax: 'js',
    ignoresCase: false,
    patternsHaveState: false,
    credentials: 'truthy',
    methodsUppercased: false,
    methodsByDefault: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH'],
    expands: [],
    malformedOrigin: 'never-matches',
  },
  hono: {
    id: 'hono',
    title: 'hono/cors',
    docs: 'https://hono.dev/docs/middleware/builtin/cors#options',
    options: {
      origins: ['origin'],
      credentials: ['credentials'],
      methods: ['allowMethods'],
      requestHeaders: ['allowHeaders'],
      exposedHeaders: ['exposeHeaders'],
      maxAge: ['maxAge'],
    },
    others: [],
    byDefault: 'any',
    string: 'compared',
    lists: true,
    starInList: 'literal',
    anyWithCredentials: 'star',
    anyWithCredentialsNote: null,
    globs: false,
    matches: null,
    patternSyntax: 'js',
    ignoresCase: false,
    patternsHaveState: false,
    credentials: 'truthy',
    methodsUppercased: false,
    methodsByDefault: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'QUERY'],
    expands: [],
    malformedOrigin: 'never-matches',
  },
  flask: {
    id: 'flask',
    title: 'flask-cors',
    docs: 'https://flask-cors.readthedocs.io/en/latest/configuration.html',
    options: {
      origins: ['origins', 'CORS_ORIGINS'],
      credentials: ['supports_credentials', 'CORS_SUPPORTS_CREDENTIALS'],
      methods: ['methods', 'CORS_METHODS'],
      requestHeaders: ['allow_headers', 'CORS_ALLOW_HEADERS'],
      exposedHeaders: ['expose_headers', 'CORS_EXPOSE_HEADERS'],
      maxAge: ['max_age', 'CORS_MAX_AGE'],
      vary: ['vary_header', 'CORS_VARY_HEADER'],
      sendWildcard: ['send_wildcard', 'CORS_SEND_WILDCARD'],
      privateNetwork: ['allow_private_network', 'CORS_ALLOW_PRIVATE_NETWORK'],
      resources: ['resources', 'CORS_RESOURCES'],
    },
    others: [
      'automatic_options',
      'intercept_exceptions',
      'always_send',
      'CORS_AUTOMATIC_OPTIONS',
      'CORS_INTERCEPT_EXCEPTIONS',
      'CORS_ALWAYS_SEND',
    ],
    byDefault: 'any',
    string: 'pattern',
    lists: true,
    starInList: 'any',
    anyWithCredentials: 'reflects',
    anyWithCredentialsNote: null,
    globs: false,
    matches: 'start',
    patternSyntax: 'python',
    ignoresCase: true,
    patternsHaveState: false,
    credentials: 'truthy',
    methodsUppercased: true,
    methodsByDefault: seven,
    expands: ['requestHeaders'],
    malformedOrigin: 'never-matches',
  },
  starlette: {
    id: 'starlette',
    title: 'Starlette CORSMiddleware',
    docs: 'https://www.starlette.io/middleware/#corsmiddleware',
    options: {
      origins: ['allow_origins'],
      patterns: ['allow_origin_regex'],
      credentials: ['allow_credentials'],
      methods: ['allow_methods'],
      requestHeaders: ['allow_headers'],
      exposedHeaders: ['expose_headers'],
      maxAge: ['max_age'],
      privateNetwork: ['allow_private_network'],
    },
    others: ['app'],
    byDefault: 'none',
    string: 'items',
    lists: true,
    starInList: 'any',
    anyWithCredentials: 'reflects',
    anyWithCredentialsNote:
      'Before Starlette 1.0 it does so for requests with a Cookie only, so that the first login fails.',
    globs: false,
    matches: 'whole',
    patternSyntax: 'python',
    ignoresCase: false,
    patternsHaveState: false,
    credentials: 'truthy',
    methodsUppercased: false,
    methodsByDefault: ['GET'],
    expands: ['requestHeaders', 'methods'],
    malformedOrigin: 'never-matches',
  },
  django: {
    id: 'django',
    title: 'django-cors-headers',
    docs: 'https://github.com/adamchainz/django-cors-headers#configuration',
    options: {
      origins: ['CORS_ALLOWED_ORIGINS', 'CORS_ORIGIN_WHITELIST'],
      patterns: ['CORS_ALLOWED_ORIGIN_REGEXES', 'CORS_ORIGIN_REGEX_WHITELIST'],
      allOrigins: ['CORS_ALLOW_ALL_ORIGINS', 'CORS_ORIGIN_ALLOW_ALL'],
      credentials: ['CORS_ALLOW_CREDENTIALS'],
      methods: ['CORS_ALLOW_METHODS'],
      requestHeaders: ['CORS_ALLOW_HEADERS'],
      exposedHeaders: ['CORS_EXPOSE_HEADERS'],
      maxAge: ['CORS_PREFLIGHT_MAX_AGE'],
      privateNetwork: ['CORS_ALLOW_PRIVATE_NETWORK'],
    },
    others: ['CORS_URLS_REGEX'],
    byDefault: 'none',
    string: 'items',
    lists: true,
    starInList: 'refused',
    anyWithCredentials: 'reflects',
    anyWithCredentialsNote: null,
    globs: false,
    matches: 'start',
    patternSyntax: 'python',
    ignoresCase: false,
    patternsHaveState: false,
    credentials: 'truthy',
    methodsUppercased: false,
    methodsByDefault: ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    expands: [],
    malformedOrigin: 'refuses-to-start',
  },
  spring: {
    id: 'spring',
    title: 'Spring CorsConfiguration',
    docs: 'https://docs.spring.io/spring-framework/reference/web/webmvc-cors.html',
    options: {
      origins: ['allowedOrigins', 'allowed-origins'],
      patterns: ['allowedOriginPatterns', 'allowed-origin-patterns'],
      credentials: ['allowCredentials', 'allow-credentials'],
      methods: ['allowedMethods', 'allowed-methods'],
      requestHeaders: ['allowedHeaders', 'allowed-headers'],
      exposedHeaders: ['exposedHeaders', 'exposed-headers'],
      maxAge: ['maxAge', 'max-age'],
      privateNetwork: ['allowPrivateNetwork', 'allow-private-network'],
    },
    others: [],
    byDefault: 'none',
    string: 'compared',
    lists: true,
    starInList: 'any',
    anyWithCredentials: 'throws',
    anyWithCredentialsNote: null,
    globs: false,
    matches: 'whole',
    patternSyntax: 'java',
    ignoresCase: true,
    patternsHaveState: false,
    credentials: 'truthy',
    methodsUppercased: false,
    methodsByDefault: ['GET', 'HEAD'],
    expands: ['requestHeaders', 'methods'],
    malformedOrigin: 'never-matches',
  },
}

/** Every option that a dialect knows, by name. */
export function optionNames({ options, others }: Dialect): readonly string[] {
  return [...Object.values(options).flat(), ...others]
}

/** What a name means in some dialect; null where it means nothing in any. */
export function conceptOf(name: string): Concept | null {
  for (const { options } of Object.values(dialects)) {
    for (const [concept, names] of Object.entries(options)) {
      // The keys of a record of concepts are concepts.
      if (names.includes(name)) return concept as Concept
    }
  }
  return null
}
