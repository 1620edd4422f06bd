import type { Explanation, Verdict } from '../../explain/explanation'
import { renderJson } from '../../explain/render-json'
import { hang, type Paint, type Style, visible } from '../../explain/text-layout'
import { consoleSection, whySection, wireSection } from '../../explain/text-sections'
import { groupsOf } from '../../explain/verdict-groups'
import { listed } from '../../explain/words'
import { mountLines } from './cors-options'
import { appLines } from './express-app'
import { type DemoInput, type DemoRound, type DemoRun, readable } from './express-demo'

const indent = '  '

/** The demo as a story for a terminal: the app, what browsers do, the fix, the proof. */
export function storyText(run: DemoRun, paint: Paint, width: number): string {
  const style: Style = { paint, width: width - indent.length, verbose: false }
  const [first] = run.rounds
  const last = run.rounds[run.rounds.length - 1] ?? first
  const sections = [appSection(run, style), browsersSection(first, style)]
  if (!readable(first.explanation)) sections.push(fixSection(first, last, style))
  if (last !== first) sections.push(proofSection(last, run, style))
  const text = sections.map(([title, lines], i) =>
    [
      paint.bold(`${i + 1} ${title}`),
      '',
      ...lines.map((line) => (line === '' ? '' : `${indent}${line}`)),
    ].join('\n'),
  )
  const yours = `corsac explain URL --origin ${run.input.origin}`
  return `${[...text, `Your own server:  ${paint.bold(yours)}`].join('\n\n')}\n`
}

/** Everything about a run, for programs. */
export function storyJson({ input, url, rounds, solved }: DemoRun): string {
  const told = rounds.map(({ corsOptions, explanation, seen, body }) => ({
    corsOptions,
    seen,
    body,
    explanation: JSON.parse(renderJson(explanation)) as unknown,
  }))
  return `${JSON.stringify({ demo: 'express', url, origin: input.origin, solved, rounds: told }, null, 2)}\n`
}

type Section = readonly [title: string, lines: readonly string[]]

// ── 1 The app ───────────────────────────────────────────────────────────────────────────────────────

function appSection({ input, port, url }: DemoRun, style: Style): Section {
  const { width } = style
  return [
    'The app',
    [
      ...hang('', 'A server keeps profiles. It is running now, with the real express and cors:', width),
      '',
      ...code(appLines(input.corsOptions, port, width - 2), mountLines(input.corsOptions, width - 2), style),
      '',
      ...hang('', `A page at ${input.origin} saves one, with cookies:`, width),
      '',
      ...code(pageLines(input, url), [], style),
    ],
  ]
}

function pageLines({ request }: DemoInput, url: string): readonly string[] {
  const headers = Object.entries(request.headers).map(([name, value]) => `'${name}': '${value}'`)
  return [
    `await fetch('${url}', {`,
    "  method: 'PUT',",
    `  credentials: '${request.credentials}',`,
    ...(headers.length === 0 ? [] : [`  headers: { ${headers.join(', ')} },`]),
    `  body: JSON.stringify({ name: '${request.body.name}' }),`,
    '})',
  ]
}

/** Code, with those of its lines bold that matter. */
function code(lines: readonly string[], matter: readonly string[], { paint }: Style): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${matter.includes(line) ? paint.bold(line) : line}`))
}

// ── 2 What the browsers do ──────────────────────────────────────────────────────────────────────────

function browsersSection(round: DemoRound, style: Style): Section {
  const explanation = visible(round.explanation)
  const lines = outcomeLines(explanation, round.body, style)
  for (const group of groupsOf(explanation.verdicts)) {
    const [verdict] = group.verdicts
    if (verdict.outcome === 'readable') continue
    for (const section of [
      wireSection(verdict, explanation, style),
      whySection(verdict, style),
      consoleSection(group, style),
    ]) {
      if (section.length > 0) lines.push('', ...section)
    }
  }
  lines.push('', ...logLines(round, style))
  return ['What each browser does', lines]
}

/** A line for each browser: what went over the wire, and what the page got. */
function outcomeLines(explanation: Explanation, body: string | null, { paint }: Style): string[] {
  const { method } = explanation.request
  const rows = explanation.verdicts.map((verdict) => {
    const who = `${verdict.browser} ${verdict.version ?? ''}`.trim()
    const wire = verdict.timeline.map((entry) => `${entry.method} ${entry.answer?.status ?? '–'}`).join(', ')
    return { verdict, who, wire, got: whatThePageGot(verdict, method, body) }
  })
  const whoWidth = Math.max(...rows.map(({ who }) => who.length))
  const wireWidth = Math.max(...rows.map(({ wire }) => wire.length))
  return rows.map(({ verdict, who, wire, got }) => {
    const readable = verdict.outcome === 'readable'
    const mark = readable ? paint.good('✓') : paint.bad('✗')
    const end = readable ? paint.good(got) : paint.bad(got)
    return `${mark} ${paint.bold(who.padEnd(whoWidth))}  ${wire.padEnd(wireWidth)}  ${end}`
  })
}

function whatThePageGot(verdict: Verdict, method: string, body: string | null): string {
  if (verdict.outcome === 'readable') return `script reads ${body ?? 'an empty body'}`
  const preflighted = verdict.timeline.some((entry) => entry.kind === 'preflight')
  if (verdict.requestReachedServer === true) return `blocked: ${method} was done, and script gets no answer`
  return `blocked: ${preflighted ? `${method} is never sent` : 'nothing is sent'}`
}

/** The other side's word for it, which has less in it than three browsers would send. */
function logLines(round: DemoRound, { width }: Style): readonly string[] {
  const { verdicts } = round.explanation
  const wanted = verdicts.reduce((count, { timeline }) => count + timeline.length, 0)
  const shared = wanted > round.seen.length ? ' What browsers send alike byte for byte is sent once.' : ''
  return hang('', `The server’s own log: ${logWords(round)}.${shared}`, width)
}

/** What the server can tell of it: `3 × OPTIONS, no PUT`. */
function logWords({ seen }: DemoRound): string {
  const counts = ['OPTIONS', 'PUT'].map((method) => {
    const count = seen.filter((other) => other === method).length
    return count === 0 ? `no ${method}` : `${count} × ${method}`
  })
  return listed(counts)
}

// ── 3 The fix ───────────────────────────────────────────────────────────────────────────────────────

function fixSection(first: DemoRound, last: DemoRound, style: Style): Section {
  const { paint, width } = style
  const remedies = first.explanation.verdicts.find((verdict) => verdict.remedies.length > 0)?.remedies ?? []
  const said = remedies.slice(0, 1).flatMap(({ text }) => hang('', text, width))
  if (first === last) {
    return ['The fix', [...hang('', 'No option of cors puts this right.', width), ...said]]
  }
  return [
    'The fix',
    [
      ...said,
      '',
      ...mountLines(first.corsOptions, width - 4).map((line) => paint.bad(`  - ${line}`)),
      ...mountLines(last.corsOptions, width - 4).map((line) => paint.good(`  + ${line}`)),
    ],
  ]
}

// ── 4 The proof ─────────────────────────────────────────────────────────────────────────────────────

function proofSection(last: DemoRound, run: DemoRun, style: Style): Section {
  const explanation = visible(last.explanation)
  const opening = run.solved
    ? 'The same request to the same server, with that line in it:'
    : 'With that line in it, there is still something wrong:'
  return [
    run.solved ? 'The proof' : 'What is left',
    [
      ...hang('', opening, style.width),
      '',
      ...outcomeLines(explanation, last.body, style),
      '',
      `The server’s own log: ${logWords(last)}.`,
    ],
  ]
}
