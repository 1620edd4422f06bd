import { allowOrigin, meantName } from '../cors-header-names'
import type { DialectId } from '../dialects'
import { python, pythonStatements } from '../language'
import { type Entry, type MapLiteral, valuesOf } from '../literal'
import type { HeaderGroup, HeaderLine, Layer, Material, OptionsSite, Route, Stack } from '../material'
import { guessDialect } from './guess-dialect'
import {
  argumentsOf,
  assignmentOf,
  calleeOf,
  type PyScope,
  pyLiteralOf,
  pyScopeOf,
  stringValue,
} from './python-literal'
import { pythonAnswer } from './python-origin-answers'
import { type PyNode, readPython, walkPython } from './python-tree'
import { settingsCookies } from './settings-cookies'

/**
 * Options of CORS in a program of Python: calls of flask-cors and Starlette, settings of Flask and Django, headers, and
 * the order of middleware. Nothing of it runs.
 *
 * @throws CannotRead where it is no program
 */
export function readPythonFile(text: string, as: DialectId | null): Material {
  const program = readPython(text)
  const scope = pyScopeOf(program, text)
  const settings = settingsOf(program, scope)
  return {
    options: withSettings(callSites(program, scope), settingsSites(settings, as)),
    cookies: settingsCookies(settings, pythonStatements),
    headers: headerGroups(program, scope),
    stacks: [...addedMiddleware(program, scope), ...listedMiddleware(program, scope)],
    lonelyRoutes: [],
  }
}

// ── Options ─────────────────────────────────────────────────────────────────────────────────────────

function callSites(program: PyNode, scope: PyScope): readonly OptionsSite[] {
  const sites: OptionsSite[] = []
  walkPython(program, (node, ancestors) => {
    const call = corsCall(node, scope)
    if (call === null) return
    const list = node.children.find(({ name }) => name === 'ArgList') as PyNode
    const { plain, named, open } = argumentsOf(node, scope.text)
    const entries = named.map((argument) => entryOf(argument.name, argument.value, scope))
    const starts = list.end - 1
    const options: MapLiteral = { kind: 'map', entries, lines: false, open, start: list.start, end: list.end }
    const lead = plain.length === 0 ? '' : ', '
    const route = node.name === 'Decorator' ? routeOf(ancestors.at(-1), scope) : null
    sites.push({
      dialect: call,
      guessed: null,
      options: entries.length === 0 && !open ? null : options,
      span: { start: node.start, end: node.end },
      insertion: { at: starts, lead: /,\s*$/.test(scope.text.slice(list.start, starts)) ? ' ' : lead },
      language: python,
      ...(route === null ? {} : { route }),
    })
  })
  return sites
}

/** The route of a function by the decorators around it: `@app.route('/me')`, `@app.get('/me')`; null where it has none. */
function routeOf(decorated: PyNode | undefined, scope: PyScope): Route | null {
  for (const decorator of decorated?.children ?? []) {
    if (decorator.name !== 'Decorator') continue
    const { start, end } = decorator
    const method = /^@\s*[\w.]+\.(route|get|post|put|patch|delete)\s*\(/.exec(
      scope.text.slice(start, end),
    )?.[1]
    const { plain, named } = argumentsOf(decorator, scope.text)
    const [first] = plain
    const rule = first?.name === 'String' ? stringValue(scope.text.slice(first.start, first.end)) : null
    if (method === undefined || rule === null) continue
    const given = named.find(({ name }) => scope.text.slice(name.start, name.end) === 'methods')
    return { rule, methods: method === 'route' ? methodsIn(given?.value, scope) : [method.toUpperCase()] }
  }
  return null
}

/** A route is for GET where it does not say what else. */
function methodsIn(written: PyNode | undefined, scope: PyScope): readonly string[] {
  const value = written === undefined ? null : pyLiteralOf(written, scope)
  const items = value?.kind === 'list' ? value.items : []
  const methods = items.flatMap((item) => (item.kind === 'string' ? [item.value.toUpperCase()] : []))
  return methods.length === 0 ? ['GET'] : methods
}

/** flask-cors takes from an application’s settings what its calls do not say. */
function withSettings(
  calls: readonly OptionsSite[],
  settings: readonly OptionsSite[],
): readonly OptionsSite[] {
  const flask = settings.find(({ dialect }) => dialect === 'flask')?.options?.entries ?? []
  const called = calls.some(({ dialect }) => dialect === 'flask')
  return [
    ...calls.map((site) => (site.dialect === 'flask' ? { ...site, options: behind(flask, site) } : site)),
    ...settings.filter(({ dialect }) => dialect !== 'flask' || !called),
  ]
}

function behind(settings: readonly Entry[], { options, insertion, span }: OptionsSite): MapLiteral | null {
  const others = settings.filter(({ key }) => key.startsWith('CORS_'))
  if (options === null && others.length === 0) return null
  const at = insertion?.at ?? span.end
  const own = options ?? { kind: 'map', entries: [], lines: false, open: false, start: at, end: at }
  // What the call says comes last, and counts.
  return { ...own, entries: [...others, ...own.entries] }
}

/** The dialect whose layer a call makes; null for other calls. */
function corsCall(node: PyNode, { text }: PyScope): DialectId | null {
  if (node.name === 'Decorator' && /^@\s*(?:\w+\.)?cross_origin\s*\(/.test(text.slice(node.start, node.end)))
    return 'flask'
  if (node.name !== 'CallExpression') return null
  const callee = calleeOf(node, text)
  if (/^(?:flask_cors\.)?CORS$|^\w*cors\.init_app$|^(?:flask_cors\.)?cross_origin$/i.test(callee))
    return 'flask'
  if (/(?:^|\.)CORSMiddleware$/.test(callee)) return 'starlette'
  const first = argumentsOf(node, text).plain[0]
  const adds = /\.add_middleware$|(?:^|\.)Middleware$/.test(callee)
  return adds && first !== undefined && /(?:^|\.)CORSMiddleware$/.test(text.slice(first.start, first.end))
    ? 'starlette'
    : null
}

function entryOf(name: PyNode, value: PyNode, scope: PyScope): Entry {
  const keySpan = { start: name.start, end: name.end }
  return {
    key: scope.text.slice(name.start, name.end),
    keySpan,
    value: pyLiteralOf(value, scope),
    start: name.start,
    end: value.end,
  }
}

/** Everything with a name in capitals: `X = …`, `app.config["X"] = …`. */
function settingsOf(program: PyNode, scope: PyScope): MapLiteral {
  const entries: Entry[] = []
  walkPython(program, (node) => {
    const assigned = assignmentOf(node)
    if (assigned === null || assigned.operator !== '=') return
    const { target, value } = assigned
    const key = settingName(target, scope)
    if (key === null) return
    entries.push({
      key: key.text,
      keySpan: key.span,
      value: pyLiteralOf(value, scope),
      start: node.start,
      end: value.end,
    })
  })
  return { kind: 'map', entries, lines: true, open: false, start: program.start, end: program.end }
}

function settingName(
  target: PyNode,
  { text }: PyScope,
): { readonly text: string; readonly span: Entry['keySpan'] } | null {
  const written = text.slice(target.start, target.end)
  if (target.name === 'VariableName') {
    return /^[A-Z][A-Z0-9_]*$/.test(written)
      ? { text: written, span: { start: target.start, end: target.end } }
      : null
  }
  const subscript = /\bconfig\[\s*(['"])([A-Z][A-Z0-9_]*)\1\s*\]$/.exec(written)
  const name = subscript?.[2]
  if (name === undefined) return null
  const start = target.start + written.lastIndexOf(name)
  return { text: name, span: { start, end: start + name.length } }
}

function settingsSites(settings: MapLiteral, as: DialectId | null): readonly OptionsSite[] {
  const guess = guessDialect(settings)
  if (guess === null) return []
  const dialect = as ?? guess.dialect
  const span = { start: settings.start, end: settings.end }
  return [
    {
      dialect,
      guessed: as === null ? guess.by : null,
      options: settings,
      span,
      insertion: null,
      language: pythonStatements,
    },
  ]
}

// ── Headers ─────────────────────────────────────────────────────────────────────────────────────────

function headerGroups(program: PyNode, scope: PyScope): readonly HeaderGroup[] {
  const groups = new Map<PyNode, HeaderLine[]>()
  walkPython(program, (node, ancestors) => {
    const line = headerLine(node, ancestors, scope)
    if (line === null) return
    const owner = ancestors.findLast(({ name }) => name === 'FunctionDefinition') ?? program
    groups.set(owner, [...(groups.get(owner) ?? []), line])
  })
  return [...groups].map(([{ start, end }, lines]) => ({
    lines,
    span: { start, end },
    complete: false,
    status: null,
    request: null,
    language: python,
  }))
}

function headerLine(node: PyNode, ancestors: readonly PyNode[], scope: PyScope): HeaderLine | null {
  const { text } = scope
  const assigned = assignmentOf(node)
  const [name, value] =
    assigned === null ? addedHeader(node, text) : [subscriptOf(assigned.target), assigned.value]
  if (name === undefined || value === undefined) return null
  const key = name.name === 'String' ? stringValue(text.slice(name.start, name.end)) : null
  if (key === null || !(/^access-control-(?:allow|expose|max)/i.test(key) || meantName(key) !== null))
    return null
  const literal = pyLiteralOf(value, scope)
  const isOrigin = (meantName(key) ?? key.toLowerCase()) === allowOrigin
  const dynamic = valuesOf(literal).some(({ kind }) => kind === 'opaque')
  const answer = isOrigin && dynamic ? pythonAnswer(value, node, ancestors, text) : null
  const quote = text.slice(name.start, name.end).search(/['"]/) + 1
  return {
    name: key,
    nameSpan: { start: name.start + quote, end: name.end - 1 },
    value:
      literal.kind === 'string' || literal.kind === 'number'
        ? String(literal.value)
        : literal.kind === 'boolean'
          ? literal.value
            ? 'True'
            : 'False'
          : null,
    valueSpan: { start: value.start, end: value.end },
    lineSpan: assigned === null ? null : { start: node.start, end: node.end },
    echoesOrigin: answer?.who === 'everybody',
    ...(answer === null ? {} : { answer }),
  }
}

function subscriptOf(target: PyNode): PyNode | undefined {
  return target.name === 'MemberExpression'
    ? target.children.find(({ name }) => name === 'String')
    : undefined
}

/** `response.headers.add("Name", "value")`, `.set(…)`, `.setdefault(…)`. */
function addedHeader(node: PyNode, text: string): readonly [PyNode | undefined, PyNode | undefined] {
  if (node.name !== 'CallExpression' || !/headers\.(?:add|set|setdefault|append)$/.test(calleeOf(node, text)))
    return [undefined, undefined]
  const { plain } = argumentsOf(node, text)
  return [plain[0], plain[1]]
}

// ── Middleware ──────────────────────────────────────────────────────────────────────────────────────

const authentication = /auth|jwt|login|token|permission/i

/** `app.add_middleware(…)`: what is added last meets requests first. */
function addedMiddleware(program: PyNode, scope: PyScope): readonly Stack[] {
  const layers: Layer[] = []
  walkPython(program, (node) => {
    if (node.name !== 'CallExpression' || !/\.add_middleware$/.test(calleeOf(node, scope.text))) return
    const first = argumentsOf(node, scope.text).plain[0]
    if (first === undefined) return
    const name = scope.text.slice(first.start, first.end)
    const kind = /CORSMiddleware$/.test(name)
      ? 'cors'
      : authentication.test(name)
        ? 'authentication'
        : /HTTPSRedirect/.test(name)
          ? 'redirects'
          : null
    if (kind !== null) layers.push({ kind, name, span: { start: node.start, end: node.end } })
  })
  return layers.some(({ kind }) => kind === 'cors')
    ? [{ layers, lastIsFirst: true, framework: 'Starlette', list: null }]
    : []
}

/** `MIDDLEWARE` of Django, whose first meets requests first. */
function listedMiddleware(program: PyNode, scope: PyScope): readonly Stack[] {
  const stacks: Stack[] = []
  walkPython(program, (node) => {
    const assigned = assignmentOf(node)
    if (assigned === null || scope.text.slice(assigned.target.start, assigned.target.end) !== 'MIDDLEWARE')
      return
    const value = pyLiteralOf(assigned.value, scope)
    if (value.kind !== 'list') return
    const layers = value.items.flatMap((item): readonly Layer[] => {
      const kind = item.kind === 'string' ? djangoKind(item.value) : null
      if (item.kind !== 'string' || kind === null) return []
      const comma = /^[ \t]*,/.exec(scope.text.slice(item.end))?.[0].length ?? 0
      return [{ kind, name: item.value, span: { start: item.start, end: item.end + comma } }]
    })
    stacks.push({ layers, lastIsFirst: false, framework: 'Django', list: assigned.value })
  })
  return stacks
}

function djangoKind(path: string): Layer['kind'] | null {
  if (/^corsheaders\./.test(path)) return 'cors'
  if (/CommonMiddleware$|SecurityMiddleware$|WhiteNoise/i.test(path))
    return /SecurityMiddleware$/.test(path) ? null : 'redirects'
  return /(?:JWT|Token|Login)\w{0,60}Middleware$/i.test(path) ? 'authentication' : null
}
