import type { Seen } from './observation'
import type { Step } from './scenario'

/**
 * Runs one step in the document it is called in. Self-contained: its source text is sent into pages, so it refers to
 * nothing outside itself. Navigations are begun only, a moment after the function has returned.
 */
export declare function runStep(step: Step): Promise<Seen>

/** Makes a document run the steps that its parent sends it as messages. Calls a global `runStep`. */
export declare function listenForSteps(): void

/** Has the first frame of this document run a step. */
export declare function runStepInFrame(step: Step): Promise<Seen>

/** Makes a page run the steps that its opener sends it as messages. Calls a global `runStep` and `runStepInFrame`. */
export declare function listenToOpener(): void
