import { nameIn } from '../cookies/parse-cookie'
import { maskURLs } from '../explain/mask'
import type { Grant, Intent, Who } from './types'

/** An intent in sentences, for people to confirm before anything is judged by it. */
export function describeIntent(intent: Intent): string {
  const lines = [`Who may read from ${intent.target}:`]
  if (intent.grants.length === 0) lines.push('- nobody from another origin')
  for (const grant of intent.grants) lines.push(...linesOf(grant))
  if (intent.login !== null) {
    const { method, path, cookie, read } = intent.login
    lines.push(`Users sign in with ${method} ${path}, which sets ${cookie ?? 'a cookie'}; ${read} needs it.`)
  }
  const names = intent.cookies.map(nameIn)
  if (names.length > 0)
    lines.push(`Users have the cookie${names.length === 1 ? '' : 's'} ${names.join(', ')}.`)
  return `${lines.join('\n')}\n`
}

function linesOf(grant: Grant): readonly string[] {
  const { credentials, exposedHeaders, methods, paths, requestHeaders } = grant
  return [
    `- ${whoOf(grant.who)}${credentials ? ', also as the signed-in user' : ', never as the signed-in user'}`,
    `    paths            ${paths.map(maskURLs).join(', ')}`,
    `    methods          ${methods === 'any' ? 'any' : methods.join(', ')}`,
    `    request headers  ${requestHeaders === 'any' ? 'any' : listed(requestHeaders)}`,
    `    exposed headers  ${listed(exposedHeaders)}`,
  ]
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none but the safelisted' : names.join(', ')
}

function whoOf(who: Who): string {
  switch (who.kind) {
    case 'anyone':
      return 'any website'
    case 'origins':
      return who.origins.join(', ')
    case 'subdomains-of':
      return `every host below ${who.origin}`
  }
}
