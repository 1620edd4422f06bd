import { awayRoute } from '../fuzz/away-route'
import { type Directive, type NginxConfiguration, withIncluded } from '../servers/nginx'

/** More locations than that are not asked for each on its own. */
const most = 12

/**
 * Paths of the locations that say something of CORS themselves: what a configuration allows at `/api/` does not show at
 * `/`. Locations that are chosen by a regular expression are left out, since no path follows from one.
 */
export function corsPathsOfNginx({ directives }: NginxConfiguration): readonly string[] {
  return [...new Set(locationsIn(directives).flatMap((location) => pathOf(location) ?? []))].slice(0, most)
}

/**
 * One made-up path in each of those locations that passes requests on, for what is behind it to be away there: then the
 * error is nginx's own. Where no location says anything of CORS, the path is one of the whole server.
 */
export function awayPathsOfNginx({ directives }: NginxConfiguration): readonly string[] {
  const locations = locationsIn(directives)
  const inside = locations
    .filter(({ args, block }) => args[0]?.text !== '=' && passesOn(block ?? []))
    .map((location) => pathOf(location))
    .filter((path) => path?.endsWith('/') === true)
    .map((path) => `${path}${awayRoute}`)
  const whole = locations.length === 0 && passesOnAtRoot(directives) ? [`/${awayRoute}`] : []
  return [...new Set([...inside, ...whole])].slice(0, mostAway)
}

const mostAway = 3

/** The locations that say something of CORS themselves, outer ones first. */
function locationsIn(directives: readonly Directive[]): readonly Directive[] {
  return withIncluded(directives).flatMap((directive) => {
    const inside = directive.block ?? []
    const own = directive.name === 'location' && saysCors(inside)
    return [...(own ? [directive] : []), ...locationsIn(inside)]
  })
}

function passesOn(directives: readonly Directive[]): boolean {
  return withIncluded(directives).some(
    ({ block, name }) => name === 'proxy_pass' || (name !== 'location' && passesOn(block ?? [])),
  )
}

/** Whether what no other location is for is passed on. */
function passesOnAtRoot(directives: readonly Directive[]): boolean {
  return withIncluded(directives).some(({ args, block, name }) =>
    name === 'location' ? args[0]?.text === '/' && passesOn(block ?? []) : passesOnAtRoot(block ?? []),
  )
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
