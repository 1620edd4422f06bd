import type {
  Cause,
  Check,
  Explanation,
  NameAndValue,
  Remedy,
  Snippet,
  TimelineEntry,
  Verdict,
  WireRequestSummary,
} from './explanation'
import { hang, marked, type Style } from './text-layout'
import type { VerdictGroup } from './verdict-groups'
import { listed } from './words'

// ── On the wire ─────────────────────────────────────────────────────────────────────────────────────

/** Request headers that a reader needs, beside those that the page has set. */
const tellingRequestHeaders: ReadonlySet<string> = new Set([
  'origin',
  'cookie',
  'authorization',
  'access-control-request-method',
  'access-control-request-headers',
])

/** Response headers that a reader needs, beside those that the browser judges. */
const tellingResponseHeaders: ReadonlySet<string> = new Set([
  'location',
  'set-cookie',
  'www-authenticate',
  'server',
])

export function wireSection(verdict: Verdict, { request }: Explanation, style: Style): readonly string[] {
  const { paint } = style
  if (verdict.timeline.length === 0 && verdict.outcome !== 'network-error') return []
  const lines = [paint.bold('On the wire')]
  const own = new Set(request.headers.map(([name]) => name))
  for (const entry of verdict.timeline) {
    lines.push(...sentLines(entry, own, style), ...answerLines(entry, style))
  }
  const last = verdict.timeline[verdict.timeline.length - 1]
  if (verdict.outcome === 'network-error' && (last === undefined || last.kind === 'preflight')) {
    lines.push(`  ${paint.bad('✗')} ${request.method} is not sent`)
  }
  return lines
}

function sentLines(entry: WireRequestSummary, own: ReadonlySet<string>, style: Style): readonly string[] {
  const note = entry.kind === 'preflight' ? style.paint.dim('  (preflight)') : ''
  const lines = [`  → ${entry.method} ${entry.url}${note}`]
  for (const [name, value] of entry.headers) {
    if (style.verbose || tellingRequestHeaders.has(name) || own.has(name)) {
      lines.push(...hang('      ', `${name}: ${value}`, style.width, style.paint.dim))
    }
  }
  return lines
}

function answerLines(entry: TimelineEntry, style: Style): readonly string[] {
  const { paint } = style
  const { answer, checks } = entry
  if (answer === null) {
    return entry.failure === null ? [] : marked(2, paint.bad('✗'), entry.failure, style.width)
  }
  const status = checks.find((check) => check.what === 'status')
  const statusLine = `${answer.status}${answer.statusText === '' ? '' : ` ${answer.statusText}`}`
  const lines =
    status === undefined || status.ok
      ? [`  ← ${statusLine}`]
      : marked(2, '←', `${statusLine}  (✗ must be ${status.expected ?? ''})`, style.width)
  const judged = new Set(checks.map((check) => check.what))
  return [
    ...lines,
    ...checks.filter((check) => check.what !== 'status').flatMap((check) => checkLines(check, style)),
    ...answer.headers
      .filter(([name]) => !judged.has(name) && (style.verbose || telling(name)))
      .flatMap(([name, value]) => hang('      ', `${name}: ${value}`, style.width, paint.dim)),
  ]
}

/** Whatever looks like CORS is telling, near misses above all. */
function telling(name: string): boolean {
  return (
    tellingResponseHeaders.has(name) ||
    (name.startsWith('access-control-') && name !== 'access-control-max-age')
  )
}

function checkLines(check: Check, { paint, width }: Style): readonly string[] {
  const mark = check.ok ? paint.good('✓') : paint.bad('✗')
  const verb = check.what.endsWith('-methods') || check.what.endsWith('-headers') ? 'must list' : 'must be'
  const wanted = check.expected === null ? '' : `${verb} ${check.expected}`
  if (check.actual === null) {
    // Absent and not missed: a preflight need not say what the request can do without.
    return check.ok
      ? []
      : marked(4, mark, `${check.what} is missing${wanted === '' ? '' : `, ${wanted}`}`, width)
  }
  const text = `${check.what}: ${check.actual}`
  if (wanted === '') return marked(4, mark, text, width)
  if (text.length + wanted.length + 10 <= width) return marked(4, mark, `${text}  (${wanted})`, width)
  return [...marked(4, mark, text, width), ...hang('        ', wanted, width)]
}

// ── What would have to be sent ──────────────────────────────────────────────────────────────────────

export function needsSection(
  group: VerdictGroup,
  verdicts: readonly Verdict[],
  style: Style,
): readonly string[] {
  const [{ needs }] = group.verdicts
  if (needs === null) return []
  const recorded = verdicts
    .flatMap(({ timeline }) => timeline)
    .find(({ kind, method, url }) => kind === needs.kind && method === needs.method && url === needs.url)
  const lines = [
    style.paint.bold(group.browsers.length > 1 ? 'They would send' : 'It would send'),
    ...sentLines(needs, new Set(), style),
  ]
  if (recorded === undefined) return lines
  const names = difference(needs.headers, recorded.headers)
  if (names.length === 0) return lines
  const text = `which is not, byte for byte, what another browser has sent: ${listed(names)} ${names.length === 1 ? 'differs' : 'differ'}. A server may answer it in another way.`
  return [...lines, ...hang('    ', text, style.width)]
}

/** Names of headers that are not the same in both. */
function difference(a: readonly NameAndValue[], b: readonly NameAndValue[]): readonly string[] {
  const lines = (headers: readonly NameAndValue[]): ReadonlySet<string> =>
    new Set(headers.map(([name, value]) => `${name}: ${value}`))
  const linesOfA = lines(a)
  const linesOfB = lines(b)
  const odd = [...a, ...b].filter(([name, value]) => {
    const line = `${name}: ${value}`
    return !(linesOfA.has(line) && linesOfB.has(line))
  })
  return [...new Set(odd.map(([name]) => name))]
}

// ── Why ─────────────────────────────────────────────────────────────────────────────────────────────

export function whySection(verdict: Verdict, style: Style): readonly string[] {
  const { paint, width } = style
  const { firstCause, refusal } = verdict
  const lines: string[] = []
  if (firstCause !== null && refusal !== null) {
    const text = firstCause.certainty === 'certain' ? firstCause.text : `Most likely: ${firstCause.text}`
    lines.push(paint.bold('Why'), ...hang('  ', text, width))
    if (verdict.furtherRefusals.length > 0 && !aboutStatus(firstCause)) {
      lines.push('', ...hang('  ', 'With that put right, the same answer would still be refused:', width))
      for (const { summary, evidence } of verdict.furtherRefusals) {
        const subject = evidence?.subject === undefined ? '' : ` (${evidence.subject})`
        lines.push(...hang('  - ', `${summary.replace(/\.$/, '')}${subject}.`, width))
      }
    }
    lines.push(
      '',
      ...hang('  ', `Refused by ${refusal.cite}`, width, paint.dim),
      `  ${paint.dim(refusal.url)}`,
    )
  }
  if (!style.verbose) return lines
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    paint.bold('Decisions'),
    ...decisionLines(verdict, style),
  ]
}

/** Whether somebody else would answer once the cause is gone, so that this answer’s other faults do not matter. */
function aboutStatus({ id }: Cause): boolean {
  return id.startsWith('preflight-') || id === 'error-response-without-cors' || id === 'redirected-elsewhere'
}

function decisionLines(verdict: Verdict, { paint, width }: Style): readonly string[] {
  return verdict.decisions.flatMap((decision) => {
    const mark = decision.outcome ? paint.good('✓') : paint.bad('✗')
    return [
      ...marked(2, mark, decision.summary, width),
      ...hang('    ', `${decision.cite} · ${decision.step}`, width, paint.dim),
    ]
  })
}

// ── What script sees ────────────────────────────────────────────────────────────────────────────────

export function scriptSection(verdict: Verdict, style: Style): readonly string[] {
  const { visible } = verdict
  if (visible === null || verdict.outcome !== 'readable') return []
  const names = visible.headers.map(([name]) => name)
  const hidden = visible.hidden.filter((name) => !name.startsWith('access-control-'))
  const lines = [style.paint.bold('What script sees')]
  lines.push(
    ...hang(
      '  ',
      `status ${visible.status}; headers: ${names.length === 0 ? 'none' : names.join(', ')}`,
      style.width,
    ),
  )
  if (hidden.length > 0) {
    const why = hidden.every((name) => name === 'set-cookie')
      ? 'script never does'
      : `Access-Control-Expose-Headers does not list ${hidden.length === 1 ? 'it' : 'them'}`
    lines.push(...hang('  ', `hidden: ${hidden.join(', ')} (${why})`, style.width))
  }
  return lines
}

// ── What browsers print ─────────────────────────────────────────────────────────────────────────────

export function consoleSection(group: VerdictGroup, style: Style): readonly string[] {
  const { paint, width } = style
  const lines: string[] = []
  for (const verdict of group.verdicts) {
    if (verdict.console.length === 0) continue
    lines.push(`  ${verdict.browser}`)
    for (const { level, text } of verdict.console) {
      lines.push(...hang('    ', text, width, level === 'error' ? paint.bad : paint.unsure))
    }
  }
  return lines.length === 0 ? [] : [paint.bold('What the console says'), ...lines]
}

// ── What to change ──────────────────────────────────────────────────────────────────────────────────

export function fixSection(group: VerdictGroup, style: Style): readonly string[] {
  const { paint, width } = style
  const [verdict] = group.verdicts
  if (verdict.remedies.length === 0) return []
  const lines = [paint.bold('Fix')]
  const withheld = new Set<string>()
  verdict.remedies.forEach((remedy, i) => {
    if (i > 0) lines.push('')
    lines.push(...hang('  ', remedy.text, width))
    const shown = shownSnippets(remedy, i, style, withheld)
    if (shown.some(({ stack }) => stack !== 'Page')) lines.push('')
    for (const { stack, code } of shown) {
      lines.push(...(stack === 'Page' ? [] : [`  ${paint.dim(`${stack}:`)}`]))
      lines.push(...code.split('\n').map((line) => (line === '' ? '' : `      ${line}`)))
    }
    if (shown.some(({ stack }) => stack === responseHeaders)) lines.push(...checkedLines(group, style))
  })
  if (withheld.size > 0)
    lines.push(...hang('  ', `More when verbose: ${listed([...withheld])}.`, width, paint.dim))
  return lines
}

const responseHeaders = 'Response headers'

/** What runs over more than two lines is only shown for the server that answered, the plain headers once. */
function shownSnippets(
  remedy: Remedy,
  i: number,
  { verbose }: Style,
  withheld: Set<string>,
): readonly Snippet[] {
  if (verbose) return remedy.snippets
  return remedy.snippets.filter((snippet, place) => {
    if (place === 0 || snippet.code.split('\n').length <= 2) return true
    if (snippet.stack === responseHeaders && i === 0) return true
    withheld.add(snippet.stack)
    return false
  })
}

/** The kernel has been run on the repaired answer; that is worth saying. */
function checkedLines(group: VerdictGroup, { paint, width }: Style): readonly string[] {
  const [verdict] = group.verdicts
  if (verdict.repair === null) return []
  const last = verdict.timeline[verdict.repair.at]
  const many = group.browsers.length > 1
  const then =
    last !== undefined && last.kind === 'preflight'
      ? `${many ? 'send' : 'sends'} the request`
      : `${many ? 'let' : 'lets'} it through`
  return hang('  ', `Checked: with this answer, ${listed(group.browsers)} ${then}.`, width, paint.good)
}
