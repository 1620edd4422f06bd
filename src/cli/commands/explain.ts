import { nodeTransport } from '../../drivers/node-transport'
import type { Explanation, Verdict } from '../../explain/explanation'
import { renderJson } from '../../explain/render-json'
import { renderText } from '../../explain/render-text'
import { hang } from '../../explain/text-layout'
import { listed } from '../../explain/words'
import type { CacheMode, CredentialsMode, RedirectMode, RequestMode } from '../../fetch/request'
import type { Profile } from '../../profile/profile'
import { createUserAgent, newOpaqueOrigin, type UserAgent, withProfile } from '../../user-agent/user-agent'
import { askBrowsers, type Findings } from '../ask-browsers'
import type { Command } from '../command'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { IO } from '../io'
import { namedProfile } from '../named-profile'
import { preparePageRequest } from '../page-request'
import type { OptionRow, ParsedOptions } from '../parse-options'
import { plantCookies } from '../plant-cookies'
import { UsageError } from '../usage-error'
import { shownArgument } from '../without-secrets'

const options: readonly OptionRow[] = [
  {
    name: 'origin',
    short: 'o',
    value: 'ORIGIN',
    help: 'the page that asks: its URL or origin, or null for an opaque one',
  },
  { name: 'request', short: 'X', value: 'METHOD', help: 'the method; GET, or POST with -d' },
  { name: 'header', short: 'H', value: "'Name: value'", multiple: true, help: 'a header that the page sets' },
  {
    name: 'data',
    short: 'd',
    value: 'BODY',
    help: 'the body, sent as UTF-8; @FILE reads a file, @- standard input',
  },
  {
    name: 'credentials',
    value: 'MODE',
    choices: ['omit', 'same-origin', 'include'] satisfies CredentialsMode[],
    help: 'as in fetch(), same-origin by default',
  },
  {
    name: 'mode',
    value: 'MODE',
    choices: ['cors', 'no-cors', 'same-origin', 'navigate'] satisfies RequestMode[],
    help: 'as in fetch(), cors by default; navigate is a link or form that was clicked',
  },
  {
    name: 'redirect',
    value: 'MODE',
    choices: ['follow', 'error', 'manual'] satisfies RedirectMode[],
    help: 'as in fetch(), follow by default',
  },
  {
    name: 'cache',
    value: 'MODE',
    choices: [
      'default',
      'no-store',
      'reload',
      'no-cache',
      'force-cache',
      'only-if-cached',
    ] satisfies CacheMode[],
    help: 'as in fetch()',
  },
  {
    name: 'browser',
    short: 'b',
    value: 'NAME',
    multiple: true,
    help: 'whom to ask: chromium, firefox, safari (these by default), webkitgtk, or spec for the standards',
  },
  {
    name: 'repeat-unsafe',
    value: null,
    help: 'send a PUT, POST and the like for each browser whose bytes differ, not just once',
  },
  { name: 'timeout', value: 'MS', help: 'how long to wait for one answer, 30000 by default' },
  { name: 'insecure', short: 'k', value: null, help: 'take any TLS certificate' },
  {
    name: 'verbose',
    short: 'v',
    value: null,
    help: 'every header, every decision, and fixes for every server',
  },
  {
    name: 'cookie',
    value: "'name=value; …'",
    multiple: true,
    help: 'a cookie that the URL’s host has set before, as in Set-Cookie; each browser keeps it or not',
  },
  { name: 'unmask', value: null, help: 'show cookies, tokens and the like as they are' },
]

/** `corsac explain`: a real server asked as each browser would, and what came of it explained. */
export const explain: Command = {
  name: 'explain',
  usage: ['URL --origin ORIGIN [options]'],
  summary: 'asks a real server as each browser would, and explains what each makes of the answer',
  details: [
    'What is sent is what fetch() in a page at ORIGIN would send: preflights, Origin and fetch metadata included. As there, forbidden headers such as Cookie are left out.',
    'Browsers are new and have no cookies, but those of --cookie. Cookies come and go with --credentials include, and what becomes of each is told apart from what CORS says; it does not change the exit code.',
    'Browsers whose requests are the same byte for byte share one answer. A method that may change something is sent once, unless --repeat-unsafe is given.',
  ],
  options,
  examples: [
    'corsac explain https://api.example.com/me --origin https://app.example.com',
    'corsac explain http://localhost:8080/save -o http://localhost:3000 -X PUT \\\n      -H \'Content-Type: application/json\' -d \'{"name":"Ada"}\' --credentials include',
  ],
  run: runExplain,
}

async function runExplain(given: ParsedOptions, io: IO): Promise<ExitCode> {
  const profiles = profilesOf(given.values('browser'))
  const { userAgent, origin } = newOpaqueOrigin(createUserAgent(profiles[0]))
  const { request, notes } = preparePageRequest({
    url: urlOf(given),
    origin: given.value('origin') ?? missingOrigin(),
    opaqueOrigin: origin,
    method: given.value('request'),
    headers: given.values('header'),
    body: bodyOf(given.value('data'), io),
    // The parser lets nothing but the choices through.
    mode: (given.value('mode') ?? 'cors') as RequestMode,
    credentials: given.value('credentials') as CredentialsMode | null,
    redirect: given.value('redirect') as RedirectMode | null,
    cache: given.value('cache') as CacheMode | null,
  })
  const fresh = profiles.map((profile) => withProfile(userAgent, profile))
  const planted = plantCookies(
    [fresh[0] as UserAgent, ...fresh.slice(1)],
    request.urlList[0],
    given.values('cookie'),
    Date.now(),
  )
  for (const note of [...notes, ...planted.notes]) io.err(`corsac: ${note}\n`)
  const timeoutMs = timeoutOf(given.value('timeout'))
  const insecure = given.flag('insecure') === true
  const findings = await askBrowsers({
    request,
    userAgents: planted.userAgents,
    transport: nodeTransport({ timeoutMs, ...(insecure ? { tls: { rejectUnauthorized: false } } : {}) }),
    repeatUnsafe: given.flag('repeat-unsafe') === true,
    unmask: given.flag('unmask') === true,
  })
  const { explanation } = findings
  if (given.flag('json') === true) io.out(renderJson(explanation))
  else {
    const color = given.flag('color') ?? io.color
    io.out(renderText(explanation, { color, width: io.columns, verbose: given.flag('verbose') === true }))
  }
  for (const hint of hintsOf(findings, insecure)) io.err(`\n${hang('', hint, io.columns).join('\n')}\n`)
  return exitCodeOf(explanation)
}

/** 3 where no answer came to judge, 1 where one of the browsers refuses. */
export function exitCodeOf({ verdicts }: Explanation): ExitCode {
  if (verdicts.some(networkFailed)) return exitCodes.network
  return verdicts.some((verdict) => verdict.outcome === 'network-error') ? exitCodes.refused : exitCodes.ok
}

function networkFailed({ refusal }: Verdict): boolean {
  return refusal !== null && refusal.step === 'http-network-fetch/connection-failed'
}

/** What this command could do that it was not told to. */
function hintsOf({ explanation, answers }: Findings, insecure: boolean): readonly string[] {
  const hints: string[] = []
  const open = explanation.verdicts.filter((verdict) => verdict.outcome === 'needs-exchange')
  const method = open[0]?.needs?.method
  if (method !== undefined) {
    const who = listed(open.map((verdict) => verdict.browser))
    hints.push(
      `${method} may change something, so it was sent once; what ${who} would send is not the same byte for byte. To send that too, add --repeat-unsafe.`,
    )
  }
  const untrusted = answers.some(
    ({ event }) => event.kind === 'connection-failed' && event.cause.startsWith('tls:'),
  )
  if (untrusted && !insecure) {
    hints.push('To go on all the same, as after clicking the warning away, add --insecure.')
  }
  return hints
}

// ── Arguments ───────────────────────────────────────────────────────────────────────────────────────

function urlOf({ positionals }: ParsedOptions): string {
  const [url, extra] = positionals
  if (url === undefined) {
    throw new UsageError(
      'explain needs a URL: corsac explain https://api.example.com/ --origin https://app.example.com',
    )
  }
  if (extra !== undefined) {
    throw new UsageError(
      `explain takes one URL; ${shownArgument(extra)} is too much. Quote what has spaces in it.`,
    )
  }
  return url
}

function missingOrigin(): never {
  throw new UsageError('explain needs the page that asks: --origin http://localhost:3000')
}

function profilesOf(names: readonly string[]): readonly [Profile, ...Profile[]] {
  const asked = names.length === 0 ? ['chromium', 'firefox', 'safari'] : names
  const [first, ...rest] = new Set(asked.map((name) => namedProfile(name, '--browser')))
  // There is one at least.
  return [first as Profile, ...rest]
}

function timeoutOf(written: string | null): number {
  if (written === null) return 30_000
  const timeoutMs = /^\d{1,9}$/.test(written) ? Number(written) : 0
  if (timeoutMs >= 1) return timeoutMs
  throw new UsageError(
    `--timeout must be a number of milliseconds such as 5000; not ${shownArgument(written)}.`,
  )
}

/** The body's bytes, one a character. Text is UTF-8. */
function bodyOf(data: string | null, io: IO): string | null {
  if (data === null) return null
  if (!data.startsWith('@')) return Buffer.from(data, 'utf8').toString('latin1')
  const path = data.slice(1)
  try {
    return io.read(path).toString('latin1')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`-d ${data}: the file cannot be read (${why}).`)
  }
}
