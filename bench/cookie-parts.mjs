/*
 * What the measurements of cookies call: our store as the kernel uses it, which no entry exports, and tough-cookie's jar.
 * Bundled from the sources on the spot, as dist is.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const entry = `
export { cookieHeader } from './src/cookies/cookie-header'
export { cookieStoreFromJSON, cookieStoreToJSON } from './src/cookies/cookie-store-json'
export { emptyCookieStore } from './src/cookies/cookie-store'
export { parseAndStoreCookies } from './src/cookies/store-cookie'
export { cookieContext } from './src/fetch/cookie-context'
export { createClient, createRequest } from './src/fetch/create-request'
export { defineProfile, profiles } from './src/profile/profile'
`

/** The parts. Below node_modules, so that packages are found from there. */
async function bundled() {
  const directory = join(root, 'node_modules/.cache/corsac-bench')
  const outfile = join(directory, `cookies-${process.pid}.mjs`)
  mkdirSync(directory, { recursive: true })
  await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  })
  try {
    return await import(outfile)
  } finally {
    rmSync(outfile)
  }
}

const {
  cookieContext,
  cookieHeader,
  cookieStoreFromJSON,
  cookieStoreToJSON,
  createClient,
  createRequest,
  defineProfile,
  emptyCookieStore,
  parseAndStoreCookies,
  profiles,
} = await bundled()

export { cookieStoreFromJSON, cookieStoreToJSON, emptyCookieStore }

export const now = Date.UTC(2026, 0, 1)
export const { chromium } = profiles
/** Chromium that keeps as many cookies as it is given. */
export const roomy = defineProfile('chromium', { cookiesInAllLimit: null, cookiesPerHostLimit: null })

/** Every host is a site by itself: no more than 180 cookies of one site are kept. */
export function urlOf(host) {
  return `https://www.shop-${host}.com/account/orders`
}

/** A fetch from a page of the same site. */
export function requestTo(url) {
  return createRequest({ url, client: createClient(new URL('/', url).href), credentials: 'include' })
}

export function lineOf(name, value = '31d4d96e407aad42') {
  return `${name}=${value}; Path=/; HttpOnly; Secure; SameSite=Lax`
}

/** The store after one `Set-Cookie` line, from the request on. */
export function set(store, line, request, profile = chromium) {
  return parseAndStoreCookies(store, [line], cookieContext(profile, request, now), profile, null)
}

/** The `Cookie` header of a request. */
export function cookieString(store, request, profile = chromium) {
  return cookieHeader(store, cookieContext(profile, request, now), profile, null).header ?? ''
}
