import type { Finding } from '../finding'
import { unreadIn } from '../literal'
import type { Material, OptionsSite } from '../material'
import { type Policy, policiesOf } from '../policy'
import { answerFindings } from './answers'
import type { RuleContext } from './context'
import { cookieFindings, setCookieFindings } from './cookie-findings'
import { deadOrigins } from './dead-origins'
import { originNotJudged } from './header-origin'
import { headerFindings } from './headers'
import { listFindings } from './lists'
import { misplacedOrigins, optionNameFindings } from './option-names'
import { patternFindings } from './patterns'
import { lonelyRouteFinding, notInstalled, stackFindings } from './stacks'
import { whoMayRead } from './who-may-read'

/** Everything that is wrong with what was read of a file. */
export function materialFindings(material: Material, context: RuleContext): readonly Finding[] {
  return [
    ...material.options.flatMap((site) => [
      ...policiesOf(site)
        .flatMap((policy) => policyFindings(policy, context))
        .map((finding) => withoutTold(finding, site)),
      ...unread(site),
    ]),
    ...material.cookies.flatMap((site) => cookieFindings(site, context)),
    ...material.headers.flatMap((group) => [...headerFindings(group, context), ...setCookieFindings(group)]),
    ...material.stacks.flatMap((stack) => stackFindings(stack, context)),
    ...(material.options.some(({ dialect }) => dialect === 'django')
      ? material.stacks.flatMap((stack) => notInstalled(stack, context))
      : []),
    ...material.lonelyRoutes.map(lonelyRouteFinding),
  ]
}

const policyRules: readonly ((policy: Policy, context: RuleContext) => readonly Finding[])[] = [
  whoMayRead,
  patternFindings,
  deadOrigins,
  optionNameFindings,
  misplacedOrigins,
  listFindings,
  answerFindings,
]

function policyFindings(policy: Policy, context: RuleContext): readonly Finding[] {
  return policyRules.flatMap((rule) => rule(policy, context))
}

/** Values that running has told are not what stands there: nothing is written in their place. */
function withoutTold(finding: Finding, { told = [] }: OptionsSite): Finding {
  const touches =
    finding.fix?.edits.some((edit) => told.some(({ start, end }) => edit.start < end && edit.end > start)) ??
    false
  return touches
    ? { ...finding, fix: null, advice: 'This value is made when the program runs: mend where it comes from.' }
    : finding
}

/** What was not looked at, so that nobody takes silence for praise. */
function unread(site: OptionsSite): readonly Finding[] {
  const { options } = site
  if (options === null) return []
  const relevant = options.lines ? options.entries.filter(({ key }) => /^CORS_/.test(key)) : options.entries
  const found = relevant.flatMap(({ value }) => unreadIn(value))
  const open: readonly { readonly text: string; readonly start: number; readonly end: number }[] =
    options.open && options.entries.length === 0 ? [{ text: '', start: options.start, end: options.end }] : []
  return [...[...found, ...open].map(notRead), ...policiesOf(site).flatMap(notJudged)]
}

/** A function that decides for each origin, and that could not be followed. */
function notJudged({ origins }: Policy): readonly Finding[] {
  return origins.flatMap(({ kind, literal }) =>
    kind === 'unknown' && literal?.kind === 'function' && literal.answer().who === 'unknown'
      ? [originNotJudged('This function', literal)]
      : [],
  )
}

function notRead({
  text,
  start,
  end,
}: {
  readonly text: string
  readonly start: number
  readonly end: number
}): Finding {
  const short = text.replace(/\s+/g, ' ')
  const what = short.length > 60 ? `${short.slice(0, 57)}…` : short
  return {
    rule: 'not-read',
    severity: 'info',
    message: `${what === '' ? 'What these options are' : what} is known when the program runs only.`,
    consequence: 'What it comes to was not looked at.',
    span: { start, end },
    fix: null,
    advice: null,
  }
}
