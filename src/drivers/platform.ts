/**
 * Classes of the platform as they were when this was loaded. Harnesses replace those of `globalThis` later on, by those
 * of a window or of a page, and then what is ours must neither change nor meet itself.
 */
export const Event: typeof globalThis.Event = globalThis.Event
export const MessageEvent: typeof globalThis.MessageEvent = globalThis.MessageEvent
export const Request: typeof globalThis.Request = globalThis.Request
export const Response: typeof globalThis.Response = globalThis.Response
