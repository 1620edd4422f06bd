import { compareWeights, parseRule, type RulePart } from './rule'

/** A rule of an app and what stands behind it. */
export interface RuleEntry<View> {
  readonly rule: string
  readonly methods: ReadonlySet<string>
  readonly view: View
}

/** Where a request ends up. */
export type Routed<View> =
  | { readonly kind: 'view'; readonly view: View }
  /** To the same path with a slash at its end, or with two slashes made one. */
  | { readonly kind: 'redirect'; readonly path: string }
  | { readonly kind: 'method not allowed'; readonly methods: ReadonlySet<string> }
  | { readonly kind: 'not found' }

export interface Router<View> {
  readonly route: (path: string, method: string) => Routed<View>
  /** What `Allow` says for a path: the methods of all rules that it matches. */
  readonly methodsOf: (path: string) => ReadonlySet<string>
}

interface State<View> {
  readonly static: Map<string, State<View>>
  readonly dynamic: { readonly part: RulePart; readonly pattern: RegExp; readonly state: State<View> }[]
  readonly rules: RuleEntry<View>[]
}

/**
 * Werkzeug 2.2 among these rules: literal parts before variable ones, a redirect where only the slash at the end is
 * missing, then one where two slashes should be one, and a refusal where only the method is wrong.
 *
 * @throws ConfigError naming the rule that is none
 */
export function createRouter<View>(entries: readonly RuleEntry<View>[]): Router<View> {
  const root = emptyState<View>()
  for (const [i, entry] of entries.entries()) {
    stateOf(root, parseRule(entry.rule, `routes[${i}].rule`)).rules.push(entry)
  }
  const route = (path: string, method: string): Routed<View> => search(root, path, method)
  return {
    route,
    methodsOf: (path) => {
      const routed = route(path, '--')
      return routed.kind === 'method not allowed' ? routed.methods : new Set()
    },
  }
}

function emptyState<View>(): State<View> {
  return { static: new Map(), dynamic: [], rules: [] }
}

function stateOf<View>(root: State<View>, parts: readonly RulePart[]): State<View> {
  let state = root
  for (const part of parts) state = part.static ? staticState(state, part) : dynamicState(state, part)
  return state
}

function staticState<View>(state: State<View>, part: RulePart): State<View> {
  const known = state.static.get(part.content)
  if (known !== undefined) return known
  const created = emptyState<View>()
  state.static.set(part.content, created)
  return created
}

function dynamicState<View>(state: State<View>, part: RulePart): State<View> {
  const same = ({ part: other }: { readonly part: RulePart }): boolean =>
    other.content === part.content && other.final === part.final && compareWeights(other, part) === 0
  const known = state.dynamic.find(same)
  if (known !== undefined) return known.state
  const created = emptyState<View>()
  state.dynamic.push({ part, pattern: new RegExp(part.content, 'u'), state: created })
  state.dynamic.sort((a, b) => compareWeights(a.part, b.part))
  return created
}

/** One search through the rules. */
interface Search {
  readonly method: string
  /** Methods of rules that match but for the method. */
  readonly others: Set<string>
}

type Found<View> = RuleEntry<View> | 'slash required' | null

function search<View>(root: State<View>, path: string, method: string): Routed<View> {
  const looking: Search = { method, others: new Set() }
  const found = find(root, path.split('/'), looking)
  if (found === 'slash required') return { kind: 'redirect', path: `${path}/` }
  if (found !== null) return { kind: 'view', view: found.view }
  const merged = path.replace(/\/{2}/g, '/')
  const again = find(root, merged.split('/'), looking)
  if (again === 'slash required') return { kind: 'redirect', path: `${merged}/` }
  if (again !== null) return { kind: 'redirect', path: merged }
  if (looking.others.size > 0) return { kind: 'method not allowed', methods: looking.others }
  return { kind: 'not found' }
}

function find<View>(state: State<View>, parts: readonly string[], looking: Search): Found<View> {
  const [part, ...remaining] = parts
  if (part === undefined) return findHere(state, looking)
  const literal = state.static.get(part)
  if (literal !== undefined) {
    const found = find(literal, remaining, looking)
    if (found !== null) return found
  }
  for (const { part: dynamic, pattern, state: next } of state.dynamic) {
    if (!pattern.test(dynamic.final ? parts.join('/') : part)) continue
    const found = find(next, dynamic.final ? [] : remaining, looking)
    if (found !== null) return found
  }
  return null
}

function findHere<View>(state: State<View>, { method, others }: Search): Found<View> {
  for (const entry of state.rules) {
    if (entry.methods.has(method)) return entry
    for (const other of entry.methods) others.add(other)
  }
  const withSlash = state.static.get('')?.rules ?? []
  return withSlash.some(({ methods }) => methods.has(method)) ? 'slash required' : null
}
