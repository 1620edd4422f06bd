import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { As, TargetSpec } from '../../campaign/target-spec'
import { type Range, shardOf } from '../../fuzz/merge-reports'
import { type Severity, severities } from '../../fuzz/types'
import { serializeOrigin } from '../../origin/origin'
import { isLoopback } from '../../origin/trustworthy'
import { includesCredentials, parseURL } from '../../origin/url-record'
import { namedProfile } from '../named-profile'
import type { OptionRow, ParsedOptions } from '../parse-options'
import { UsageError } from '../usage-error'
import { shownArgument, withoutSecrets } from '../without-secrets'

export const options: readonly OptionRow[] = [
  {
    name: 'as',
    value: 'KIND',
    help: 'what the default export is (handler, fetch or listener), or the dialect of a configuration file',
  },
  {
    name: 'intent',
    value: 'FILE',
    help: 'who may read what, as JSON; --print-intent writes one to begin with',
  },
  {
    name: 'origin',
    short: 'o',
    value: 'ORIGIN',
    multiple: true,
    help: 'an origin that may read; https://*.example.com for all below',
  },
  {
    name: 'path',
    value: 'PATH',
    multiple: true,
    help: 'what it may read; everything, where nothing is said',
  },
  {
    name: 'method',
    short: 'X',
    value: 'METHOD',
    multiple: true,
    help: 'with which methods; GET, HEAD and POST',
  },
  { name: 'header', short: 'H', value: 'NAME', multiple: true, help: 'with which request headers' },
  { name: 'credentials', value: null, help: 'as the signed-in user, too' },
  {
    name: 'cookie',
    value: 'LINE',
    multiple: true,
    help: "a cookie that users have, as Set-Cookie writes it: 'sid=1; Secure; SameSite=None'",
  },
  {
    name: 'target',
    value: 'ORIGIN',
    help: 'where the server will be; https://api.example.com, or that of the URL',
  },
  { name: 'yes', short: 'y', value: null, help: 'take the intent that was learned as it is' },
  { name: 'print-intent', value: null, help: 'print the intent as JSON, and end' },
  {
    name: 'browser',
    short: 'b',
    value: 'NAME',
    multiple: true,
    help: 'chromium, firefox, safari … ; these three',
  },
  { name: 'runs', short: 'n', value: 'N', help: 'how many cases; all probes once and 10,000 more' },
  { name: 'seed', value: 'N', help: 'another choice of cases; 1' },
  {
    name: 'shard',
    value: 'I/N',
    help: 'play the Ith of N parts only: join the reports with corsac fuzz merge',
  },
  { name: 'workers', value: 'N', help: 'how many threads; 1' },
  {
    name: 'timeout',
    value: 'MS',
    help: 'after how long a target hangs; 5000. To be loaded it gets 5000 more',
  },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: severities,
    help: 'end with 1 from this severity up; medium',
  },
  { name: 'report', value: 'FILE', help: 'write the report as JSON, too' },
  {
    name: 'emit-tests',
    value: 'DIR',
    help: 'write a vitest file and a scenario for each finding into this folder',
  },
  { name: 'i-am-allowed-to-test', value: 'HOST', help: 'for a URL that is not on this computer: its host' },
  { name: 'rate', value: 'N', help: 'requests a second to such a host; 10' },
  { name: 'verbose', short: 'v', value: null, help: 'all that went over the wire' },
]

/** What to fuzz, and where it is thought to be. */
export interface Asked {
  readonly target: TargetSpec
  readonly origin: string
  /** What is asked for, of `--path` and of the URL; none where nothing is said. */
  readonly paths: readonly string[]
}

const kinds: readonly As[] = ['handler', 'fetch', 'listener']

/** @throws UsageError where there is no such target, or one that may not be asked */
export function targetOf(given: ParsedOptions): Asked {
  const [what, extra] = given.positionals
  if (what === undefined || extra !== undefined) {
    throw new UsageError('fuzz takes one target: a module, a configuration file, or a URL on this computer')
  }
  const as = given.value('as')
  const paths = given.values('path')
  const url = /^https?:/i.test(what) ? parseURL(what) : null
  if (url !== null) {
    if (includesCredentials(url)) {
      throw new UsageError(
        `${shownArgument(what)} has a user name or a password, which is not sent. Leave them out; for a signed-in user there is --cookie, or a login in --intent FILE.`,
      )
    }
    const origin = serializeOrigin(url.origin)
    const target = { kind: 'url', origin, rate: rateOf(given, url.host ?? '', what) } as const
    const path = `${url.path}${url.query === null ? '' : `?${url.query}`}`
    return { target, origin, paths: path === '/' ? paths : [...new Set([path, ...paths])] }
  }
  const path = resolve(what)
  const there = statSync(path, { throwIfNoEntry: false })
  if (there?.isFile() !== true) throw new UsageError(noTarget(what, there?.isDirectory() === true))
  const origin = originOf(given.value('target') ?? 'https://api.example.com')
  const isCode = /\.[cm]?[jt]s$/.test(path)
  if (isCode && (as === null || kinds.includes(as as As)))
    return { target: { kind: 'module', path, as: as as As | null }, origin, paths }
  return { target: { kind: 'configuration', path, dialect: as }, origin, paths }
}

function noTarget(what: string, isFolder: boolean): string {
  const shown = shownArgument(what)
  if (isFolder)
    return `${shown} is a folder. Name the file in it: the module that exports the app, or its configuration.`
  // What has a port, or is a host by its look, is a server whose scheme was left out.
  const [host = ''] = what.split('/', 1)
  const isHost = host === 'localhost' || /:\d{1,5}$/.test(host) || /^[\d.]+$/.test(host)
  const hint = isHost
    ? ` Did you mean http://${withoutSecrets(what)}?`
    : ' Name a module, a configuration file, or a URL such as http://localhost:3000.'
  return `${shown} is no file, and no URL.${hint}`
}

/** Requests a second: none are counted on this computer. */
function rateOf(given: ParsedOptions, host: string, what: string): number | null {
  const rate = given.value('rate')
  if (isLoopback(host)) return rate === null ? null : wholeNumber('--rate', rate, 1)
  const allowed = given.value('i-am-allowed-to-test')
  if (allowed !== host) {
    throw new UsageError(
      `${shownArgument(what)} is not on this computer. If you are allowed to test it, say so: --i-am-allowed-to-test ${host}`,
    )
  }
  return wholeNumber('--rate', rate ?? '10', 1)
}

export function originOf(written: string): string {
  const url = parseURL(written)
  if (url === null || url.origin.kind === 'opaque') {
    throw new UsageError(
      `--target must be an origin such as https://api.example.com; not ${shownArgument(written)}.`,
    )
  }
  return serializeOrigin(url.origin)
}

export interface Amount {
  readonly seed: number
  readonly workers: number
  readonly timeoutMs: number
  readonly profiles: readonly string[]
  readonly failOn: Severity
}

export function amountOf(given: ParsedOptions): Amount {
  const names = given.values('browser')
  return {
    seed: wholeNumber('--seed', given.value('seed') ?? '1', 0),
    workers: wholeNumber('--workers', given.value('workers') ?? '1', 1),
    timeoutMs: wholeNumber('--timeout', given.value('timeout') ?? '5000', 100),
    profiles: (names.length === 0 ? ['chromium', 'firefox', 'safari'] : names).map(
      (name) => namedProfile(name, '--browser').name,
    ),
    failOn: (given.value('fail-on') ?? 'medium') as Severity,
  }
}

/** The cases to play, of all that there are by default. */
export function rangeOf(given: ParsedOptions, all: number): Range {
  const runs = given.value('runs')
  const cases = runs === null ? all : wholeNumber('--runs', runs, 1)
  const shard = given.value('shard')
  if (shard === null) return [0, cases]
  const [, part, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(shard) ?? []
  if (part === undefined || Number(part) < 1 || Number(part) > Number(of)) {
    throw new UsageError(`--shard must be I/N such as 1/4; not ${shownArgument(shard)}.`)
  }
  return shardOf(cases, Number(part), Number(of))
}

function wholeNumber(option: string, written: string, least: number): number {
  const value = /^\d{1,12}$/.test(written) ? Number(written) : Number.NaN
  if (value >= least) return value
  throw new UsageError(`${option} must be a whole number from ${least} up; not ${shownArgument(written)}.`)
}
