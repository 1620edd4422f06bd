// A small, tolerant reader of the markup that standards are written in: end tags that may be left out are, and
// what is no markup stays text. Enough to count list items; not an HTML parser.

const voidElements = new Set([
  'area',
  'base',
  'br',
  'col',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'wbr',
])
const rawElements = /^(?:script|style|xmp|textarea|title)$/
const skippedBlocks = /^(?:metadata|anchors|biblio|link-defaults|include|railroad|simpledef)$/
const closesParagraph =
  /^(?:address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|xmp)$/

/** What an opening tag closes, up to (and not past) the named containers. */
const impliedEnds = new Map([
  ['li', { closes: ['li'], within: ['ol', 'ul'] }],
  ['dt', { closes: ['dt', 'dd'], within: ['dl'] }],
  ['dd', { closes: ['dt', 'dd'], within: ['dl'] }],
  ['tr', { closes: ['tr'], within: ['table'] }],
  ['td', { closes: ['td', 'th'], within: ['table', 'tr'] }],
  ['th', { closes: ['td', 'th'], within: ['table', 'tr'] }],
  ['tbody', { closes: ['thead', 'tbody', 'tr'], within: ['table'] }],
])

function element(name, attributes, parent) {
  return { name, attributes, children: [], parent, text: '' }
}

/** The tree of a text: elements with `name`, `attributes`, `children` and `parent`; text as `#text` nodes. */
export function parseMarkup(source) {
  const root = element('#root', new Map(), null)
  let open = root
  const closeTo = (target) => {
    open = target.parent
  }
  const nearest = (names, within) => {
    for (let node = open; node !== root && !within.includes(node.name); node = node.parent) {
      if (names.includes(node.name)) return node
    }
    return null
  }
  const containers = ['ol', 'ul', 'dl', 'table', 'div', 'section', 'li', 'dd', 'td', 'th', 'aside', 'figure']
  const token =
    /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+(?:[^\s"'<>=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?))*)\s*>/g
  let at = 0
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    if (match.index > at) addText(open, source.slice(at, match.index))
    at = token.lastIndex
    const [whole, slash, rawName, rawAttributes] = match
    if (whole.startsWith('<!--')) continue
    const name = rawName.toLowerCase()
    if (slash === '/') {
      const target = nearest([name], name === 'li' ? ['ol', 'ul'] : name === 'p' ? containers : [])
      if (target !== null) closeTo(target)
      continue
    }
    const attributes = parseAttributes(rawAttributes)
    if (closesParagraph.test(name)) {
      const paragraph = nearest(['p'], containers)
      if (paragraph !== null) closeTo(paragraph)
    }
    const implied = impliedEnds.get(name)
    if (implied !== undefined) {
      const target = nearest(implied.closes, implied.within)
      if (target !== null) closeTo(target)
    }
    const node = element(name, attributes, open)
    open.children.push(node)
    if (voidElements.has(name)) continue
    const classes = (attributes.get('class') ?? '').split(/\s+/)
    if (rawElements.test(name) || (name === 'pre' && classes.some((word) => skippedBlocks.test(word)))) {
      const end = source.indexOf(`</${name}>`, at)
      at = end === -1 ? source.length : end + name.length + 3
      token.lastIndex = at
      continue
    }
    open = node
  }
  if (at < source.length) addText(open, source.slice(at))
  return root
}

function addText(parent, text) {
  const node = element('#text', new Map(), parent)
  node.text = text
  parent.children.push(node)
}

function parseAttributes(raw) {
  const attributes = new Map()
  for (const match of raw.matchAll(/([^\s"'<>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    attributes.set(match[1].toLowerCase(), match[2] ?? match[3] ?? match[4] ?? '')
  }
  return attributes
}

/** Every element below a node, in document order. */
export function* descendants(node) {
  for (const child of node.children) {
    if (child.name === '#text') continue
    yield child
    yield* descendants(child)
  }
}

/** The text of a node, as it is read: without markup and with the shorthands' signs. */
export function textOf(node) {
  if (node.name === '#text') return node.text
  return node.children.map(textOf).join('')
}
