import type { Configured } from '../fuzz/learn-intent'
import { type Directive, withIncluded } from '../servers/nginx'

/**
 * Who is meant, as the maps from `$http_origin` say that a server uses: their exact keys, and their patterns, but for
 * those that lead to nothing.
 *
 * @param around what stands beside the server, where maps are
 */
export function meantInNginx(around: readonly Directive[], server: Directive): Configured {
  const shared = around.filter(({ name }) => name === 'add_header')
  const used = wordsIn([server, ...shared]).join(' ')
  const entries = around
    .filter(({ args, name }) => name === 'map' && args[0]?.text === '$http_origin')
    .filter(({ args }) => args[1] !== undefined && mentions(used, args[1].text))
    .flatMap(({ block }) => withIncluded(block ?? []))
    .filter(({ args, name }) => name !== 'default' && args[0] !== undefined && !/^0?$/.test(args[0].text))
    .map(({ name }) => name)
  const patterns = entries.filter((name) => name.startsWith('~')).map((name) => name.replace(/^~\*?/, ''))
  const origins = entries.filter((name) => /^https?:\/\//i.test(name))
  return { ...(origins.length > 0 ? { origins } : {}), ...(patterns.length > 0 ? { patterns } : {}) }
}

function wordsIn(directives: readonly Directive[]): readonly string[] {
  return withIncluded(directives).flatMap(({ args, block }) => [
    ...args.map(({ text }) => text),
    ...wordsIn(block ?? []),
  ])
}

function mentions(words: string, variable: string): boolean {
  const at = words.indexOf(variable)
  if (at !== -1 && !/\w/.test(words[at + variable.length] ?? '')) return true
  return (
    words.includes(`\${${variable.slice(1)}}`) ||
    (at !== -1 && mentions(words.slice(at + variable.length), variable))
  )
}
