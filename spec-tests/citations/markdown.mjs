// The Markdown that some standards are written in, as far as it makes structure: numbered and bulleted lists,
// headings, code that is not markup. Everything else passes through.

const fence = /^\s*(?:```|~~~)/

/** The slug of a heading that names no id. */
export function headingSlug(text) {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replace(/ +/g, '-')
}

/** Markdown as markup. Lines inside `pre` and comments are left as they are. */
export function markdownToMarkup(source, format) {
  const lines = (format === 'kramdown' ? bodyOfDraft(source) : source).split('\n')
  const out = []
  /** Open lists, outermost first: where their items' signs stand, and where their items' text does. */
  const lists = []
  let code = false
  let verbatim = null
  const closeLists = (indent) => {
    while (lists.length > 0 && lists[lists.length - 1].sign > indent) out.push(`</${lists.pop().name}>`)
  }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]
    if (verbatim !== null) {
      out.push(line)
      if (line.includes(verbatim)) verbatim = null
      continue
    }
    if (fence.test(line)) {
      code = !code
      continue
    }
    if (code) continue
    const opened = /<(pre|xmp)\b/.exec(line)?.[1] ?? (/<!--/.test(line) ? '--' : undefined)
    if (opened !== undefined) {
      const end = opened === '--' ? '-->' : `</${opened}>`
      if (!line.includes(end)) verbatim = end
      out.push(line)
      continue
    }
    if (line.trim() === '') {
      out.push(line)
      continue
    }
    const heading = headingOf(line, lines[i + 1], format)
    if (heading !== null) {
      closeLists(-1)
      out.push(heading)
      if (!line.startsWith('#')) i++
      continue
    }
    const item = /^(\s*)(?:(\d+)\.|[*+-])\s+(.*)$/.exec(line)
    const indent = /^\s*/.exec(line)[0].length
    if (item === null || tag(line)) {
      // Text that stands left of an item's text ends the list, unless it merely goes on with the line above.
      if (lines[i - 1]?.trim() === '' || tag(line)) closeLists(indent - (tag(line) ? 1 : 0))
      if (lines[i - 1]?.trim() === '')
        while (lists.length > 0 && indent < textColumn(lists)) out.push(`</${lists.pop().name}>`)
      out.push(codeAsText(line))
      continue
    }
    const sign = item[1].length
    const name = item[2] === undefined ? 'ul' : 'ol'
    closeLists(sign)
    const top = lists[lists.length - 1]
    // An item whose number starts over after other text at its own depth begins another list.
    if (top === undefined || top.sign < sign || top.name !== name) {
      if (top !== undefined && top.sign === sign) out.push(`</${lists.pop().name}>`)
      lists.push({ name, sign, text: line.length - item[3].length })
      out.push(`<${name}>`)
    }
    out.push(`<li>${codeAsText(item[3])}`)
  }
  closeLists(-1)
  return out.join('\n')
}

function textColumn(lists) {
  return lists[lists.length - 1].sign + 1
}

function tag(line) {
  return /^\s*<\/?(?:ol|ul|dl|div|section|h[1-6])\b/.test(line)
}

function headingOf(line, next, format) {
  const hashes = format === 'kramdown' ? /^(#{1,6}) (.*?)(?:\s*\{#([\w-]+)\})?$/.exec(line) : null
  if (hashes !== null) return headingMarkup(hashes[1].length, hashes[2], hashes[3])
  const underlined = next !== undefined && /^(?:={4,}|-{4,})\s*$/.test(next)
  const titled = underlined ? /^(\S.*?)(?:\s*\{#([\w-]+)\})?\s*$/.exec(line) : null
  if (titled === null || /^[|<]/.test(line)) return null
  return headingMarkup(next.startsWith('=') ? 2 : 3, titled[1], titled[2])
}

function headingMarkup(rank, text, id) {
  return `<h${rank} id="${id ?? headingSlug(text)}">${codeAsText(text)}</h${rank}>`
}

/** A draft without its preamble of metadata and its references. */
function bodyOfDraft(source) {
  const start = source.indexOf('--- middle')
  return start === -1 ? source : source.slice(start + '--- middle'.length)
}

function codeAsText(line) {
  return line.replace(/`[^`]*`/g, (span) => span.replace(/</g, '&lt;'))
}
