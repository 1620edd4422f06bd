/** A fenced block of a Markdown file. */
export interface Block {
  /** `README.md:42`, which terminals and editors can open. */
  readonly place: string
  readonly language: string
  readonly text: string
}

export function blocksOf(path: string, text: string): readonly Block[] {
  const blocks: Block[] = []
  let open: { readonly line: number; readonly language: string; readonly lines: string[] } | null = null
  text.split('\n').forEach((line, i) => {
    const fence = /^```(\S*)/.exec(line)
    if (open === null) {
      if (fence !== null) open = { line: i + 1, language: fence[1] ?? '', lines: [] }
    } else if (line === '```') {
      blocks.push({ place: `${path}:${open.line}`, language: open.language, text: open.lines.join('\n') })
      open = null
    } else open.lines.push(line)
  })
  return blocks
}

/** The file that a block of JavaScript is, by its first line: `app.js` of `// app.js`; null where it is a script by itself. */
export function fileOf({ language, text }: Block): string | null {
  if (language !== 'js') return null
  return /^\/\/ ([\w./-]+\.(?:js|cjs|mjs))\n/.exec(text)?.[1] ?? null
}

/** One command of a console block, and what stands under it. */
export interface ConsoleCommand {
  readonly words: readonly string[]
  readonly output: string
}

/** Commands begin with `$ ` and go on after a backslash at the end of a line. */
export function commandsOf(text: string): readonly ConsoleCommand[] {
  const parts = text.split(/^\$ /m).slice(1)
  return parts.map((part) => {
    const [, command = '', output = ''] = /^((?:.*\\\n)*.*)\n?([\s\S]*)$/.exec(part) ?? []
    return { words: wordsOf(command.replace(/\\\n\s*/g, ' ')), output: output.trimEnd() }
  })
}

/** What a shell makes of a line with spaces and single quotes in it. */
function wordsOf(command: string): readonly string[] {
  const words: string[] = []
  for (const [, quoted, plain] of command.matchAll(/'([^']*)'|(\S+)/g)) words.push(quoted ?? plain ?? '')
  return words
}

/** What a script says that it prints: the text behind each `// → `. */
export function printedBy(text: string): string {
  return [...text.matchAll(/\/\/ → (.*)$/gm)].map(([, line]) => `${line}\n`).join('')
}

/**
 * The first line of a shown output that was not printed, or was not where it should be; null where all were.
 * A line `⋮` stands for any number of lines, none included.
 */
export function missingLine(shown: string, printed: string): string | null {
  const lines = printed.trimEnd().split('\n')
  let next = 0
  let skipping = false
  for (const line of shown.split('\n')) {
    if (line.trim() === '⋮') {
      skipping = true
      continue
    }
    const found = skipping ? lines.indexOf(line, next) : lines[next] === line ? next : -1
    if (found === -1) return line
    next = found + 1
    skipping = false
  }
  return skipping || next === lines.length ? null : (lines[next] ?? null)
}
