import { readIntent } from '../intent'
import type { Intent } from '../types'
import type { Arbitrary, FastCheck } from './fast-check'

const origins = [
  'https://app.example.com',
  'https://www.other.org',
  'http://localhost:3000',
  'https://a.github.io:8443',
]

/** Intents of a server, from one that lets nobody in to several grants: for those who test a server's own options. */
export function intentArbitrary(fc: FastCheck, target = 'https://api.example.com'): Arbitrary<Intent> {
  const named = fc.record({
    who: fc.oneof(
      fc.uniqueArray(fc.constantFrom(...origins), { minLength: 1 }),
      fc.constant('https://*.example.com'),
    ),
    credentials: fc.boolean(),
    methods: fc.uniqueArray(fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE'), { minLength: 1 }),
    requestHeaders: fc.subarray(['content-type', 'authorization', 'x-token']),
    exposedHeaders: fc.subarray(['etag', 'x-total']),
  })
  const anyone = fc.constant({ who: 'anyone' as const, credentials: false })
  return fc.array(fc.oneof(named, anyone), { maxLength: 3 }).map((grants) => readIntent({ target, grants }))
}
