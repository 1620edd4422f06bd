import { ConfigError, type ConfigIssue } from '../../infra/config-error'
import type { PythonRegex } from '../python-pattern'
import { isTrue, sorted, str, type Truthy } from './python-value'
import type { FlaskCorsRow } from './versions'

/** A string, which is a pattern if it looks like one, or a compiled pattern; null for Python's `None`. */
export type FlaskPattern = string | PythonRegex | null

/** A length of time, as `datetime.timedelta`. */
export interface TimeDelta {
  readonly seconds: number
}

/** What `CORS(app, …)` and `@cross_origin(…)` take, by their names in Python. Other names are ignored, as there. */
export interface FlaskCorsOptions {
  readonly origins?: FlaskPattern | readonly FlaskPattern[]
  readonly methods?: string | readonly string[]
  readonly allow_headers?: FlaskPattern | readonly FlaskPattern[]
  readonly expose_headers?: string | readonly string[] | null
  readonly supports_credentials?: Truthy
  readonly max_age?: Truthy | TimeDelta
  readonly send_wildcard?: Truthy
  /** Only for `@cross_origin`: whether it answers OPTIONS itself. */
  readonly automatic_options?: Truthy
  readonly vary_header?: Truthy
  /** Which paths: a pattern, several, or patterns with options of their own. A Map may have compiled patterns. */
  readonly resources?: Resources
  /** Next to no effect from Flask 1.1 on, which sends answers to exceptions through its extensions anyway. */
  readonly intercept_exceptions?: Truthy
  readonly always_send?: Truthy
  readonly allow_private_network?: Truthy
}

export type Resources =
  | string
  | PythonRegex
  | readonly (string | PythonRegex)[]
  | { readonly [pattern: string]: FlaskCorsOptions }
  | ReadonlyMap<string | PythonRegex, FlaskCorsOptions>

/** The same as settings of the app: `app.config['CORS_ORIGINS']`. `None` is as if it were not there. */
export type FlaskCorsSettings = {
  readonly [Name in keyof FlaskCorsOptions as `CORS_${Uppercase<Name>}`]?: FlaskCorsOptions[Name] | null
}

/** Options of one resource, put together and brought into the form that flask-cors works with. */
export interface CompleteOptions {
  readonly origins: readonly FlaskPattern[]
  readonly methods: string
  readonly allowHeaders: readonly FlaskPattern[]
  readonly exposeHeaders: string | null
  readonly supportsCredentials: boolean
  /** What is sent; null where nothing is. */
  readonly maxAge: string | null
  readonly sendWildcard: boolean
  readonly automaticOptions: boolean
  readonly varyHeader: boolean
  readonly alwaysSend: boolean
  readonly allowPrivateNetwork: boolean
}

const defaults: FlaskCorsOptions = {
  origins: '*',
  methods: ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'],
  allow_headers: '*',
  expose_headers: null,
  supports_credentials: false,
  max_age: null,
  send_wildcard: false,
  automatic_options: true,
  vary_header: true,
  resources: '/*',
  intercept_exceptions: true,
  always_send: true,
}

/** The options by their names in Python, those that the version has not among them. */
export const flaskCorsOptionNames: readonly string[] = [...Object.keys(defaults), 'allow_private_network']

/** The first of these that says something about an option is right: settings, then arguments, then a resource's. */
export function mergeOptions(
  row: FlaskCorsRow,
  settings: FlaskCorsSettings,
  ...given: readonly FlaskCorsOptions[]
): FlaskCorsOptions {
  const merged: Record<string, unknown> = { ...defaults, allow_private_network: row.allowPrivateNetwork }
  for (const name of flaskCorsOptionNames) {
    const setting = (settings as Record<string, unknown>)[`CORS_${name.toUpperCase()}`]
    if (setting !== undefined && setting !== null) merged[name] = setting
    for (const options of given) {
      const value = (options as Record<string, unknown>)[name]
      if (value !== undefined) merged[name] = value
    }
  }
  return merged as FlaskCorsOptions
}

/**
 * The form that flask-cors works with.
 *
 * @throws ConfigError where flask-cors raises at once: credentials with a wildcard that is to be sent as such,
 * methods that are `None`; and for what is of no type that an option has
 */
export function completeOptions(options: FlaskCorsOptions, path: string): CompleteOptions {
  const issues = issuesOf(options, path)
  if (issues.length > 0) throw new ConfigError(issues)
  const origins = patternsOf(options.origins ?? null)
  if (contradicts(options, origins)) {
    const message =
      "must not be true together with send_wildcard and the origin '*': flask-cors raises a ValueError; name the origins"
    const value = options.supports_credentials
    throw new ConfigError([{ path: `${path}.supports_credentials`, value, reason: 'contradicts', message }])
  }
  return {
    origins,
    methods: (joined(options.methods ?? null) ?? '').toUpperCase(),
    allowHeaders: patternsOf(options.allow_headers ?? null),
    exposeHeaders: joined(options.expose_headers ?? null),
    supportsCredentials: isTrue(options.supports_credentials),
    maxAge: maxAgeOf(options.max_age ?? null),
    sendWildcard: isTrue(options.send_wildcard),
    automaticOptions: isTrue(options.automatic_options),
    varyHeader: isTrue(options.vary_header),
    alwaysSend: isTrue(options.always_send),
    allowPrivateNetwork: isTrue(options.allow_private_network),
  }
}

function contradicts(options: FlaskCorsOptions, origins: readonly FlaskPattern[]): boolean {
  return origins.includes('.*') && isTrue(options.supports_credentials) && isTrue(options.send_wildcard)
}

function patternsOf(value: FlaskPattern | readonly FlaskPattern[]): readonly FlaskPattern[] {
  return (isList(value) ? value : [value]).map(fixed)
}

/** A single `*`, which is no pattern, means everything. */
export function fixed<Pattern extends FlaskPattern>(pattern: Pattern): Pattern | '.*' {
  return pattern === '*' ? '.*' : pattern
}

function joined(value: string | readonly string[] | null): string | null {
  return isList(value) ? sorted(value).join(', ') : value
}

/** A number 0 is not sent, but a string `0` is, and so is a length of time of no seconds. */
function maxAgeOf(value: Truthy | TimeDelta): string | null {
  if (typeof value === 'object' && value !== null) return String(Math.trunc(value.seconds))
  return value !== null && isTrue(value) ? str(value) : null
}

export function isList<Item>(value: Item | readonly Item[] | null | undefined): value is readonly Item[] {
  return Array.isArray(value)
}

export function isRegex(value: unknown): value is PythonRegex {
  return typeof value === 'object' && value !== null && 'pattern' in value && !Array.isArray(value)
}

type Check = (value: unknown) => boolean

/** Werkzeug refuses to send a line break, on every request. */
const isText: Check = (value) => typeof value === 'string' && !/[\r\n]/.test(value)
const isPattern: Check = (value) => value === null || isText(value) || isRegex(value)
const isTruthy: Check = (value) =>
  value === null || isText(value) || /^(?:boolean|number)$/.test(typeof value)
const oneOrMore =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) ? value.every(check) : check(value)

const checks: { readonly [Name in keyof FlaskCorsOptions]: readonly [Check, string] } = {
  origins: [oneOrMore(isPattern), 'must be a string without line breaks, a pattern or a list of them'],
  methods: [oneOrMore(isText), 'must be a string or a list of strings: flask-cors fails with anything else'],
  allow_headers: [oneOrMore(isPattern), 'must be a string without line breaks, a pattern or a list of them'],
  expose_headers: [
    (value) => value === null || oneOrMore(isText)(value),
    'must be a string without line breaks, or a list of them',
  ],
  max_age: [
    (value) => isTruthy(value) || (typeof value === 'object' && value !== null && 'seconds' in value),
    'must be a number, a string or { seconds }',
  ],
  resources: [
    (value) => isText(value) || (typeof value === 'object' && value !== null),
    'must be a pattern, a list of them, or an object from patterns to options: flask-cors fails with anything else',
  ],
}

function issuesOf(options: FlaskCorsOptions, path: string): ConfigIssue[] {
  const issues: ConfigIssue[] = []
  for (const name of flaskCorsOptionNames) {
    const [holds, message] = checks[name as keyof FlaskCorsOptions] ?? [isTruthy, 'must be true or false']
    const value = options[name as keyof FlaskCorsOptions]
    if (!holds(value)) issues.push({ path: `${path}.${name}`, value, reason: 'invalid', message })
  }
  return issues
}
