// Reads the pinned editions of the standards and writes `index.json`: which anchors each has, and which step
// numbers exist in the algorithm defined at an anchor. Facts only, no prose. Run by hand when an edition moves:
//
//   node spec-tests/citations/extract-index.mjs          writes index.json
//
// The editions lie beside this repository; without them the committed index is all there is, and is enough.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { headingSlug, markdownToMarkup } from './markdown.mjs'
import { descendants, parseMarkup, textOf } from './markup.mjs'

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url))
const indexPath = fileURLToPath(new URL('./index.json', import.meta.url))

/** Where each standard's text lies, what names it in the list of editions, and what its source is written in. */
const sources = [
  { standard: 'fetch', file: 'fetch.bs', edition: /whatwg\/fetch ([0-9a-f]{7})/, format: 'bikeshed' },
  {
    standard: 'mixed-content',
    file: 'mixed-content.bs',
    edition: /mixed content \(([0-9a-f]{7})\)/,
    format: 'bikeshed',
  },
  {
    standard: 'secure-contexts',
    file: 'secure-contexts.bs',
    edition: /secure contexts \(([0-9a-f]{7})\)/,
    format: 'bikeshed',
  },
  {
    standard: 'referrer-policy',
    file: 'referrer-policy.src.html',
    edition: /referrer policy \(([0-9a-f]{7})\)/,
    format: 'bikeshed',
  },
  {
    standard: 'fetch-metadata',
    file: 'fetch-metadata.bs',
    edition: /fetch metadata \(([0-9a-f]{7})\)/,
    format: 'bikeshed',
  },
  {
    standard: 'rfc6265bis',
    file: 'rfc6265bis.md',
    edition: /httpwg\/http-extensions ([0-9a-f]{7})/,
    format: 'kramdown',
  },
]

/** Whether the pinned editions are beside this repository. */
export const editionsAtHand = existsSync(`${shared}specs/fetch.bs`)

/** The index, extracted afresh from the editions beside this repository. */
export function extractIndex() {
  const editions = readFileSync(`${shared}README.md`, 'utf8')
  const index = {}
  for (const { standard, file, edition, format } of sources) {
    const commit = edition.exec(editions)?.[1]
    if (commit === undefined) throw new Error(`no commit of ${standard} in the list of editions`)
    const text = readFileSync(`${shared}specs/${file}`, 'utf8')
    index[standard] = { commit, anchors: anchorsOf(text, format) }
  }
  return index
}

/** Every anchor of one standard's source text, with its steps in the compact form of `compactSteps`. */
export function anchorsOf(text, format) {
  const metadata = /<pre class=["']?metadata["']?>[\s\S]*?<\/pre>/.exec(text)?.[0] ?? ''
  const markdown = format === 'kramdown' || /^Markup Shorthands:.*\bmarkdown (on|yes)/m.test(metadata)
  const root = parseMarkup(markdown ? markdownToMarkup(text, format) : text)
  const anchors = new Map()
  const add = (id, steps) => {
    // The first holder of an id keeps it, as in a browser.
    if (id !== '' && !anchors.has(id)) anchors.set(id, compactSteps(steps))
  }
  const translated = translatedIds(metadata)
  const claimed = new Set()
  const headings = []
  for (const element of descendants(root)) {
    const heading = /^h[1-6]$/.test(element.name)
    let steps = []
    if (heading) headings.push(element)
    else if (element.name === 'dfn') {
      const lists = listsOfDefinition(element)
      for (const list of lists) claimed.add(list)
      const id = element.attributes.get('id') ?? definitionId(element)
      steps = stepsOfLists(lists)
      add(translated.get(id) ?? id, steps)
    } else if (element.name === 'pre' && hasClass(element, 'idl')) {
      for (const id of idlIds(textOf(element))) add(translated.get(id) ?? id, [])
    } else if (element.attributes.has('id')) {
      // A paragraph with an id can be the one that an algorithm begins with.
      if (element.name === 'p') steps = stepsOfLists(listsOfDefinition(element))
      add(element.attributes.get('id'), steps)
    }
    for (const old of (element.attributes.get('oldids') ?? '').split(/[\s,]+/)) add(old, steps)
  }
  for (const heading of headings) {
    // A heading is where an algorithm is defined if it says so, or if nothing else claims the lists below it.
    const defines = heading.attributes.has('dfn') || heading.attributes.has('abstract-op')
    const lists = listsBelowHeading(heading).filter((list) => defines || !claimed.has(list))
    add(heading.attributes.get('id') ?? headingSlug(textOf(heading)), stepsOfLists(lists))
  }
  return Object.fromEntries([...anchors].sort(([a], [b]) => (a < b ? -1 : 1)))
}

// ── Definitions and their lists of steps ────────────────────────────────────────────────────────────────

const notProcedure = /^(?:pre|xmp|figure|aside|table|blockquote)$/

function hasClass(element, name) {
  return (element.attributes.get('class') ?? '').split(/\s+/).includes(name)
}

function aside(element) {
  return (
    notProcedure.test(element.name) ||
    ['note', 'example', 'warning', 'XXX'].some((name) => hasClass(element, name))
  )
}

/**
 * The lists that are the steps of what a `dfn` defines: those at the top of the enclosing `<div algorithm>`, or
 * else the one that follows the paragraph of the `dfn`. A `dfn` inside a step has none, nor has a parameter.
 */
function listsOfDefinition(dfn) {
  if (dfn.name === 'dfn' && dfn.children.some((child) => child.name === 'var')) return []
  let child = dfn
  for (let parent = dfn.parent; parent !== null; child = parent, parent = parent.parent) {
    if (/^(?:li|dd|dt|td|th|pre|table)$/.test(parent.name)) return []
    if (parent.name === 'div' && parent.attributes.has('algorithm')) return topLists(parent.children)
    if (child.name === 'p') {
      for (let i = parent.children.indexOf(child) + 1; i < parent.children.length; i++) {
        const next = parent.children[i]
        if (next.name === 'ol') return [next]
        if (!aside(next) && next.name !== '#text') break
      }
    }
  }
  return []
}

/** The lists between a heading and the next one, of whatever rank. */
function listsBelowHeading(heading) {
  const siblings = heading.parent.children
  const section = []
  for (let i = siblings.indexOf(heading) + 1; i < siblings.length; i++) {
    const next = siblings[i]
    if (/^h[1-6]$/.test(next.name) || next.name === 'section') break
    section.push(next)
  }
  return topLists(section)
}

function topLists(nodes) {
  const lists = []
  for (const node of nodes) {
    if (node.name === 'ol') lists.push(node)
    else if (node.name !== '#text' && !aside(node)) lists.push(...topLists(node.children))
  }
  return lists
}

/**
 * The step numbers of lists that number alike, such as the branches of a switch: `12.1` exists if any branch
 * of step 12 has a first step.
 */
function stepsOfLists(lists) {
  const steps = new Set()
  const visit = (list, prefix) => {
    let number = Number(list.attributes.get('start') ?? 1)
    for (const child of list.children) {
      // Markup of the form `<ol class=algorithm>` around a Markdown list is one list, not two.
      if (child.name === 'ol') visit(child, prefix)
      if (child.name !== 'li') continue
      steps.add(`${prefix}${number}`)
      for (const nested of topLists(child.children)) visit(nested, `${prefix}${number}.`)
      number++
    }
  }
  for (const list of lists) visit(list, '')
  return [...steps]
}

// ── Ids that the standards' tool derives ────────────────────────────────────────────────────────────────

const idPrefixes = new Map([
  ['abstract-op', 'abstract-opdef-'],
  ['http-header', 'http-headerdef-'],
  ['grammar', 'grammardef-'],
  ['permission', 'permissiondef-'],
  ['element', 'elementdef-'],
  ['element-attr', 'element-attrdef-'],
  ['attribute', 'dom-'],
  ['method', 'dom-'],
  ['enum-value', 'dom-'],
  ['dict-member', 'dom-'],
])

function idText(text) {
  return text
    .trim()
    .toLowerCase()
    .replace(/\(\)/g, '')
    .replace(/[\s/(,]+/g, '-')
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/-+$/, '')
}

/** The id that a `dfn` without one is given: its type's prefix, what it is for, and its first linking text. */
function definitionId(dfn) {
  const text = idText((dfn.attributes.get('lt') ?? textOf(dfn)).split('|')[0])
  let holder = dfn.parent
  while (holder !== null && !holder.attributes.has('dfn-for')) holder = holder.parent
  const dfnFor = dfn.attributes.get('for') ?? holder?.attributes.get('dfn-for') ?? ''
  const scope = idText(dfnFor.split(',')[0].replace(/^\/$/, ''))
  const type = [...idPrefixes.keys()].find((name) => dfn.attributes.has(name))
  const prefix = type === undefined ? '' : idPrefixes.get(type)
  return `${prefix}${scope === '' ? '' : `${scope}-`}${text}`
}

/** The ids that an IDL block's own definitions are given. */
function idlIds(idl) {
  const ids = []
  for (const [, kind, name] of idl.matchAll(
    /\b(interface mixin|interface|dictionary|enum|typedef)\b([^{;]*)/g,
  )) {
    const word = kind === 'typedef' ? /(\w+)\s*$/.exec(name)?.[1] : /^\s*(\w+)/.exec(name)?.[1]
    if (word === undefined) continue
    const prefix = { dictionary: 'dictdef-', enum: 'enumdef-', typedef: 'typedefdef-' }[kind] ?? ''
    ids.push(`${prefix}${word.toLowerCase()}`)
  }
  return ids
}

function translatedIds(metadata) {
  const line = /^Translate IDs: (.*)$/m.exec(metadata)?.[1] ?? ''
  return new Map(line.split(',').map((pair) => /** @type {[string, string]} */ (pair.trim().split(' '))))
}

// ── The compact form ────────────────────────────────────────────────────────────────────────────────────

/** `1-11 12 12.1-12.4`: runs of siblings, in order. */
export function compactSteps(steps) {
  const sorted = steps.map((step) => step.split('.').map(Number)).sort(compareNumbers)
  const runs = []
  let run = null
  for (const numbers of sorted) {
    const prefix = numbers.slice(0, -1).join('.')
    const last = numbers[numbers.length - 1]
    const open = runs.find((candidate) => candidate.prefix === prefix && candidate.to === last - 1)
    if (open !== undefined) open.to = last
    else {
      run = { prefix, from: last, to: last }
      runs.push(run)
    }
  }
  return runs
    .map(({ prefix, from, to }) => {
      const stem = prefix === '' ? '' : `${prefix}.`
      return from === to ? `${stem}${from}` : `${stem}${from}-${stem}${to}`
    })
    .join(' ')
}

/** The set of step numbers that a compact form stands for. */
export function expandSteps(compact) {
  const steps = new Set()
  for (const run of compact.split(' ').filter((part) => part !== '')) {
    const [from, to = from] = run.split('-')
    const stem = from.includes('.') ? from.slice(0, from.lastIndexOf('.') + 1) : ''
    for (let n = Number(from.slice(stem.length)); n <= Number(to.slice(stem.length)); n++)
      steps.add(`${stem}${n}`)
  }
  return steps
}

function compareNumbers(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i]
  return a.length - b.length
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!editionsAtHand) {
    console.error(
      'The editions of the standards are not beside this clone; the committed index stays as it is.',
    )
    process.exit(1)
  }
  const index = extractIndex()
  writeFileSync(indexPath, `${JSON.stringify(index, null, 2)}\n`)
  for (const [standard, { commit, anchors }] of Object.entries(index)) {
    const algorithms = Object.values(anchors).filter((steps) => steps !== '').length
    console.log(`${standard} ${commit}: ${Object.keys(anchors).length} anchors, ${algorithms} with steps`)
  }
}
