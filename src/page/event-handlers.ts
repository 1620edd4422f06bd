/** What an event handler attribute such as `onload` holds. */
// biome-ignore lint/suspicious/noExplicitAny: as in the DOM, handlers say themselves what they take
export type EventHandler<E extends Event = any> = ((this: any, event: E) => unknown) | null

interface Slot {
  handler: unknown
  readonly listener: (event: Event) => void
}

const slotsOf = new WeakMap<EventTarget, Map<string, Slot>>()

/**
 * Gives a class the attributes `on…` of these events, as accessors of its prototype; to be declared in it, each with the
 * event that it takes. https://html.spec.whatwg.org/multipage/webappapis.html#event-handler-idl-attributes
 */
export function defineEventHandlers(prototype: EventTarget, types: readonly string[]): void {
  for (const type of types) {
    Object.defineProperty(prototype, `on${type}`, {
      get(this: EventTarget): unknown {
        return slotsOf.get(this)?.get(type)?.handler ?? null
      },
      set(this: EventTarget, given: unknown) {
        setHandler(this, type, given)
      },
      enumerable: true,
      configurable: true,
    })
  }
}

/** A handler keeps its place among the listeners while it is only replaced. What is no object is none. */
function setHandler(target: EventTarget, type: string, given: unknown): void {
  const isHandler = typeof given === 'function' || (typeof given === 'object' && given !== null)
  const slots = slotsOf.get(target) ?? new Map<string, Slot>()
  const slot = slots.get(type)
  if (!isHandler) {
    if (slot !== undefined) target.removeEventListener(type, slot.listener)
    slots.delete(type)
  } else if (slot !== undefined) slot.handler = given
  else {
    const added: Slot = {
      handler: given,
      listener: (event) => {
        if (typeof added.handler === 'function') added.handler.call(target, event)
      },
    }
    target.addEventListener(type, added.listener)
    slots.set(type, added)
    slotsOf.set(target, slots)
  }
}
