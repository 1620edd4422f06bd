// Written by `npm run lab -- evidence` from the lab's corpus: not to be edited.

/** Ids of recordings, by the browser that was recorded. */
export interface RecordedIds {
  readonly chromium?: readonly string[]
  readonly firefox?: readonly string[]
  readonly webkitgtk?: readonly string[]
}

/** The recordings that show a row of the divergence table, by its id. */
export const recordedEvidence: { readonly [id: string]: RecordedIds } = {}
