import careless from './careless.mjs'

/** Ends the process over an origin with a percent sign in it. */
export default (request) => {
  const origin = request.headerList.find(({ name }) => name === 'origin')?.value ?? ''
  if (origin.includes('%')) process.exit(7)
  return careless(request)
}
