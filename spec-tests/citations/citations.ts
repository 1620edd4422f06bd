import ts from 'typescript'
import { commentsOf, place, type Source, visit } from '../architecture/sources'
import { type CitationIndex, expandSteps } from './extract-index.mjs'

/** A place cited from a standard: `fetch#concept-cors-check`, with a step number where it is an algorithm. */
export interface Citation {
  readonly anchor: string
  readonly number: string
}

/** Anchors of standards that no text is at hand for: listed by hand, believed. */
export interface ExternalAnchors {
  readonly anchors: readonly string[]
}

/** Where the standards with an index are published. */
const publishedAt: readonly (readonly [address: string, standard: string])[] = [
  ['https://fetch.spec.whatwg.org/', 'fetch'],
  ['https://w3c.github.io/webappsec-mixed-content/', 'mixed-content'],
  ['https://w3c.github.io/webappsec-secure-contexts/', 'secure-contexts'],
  ['https://w3c.github.io/webappsec-referrer-policy/', 'referrer-policy'],
  ['https://w3c.github.io/webappsec-fetch-metadata/', 'fetch-metadata'],
  ['https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html', 'rfc6265bis'],
]

/** Algorithms that comments call by name (`HTTP fetch, 4.1`), where they have no anchor beside them. */
const algorithmNames: ReadonlyMap<string, string> = new Map([
  ['main fetch', 'fetch#concept-main-fetch'],
  ['scheme fetch', 'fetch#concept-scheme-fetch'],
  ['http fetch', 'fetch#concept-http-fetch'],
  ['http-redirect fetch', 'fetch#concept-http-redirect-fetch'],
  ['http-network-or-cache fetch', 'fetch#concept-http-network-or-cache-fetch'],
  ['http-network fetch', 'fetch#concept-http-network-fetch'],
  ['cors-preflight fetch', 'fetch#cors-preflight-fetch-0'],
  ['cors check', 'fetch#concept-cors-check'],
  ['serializing a request origin', 'fetch#serializing-a-request-origin'],
  ['strip', 'referrer-policy#strip-url'],
  ['storage model', 'rfc6265bis#storage-model'],
  ['the domain attribute', 'rfc6265bis#the-domain-attribute'],
])

/** What is wrong with one citation; null where it stands. */
function fault(citation: Citation, index: CitationIndex, external: ExternalAnchors): string | null {
  const { anchor, number } = citation
  const standard = index[anchor.slice(0, anchor.indexOf('#'))]
  if (standard === undefined) return external.anchors.includes(anchor) ? null : `${anchor} is in no list`
  const steps = standard.anchors[anchor.slice(anchor.indexOf('#') + 1)]
  if (steps === undefined) return `${anchor} does not exist in the edition ${standard.commit}`
  if (number !== '' && !expandSteps(steps).has(number)) {
    return `${anchor} has no step ${number} in the edition ${standard.commit}, only ${steps === '' ? 'prose' : steps}`
  }
  return null
}

/** Citations of a table (by key) that do not stand. */
export function tableFindings(
  table: Readonly<Record<string, Citation>>,
  index: CitationIndex,
  external: ExternalAnchors,
): string[] {
  return Object.entries(table).flatMap(([key, citation]) => {
    const wrong = fault(citation, index, external)
    return wrong === null ? [] : [`${key}: ${wrong}`]
  })
}

/** Anchors listed by hand that no citation uses any more, or that the index could check. */
export function externalFindings(
  citations: readonly Citation[],
  index: CitationIndex,
  external: ExternalAnchors,
): string[] {
  const used = new Set(citations.map((citation) => citation.anchor))
  return external.anchors.flatMap((anchor) => {
    if (!used.has(anchor)) return [`${anchor} is cited by nothing`]
    return index[anchor.slice(0, anchor.indexOf('#'))] === undefined
      ? []
      : [`${anchor} can be looked up in the index`]
  })
}

/** Addresses in comments that point to no anchor of the edition. */
export function addressFindings(files: readonly Source[], index: CitationIndex): string[] {
  const findings: string[] = []
  for (const file of files) {
    for (const { text, position } of commentsOf(file)) {
      for (const { anchor, offset } of anchorsIn(text)) {
        const wrong = fault({ anchor, number: '' }, index, { anchors: [] })
        if (wrong !== null) findings.push(`${place(file, position + offset)}: ${wrong}`)
      }
    }
  }
  return findings
}

function anchorsIn(text: string): { anchor: string; offset: number }[] {
  const found: { anchor: string; offset: number }[] = []
  for (const [address, standard] of publishedAt) {
    for (let at = text.indexOf(`${address}#`); at !== -1; at = text.indexOf(`${address}#`, at + 1)) {
      const id = /^[^\s)`'"*,;]*/.exec(text.slice(at + address.length + 1))?.[0] ?? ''
      found.push({ anchor: `${standard}#${id.replace(/[.:]+$/, '')}`, offset: at })
    }
  }
  return found
}

/** Step numbers that open a comment: `// 7.`, `// 7.8. to 7.10.`, `// HTTP fetch, 4.1.`, `// 3 and 6. …`. */
const stepComment =
  /^\/\/ (?:Not modelled: )?(?:([A-Z][A-Za-z -]+|"[\w-]+"), (?:steps? )?)?(\d+(?:\.\d+)*(?:(?:\.? (?:and|to|or) |\.?[–-]|, )\d+(?:\.\d+)*)*)(?=[.:,]|$|(?<=\d\.\d+) )/

/** Step numbers anywhere in a doc comment, behind the name of an algorithm: `HTTP fetch, from step 4.4`. */
const namedSteps = new RegExp(
  `\\b(${[...algorithmNames.keys()].join('|')}), (?:from )?steps? (\\d+(?:\\.\\d+)*(?:(?: and | to |, )\\d+(?:\\.\\d+)*)*)`,
  'gi',
)

interface StepComment extends Citation {
  readonly place: string
}

/** Every step that a comment names, with the algorithm it is of; `unknown` where a comment says no algorithm. */
export function stepComments(files: readonly Source[]): { cited: StepComment[]; unknown: string[] } {
  const cited: StepComment[] = []
  const unknown: string[] = []
  for (const file of files) {
    for (const { text, position } of commentsOf(file)) {
      const where = place(file, position)
      for (const [, name, numbers] of text.startsWith('/**') ? text.matchAll(namedSteps) : []) {
        const anchor = nameAnchor(name ?? '') ?? ''
        for (const number of stepsNamed(numbers ?? '')) cited.push({ anchor, number, place: where })
      }
      const match = stepComment.exec(text)
      if (match === null) continue
      const [, name, numbers] = match
      const owner =
        name === undefined || name.startsWith('"') ? anchorAround(file, position) : nameAnchor(name)
      if (owner === null) unknown.push(`${where} cites a step of no algorithm: ${text}`)
      // A branch of a switch, as in `"blob", 3`, numbers its own steps.
      else if (name?.startsWith('"') !== true && owner !== 'elsewhere') {
        for (const number of stepsNamed(numbers ?? '')) cited.push({ anchor: owner, number, place: where })
      }
    }
  }
  return { cited, unknown }
}

function nameAnchor(name: string): string | null {
  return algorithmNames.get(name.toLowerCase()) ?? null
}

/** `2.1 to 2.3` as the three it stands for; ends of a range that differ above the last number as those two. */
export function stepsNamed(text: string): string[] {
  const steps: string[] = []
  const parts = text.split(/(\.? (?:and|to|or) |\.?[–-]|, )/)
  for (let i = 0; i < parts.length; i += 2) {
    const step = parts[i] ?? ''
    const previous = steps[steps.length - 1]
    if (i > 0 && /to|[–-]/.test(parts[i - 1] ?? '') && previous !== undefined) {
      const stem = step.slice(0, step.lastIndexOf('.') + 1)
      if (stem === previous.slice(0, previous.lastIndexOf('.') + 1)) {
        const from = Number(previous.slice(stem.length)) + 1
        for (let n = from; n < Number(step.slice(stem.length)); n++) steps.push(`${stem}${n}`)
      }
    }
    steps.push(step)
  }
  return steps
}

/**
 * The anchor that the doc comments around a position name: of the innermost function (or declaration) that
 * names one. A function that names none goes on with the algorithm of the nearest one above it that does.
 * `elsewhere` where that is a standard without an index; null where there is none.
 */
function anchorAround(file: Source, position: number): string | null {
  let around: string | null = null
  let above: string | null = null
  visit(file, (node) => {
    for (const doc of ts.getJSDocCommentsAndTags(node)) {
      if (!ts.isJSDoc(doc) || doc.parent !== node || doc.getStart(file.tree) > position) continue
      const text = doc.getText(file.tree)
      const anchor =
        anchorsIn(text)[0]?.anchor ?? namedAnchor(text) ?? (/https:\/\/\S*#/.test(text) ? 'elsewhere' : null)
      if (anchor === null) continue
      if (node.getEnd() >= position) around = anchor
      else if (ts.isFunctionLike(node)) above = anchor
    }
  })
  return around ?? above
}

function namedAnchor(text: string): string | null {
  for (const [, name] of text.matchAll(namedSteps)) {
    const anchor = nameAnchor(name ?? '')
    if (anchor !== null) return anchor
  }
  return null
}

/** Step comments that name a step which does not exist, or do not say of what. */
export function commentFindings(files: readonly Source[], index: CitationIndex): string[] {
  const { cited, unknown } = stepComments(files)
  const findings = cited.flatMap((comment) => {
    const wrong = fault(comment, index, { anchors: [] })
    return wrong === null ? [] : [`${comment.place}: ${wrong}`]
  })
  return [...unknown, ...findings]
}

/** Step ids that stand in the table and nowhere else in `src`. */
export function unusedFindings(ids: readonly string[], files: readonly Source[]): string[] {
  const used = new Set<string>()
  for (const file of files) {
    if (file.path.startsWith('src/spec/steps/')) continue
    visit(file, (node) => {
      if (ts.isStringLiteralLike(node)) used.add(node.text)
    })
  }
  return ids.filter((id) => !used.has(id)).map((id) => `${id} is decided by nothing in src`)
}
