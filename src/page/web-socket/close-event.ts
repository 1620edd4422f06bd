export interface CloseEventInit {
  readonly wasClean?: boolean
  readonly code?: number
  readonly reason?: string
}

/** Not every platform has one. https://websockets.spec.whatwg.org/#closeevent */
export class PageCloseEvent extends Event {
  readonly wasClean: boolean
  readonly code: number
  readonly reason: string

  constructor(type: string, { wasClean = false, code = 0, reason = '' }: CloseEventInit = {}) {
    super(type)
    this.wasClean = wasClean
    this.code = code
    this.reason = reason
  }
}
