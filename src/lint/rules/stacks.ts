import { replaced } from '../edits'
import type { Finding, Fix } from '../finding'
import type { Layer, LonelyRoute, Stack } from '../material'
import { lineAround, wholeLines } from '../text'
import type { RuleContext } from './context'

/** Findings about layers that requests meet before CORS. */
export function stackFindings(stack: Stack, context: RuleContext): readonly Finding[] {
  const order = stack.lastIsFirst ? [...stack.layers].reverse() : stack.layers
  const cors = order.findIndex(({ kind }) => kind === 'cors')
  if (cors === -1) return []
  const layer = order[cors] as Layer
  const seen = new Set<Layer['kind']>()
  return order.slice(0, cors).flatMap((before) => {
    // One of a kind says it.
    if (before.kind === 'cors' || seen.has(before.kind)) return []
    seen.add(before.kind)
    const first = stack.lastIsFirst ? before : (order.find(({ kind }) => kind !== 'cors') as Layer)
    return [beforeCORS(stack, before, layer, first, context)]
  })
}

const words = {
  authentication: {
    rule: 'authentication-before-cors',
    severity: 'medium',
    consequence:
      'Preflights carry no cookies and no Authorization, so they end in 401 or 403, and browsers refuse every request that needs one.',
  },
  route: {
    rule: 'routes-before-cors',
    severity: 'medium',
    consequence: 'Its answers have no CORS headers: browsers refuse them.',
  },
  redirects: {
    rule: 'redirects-before-cors',
    severity: 'medium',
    consequence: 'Preflights are redirected, which browsers refuse, and redirects have no CORS headers.',
  },
} as const

function beforeCORS(
  { framework, lastIsFirst, layers }: Stack,
  before: Layer,
  cors: Layer,
  first: Layer,
  context: RuleContext,
): Finding {
  const { rule, severity, consequence } = words[before.kind as keyof typeof words]
  const how = lastIsFirst
    ? `${framework} puts what is added last outermost`
    : `${framework} goes through them in the order they are written in`
  const target = lastIsFirst ? (layers[layers.length - 1] as Layer) : first
  return {
    rule,
    severity,
    message: `Requests meet ${before.name} before ${cors.name}: ${how}.`,
    consequence,
    span: before.span,
    fix: moved(context.text, cors, target, lastIsFirst),
    advice: null,
  }
}

/** A list of middleware without that of CORS, whose settings stand beside it. */
export function notInstalled({ list, layers, framework }: Stack, { text }: RuleContext): readonly Finding[] {
  if (list === null || layers.some(({ kind }) => kind === 'cors')) return []
  const inside = /^[[(]\s*/.exec(text.slice(list.start, list.end))?.[0] ?? ''
  const at = list.start + inside.length
  const lineBreak = /\n[ \t]*$/.exec(inside)?.[0] ?? ' '
  return [
    {
      rule: 'cors-not-installed',
      severity: 'medium',
      message: `These settings are of django-cors-headers, and ${framework} does not run it: its middleware is not in the list.`,
      consequence: 'No answer has CORS headers, and browsers refuse all of them.',
      span: { start: list.start, end: list.start + 1 },
      fix: {
        title: 'Put it first',
        edits: [replaced({ start: at, end: at }, `"corsheaders.middleware.CorsMiddleware",${lineBreak}`)],
      },
      advice: "'corsheaders' belongs into INSTALLED_APPS, too.",
    },
  ]
}

/** The lines of one layer put before, or behind, those of another. */
function moved(text: string, { span }: Layer, target: Layer, behind: boolean): Fix | null {
  const from = wholeLines(text, span)
  const to = wholeLines(text, target.span)
  const alone =
    from.start === lineAround(text, span.start).start &&
    to.start === lineAround(text, target.span.start).start
  if (!alone || from.end === span.end) return null
  const lines = text.slice(from.start, from.end)
  const at = behind ? to.end : to.start
  return {
    title: `Move CORS ${behind ? 'behind' : 'before'} it`,
    edits: [replaced(from, ''), replaced({ start: at, end: at }, lines)],
  }
}

/** Routes with CORS of their own, and nobody who answers their preflights. */
export function lonelyRouteFinding({ method, span, code }: LonelyRoute): Finding {
  return {
    rule: 'preflight-unanswered',
    severity: 'medium',
    message: `This route has CORS for ${method}, and nothing answers OPTIONS there.`,
    consequence: `The preflight ends in 404, or in an answer without CORS headers, and ${method} is never sent.`,
    span,
    fix: { title: 'Answer OPTIONS, too', edits: [replaced({ start: span.start, end: span.start }, code)] },
    advice: null,
  }
}
