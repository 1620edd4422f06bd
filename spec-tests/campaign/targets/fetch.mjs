export default (request) => Response.json({ path: new URL(request.url).pathname })
