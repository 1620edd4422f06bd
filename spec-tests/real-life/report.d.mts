/** docs/lab/real-life.md, as it has to be. */
export function report(): string
