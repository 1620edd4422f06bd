/** What stops a middleware whose next layer has not answered yet. Whoever catches errors lets it pass. */
export class NotAnsweredYet extends Error {
  override readonly name = 'NotAnsweredYet'
}
