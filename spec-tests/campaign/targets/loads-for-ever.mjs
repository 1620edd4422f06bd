/** Waits for something that never comes. */
await new Promise((resolve) => setTimeout(resolve, 2 ** 30))
export default () => {}
