import { invalidJSON } from '../infra/read-json'

/** The version of what is written as JSON. It changes where an older reader would misunderstand a newer value. */
export const formatVersion = 1

/** @throws ConfigError where the value was written in another version. */
export function readFormatVersion(json: unknown, path: string): void {
  if (json === formatVersion) return
  invalidJSON(json, path, `${formatVersion}, the version of the format that this corsac reads`)
}
