import { allowCredentials } from '../cors-header-names'
import { replaced } from '../edits'
import type { Fix } from '../finding'
import type { HeaderGroup, HeaderLine } from '../material'

/** The lines of a name, in small letters. */
export function named(group: HeaderGroup, name: string): readonly HeaderLine[] {
  return group.lines.filter((line) => line.name.toLowerCase() === name)
}

/** Another value for a line; null where it is not known how it is written. */
export function withValue(
  line: HeaderLine,
  { language }: HeaderGroup,
  value: string,
  title: string,
): Fix | null {
  if (line.valueSpan === null) return null
  return { title, edits: [replaced(line.valueSpan, language === null ? value : language.string(value))] }
}

/** Whether credentials are allowed; null where that cannot be read. */
export function credentialsOf(group: HeaderGroup): boolean | null {
  const lines = named(group, allowCredentials)
  if (lines.some(({ value }) => value === 'true')) return true
  return lines.some(({ value }) => value === null) ? null : false
}
