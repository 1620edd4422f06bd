import type { CookieFix } from '../../explain/explained-cookie'
import type { TimelineEntry, Verdict } from '../../explain/explanation'
import { hang, type Style } from '../../explain/text-layout'
import { listed } from '../../explain/words'

/** Why something did not come to a good end, and what to do. */
interface Why {
  readonly text: string
  readonly fix: string | null
}

/** Reasons and fixes, each once, with those who give it. The verdicts have to be fit for a terminal. */
export function reasonLines(verdicts: readonly Verdict[], { paint, width }: Style): readonly string[] {
  const reasons = new Map<string, { readonly fix: string | null; readonly browsers: Set<string> }>()
  for (const verdict of verdicts) {
    for (const { text, fix } of reasonsOf(verdict)) {
      const found = reasons.get(text)
      if (found === undefined) reasons.set(text, { fix, browsers: new Set([verdict.browser]) })
      else found.browsers.add(verdict.browser)
    }
  }
  return [...reasons].flatMap(([text, { fix, browsers }]) => [
    '',
    ...hang('', `${listed([...browsers])}: ${text}`, width),
    ...(fix === null ? [] : hang('  ', `Fix: ${fix}`, width, paint.good)),
  ])
}

/** First what CORS says, then cookies. */
function reasonsOf({ firstCause, remedies, timeline }: Verdict): readonly Why[] {
  const cors = firstCause === null ? [] : [{ text: firstCause.text, fix: remedies[0]?.text ?? null }]
  return [...cors, ...timeline.flatMap(cookieReasons)]
}

function cookieReasons({ cookies: { none, response } }: TimelineEntry): readonly Why[] {
  const ignored =
    none === null || none.ignored.length === 0 ? [] : [{ text: `${none.reason}.`, fix: fixText(none.fix) }]
  const rest = response.filter(({ fate, rows }) => fate === 'refused' || rows.length > 0)
  return [
    ...ignored,
    ...rest.map(({ name, fate, reason, fix, rows }) => {
      const by = rows.length === 0 ? '' : ` (${rows.map(({ id }) => id).join(', ')})`
      return { text: `${name} ${fate}: ${reason}${by}`, fix: fixText(fix) }
    }),
  ]
}

function fixText(fix: CookieFix | null): string | null {
  return fix === null ? null : fix.text
}
