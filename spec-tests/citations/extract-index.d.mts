/** One standard: the commit of the pinned edition, and per anchor its step numbers in the compact form. */
export interface IndexedStandard {
  readonly commit: string
  readonly anchors: Readonly<Record<string, string>>
}
export type CitationIndex = Readonly<Record<string, IndexedStandard>>
export const editionsAtHand: boolean
export function extractIndex(): CitationIndex
export function anchorsOf(text: string, format: 'bikeshed' | 'kramdown'): Readonly<Record<string, string>>
export function compactSteps(steps: readonly string[]): string
export function expandSteps(compact: string): Set<string>
