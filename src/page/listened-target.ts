type ListenerArguments = Parameters<EventTarget['addEventListener']>
type RemovalArguments = Parameters<EventTarget['removeEventListener']>

interface Registered {
  readonly type: string
  readonly callback: unknown
  readonly capture: boolean
  readonly once: boolean
}

/**
 * An event target that knows whether anybody listens. A listener that throws stops nothing: the platform's own
 * EventTarget reports it as an uncaught error of the listener, as browsers do.
 */
export class ListenedTarget extends EventTarget {
  #registered: Registered[] = []

  /** Whether a listener is registered, of any type where none is said. */
  static listened(target: ListenedTarget, wanted: string | null = null): boolean {
    return target.#registered.some(({ type }) => wanted === null || type === wanted)
  }

  override addEventListener(...given: ListenerArguments): void {
    super.addEventListener(...given)
    const [type, callback, options] = given
    const members = typeof options === 'object' && options !== null ? options : { capture: options === true }
    if (callback === null || callback === undefined || members.signal?.aborted) return
    const capture = Boolean(members.capture)
    if (this.#indexOf(type, callback, capture) !== -1) return
    this.#registered.push({ type: String(type), callback, capture, once: Boolean(members.once) })
    members.signal?.addEventListener('abort', () => this.#forget(type, callback, capture), { once: true })
  }

  override removeEventListener(...given: RemovalArguments): void {
    super.removeEventListener(...given)
    const [type, callback, options] = given
    const capture = typeof options === 'object' && options !== null ? options.capture : options
    this.#forget(type, callback, Boolean(capture))
  }

  override dispatchEvent(event: Event): boolean {
    this.#registered = this.#registered.filter(({ type, once }) => !once || type !== event.type)
    return super.dispatchEvent(event)
  }

  #indexOf(type: string, callback: unknown, capture: boolean): number {
    return this.#registered.findIndex(
      (one) => one.type === String(type) && one.callback === callback && one.capture === capture,
    )
  }

  #forget(type: string, callback: unknown, capture: boolean): void {
    const index = this.#indexOf(type, callback, capture)
    if (index !== -1) this.#registered.splice(index, 1)
  }
}
