import type { LintReport } from '../lint'

/**
 * A report as JSON, for programs: `{ "corsac": 1, "files": [ … ], "counts": … }`, the members being those of `LintReport`.
 * Members may be added under the same number; what changes or goes away makes it another number.
 */
export function lintJson({ files, counts }: LintReport): string {
  return `${safe(JSON.stringify({ corsac: 1, files, counts }, null, 2))}\n`
}

/** JSON itself escapes the lower control characters; terminals act on these as well. */
export function safe(json: string): string {
  return json.replace(
    /[\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
