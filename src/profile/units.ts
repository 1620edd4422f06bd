/** A length of time in seconds, as the standards count max-age. */
export type Seconds = number
/** A moment in milliseconds since the epoch; always handed in, never read from a clock. */
export type Instant = number
