/** Answers, and throws when nobody waits any more. */
export default function listener(_request, response) {
  setTimeout(() => {
    throw new Error('nobody was asking')
  })
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.end('{}')
}
