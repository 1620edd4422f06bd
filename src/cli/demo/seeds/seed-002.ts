import type { Call, HeaderServer, Seed } from './seed'

const save: Omit<Call, 'told'> = {
  kind: 'call',
  by: 'page',
  api: 'fetch',
  method: 'PUT',
  path: '/message',
  include: false,
  body: 'json',
  headers: { Authorization: 'Bearer of-a-demo' },
}

const headers = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-headers': 'content-type, accept',
  'access-control-max-age': 10,
}

/** Seed 002: an object of headers, and what its ten seconds are of. */
export const seed002: Seed = {
  id: '002',
  title: 'An object of headers: what ten seconds of max-age are',
  post: 'These headers go along with everything. A max-age of 10 allows preflights for ten seconds.',
  truth:
    'For ten seconds the browser remembers the answer to a preflight, and sends none. A refusal it does not remember. And who sends a token needs authorization on the list; accept needs no leave.',
  places: {
    page: 'http://localhost:3000',
    api: 'http://localhost:4000',
    stranger: 'http://other.localhost:5000',
  },
  parts: [],
  acts: [
    {
      title: 'The list lacks a header that the page sends',
      fixed: false,
      server: (): HeaderServer => ({ kind: 'headers', headers }),
      steps: [
        { ...save, told: 'OPTIONS → blocked' },
        { ...save, told: 'OPTIONS → blocked' },
      ],
    },
    {
      title: 'The list has it',
      fixed: true,
      server: (): HeaderServer => ({
        kind: 'headers',
        headers: { ...headers, 'access-control-allow-headers': 'content-type, authorization' },
      }),
      steps: [
        { ...save, told: 'OPTIONS, PUT → read 200' },
        { ...save, told: 'PUT → read 200' },
        { ...save, secondsLater: 11, told: 'OPTIONS, PUT → read 200' },
      ],
    },
  ],
}
