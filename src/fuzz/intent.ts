import { isMethod, normalizeMethod } from '../http/methods'
import { byteLowercase, isToken } from '../infra/byte-string'
import { ConfigError, type ConfigIssue } from '../infra/config-error'
import { serializeOrigin } from '../origin/origin'
import { OriginSyntaxError } from '../origin/origin-syntax-error'
import { parseOrigin } from '../origin/parse-origin'
import type { Grant, HeaderPair, Intent, Login, Who } from './types'
import { isSetCookieLine } from './users-cookies'

/** As many grants as cases keep apart. */
export const grantsLimit = 30

/**
 * An intent from JSON, or from an object of one's own, in which most may be left out: `paths` of a grant are then all
 * (`/*`), `methods` GET, HEAD and POST, `requestHeaders` and `exposedHeaders` none, `credentials` false, and `who` may be
 * an origin, an array of origins, `anyone`, or `https://*.example.com`.
 *
 * @throws ConfigError with everything that is wrong with it
 * @example readIntent({ target: 'https://api.example.com', grants: [{ who: 'https://app.example.com', credentials: true }] })
 */
export function readIntent(given: unknown): Intent {
  const issues: ConfigIssue[] = []
  const object = membersOf(given, 'intent', ['target', 'grants', 'paths', 'login', 'cookies'], issues)
  if (typeof given !== 'object' || given === null) throw new ConfigError(issues)
  const target = originAt(object['target'], 'target', issues)
  if (object['target'] === 'null')
    wrong('target', object['target'], 'the origin of an http or https server', issues)
  const grants = arrayAt(object['grants'] ?? [], 'grants', issues).map((each, i) =>
    grantAt(each, `grants[${i}]`, issues),
  )
  if (grants.length > grantsLimit) wrong('grants', grants.length, `${grantsLimit} grants at most`, issues)
  const paths = stringsAt(object['paths'] ?? [], 'paths', issues).map((path, i) =>
    pathAt(path, `paths[${i}]`, false, issues),
  )
  const login =
    object['login'] === undefined || object['login'] === null ? null : loginAt(object['login'], issues)
  const cookies = cookiesAt(object['cookies'] ?? [], issues)
  if (issues.length > 0) throw new ConfigError(issues)
  return { target, grants, paths, login, cookies }
}

function grantAt(given: unknown, path: string, issues: ConfigIssue[]): Grant {
  const names = ['who', 'paths', 'methods', 'requestHeaders', 'exposedHeaders', 'credentials']
  const object = membersOf(given, path, names, issues)
  const credentials = object['credentials'] ?? false
  if (typeof credentials !== 'boolean') wrong(`${path}.credentials`, credentials, 'true or false', issues)
  const who = whoAt(object['who'], `${path}.who`, issues)
  if (who.kind === 'anyone' && credentials === true) {
    const message = `${path} would let any website read as the signed-in user; name the origins, or set credentials to false`
    issues.push({ path, value: 'anyone', reason: 'contradicts', message })
  }
  return {
    who,
    paths: stringsAt(object['paths'] ?? ['/*'], `${path}.paths`, issues).map((each, i) =>
      pathAt(each, `${path}.paths[${i}]`, true, issues),
    ),
    methods: namesAt(
      object['methods'] ?? ['GET', 'HEAD', 'POST'],
      `${path}.methods`,
      isMethod,
      normalizeMethod,
      issues,
    ),
    requestHeaders: namesAt(
      object['requestHeaders'] ?? [],
      `${path}.requestHeaders`,
      isToken,
      byteLowercase,
      issues,
    ),
    exposedHeaders: namesAt(
      object['exposedHeaders'] ?? [],
      `${path}.exposedHeaders`,
      isToken,
      byteLowercase,
      issues,
    ) as readonly string[],
    credentials: credentials === true,
  }
}

function whoAt(given: unknown, path: string, issues: ConfigIssue[]): Who {
  if (given === 'anyone') return { kind: 'anyone' }
  if (typeof given === 'string')
    return given.includes('://*.')
      ? below(given.replace('://*.', '://'), path, issues)
      : originsOf([given], path, issues)
  if (Array.isArray(given)) return originsOf(given, path, issues)
  const { kind, origins, origin } = Object(given) as { readonly [name: string]: unknown }
  switch (kind) {
    case 'anyone':
      return { kind }
    case 'origins':
      return originsOf(arrayAt(origins, `${path}.origins`, issues), `${path}.origins`, issues)
    case 'subdomains-of':
      return below(origin, `${path}.origin`, issues)
    default:
      wrong(
        path,
        given,
        'an origin, an array of origins, https://*.example.com, anyone, or { kind, … }',
        issues,
      )
      return { kind: 'origins', origins: [] }
  }
}

function below(origin: unknown, path: string, issues: ConfigIssue[]): Who {
  return { kind: 'subdomains-of', origin: originAt(origin, path, issues) }
}

function originsOf(given: readonly unknown[], path: string, issues: ConfigIssue[]): Who {
  const many = given.length !== 1
  return {
    kind: 'origins',
    origins: given.map((each, i) => originAt(each, many ? `${path}[${i}]` : path, issues)),
  }
}

/** Written as it is serialized: `https://app.example.com/` would be no origin that a server is told. */
function originAt(given: unknown, path: string, issues: ConfigIssue[]): string {
  const origin = typeof given === 'string' ? parseOrigin(given) : null
  if (origin === null || origin instanceof OriginSyntaxError) {
    wrong(path, given, 'an origin such as https://app.example.com', issues)
    return 'null'
  }
  const serialized = serializeOrigin(origin)
  if (serialized !== given) wrong(path, given, `written as it is serialized: ${serialized}`, issues)
  return serialized
}

function loginAt(given: unknown, issues: ConfigIssue[]): Login {
  const names = ['path', 'method', 'headers', 'body', 'cookie', 'read']
  const object = membersOf(given, 'login', names, issues)
  const method = object['method'] ?? 'POST'
  if (typeof method !== 'string' || !isMethod(method))
    wrong('login.method', method, 'a method such as POST', issues)
  const body = object['body'] ?? null
  if (body !== null && typeof body !== 'string') wrong('login.body', typeof body, 'a string, or null', issues)
  const cookie = object['cookie'] ?? null
  if (cookie !== null && typeof cookie !== 'string')
    wrong('login.cookie', typeof cookie, 'the name of a cookie, or null', issues)
  const path = pathAt(object['path'], 'login.path', false, issues)
  return {
    path,
    method: String(method),
    headers: headersAt(object['headers'] ?? [], issues),
    body: typeof body === 'string' ? body : null,
    cookie: typeof cookie === 'string' ? cookie : null,
    read: object['read'] === undefined ? path : pathAt(object['read'], 'login.read', false, issues),
  }
}

/** What is wrong with one is not shown: it may be somebody's. */
function cookiesAt(given: unknown, issues: ConfigIssue[]): readonly string[] {
  return arrayAt(given, 'cookies', issues).flatMap((line, i) => {
    if (typeof line === 'string' && isSetCookieLine(line)) return [line]
    wrong(`cookies[${i}]`, '…', 'a line as in Set-Cookie: sid=1; Path=/; Secure; SameSite=None', issues)
    return []
  })
}

function headersAt(given: unknown, issues: ConfigIssue[]): readonly HeaderPair[] {
  return arrayAt(given, 'login.headers', issues).flatMap((each, i): readonly HeaderPair[] => {
    const [name, value] = Array.isArray(each) ? (each as readonly unknown[]) : []
    if (typeof name === 'string' && isToken(name) && typeof value === 'string')
      return [[byteLowercase(name), value]]
    wrong(`login.headers[${i}]`, '…', 'a pair of a name and a value', issues)
    return []
  })
}

function namesAt(
  given: unknown,
  path: string,
  valid: (name: string) => boolean,
  normalized: (name: string) => string,
  issues: ConfigIssue[],
): readonly string[] | 'any' {
  if (given === 'any') return 'any'
  return stringsAt(given, path, issues).map((name, i) => {
    if (!valid(name)) wrong(`${path}[${i}]`, name, 'a name as HTTP has them', issues)
    return normalized(name)
  })
}

function pathAt(given: unknown, path: string, star: boolean, issues: ConfigIssue[]): string {
  const valid =
    typeof given === 'string' &&
    /^\/[!-~]*$/.test(given) &&
    !given.includes('#') &&
    (star || !given.endsWith('*'))
  if (!valid) wrong(path, given, `a path such as /items${star ? ', or /api/*' : ''}`, issues)
  return typeof given === 'string' ? given : '/'
}

function stringsAt(given: unknown, path: string, issues: ConfigIssue[]): readonly string[] {
  return arrayAt(given, path, issues).map((each, i) => {
    if (typeof each !== 'string') wrong(`${path}[${i}]`, each, 'a string', issues)
    return String(each)
  })
}

function arrayAt(given: unknown, path: string, issues: ConfigIssue[]): readonly unknown[] {
  if (Array.isArray(given)) return given
  wrong(path, given, 'an array', issues)
  return []
}

function membersOf(
  given: unknown,
  path: string,
  names: readonly string[],
  issues: ConfigIssue[],
): { readonly [name: string]: unknown } {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    wrong(path, given, 'an object', issues)
    return {}
  }
  for (const name of Object.keys(given)) {
    if (!names.includes(name))
      wrong(
        `${path === 'intent' ? '' : `${path}.`}${name}`,
        typeof given,
        `one of ${names.join(', ')}`,
        issues,
      )
  }
  return given as { readonly [name: string]: unknown }
}

function wrong(path: string, value: unknown, expected: string, issues: ConfigIssue[]): void {
  issues.push({
    path,
    value,
    reason: value === undefined ? 'missing' : 'invalid',
    message: `${path} must be ${expected}`,
  })
}
