import type { Header, HeaderList } from '../http/header-list'

/** Headers of which a later value takes the place of an earlier one. */
const single: ReadonlySet<string> = new Set([
  'authorization',
  'content-disposition',
  'content-type',
  'from',
  'if-modified-since',
  'if-unmodified-since',
  'location',
  'max-forwards',
  'user-agent',
])

/**
 * One header of each name: the values joined, but that an empty one begins anew, and of some the last one counts. With a body,
 * the first type does.
 */
export function folded(headerList: HeaderList, hasBody: boolean): HeaderList {
  const list: Header[] = []
  const places = new Map<string, number>()
  for (const header of headerList) {
    const at = places.get(header.name)
    const before = at === undefined ? undefined : list[at]
    if (at === undefined || before === undefined) places.set(header.name, list.push(header) - 1)
    else if (header.name === 'content-type' && hasBody) continue
    else if (before.value === '' || header.value === '' || single.has(header.name)) list[at] = header
    else list[at] = { name: header.name, value: `${before.value}, ${header.value}` }
  }
  return list
}

/** The header with each character from U+0080 up as the bytes of its UTF-8. */
export function inUTF8(header: Header): Header {
  const { name, value } = header
  if (!/[\x80-\xff]/.test(value)) return header
  const encoded = value.replace(/[\x80-\xff]/g, (character) => {
    const code = character.charCodeAt(0)
    return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
  })
  return { name, value: encoded }
}
