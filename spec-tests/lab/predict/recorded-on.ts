import type { Instant } from '../../../src/profile/knobs'

/** When the corpus was recorded: dates in cookies are before or after that day. */
export const recordedOn: Instant = Date.UTC(2026, 10, 21)
