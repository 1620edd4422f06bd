/** The arguments are wrong. The message names the argument and the way out; it is all that is shown. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
