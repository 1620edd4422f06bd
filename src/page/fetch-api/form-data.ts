import { utf8Encode } from '../../infra/utf-8'
import { boundaryFor, type FormField, multipart } from '../form'
import { fromBuffer } from './byte-buffers'
import type { ExtractedBody } from './extracted-body'

/** The body of a FormData. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
export function encodeFormData(form: FormData): ExtractedBody {
  const entries = [...form].map(([name, value]): readonly [string, string | File] => [
    withLineEnds(name),
    typeof value === 'string' ? withLineEnds(value) : value,
  ])
  const fields = entries.filter((entry): entry is FormField => typeof entry[1] === 'string')
  if (fields.length === entries.length) {
    const boundary = boundaryFor(fields)
    const bytes = multipart(fields, boundary)
    return { source: { kind: 'bytes', bytes }, type: typeOf(boundary), length: bytes.length }
  }
  // What is in the files is not known yet: a boundary in one of them is as unlikely as a browser's own would be.
  const boundary = boundaryFor(fields)
  const read = async (): Promise<string> => {
    const parts: string[] = []
    for (const [name, value] of entries) {
      parts.push(
        typeof value === 'string'
          ? withoutEnd(multipart([[name, value]], boundary), boundary)
          : await filePart(name, value, boundary),
      )
    }
    return `${parts.join('')}--${boundary}--\r\n`
  }
  return { source: { kind: 'later', read }, type: typeOf(boundary), length: null }
}

async function filePart(name: string, file: File, boundary: string): Promise<string> {
  const type = file.type === '' ? 'application/octet-stream' : file.type
  const disposition = `form-data; name="${escaped(name)}"; filename="${escaped(file.name)}"`
  const contents = fromBuffer(await file.arrayBuffer())
  return `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n${contents}\r\n`
}

function withoutEnd(body: string, boundary: string): string {
  return body.slice(0, -`--${boundary}--\r\n`.length)
}

function typeOf(boundary: string): string {
  return `multipart/form-data; boundary=${boundary}`
}

function withLineEnds(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n')
}

function escaped(name: string): string {
  return utf8Encode(name).replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
}
