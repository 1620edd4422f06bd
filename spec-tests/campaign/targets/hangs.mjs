import careless from './careless.mjs'

/** Never comes to an end over an origin with a percent sign in it. */
export default (request) => {
  const origin = request.headerList.find(({ name }) => name === 'origin')?.value ?? ''
  while (origin.includes('%'));
  return careless(request)
}
