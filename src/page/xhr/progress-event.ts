/** What a progress event is made with. */
export interface ProgressEventInit {
  readonly bubbles?: boolean
  readonly cancelable?: boolean
  readonly lengthComputable?: boolean
  readonly loaded?: number
  readonly total?: number
}

/** An event that tells how far a transfer came; Node has none. https://xhr.spec.whatwg.org/#interface-progressevent */
export class ProgressEvent extends Event {
  readonly lengthComputable: boolean
  readonly loaded: number
  readonly total: number

  get [Symbol.toStringTag](): string {
    return 'ProgressEvent'
  }

  constructor(type: string, init: ProgressEventInit = {}) {
    super(type, init)
    this.lengthComputable = Boolean(init.lengthComputable ?? false)
    this.loaded = init.loaded ?? 0
    this.total = init.total ?? 0
  }
}

/** Fires a progress event; a length of 0 is one that nobody knows. https://xhr.spec.whatwg.org/#concept-event-fire-progress */
export function fireProgressEvent(target: EventTarget, type: string, loaded: number, total: number): void {
  target.dispatchEvent(new ProgressEvent(type, { loaded, total, lengthComputable: total !== 0 }))
}
