import { invalidJSON, readBoolean, readObject, readString, readStringOrNull } from '../../src/infra/read-json'
import { readCount, readExactly, readHeaderLine, readList, readOneOf } from './read-scenario'
import type { Body, CrossOrigin, FetchStep, Place, Step } from './scenario'

type Reader<Value> = (value: unknown, path: string) => Value

type StepOf<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>

/** For each kind of step, how each of its members but `kind` is read: what is not here is no member. */
type StepReaders = {
  readonly [Kind in Step['kind']]: {
    readonly [Name in Exclude<keyof StepOf<Kind>, 'kind'>]: Reader<StepOf<Kind>[Name]>
  }
}

const places: readonly Place[] = ['page', 'frame']
const place: Reader<Place> = oneOf(places)
const crossOrigin: Reader<CrossOrigin> = nullOr(oneOf(['anonymous', 'use-credentials'] as const))
const headers = listOf(readHeaderLine)

const fetchReaders: StepReaders['fetch'] = {
  in: place,
  url: readString,
  method: readStringOrNull,
  headers,
  body: nullOr(readBody),
  mode: nullOr(oneOf(['cors', 'no-cors', 'same-origin'] as const)),
  credentials: nullOr(oneOf(['omit', 'same-origin', 'include'] as const)),
  cache: nullOr(
    oneOf(['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'] as const),
  ),
  redirect: nullOr(oneOf(['follow', 'error', 'manual'] as const)),
  referrer: readStringOrNull,
  referrerPolicy: readStringOrNull,
  integrity: readStringOrNull,
  keepalive: readBoolean,
}

const readers: StepReaders = {
  fetch: fetchReaders,
  xhr: {
    in: place,
    url: readString,
    method: readString,
    headers,
    body: nullOr(readBody),
    withCredentials: readBoolean,
    uploadListener: readBoolean,
    timeout: readCount,
  },
  img: { in: place, url: readString, crossOrigin, referrerPolicy: readStringOrNull },
  script: {
    in: place,
    url: readString,
    module: readBoolean,
    crossOrigin,
    referrerPolicy: readStringOrNull,
    integrity: readStringOrNull,
  },
  link: {
    in: place,
    url: readString,
    rel: readString,
    as: readStringOrNull,
    crossOrigin,
    referrerPolicy: readStringOrNull,
    integrity: readStringOrNull,
  },
  iframe: { in: place, url: readString, sandbox: readStringOrNull, referrerPolicy: readStringOrNull },
  beacon: { in: place, url: readString, body: nullOr(readBody) },
  eventsource: { in: place, url: readString, withCredentials: readBoolean, events: readCount },
  websocket: { in: place, url: readString, protocols: listOf(readString) },
  navigate: {
    in: place,
    via: oneOf(['link', 'location', 'replace', 'open', 'address-bar'] as const),
    url: readString,
    rel: readStringOrNull,
    referrerPolicy: readStringOrNull,
    target: readStringOrNull,
  },
  form: {
    in: place,
    url: readString,
    method: oneOf(['get', 'post'] as const),
    enctype: oneOf(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'] as const),
    fields: headers,
    target: readStringOrNull,
  },
  reload: { in: place },
  'cookie-get': { in: place },
  'cookie-set': { in: place, value: readString },
  wait: { milliseconds: readCount },
  parallel: { steps: listOf(readFetch) },
}

export function readStep(value: unknown, path: string): Step {
  const kinds = Object.keys(readers) as Step['kind'][]
  const kind = readOneOf(readObject<'kind'>(value, path).kind, `${path}.kind`, kinds)
  const step = readMembers(value, path, kind) as Step
  if (step.kind === 'navigate' && step.via === 'address-bar' && step.in === 'frame')
    invalidJSON(step.in, `${path}.in`, 'page: a frame has no address bar')
  if (step.kind === 'parallel') {
    const [first] = step.steps
    if (first === undefined || step.steps.some((one) => one.in !== first.in))
      invalidJSON(step.steps, `${path}.steps`, 'one fetch or more, all in the same place')
  }
  if (step.kind === 'xhr' && step.body?.kind === 'stream')
    invalidJSON(step.body, `${path}.body`, 'no stream, which XMLHttpRequest does not send')
  return step
}

function readFetch(value: unknown, path: string): FetchStep {
  readOneOf(readObject<'kind'>(value, path).kind, `${path}.kind`, ['fetch'])
  return readMembers(value, path, 'fetch') as FetchStep
}

function readMembers(value: unknown, path: string, kind: Step['kind']): object {
  const known = readers[kind] as Readonly<Record<string, Reader<unknown>>>
  const object = readExactly<string>(value, path, ['kind', ...Object.keys(known)])
  return Object.fromEntries([
    ['kind', kind],
    ...Object.entries(known).map(([name, read]) => [name, read(object[name], `${path}.${name}`)]),
  ])
}

function readBody(value: unknown, path: string): Body {
  const kinds = ['text', 'bytes', 'search-params', 'form-data', 'blob', 'stream'] as const
  const kind = readOneOf(readObject<'kind'>(value, path).kind, `${path}.kind`, kinds)
  switch (kind) {
    case 'text':
    case 'stream':
      return { kind, text: readString(readExactly(value, path, ['kind', 'text']).text, `${path}.text`) }
    case 'bytes':
      return {
        kind,
        latin1: readString(readExactly(value, path, ['kind', 'latin1']).latin1, `${path}.latin1`),
      }
    case 'search-params':
    case 'form-data':
      return { kind, fields: headers(readExactly(value, path, ['kind', 'fields']).fields, `${path}.fields`) }
    case 'blob': {
      const { type, text } = readExactly(value, path, ['kind', 'type', 'text'])
      return { kind, type: readString(type, `${path}.type`), text: readString(text, `${path}.text`) }
    }
  }
}

function oneOf<Value extends string>(values: readonly Value[]): Reader<Value> {
  return (value, path) => readOneOf(value, path, values)
}

function nullOr<Value>(read: Reader<Value>): Reader<Value | null> {
  return (value, path) => (value === null ? null : read(value, path))
}

function listOf<Value>(read: Reader<Value>): Reader<readonly Value[]> {
  return (value, path) => readList(value, path, read)
}
