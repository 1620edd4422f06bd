/** A file that does not say what its kind of file should: where, and what was expected. */
export class CannotRead extends Error {
  override readonly name = 'CannotRead'
  /** In UTF-16 code units. */
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}
