import type { Call, ExpressServer, Seed } from './seed'

const remove: Omit<Call, 'told'> = {
  kind: 'call',
  by: 'page',
  api: 'fetch',
  method: 'DELETE',
  path: '/items/1',
  include: false,
}
const removeByPost: Omit<Call, 'told'> = { ...remove, method: 'POST', path: '/items/1/delete' }
const app = { kind: 'express', app: 'items', prefix: '', nginx: null } as const

/** Seed 004: whether a server does what the page is not told of. */
export const seed004: Seed = {
  id: '004',
  title: 'The preflight, and what is deleted all the same',
  post: 'A server without CORS does everything, and the browser reports an error afterwards: a DELETE empties the database first.',
  truth:
    'A DELETE is preflighted, and never sent unless the server says yes to that. What needs no preflight is done, though, and so is what was allowed in the preflight and then answered without CORS headers.',
  places: {
    page: 'http://localhost:3000',
    api: 'http://localhost:8080',
    stranger: 'http://other.localhost:5000',
  },
  parts: [],
  acts: [
    {
      title: 'No CORS, and a DELETE',
      note: 'Here the post is wrong: nothing is deleted.',
      fixed: false,
      server: (): ExpressServer => ({ ...app, cors: null }),
      steps: [{ ...remove, told: 'OPTIONS → blocked' }],
      left: 'items 1, 2, 3',
    },
    {
      title: 'No CORS, and a POST that deletes',
      note: 'It needs no preflight, so it is done. Only the answer is kept from the page.',
      fixed: false,
      server: (): ExpressServer => ({ ...app, cors: null, deletesByPost: true }),
      steps: [{ ...removeByPost, told: 'POST → blocked' }],
      left: 'items 2, 3',
    },
    {
      title: 'CORS in preflights alone',
      note: 'Here the post is right: it was allowed, it is done, and the page is told of an error.',
      fixed: false,
      server: ({ page }): ExpressServer => ({ ...app, cors: { origin: page }, preflightsAlone: true }),
      steps: [{ ...remove, told: 'OPTIONS, DELETE → blocked' }],
      left: 'items 2, 3',
    },
    {
      title: 'CORS everywhere, for this page, and only DELETE deletes',
      fixed: true,
      server: ({ page }): ExpressServer => ({ ...app, cors: { origin: page } }),
      steps: [
        { ...remove, told: 'OPTIONS, DELETE → read 200' },
        { ...remove, by: 'stranger', path: '/items/2', told: 'OPTIONS → blocked' },
        { ...removeByPost, by: 'stranger', path: '/items/2/delete', told: 'POST → blocked' },
      ],
      left: 'items 2, 3',
    },
  ],
}
