import type { Scenario, ServerAnswer } from '../scenario'
import {
  actual,
  allowOrigin,
  answer,
  any,
  api,
  fetchStep,
  grant,
  img,
  inFamily,
  open,
  origin,
  other,
  preflight,
  redirect,
  scenario,
  xhr,
} from './builders'
import { locations } from './redirects'

const own = `${origin}/go`
const ownNext = `${origin}/next`
const ok: ServerAnswer = answer(200, [allowOrigin()], 'x')

const withUser = (url: string): string => url.replace('https://', 'https://user:pw@')

export const userinfo: readonly Scenario[] = inFamily('userinfo', [
  locations(
    'userinfo-location-own',
    'A redirect within the origin to a URL with user and password.',
    own,
    [withUser(ownNext)],
    [any(ownNext, ok)],
    28,
  ),
  locations(
    'userinfo-location-own-user-only',
    'A redirect within the origin to a URL with a user.',
    own,
    ['https://user@app.example.com/next'],
    [any(ownNext, ok)],
    28,
  ),
  locations(
    'userinfo-location-empty',
    'A redirect within the origin to a URL with an empty user and password.',
    own,
    ['https://:@app.example.com/next'],
    [any(ownNext, ok)],
  ),
  locations(
    'userinfo-location-cross',
    'A redirect to another origin with user and password.',
    own,
    [withUser(other)],
    [open(other)],
  ),
  locations(
    'userinfo-location-within-cross',
    'A redirect within another origin to a URL with user and password.',
    api,
    [withUser('https://api.example.com/next')],
    [open('https://api.example.com/next')],
  ),
  scenario(
    'userinfo-location-xhr',
    'XMLHttpRequest redirected within the origin to a URL with user and password.',
    {
      dv: [28],
      steps: [xhr({ url: own })],
      server: [any(own, redirect(302, withUser(ownNext))), any(ownNext, ok)],
    },
  ),
  scenario(
    'userinfo-location-image',
    'An image redirected within the origin to a URL with user and password.',
    {
      dv: [28],
      steps: [img(own)],
      server: [any(own, redirect(302, withUser(ownNext))), any(ownNext, ok)],
    },
  ),
  scenario('userinfo-location-no-cors', 'No-cors redirected to another origin with user and password.', {
    steps: [fetchStep({ url: own, mode: 'no-cors' })],
    server: [any(own, redirect(302, withUser(other))), any(other, ok)],
  }),
  scenario('userinfo-fetch', 'A fetch of a URL with user or password is a TypeError.', {
    steps: [fetchStep({ url: withUser(api) }), fetchStep({ url: 'https://user@api.example.com/data' })],
    server: open(api),
  }),
  scenario(
    'userinfo-xhr',
    'XMLHttpRequest may open a URL with user and password, and sends Authorization or not.',
    {
      steps: [xhr({ url: withUser(own) })],
      server: [any(own, ok)],
    },
  ),
  scenario('userinfo-xhr-cross', 'XMLHttpRequest of another origin with user and password.', {
    steps: [xhr({ url: withUser(api), withCredentials: true })],
    server: [preflight(api, answer(204, grant())), actual(api, answer(200, grant(), 'x'))],
  }),
  scenario('userinfo-image', 'An image with user and password in its URL.', {
    steps: [img(withUser(api))],
    server: [any(api, ok)],
  }),
  scenario('userinfo-referrer', 'User and password are no part of Referer.', {
    steps: [fetchStep({ referrer: withUser(`${origin}/page`), referrerPolicy: 'unsafe-url' })],
    server: open(api),
  }),
])
