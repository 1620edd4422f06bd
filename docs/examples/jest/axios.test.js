const axios = require('axios')

test('axios, over the page', async () => {
  const client = axios.create({ adapter: corsac.page.axiosAdapter, withCredentials: true })
  expect(await client.post('https://api.shop.example/login')).toStoreCookie('sid')
  const me = await client.get('https://api.shop.example/me')
  expect(me).toSendCookie('sid')
  expect(me.data).toEqual({ loggedIn: true })

  corsac.open('https://evil.example/')
  const elsewhere = axios.create({ adapter: corsac.page.axiosAdapter, withCredentials: true })
  const error = await elsewhere.get('https://api.shop.example/me').catch((thrown) => thrown)
  expect(axios.isAxiosError(error)).toBe(true)
  expect(error).toBeBlocked('cors-check/origin-absent')
})
