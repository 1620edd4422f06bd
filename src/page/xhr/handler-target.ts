/** What an event handler attribute such as `onload` holds. */
// biome-ignore lint/suspicious/noExplicitAny: as in the DOM, handlers say themselves which event they take
export type EventHandler = ((this: any, event: any) => unknown) | null

type Listener = Parameters<EventTarget['addEventListener']>[1]
type ListenerOptions = Exclude<Parameters<EventTarget['addEventListener']>[2], boolean | undefined>

interface Registered {
  readonly type: string
  readonly callback: unknown
  readonly capture: boolean
  readonly once: boolean
}

/**
 * An event target that knows whether anybody listens, and has event handlers. A listener that throws stops nothing:
 * the platform's own EventTarget reports it as an uncaught error of the listener, as browsers do.
 */
export class HandlerTarget extends EventTarget {
  #registered: Registered[] = []
  readonly #handlers = new Map<
    string,
    { callback: EventHandler; readonly listener: (event: Event) => void }
  >()

  /** Whether an event listener is registered, which is what makes uploads ask first. */
  static listened(target: HandlerTarget): boolean {
    return target.#registered.length > 0
  }

  override addEventListener(type: string, callback: Listener, options?: ListenerOptions | boolean): void {
    super.addEventListener(type, callback, options)
    const given = typeof options === 'object' && options !== null ? options : { capture: options === true }
    if (callback === null || callback === undefined || given.signal?.aborted) return
    const capture = Boolean(given.capture)
    if (this.#indexOf(type, callback, capture) !== -1) return
    this.#registered.push({ type: String(type), callback, capture, once: Boolean(given.once) })
    given.signal?.addEventListener('abort', () => this.#forget(type, callback, capture), { once: true })
  }

  override removeEventListener(
    type: string,
    callback: Listener,
    options?: { readonly capture?: boolean } | boolean,
  ): void {
    super.removeEventListener(type, callback, options)
    const capture = typeof options === 'object' && options !== null ? options.capture : options
    this.#forget(type, callback, Boolean(capture))
  }

  override dispatchEvent(event: Event): boolean {
    this.#registered = this.#registered.filter(({ type, once }) => !once || type !== event.type)
    return super.dispatchEvent(event)
  }

  /** https://html.spec.whatwg.org/multipage/webappapis.html#event-handler-idl-attributes */
  protected handler(type: string): EventHandler {
    return this.#handlers.get(type)?.callback ?? null
  }

  /** A handler keeps its place among the listeners while it is only replaced. */
  protected setHandler(type: string, value: unknown): void {
    const isObject = typeof value === 'function' || (typeof value === 'object' && value !== null)
    const known = this.#handlers.get(type)
    if (!isObject) {
      if (known !== undefined) this.removeEventListener(type, known.listener)
      this.#handlers.delete(type)
      return
    }
    if (known !== undefined) {
      known.callback = value as EventHandler
      return
    }
    const listener = (event: Event): void => {
      const callback = this.handler(type)
      if (typeof callback === 'function') callback.call(this, event)
    }
    this.#handlers.set(type, { callback: value as EventHandler, listener })
    this.addEventListener(type, listener)
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
