import { hang, marked, type Paint, type Style, visible } from '../../../explain/text-layout'
import { listed } from '../../../explain/words'
import { reasonLines } from '../reasons'
import { type ChangedLine, changedLines } from './changed-lines'
import { type CallPlayed, cookieWords, type Played } from './play'
import type { ActRun, SeedRun, SeedsRun } from './run-seeds'
import { type Call, toldOf } from './seed'
import { type ConfigurationBlock, serverBlocks } from './server-lines'

const indent = '  '

/** The seeds for a terminal: what posts say, what their servers are, what comes of it, and the fix. */
export function seedsText(run: SeedsRun, paint: Paint, width: number): string {
  const style: Style = { paint, width: width - indent.length, verbose: false }
  const told = run.seeds.map((seed) => [
    ...hang(`${seed.seed.id}  `, seed.seed.title, width, paint.bold),
    '',
    ...seedLines(seed, style).map((line) => (line === '' ? '' : `${indent}${line}`)),
  ])
  return `${[...told, endLines(run, paint, width)].map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function seedLines({ seed, missing, acts }: SeedRun, style: Style): readonly string[] {
  const { paint, width } = style
  const { page, api, stranger } = seed.places
  const strange = seed.acts.some(({ steps }) =>
    steps.some((step) => step.kind === 'call' && step.by === 'stranger'),
  )
  const opening = [
    ...hang('The post:  ', seed.post, width, paint.dim),
    ...hang('But:       ', seed.truth, width),
    '',
    ...hang('', places(page, api, strange ? stranger : null), width),
  ]
  if (missing.length > 0) return [...opening, '', ...missingLines(missing, style)]
  return [...opening, ...acts.flatMap((act, i) => ['', ...actLines(act, i, acts[i - 1] ?? null, style)])]
}

function places(page: string, api: string, stranger: string | null): string {
  const both = page === api ? `Page and API: ${page}` : `Page: ${page}, API: ${api}`
  return stranger === null ? `${both}.` : `${both}, a stranger’s page: ${stranger}.`
}

/** What is to be installed before a seed can be played. */
export function missingWords(missing: SeedRun['missing']): string {
  const names = listed(missing.map(({ name }) => name))
  const packages = missing.map(({ debianPackage }) => debianPackage).join(' ')
  return `it runs the real ${names}, not installed here. On Debian: apt-get install ${packages}`
}

function missingLines(missing: SeedRun['missing'], { paint, width }: Style): readonly string[] {
  return hang('', `Skipped: ${missingWords(missing)}`, width, paint.unsure)
}

// ── An act ──────────────────────────────────────────────────────────────────────────────────────────

function actLines(run: ActRun, i: number, before: ActRun | null, style: Style): readonly string[] {
  const { act } = run
  const { paint } = style
  const inner: Style = { ...style, width: style.width - indent.length }
  const mark = act.fixed ? paint.good('✓') : paint.bad('✗')
  const lines = [
    ...(act.note === undefined ? [] : [...hang('', act.note, inner.width), '']),
    ...configurationLines(run, act.fixed ? before : null, inner),
    '',
    ...callLines(run, inner),
    ...leftLines(run, inner),
    ...(act.fixed ? [] : whyLines(run, inner)),
  ]
  return [
    `${mark} ${paint.bold(`${i + 1} ${act.title}`)}`,
    '',
    ...lines.map((line) => (line === '' ? '' : `${indent}${line}`)),
  ]
}

const labelWidth = 9

/** What the servers are configured with; where an act is given, what has changed since that. */
function configurationLines(run: ActRun, before: ActRun | null, style: Style): readonly string[] {
  const width = style.width - labelWidth - 2
  const blocksOf = ({ act, places }: ActRun): readonly ConfigurationBlock[] =>
    serverBlocks(act.server(places), width)
  const old = before === null ? null : blocksOf(before)
  return blocksOf(run).flatMap(({ of, lines }) => {
    const former = old === null ? null : (old.find((block) => block.of === of)?.lines ?? [])
    const shown = former === null ? lines : changedLines(former, lines).map((line) => painted(line, style))
    return shown.map((line, i) => `${(i === 0 ? of : '').padEnd(labelWidth)}${line}`)
  })
}

function painted({ mark, line }: ChangedLine, { paint }: Style): string {
  if (mark === ' ') return `  ${line}`
  return mark === '+' ? paint.good(`+ ${line}`) : paint.bad(`- ${line}`)
}

// ── Calls ───────────────────────────────────────────────────────────────────────────────────────────

function callLines({ act, browsers }: ActRun, style: Style): readonly string[] {
  const [first] = browsers
  return first.calls.flatMap(({ call }, i) => {
    const visits = i === 0 && act.steps[0]?.kind === 'visit' ? visitLines(act.steps[0].path) : []
    const groups = groupsOf(browsers, i)
    return [
      ...visits,
      ...hang(call.by.padEnd(labelWidth), callWords(call), style.width),
      ...groups.flatMap((group) => outcomeLines(group, style)),
    ]
  })
}

function visitLines(path: string): readonly string[] {
  return [`${'user'.padEnd(labelWidth)}goes to ${path} of the API, and is signed in`]
}

/** `axios: POST /login, JSON, withCredentials: true`. */
function callWords({ api, method, path, body, include, headers = {}, secondsLater }: Call): string {
  const parts = [
    `${method} ${path}`,
    ...(body === undefined ? [] : [body === 'json' ? 'JSON' : 'a form']),
    ...Object.keys(headers),
    ...(include ? [api === 'fetch' ? "credentials: 'include'" : 'withCredentials: true'] : []),
  ]
  const when = secondsLater === undefined ? '' : `${secondsLater} seconds later by the browser’s own clock, `
  return `${when}${api}: ${parts.join(', ')}`
}

interface Group {
  readonly browsers: readonly string[]
  readonly played: CallPlayed
}

/** Browsers that have come to the same, together. */
function groupsOf(browsers: readonly Played[], i: number): readonly Group[] {
  const groups = new Map<string, { readonly browsers: string[]; readonly played: CallPlayed }>()
  for (const { browser, calls } of browsers) {
    const played = calls[i] as CallPlayed
    const key = `${played.asTold} ${wireWords(played)} ${played.words} ${played.got?.body}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { browsers: [browser], played })
    else group.browsers.push(browser)
  }
  return [...groups.values()]
}

function outcomeLines({ browsers, played }: Group, { paint, width }: Style): readonly string[] {
  const mark = fine(played) ? paint.good('✓') : paint.bad('✗')
  const cookies = cookieWords(played.verdict)
  const text = [
    `${listed(browsers)}: ${wireWords(played)}`,
    pageWords(played),
    ...(cookies.length === 0 ? [] : [`cookie ${cookies.join(', ')}`]),
  ].join('; ')
  const odd = played.asTold ? '' : ` (told: ${toldWords(played)})`
  return marked(2, mark, `${text}${odd}`, width)
}

function toldWords({ call, verdict }: CallPlayed): string {
  return toldOf(call.told, verdict.engine as Parameters<typeof toldOf>[1])
}

/** `OPTIONS 204, POST 200`. */
function wireWords({ verdict }: CallPlayed): string {
  return verdict.timeline.map(({ method, answer }) => `${method} ${answer?.status ?? '–'}`).join(', ')
}

function pageWords({ call, got, verdict }: CallPlayed): string {
  if (got !== null) return `script reads ${visible(got.body.trim())}`
  return verdict.requestReachedServer === true
    ? 'blocked: script gets no answer'
    : `blocked: ${call.method} is never sent`
}

/** A page is to read an answer that says yes; a stranger is to read nothing of that kind, and to have nothing done. */
function fine({ call, got, verdict }: CallPlayed): boolean {
  if (call.by === 'page') return got !== null && got.status < 400
  const last = verdict.timeline.at(-1)
  const done = last?.kind === 'request' && (last.answer?.status ?? 500) < 400
  return !(done && (got !== null || call.method !== 'GET'))
}

function leftLines({ act, browsers }: ActRun, { paint, width }: Style): readonly string[] {
  if (act.left === undefined) return []
  const groups = new Map<string, string[]>()
  for (const { browser, left, leftAsTold, engine } of browsers) {
    const odd = leftAsTold ? '' : ` (told: ${toldOf(act.left, engine)})`
    const words = `${left}${odd}`
    groups.set(words, [...(groups.get(words) ?? []), browser])
  }
  const words = [...groups].map(([left, names]) =>
    groups.size === 1 ? left : `${left}, after ${listed(names)}`,
  )
  return hang('server'.padEnd(labelWidth), `then has: ${words.join('; ')}`, width, paint.bold)
}

// ── Why ─────────────────────────────────────────────────────────────────────────────────────────────

/** Why what the page asked for went wrong, and what Chrome prints of it. */
function whyLines({ browsers }: ActRun, style: Style): readonly string[] {
  const { paint, width } = style
  const own = browsers.flatMap(({ calls }) => calls.filter(({ call }) => call.by === 'page'))
  const printed = own.flatMap(({ verdict }) => (verdict.engine === 'chromium' ? verdict.console : []))
  const texts = [...new Set(visible(printed.map(({ text }) => text)))]
  return [
    ...reasonLines(visible(own.map(({ verdict }) => verdict)), style),
    ...(texts.length === 0 ? [] : ['', 'Chrome prints']),
    ...texts.flatMap((text) => hang('  ', text, width, paint.bad)),
  ]
}

function endLines({ seeds, asTold }: SeedsRun, paint: Paint, width: number): readonly string[] {
  const played = seeds.filter(({ missing }) => missing.length === 0)
  const requests = played
    .flatMap(({ acts }) => acts.flatMap(({ browsers }) => browsers))
    .reduce((sum, { seen }) => sum + seen.length, 0)
  const skipped = seeds.filter(({ missing }) => missing.length > 0).map(({ seed }) => seed.id)
  return [
    ...hang(
      '',
      `${requests} requests over real sockets, to real servers, by three browsers’ rules. Ports are called as in the posts; the system has picked others.`,
      width,
    ),
    ...(skipped.length === 0 ? [] : [paint.unsure(`Skipped: ${listed(skipped)}.`)]),
    asTold
      ? paint.good(played.length === 0 ? 'Nothing was played.' : 'All of it went as told.')
      : paint.bad('Not all of it went as told: see above.'),
    `Your own server:  ${paint.bold('corsac explain URL --origin ORIGIN --credentials include')}`,
  ]
}
