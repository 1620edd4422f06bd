/** A handler as in `target.onopen = …`. */
export type EventHandler<E extends Event> = ((event: E) => unknown) | null

/** The `on…` properties of a target, each a listener that stands where it stood when it was first set. https://html.spec.whatwg.org/multipage/webappapis.html#event-handler-attributes */
export class EventHandlers {
  readonly #target: EventTarget
  readonly #handlers = new Map<
    string,
    { current: EventHandler<Event>; readonly listener: (event: Event) => void }
  >()

  constructor(target: EventTarget) {
    this.#target = target
  }

  get<E extends Event>(type: string): EventHandler<E> {
    return (this.#handlers.get(type)?.current ?? null) as EventHandler<E>
  }

  set<E extends Event>(type: string, given: EventHandler<E>): void {
    const handler = typeof given === 'function' ? (given as EventHandler<Event>) : null
    const before = this.#handlers.get(type)
    if (handler === null) {
      if (before !== undefined) this.#target.removeEventListener(type, before.listener)
      this.#handlers.delete(type)
    } else if (before !== undefined) before.current = handler
    else {
      const slot = {
        current: handler as EventHandler<Event>,
        listener: (event: Event): void => {
          slot.current?.call(this.#target, event)
        },
      }
      this.#handlers.set(type, slot)
      this.#target.addEventListener(type, slot.listener)
    }
  }
}
