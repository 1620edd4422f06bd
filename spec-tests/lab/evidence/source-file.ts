import type { RecordedIds } from '../../../src/profile/recorded-evidence'
import { browserNames } from '../replay'

const width = 110

/** The text of `src/profile/recorded-evidence.ts`. */
export function sourceFile(evidence: ReadonlyMap<string, RecordedIds>): string {
  const rows = [...evidence].filter(([, ids]) => browserNames.some((name) => ids[name] !== undefined))
  return `// Written by \`npm run lab -- evidence\` from the lab's corpus: not to be edited.

/** Ids of recordings, by the browser that was recorded. */
export interface RecordedIds {
  readonly chromium?: readonly string[]
  readonly firefox?: readonly string[]
  readonly webkitgtk?: readonly string[]
}

/** The recordings that show a row of the divergence table, by its id. */
export const recordedEvidence: { readonly [id: string]: RecordedIds } = {
${rows.map(([id, ids]) => `  '${id}': {\n${linesOf(ids)}  },\n`).join('')}}
`
}

function linesOf(ids: RecordedIds): string {
  return browserNames
    .flatMap((name) => {
      const quoted = (ids[name] ?? []).map((id) => `'${id}'`)
      if (quoted.length === 0) return []
      const line = `    ${name}: [${quoted.join(', ')}],`
      return [
        line.length <= width
          ? `${line}\n`
          : `    ${name}: [\n${quoted.map((id) => `      ${id},\n`).join('')}    ],\n`,
      ]
    })
    .join('')
}
