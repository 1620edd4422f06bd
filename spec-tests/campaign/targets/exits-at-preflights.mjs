import careless from './careless.mjs'

/** Ends the process at the preflights of one path, whatever they ask for. */
export default (request) => {
  if (request.method === 'OPTIONS' && request.url.path === '/') process.exit(7)
  return careless(request)
}
