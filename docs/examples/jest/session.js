/** Code of a page: it uses what it finds. */
const api = 'https://api.shop.example'

exports.logIn = () => fetch(`${api}/login`, { method: 'POST', credentials: 'include' })

exports.isLoggedIn = async function isLoggedIn() {
  const response = await fetch(`${api}/me`, { credentials: 'include' })
  return (await response.json()).loggedIn
}

exports.rememberTheme = (theme, kept = document) => {
  kept.cookie = `theme=${theme}; path=/; max-age=31536000`
}
