import type { Code, Level, Location, Locations, Site } from './site'

/** The upstreams that a configuration names, and that nobody is given for. Names with variables are known later. */
export function missingUpstreams(site: Site, given: ReadonlyMap<string, unknown>): readonly string[] {
  const asked = new Set<string>()
  for (const { level, locations, named } of site.servers) {
    for (const each of [level, ...levelsOf(locations), ...named.values()]) {
      for (const authority of targetsOf(each)) asked.add(authority)
    }
  }
  return [...asked].flatMap((authority) => {
    if (given.has(authority)) return []
    const addresses = site.upstreams.get(authority) ?? [authority]
    return addresses.every((address) => !given.has(address)) ? [authority] : []
  })
}

function levelsOf({ prefixes, patterns }: Locations): readonly Level[] {
  return [...prefixes, ...patterns].flatMap(({ level, nested }: Location) => [level, ...levelsOf(nested)])
}

function targetsOf(level: Level): readonly string[] {
  const target = level.proxy?.target
  const own = target !== undefined && 'authority' in target ? [target.authority] : []
  const limited = level.limitExcept === null ? [] : targetsOf(level.limitExcept.level)
  return [...own, ...limited, ...level.codes.flatMap(targetsOfCode)]
}

function targetsOfCode(code: Code): readonly string[] {
  return code.op === 'if' && code.level !== null ? targetsOf(code.level) : []
}
