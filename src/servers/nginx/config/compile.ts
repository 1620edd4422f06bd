import { type Directive, type NginxConfiguration, withIncluded } from '../syntax/directive'
import { readLevel } from './level'
import type { Reader } from './reader'
import { defaultFlags, readFlags, readServer } from './server'
import { defaultSettings } from './settings'
import type { Site, ValueMap } from './site'
import { socketsOf } from './sockets'
import { readUpstream } from './upstream'
import { readValueMap } from './value-map'

/** Directives that stand in `http`: a file without an `http` block that has one of these is a part of one. */
const ofHttp: ReadonlySet<string> = new Set(['server', 'map', 'upstream'])

/** What a configuration says, as far as the model reads it. Everything else is noted in the reader's report. */
export function compile({ directives }: NginxConfiguration, reader: Reader): Site {
  const top = withIncluded(directives)
  const isPart = !top.some(({ name }) => name === 'http') && top.some(({ name }) => ofHttp.has(name))
  const http = isPart ? top : contentsOfHttp(top, reader)
  const { level, others } = readLevel(
    {
      kind: 'server',
      context: 'http',
      directives: http,
      settings: defaultSettings,
      within: null,
      path: '',
      proxyPath: null,
      alias: null,
    },
    reader,
  )
  const flags = readFlags(others, defaultFlags, reader)
  const named = (name: string): readonly Directive[] => others.filter((each) => each.name === name)
  const servers = named('server').map((each) => readServer(each, level.settings, flags, reader))
  if (servers.length === 0) {
    const place = top[0]?.span
    const message = 'there is no server; the model needs one, in "http" or by itself'
    if (place !== undefined) reader.report.fail(place, message)
  }
  const maps = named('map').flatMap((each) => {
    const map = readValueMap(each, reader)
    return map === null ? [] : [map]
  })
  return {
    version: reader.version,
    servers,
    sockets: socketsOf(servers),
    maps: new Map<string, ValueMap>(maps),
    upstreams: new Map(named('upstream').flatMap((each) => readUpstream(each, reader))),
  }
}

function contentsOfHttp(top: readonly Directive[], reader: Reader): readonly Directive[] {
  return top
    .filter((directive) => reader.accepts(directive, 'main') && directive.name === 'http')
    .flatMap(({ block }) => block ?? [])
}
