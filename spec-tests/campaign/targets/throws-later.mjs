/** Throws where nobody catches, over the origin null. */
export default (request, response) => {
  if (request.headers.origin !== 'null') return response.end('{}')
  setTimeout(() => {
    throw new Error('too late')
  })
}
