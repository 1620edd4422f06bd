import type { HeaderLine, Scenario, Step } from '../scenario'

/** Something that corsac does not model, and the scenarios in which it could make a difference. */
export interface Topic {
  readonly name: string
  occursIn(scenario: Scenario): boolean
}

/** What is counted for "Not modelled" in docs/conformance.md. */
export const topics: readonly Topic[] = [
  { name: 'HSTS', occursIn: hasHeader('strict-transport-security') },
  { name: '`Clear-Site-Data`', occursIn: hasHeader('clear-site-data') },
  {
    name: 'Content Security Policy: `upgrade-insecure-requests`',
    occursIn: hasHeader('content-security-policy', /upgrade-insecure-requests/i),
  },
  {
    name: 'Content Security Policy: all else',
    occursIn: hasHeader('content-security-policy', /^(?!\s*upgrade-insecure-requests\s*$)/i),
  },
  { name: '`X-Frame-Options`', occursIn: hasHeader('x-frame-options') },
  {
    name: 'Opaque response blocking (ORB): images, scripts and the like without `crossorigin`',
    occursIn: (scenario) => scenario.steps.some(isPlainElement),
  },
  {
    name: 'HTTP cache: answers that may be kept, asked for twice',
    occursIn: (scenario) => answersTwice(scenario, mayBeKept),
  },
  {
    name: 'HTTP authentication: answers with 401 or 407',
    occursIn: ({ server }) =>
      server.some(({ answers }) =>
        answers.some((one) => one.kind === 'answer' && (one.status === 401 || one.status === 407)),
      ),
  },
  { name: '`Timing-Allow-Origin`', occursIn: hasHeader('timing-allow-origin') },
]

function hasHeader(wanted: string, value: RegExp = /^/): Topic['occursIn'] {
  return (scenario) =>
    headersIn(scenario).some(([name, own]) => name.trim().toLowerCase() === wanted && value.test(own))
}

/** Of documents and of all answers. */
function headersIn({ page, frame, server }: Scenario): readonly HeaderLine[] {
  const answers = server.flatMap((rule) => rule.answers)
  return [
    ...page.headers,
    ...(frame?.headers ?? []),
    ...answers.flatMap((one) => (one.kind === 'answer' ? one.headers : [])),
  ]
}

function isPlainElement(step: Step): boolean {
  return (step.kind === 'img' || step.kind === 'script' || step.kind === 'link') && step.crossOrigin === null
}

function mayBeKept([name, value]: HeaderLine): boolean {
  return (
    /^(?:etag|last-modified|expires)$/i.test(name.trim()) ||
    (/^cache-control$/i.test(name.trim()) && /max-age=[1-9]/i.test(value))
  )
}

/** Whether a URL whose answers have such a header is asked for by two steps. */
function answersTwice({ steps, server }: Scenario, has: (header: HeaderLine) => boolean): boolean {
  const asked = steps.flatMap((step) => ('url' in step && typeof step.url === 'string' ? [step.url] : []))
  return server.some(
    ({ url, answers }) =>
      asked.filter((one) => one === url).length > 1 &&
      answers.some((one) => one.kind === 'answer' && one.headers.some(has)),
  )
}
