/** A Handler that lets in whatever ends like the origin that is meant. */
export default ({ headerList, method }) => {
  const origin = headerList.find(({ name }) => name === 'origin')?.value
  const headers = [['vary', 'Origin']]
  if (origin?.endsWith('example.com')) {
    headers.push(['access-control-allow-origin', origin], ['access-control-allow-credentials', 'true'])
    headers.push(['access-control-allow-methods', 'PUT'])
  }
  return {
    status: method === 'OPTIONS' ? 204 : 200,
    statusText: '',
    headerList: headers.map(([name, value]) => ({ name, value })),
    body: null,
  }
}
