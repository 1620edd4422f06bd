import type { Programme } from './harness'

/** Fills the harness page and plays scenarios in a window of its own. Its source text is sent to the browser. */
export declare function runHarness(programme: Programme): void
