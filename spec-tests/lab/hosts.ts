/** The hosts that the lab plays, as they stand in URLs. Each answers `http` and `https` at every port of the lab. */
export const labHosts: readonly string[] = [
  'example.com',
  'www.example.com',
  'app.example.com',
  'api.example.com',
  'deep.api.example.com',
  'other.org',
  'widget.other.org',
  'third.net',
  'cdn.third.net',
  // Public suffixes of one label, of two, and private ones.
  'a.github.io',
  'b.github.io',
  'github.io',
  'x.co.uk',
  'y.co.uk',
  'sub.x.co.uk',
  // No dot at all.
  'intranet',
  'localhost',
  'foo.localhost',
  '127.0.0.1',
  '127.0.0.2',
  '[::1]',
]

/** The default ports are in it, and each other port has both schemes: the first byte tells which. */
export const labPorts: readonly number[] = [80, 443, 3000, 4000, 8000, 8080, 8443]

/** The names among the hosts, for a hosts file. */
export function labNames(): readonly string[] {
  return labHosts.filter((host) => !/^[\d.[]/.test(host))
}
