/** Gives a promise that never settles for anything but the page itself. */
export default (request) => (request.headers.has('origin') ? new Promise(() => {}) : new Response('{}'))
