/**
 * Classes of the platform as they were when this was loaded. Harnesses replace those of `globalThis` later on, by those
 * of a window or of a page, and then what is ours must neither change nor meet itself.
 */
export const { Event, MessageEvent, Request, Response } = globalThis
