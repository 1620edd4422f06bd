/*
 * Chromium's console sentences. Facts about Chromium, kept word for word: `seen` of a phrase is the recording of
 * the lab that shows it. Those without one are documented in
 * third_party/blink/renderer/platform/loader/cors/cors_error_string.cc and net/base/net_error_list.h. Names of phrases are
 * Chromium's own, those of its CORS errors and network errors. The log says `Failed to load resource`; the developer
 * tools show method, URL and status in its place.
 */
import { corsPhrases } from './chromium-cors'
import { loadPhrases } from './chromium-loads'
import type { Phrasebook } from './phrase'

export const chromium: Phrasebook = {
  source: 'recordings of Chromium in spec-tests/lab/corpus',
  line: "Access to {kind} at '{url}'{redirected} from origin '{pageOrigin}' has been blocked by CORS policy: {text}",
  parts: {
    preflightPrefix: "Response to preflight request doesn't pass access control check: ",
    redirected: " (redirected from '{firstUrl}')",
    redirection: '',
  },
  phrases: [...corsPhrases, ...loadPhrases],
  failedLoad: {
    logged: 'Failed to load resource: {failure}',
    shown: '{method} {url} {failure}{statusSuffix}',
    when: { mode: ['cors', 'no-cors', 'same-origin'] },
  },
  afterwards: [],
  kinds: {
    fetch: 'fetch',
    XMLHttpRequest: 'XMLHttpRequest',
    image: 'image',
    script: 'script',
    font: 'font',
    style: 'CSS stylesheet',
    audio: 'audio',
    video: 'video',
    track: 'text track',
    manifest: 'manifest',
  },
  otherKind: 'resource',
  namedFirst: ['accept-language'],
  valuesAreUTF8: false,
  escapesValues: true,
}
