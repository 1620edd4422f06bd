/** Where a directive may stand. An `if` is another place within a server than within a location. */
export type Context =
  | 'main'
  | 'http'
  | 'upstream'
  | 'server'
  | 'server if'
  | 'location'
  | 'location if'
  | 'limit_except'

/** What nginx itself checks of a directive before it reads its arguments. */
export interface DirectiveRule {
  readonly contexts: readonly Context[]
  /** How many arguments it takes. */
  readonly min: number
  readonly max: number
  readonly block: boolean
  /** The first version that has it; null where all that the model knows have it. */
  readonly since: string | null
}

type Row = readonly [
  name: string,
  contexts: string,
  min: number,
  max: number,
  kind?: 'block' | null,
  since?: string,
]

const any = Number.POSITIVE_INFINITY

/**
 * The directives that the model reads. A letter a context: m main, h http, u upstream, s server, S `if` in a server,
 * l location, L `if` in a location, x limit_except. From the tables of commands of nginx 1.22.1, and 1.29.3 where it says so.
 */
const rows: readonly Row[] = [
  ['http', 'm', 0, 0, 'block'],
  ['include', 'mhusSlLx', 1, 1],
  ['upstream', 'h', 1, 1, 'block'],
  ['map', 'h', 2, 2, 'block'],
  ['listen', 's', 1, any],
  ['server_name', 's', 1, any],
  ['location', 'sl', 1, 2, 'block'],
  ['if', 'sl', 1, any, 'block'],
  ['limit_except', 'l', 1, any, 'block'],
  ['internal', 'l', 0, 0],
  ['set', 'sSlL', 2, 2],
  ['return', 'sSlL', 1, 2],
  ['rewrite', 'sSlL', 2, 3],
  ['break', 'sSlL', 0, 0],
  ['add_header', 'hslL', 2, 3],
  ['add_header_inherit', 'hslL', 1, 1, null, '1.29.3'],
  ['error_page', 'hslL', 2, any],
  ['recursive_error_pages', 'hsl', 1, 1],
  ['try_files', 'sl', 2, any],
  ['root', 'hslL', 1, 1],
  ['alias', 'l', 1, 1],
  ['index', 'hsl', 1, any],
  ['default_type', 'hsl', 1, 1],
  ['types', 'hsl', 0, 0, 'block'],
  ['client_max_body_size', 'hsl', 1, 1],
  ['server_tokens', 'hsl', 1, 1],
  ['absolute_redirect', 'hsl', 1, 1],
  ['port_in_redirect', 'hsl', 1, 1],
  ['server_name_in_redirect', 'hsl', 1, 1],
  ['merge_slashes', 'hs', 1, 1],
  ['underscores_in_headers', 'hs', 1, 1],
  ['ignore_invalid_headers', 'hs', 1, 1],
  ['ssl', 'hs', 1, 1],
  ['allow', 'hslx', 1, 1],
  ['deny', 'hslx', 1, 1],
  ['satisfy', 'hsl', 1, 1],
  ['auth_basic', 'hslx', 1, 1],
  ['auth_basic_user_file', 'hslx', 1, 1],
  ['proxy_pass', 'lLx', 1, 1],
  ['proxy_set_header', 'hsl', 2, 2],
  ['proxy_hide_header', 'hsl', 1, 1],
  ['proxy_pass_header', 'hsl', 1, 1],
  ['proxy_redirect', 'hsl', 1, 2],
  ['proxy_cookie_domain', 'hsl', 1, 2],
  ['proxy_cookie_path', 'hsl', 1, 2],
  ['proxy_cookie_flags', 'hsl', 1, 4],
  ['proxy_intercept_errors', 'hsl', 1, 1],
  ['proxy_method', 'hsl', 1, 1],
  ['proxy_pass_request_headers', 'hsl', 1, 1],
  ['proxy_pass_request_body', 'hsl', 1, 1],
]

const letters: ReadonlyMap<string, Context> = new Map([
  ['m', 'main'],
  ['h', 'http'],
  ['u', 'upstream'],
  ['s', 'server'],
  ['S', 'server if'],
  ['l', 'location'],
  ['L', 'location if'],
  ['x', 'limit_except'],
])

function ruleOf([, contexts, min, max, kind, since]: Row): DirectiveRule {
  const places = [...contexts].map((letter) => letters.get(letter) as Context)
  return { contexts: places, min, max, block: kind === 'block', since: since ?? null }
}

/** `server` is two directives: a block of http, and an address of an upstream. */
const serverBlock: DirectiveRule = { contexts: ['http'], min: 0, max: 0, block: true, since: null }
const upstreamServer: DirectiveRule = { contexts: ['upstream'], min: 1, max: any, block: false, since: null }

const rules: ReadonlyMap<string, DirectiveRule> = new Map(rows.map((row) => [row[0], ruleOf(row)]))

/** What the model knows of a directive in this context; null where it does not read it. */
export function ruleFor(name: string, context: Context): DirectiveRule | null {
  if (name === 'server') return context === 'upstream' ? upstreamServer : serverBlock
  return rules.get(name) ?? null
}

/** What a directive says about `1.29.3 or later`. */
export function atLeast(version: string, since: string): boolean {
  const [a, b] = [version, since].map((each) => each.split('.').map(Number)) as [number[], number[]]
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
