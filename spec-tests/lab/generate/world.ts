import fc from 'fast-check'
import type { FrameDocument, HeaderLine, PageDocument, Place } from '../scenario'
import { mixed, sometimes, weighted } from './choose'
import { originOfTarget, type Target, targetOf } from './targets'

/** Who asks: the documents of a scenario, and the one among them whose scripts run the steps. */
export interface World {
  readonly page: PageDocument
  readonly frame: FrameDocument | null
  readonly place: Place
  /** The URL of the document that asks. */
  readonly url: string
  /** Its serialized origin: `null` in a sandbox. */
  readonly origin: string
}

/** What a document says about referrers and embedding. */
export const referrerPolicyValues: readonly string[] = [
  'no-referrer',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'no-referrer-when-downgrade',
  'unsafe-url',
]

const documentPolicy: fc.Arbitrary<string> = mixed(
  [9, fc.constantFrom(...referrerPolicyValues)],
  [1, fc.constantFrom('bogus', '', 'no-referrer, origin', 'origin, bogus', 'Origin', 'default', 'never')],
)

export const pageURL: fc.Arbitrary<string> = weighted(
  [46, 'https://app.example.com/'],
  [6, 'https://example.com/'],
  [7, 'https://www.example.com/dir/page?q=1'],
  [5, 'https://app.example.com:8443/a/b'],
  [3, 'https://other.org/'],
  [3, 'https://a.github.io/'],
  [2, 'https://sub.x.co.uk/'],
  [1, 'https://deep.api.example.com/'],
  [1, 'https://localhost:8443/'],
  [9, 'http://app.example.com/'],
  [2, 'http://www.example.com:8080/dir/'],
  [5, 'http://localhost:3000/'],
  [2, 'http://foo.localhost/'],
  [4, 'http://127.0.0.1:8000/'],
  [2, 'http://[::1]:8080/'],
  [2, 'http://intranet/'],
)

/** Without literal addresses: Firefox repeats its first preflights to those. */
export const namedPageURL: fc.Arbitrary<string> = pageURL.map((url) =>
  /\/\/[\d[]/.test(url) ? 'http://app.example.com/' : url,
)

interface FrameChoice {
  readonly target: Target
  readonly sandbox: string | null
  readonly policy: string | null
  readonly steps: Place
}

interface WorldChoices {
  readonly url: string
  readonly headers: readonly HeaderLine[]
  readonly policy: string | null
  readonly frame: FrameChoice | null
}

export const frameTarget: fc.Arbitrary<Target> = targetOf(
  [4, 'cross-site'],
  [3, 'same-site'],
  [3, 'same-origin'],
  [1, 'other-port'],
)

const sandboxes: fc.Arbitrary<string | null> = weighted(
  [40, null],
  [45, 'allow-scripts'],
  [15, 'allow-scripts allow-same-origin'],
)

function frameChoice(target: fc.Arbitrary<Target>): fc.Arbitrary<FrameChoice> {
  return fc.record({
    target,
    sandbox: sandboxes,
    policy: sometimes(12, documentPolicy),
    steps: weighted<Place>([88, 'frame'], [12, 'page']),
  })
}

/** The percentages say how often there is a frame, and how often a referrer policy. */
export function worldOf(options: {
  readonly url?: fc.Arbitrary<string>
  readonly headers?: fc.Arbitrary<readonly HeaderLine[]>
  readonly frames?: number
  readonly policies?: number
}): fc.Arbitrary<World> {
  return fc
    .record({
      url: options.url ?? pageURL,
      headers: options.headers ?? fc.constant([]),
      policy: sometimes(options.policies ?? 6, documentPolicy),
      frame: sometimes(options.frames ?? 12, frameChoice(frameTarget)),
    })
    .map(makeWorld)
}

function makeWorld({ url, headers, policy, frame }: WorldChoices): World {
  const page: PageDocument = { url, headers: [...headers, ...policyLines(policy)] }
  if (frame === null) return { page, frame: null, place: 'page', url, origin: new URL(url).origin }
  // A document under an embedder policy shows only frames that have one, too, and that let themselves be embedded.
  const embedder = headers.filter(([name]) => name === 'Cross-Origin-Embedder-Policy')
  const resource: readonly HeaderLine[] =
    embedder.length > 0 ? [['Cross-Origin-Resource-Policy', 'cross-origin']] : []
  const document: FrameDocument = {
    url: `${originOfTarget(url, frame.target)}/frame`,
    headers: [...embedder, ...resource, ...policyLines(frame.policy)],
    sandbox: frame.sandbox,
  }
  if (frame.steps === 'page')
    return { page, frame: document, place: 'page', url, origin: new URL(url).origin }
  const opaque = frame.sandbox !== null && !frame.sandbox.includes('allow-same-origin')
  return {
    page,
    frame: document,
    place: 'frame',
    url: document.url,
    origin: opaque ? 'null' : new URL(document.url).origin,
  }
}

function policyLines(policy: string | null): readonly HeaderLine[] {
  return policy === null ? [] : [['Referrer-Policy', policy]]
}
