import type { Snippet } from './explanation'
import type { Facts } from './facts'
import type { Repaired } from './repair'
import type { ServerSoftware } from './server-software'
import { headerName } from './words'

/** What a snippet is to do; each stack has its own words for it. */
export type Purpose =
  /** Answers this origin, and asks for no more than this request needs. */
  | 'allow'
  /** The same, in front of authentication. */
  | 'allow-before-authentication'
  /** The same, on error responses too. */
  | 'allow-on-errors'
  /** Says that a resource may be used by other origins. */
  | 'share-resource'
  /** Leaves the header to one of the two that add it. */
  | 'one-owner'

type Write = (f: Facts) => string | null

interface Stack {
  readonly name: string
  /** What it is called where another package does it. */
  readonly names: { readonly [P in Purpose]?: string }
  readonly code: { readonly [P in Purpose]: Write }
}

const none: Write = () => null

const express: Stack = {
  name: 'Express (cors)',
  names: { 'share-resource': 'Express (helmet)' },
  code: {
    allow: (f) => allowed(f, expressCors),
    'allow-before-authentication': (f) =>
      allowed(f, (g) => `// before authentication: it answers OPTIONS itself\n${expressCors(g)}`),
    'allow-on-errors': (f) =>
      allowed(f, (g) => `// before the routes, so that errors have the headers too\n${expressCors(g)}`),
    'share-resource': () => "app.use(helmet({ crossOriginResourcePolicy: { policy: 'cross-origin' } }))",
    'one-owner': none,
  },
}

const flask: Stack = {
  name: 'Flask (flask-cors)',
  names: { 'share-resource': 'Flask' },
  code: {
    allow: (f) => allowed(f, flaskCors),
    'allow-before-authentication': (f) =>
      allowed(
        f,
        (g) =>
          `${flaskCors(g)}\n\n@app.before_request\ndef authenticate():\n    if request.method == 'OPTIONS':\n        return None  # a preflight cannot carry credentials`,
      ),
    'allow-on-errors': (f) => allowed(f, flaskCors),
    'share-resource': () => "response.headers['Cross-Origin-Resource-Policy'] = 'cross-origin'",
    'one-owner': none,
  },
}

const nginx: Stack = {
  name: 'nginx',
  names: {},
  code: {
    allow: (f) => allowed(f, nginxLocation),
    'allow-before-authentication': (f) => allowed(f, nginxLocation),
    'allow-on-errors': (f) => allowed(f, (g) => nginxHeaders(g, ' always').join('\n')),
    'share-resource': () => 'add_header Cross-Origin-Resource-Policy "cross-origin" always;',
    'one-owner': () =>
      '# the application’s own is dropped; nginx’s add_header stays\nproxy_hide_header Access-Control-Allow-Origin;',
  },
}

const stacks: { readonly [S in ServerSoftware]: Stack } = { express, flask, nginx }
const order: readonly ServerSoftware[] = ['express', 'flask', 'nginx']

/** What to write in each stack, the one that answered first; the plain headers after those. */
export function snippetsFor(purpose: Purpose, facts: Facts, repaired: Repaired | null): readonly Snippet[] {
  const snippets: Snippet[] = []
  const { software } = facts
  const sorted = software === null ? order : [software, ...order.filter((other) => other !== software)]
  for (const name of sorted) {
    const stack = stacks[name]
    const code = stack.code[purpose](facts)
    if (code !== null) snippets.push({ stack: stack.names[purpose] ?? stack.name, code })
  }
  const headers = purpose === 'one-owner' ? null : plainHeaders(facts, repaired)
  if (headers !== null) snippets.push({ stack: 'Response headers', code: headers })
  return snippets
}

/** Nothing is written for the origin `null`: every sandboxed frame and every file on a disk has it. */
function allowed(f: Facts, write: (f: Facts) => string): string | null {
  return f.origin === 'null' ? null : write(f)
}

// ── Express ─────────────────────────────────────────────────────────────────────────────────────────

/** `cors` allows every usual method, and whatever headers are asked for, unless it is told otherwise. */
function expressCors(f: Facts): string {
  const members = [`origin: ${single(f.origin)}`]
  if (f.credentials) members.push('credentials: true')
  if (f.refusal.step === 'cors-preflight-fetch/method-not-allowed') {
    members.push(`methods: [${methods(f).map(single).join(', ')}]`)
  }
  if (concernsHeaders(f)) members.push(`allowedHeaders: [${f.headerNames.map(single).join(', ')}]`)
  return `app.use(cors({ ${members.join(', ')} }))`
}

// ── Flask ───────────────────────────────────────────────────────────────────────────────────────────

function flaskCors(f: Facts): string {
  const members = [`origins=[${flaskOrigin(f.origin)}]`]
  if (f.credentials) members.push('supports_credentials=True')
  if (f.refusal.step === 'cors-preflight-fetch/method-not-allowed') {
    members.push(`methods=[${methods(f).map(single).join(', ')}]`)
  }
  if (concernsHeaders(f)) members.push(`allow_headers=[${f.headerNames.map(single).join(', ')}]`)
  return `CORS(app, ${members.join(', ')})`
}

/** Brackets make flask-cors take an origin for a regular expression. */
function flaskOrigin(origin: string): string {
  return origin.includes('[') ? `r'^${origin.replace(/[.[\]]/g, '\\$&')}$'` : single(origin)
}

// ── nginx ───────────────────────────────────────────────────────────────────────────────────────────

/** Each level has to repeat all of its headers: one `add_header` drops those of the levels above. */
function nginxLocation(f: Facts): string {
  if (!f.preflight) return nginxHeaders(f, ' always').join('\n')
  const preflight = [...nginxHeaders(f, '')]
  if (!simpleMethod(f.method)) preflight.push(`add_header Access-Control-Allow-Methods ${double(f.method)};`)
  if (f.headerNames.length > 0) {
    preflight.push(`add_header Access-Control-Allow-Headers ${double(f.headerNames.join(', '))};`)
  }
  return [
    'if ($request_method = OPTIONS) {',
    ...preflight.map((line) => `    ${line}`),
    '    return 204;',
    '}',
    ...nginxHeaders(f, ' always'),
  ].join('\n')
}

function nginxHeaders(f: Facts, always: string): readonly string[] {
  const lines = [`add_header Access-Control-Allow-Origin ${double(f.origin)}${always};`]
  if (f.credentials) lines.push(`add_header Access-Control-Allow-Credentials "true"${always};`)
  return lines
}

// ── Any server ──────────────────────────────────────────────────────────────────────────────────────

/** What has to change on the refused answer, as the kernel has found it, and what the next one will need. */
function plainHeaders(f: Facts, repaired: Repaired | null): string | null {
  if (repaired === null || !repaired.passes || f.origin === 'null') return null
  const lines = repaired.headers.map((header) => `${headerName(header.name)}: ${header.value}`)
  if (repaired.status !== null) lines.unshift(`HTTP/1.1 ${repaired.status} No Content`)
  if (!f.preflight) return lines.join('\n')
  const next = [`Access-Control-Allow-Origin: ${f.origin}`]
  if (f.credentials) next.push('Access-Control-Allow-Credentials: true')
  return ['# on the answer to OPTIONS', ...lines, `# on the answer to ${f.method}`, ...next].join('\n')
}

// ── Common ──────────────────────────────────────────────────────────────────────────────────────────

/** The methods the server allowed before, and this one. */
function methods(f: Facts): readonly string[] {
  const before = (f.refusal.evidence.actual ?? '').split(', ').filter((name) => name !== '' && name !== '*')
  return [...new Set([...(before.length === 0 ? ['GET', 'HEAD', 'POST'] : before), f.method])]
}

function concernsHeaders(f: Facts): boolean {
  const { step } = f.refusal
  return (
    step === 'cors-preflight-fetch/header-not-allowed' ||
    step === 'cors-preflight-fetch/headers-unparsable' ||
    step === 'cors-preflight-fetch/non-wildcard-header-not-allowed'
  )
}

function simpleMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'POST'
}

/** A host or a method can have a quote in it. */
function single(s: string): string {
  return `'${s.replace(/['\\]/g, '\\$&')}'`
}

function double(s: string): string {
  return `"${s.replace(/["\\]/g, '\\$&')}"`
}
