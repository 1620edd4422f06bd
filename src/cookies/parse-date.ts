import { parseDate as toughParseDate } from 'tough-cookie'
export function parseDate(value: string, _rules: unknown): number | null {
  const date = toughParseDate(value)
  return date === undefined || date === null ? null : date.getTime()
}
