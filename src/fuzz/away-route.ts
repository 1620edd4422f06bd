/** Names a path at which what is behind a model of a proxy is away. No location that is the server's own is called that. */
export const awayRoute = 'corsac-upstream-away'

export function isAway(path: string): boolean {
  return path.endsWith(awayRoute)
}
