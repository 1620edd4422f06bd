/** How the images begin that browsers show. https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm */
const beginnings = ['GIF8', '\x89PNG', '\xff\xd8\xff', 'BM', '\0\0\x01\0', '\0\0\x02\0'] as const

/** Whether bytes begin as an image does. Nothing is decoded: an image that breaks off later counts as one. */
export function isImage(bytes: string): boolean {
  if (beginnings.some((beginning) => bytes.startsWith(beginning))) return true
  if (bytes.startsWith('RIFF') && bytes.startsWith('WEBPVP', 8)) return true
  if (bytes.startsWith('ftypavif', 4) || bytes.startsWith('ftypavis', 4)) return true
  return isSVG(bytes)
}

function isSVG(bytes: string): boolean {
  const start = bytes.trimStart()
  return start.startsWith('<svg') || (start.startsWith('<?xml') && start.includes('<svg'))
}
