import { type Directive, type NginxConfiguration, withIncluded } from '../servers/nginx'

/** More locations than that are not asked for each on its own. */
const most = 12

/**
 * Paths of the locations that say something of CORS themselves: what a configuration allows at `/api/` does not show at
 * `/`. Locations that are chosen by a regular expression are left out, since no path follows from one.
 */
export function corsPathsOfNginx({ directives }: NginxConfiguration): readonly string[] {
  return [...new Set(locationsIn(directives))].slice(0, most)
}

function locationsIn(directives: readonly Directive[]): readonly string[] {
  return withIncluded(directives).flatMap((directive) => {
    const inside = directive.block ?? []
    const path = directive.name === 'location' && saysCors(inside) ? pathOf(directive) : null
    return [...(path === null ? [] : [path]), ...locationsIn(inside)]
  })
}

function pathOf({ args }: Directive): string | null {
  const [modifier, path] = args.length === 1 ? ['', args[0]?.text] : args.map(({ text }) => text)
  if (path === undefined || !path.startsWith('/') || modifier === '~' || modifier === '~*') return null
  return path
}

/** Whether these, or what stands inside of them, add the header; not what stands in locations of their own. */
function saysCors(directives: readonly Directive[]): boolean {
  return withIncluded(directives).some(
    ({ args, block, name }) =>
      (name === 'add_header' && args[0]?.text.toLowerCase() === 'access-control-allow-origin') ||
      (name !== 'location' && saysCors(block ?? [])),
  )
}
