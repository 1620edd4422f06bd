import { utf8Encode } from '../../infra/utf-8'
import { boundaryFor, type FormField, multipart } from '../form'
import { fromBuffer } from './byte-buffers'
import type { ExtractedBody } from './extracted-body'

/** The body of a FormData. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
export function encodeFormData(form: FormData): ExtractedBody & { readonly length: number } {
  const entries = [...form].map(([name, value]): readonly [string, string | File] => [
    withLineEnds(name),
    typeof value === 'string' ? withLineEnds(value) : value,
  ])
  const fields = entries.filter((entry): entry is FormField => typeof entry[1] === 'string')
  // What is in files is not known yet: a boundary in one of them is as unlikely as a browser's own would be.
  const boundary = boundaryFor(fields)
  const type = `multipart/form-data; boundary=${boundary}`
  if (fields.length === entries.length) {
    const bytes = multipart(fields, boundary)
    return { source: { kind: 'bytes', bytes }, type, length: bytes.length }
  }
  const parts = [...entries.flatMap((entry) => partsOf(entry, boundary)), multipart([], boundary)]
  const read = async (): Promise<string> => {
    const texts = parts.map(async (part) =>
      typeof part === 'string' ? part : fromBuffer(await part.arrayBuffer()),
    )
    return (await Promise.all(texts)).join('')
  }
  const length = parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : part.size), 0)
  return { source: { kind: 'later', read }, type, length }
}

/** One entry as bytes, and a file where bytes are in one. */
function partsOf([name, value]: readonly [string, string | File], boundary: string): (string | File)[] {
  if (typeof value === 'string') {
    const end = multipart([], boundary).length
    return [multipart([[name, value]], boundary).slice(0, -end)]
  }
  const type = value.type === '' ? 'application/octet-stream' : value.type
  const disposition = `form-data; name="${escaped(name)}"; filename="${escaped(value.name)}"`
  const head = `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n`
  return [head, value, '\r\n']
}

function withLineEnds(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n')
}

function escaped(name: string): string {
  return utf8Encode(name).replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
}
