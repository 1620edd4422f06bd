/* A plain Handler that allows what is meant, for measurements of campaigns. */
const own = [
  { name: 'access-control-allow-origin', value: 'https://app.example.com' },
  { name: 'access-control-allow-credentials', value: 'true' },
]
const vary = { name: 'vary', value: 'Origin' }
const ok = { status: 200, statusText: '', body: null }

export default ({ headerList }) => {
  const origin = headerList.find(({ name }) => name === 'origin')?.value
  return { ...ok, headerList: origin === 'https://app.example.com' ? [...own, vary] : [vary] }
}
