import type { Repair } from '../../explain/explanation'

/** The options of the `cors` package, as far as demos use them. https://github.com/expressjs/cors#configuration-options */
export interface CorsOptions {
  readonly origin?: boolean | string | RegExp | readonly (string | RegExp)[]
  readonly methods?: string | readonly string[]
  readonly allowedHeaders?: string | readonly string[]
  readonly credentials?: boolean
}

/**
 * The options with which `cors` answers as a repair wants it to: what was configured stays, as far as it does
 * not stand in the way. They are worked out from the repaired headers alone.
 */
export function mendOptions(options: CorsOptions, repair: Repair): CorsOptions {
  const headers = new Map(repair.headers)
  const origin = headers.get('access-control-allow-origin')
  const methods = headers.get('access-control-allow-methods')
  const allowedHeaders = headers.get('access-control-allow-headers')
  return {
    ...options,
    ...(origin === undefined ? {} : { origin: mendOrigin(options.origin, origin) }),
    ...(headers.get('access-control-allow-credentials') === 'true' ? { credentials: true } : {}),
    ...(methods === undefined ? {} : { methods: methods.split(', ') }),
    ...(allowedHeaders === undefined ? {} : { allowedHeaders: allowedHeaders.split(', ') }),
  }
}

/** A list gets one more member; anything else was wrong, or no list yet. */
function mendOrigin(given: CorsOptions['origin'], origin: string): NonNullable<CorsOptions['origin']> {
  if (given instanceof RegExp) return [given, origin]
  return typeof given === 'object' ? [...given, origin] : origin
}

/**
 * Options that let no stranger in: `origin: true` sends back any origin, and with credentials that lets every
 * website act as the user. `origin` is the one that is meant.
 */
export function withoutReflection(options: CorsOptions, origin: string): CorsOptions {
  return options.origin === true && options.credentials === true ? { ...options, origin } : options
}

/** The line that mounts `cors`, as people write it: without options where there are none. */
export function mountLines(options: CorsOptions, width: number): readonly string[] {
  const members = Object.entries(options).map(([name, value]) => `${name}: ${literal(value)}`)
  if (members.length === 0) return ['app.use(cors())']
  const line = `app.use(cors({ ${members.join(', ')} }))`
  if (line.length <= width) return [line]
  return ['app.use(cors({', ...members.map((member) => `  ${member},`), '}))']
}

/** A value as people write it in code. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/['\\]/g, '\\$&')}'`
  return Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : String(value)
}
