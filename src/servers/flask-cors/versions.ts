/**
 * What versions of flask-cors do differently. Read from the tags of corydolphin/flask-cors; the Debian one from the
 * sources of its package, into which the security fixes of 6.0 were carried back.
 */
export interface FlaskCorsRow {
  /** Whether `Access-Control-Request-Private-Network: true` is answered: never, always with `true`, or by the option. */
  readonly privateNetwork: 'unanswered' | 'allowed' | 'by option'
  readonly allowPrivateNetwork: boolean
  /** In which order the resources of a dictionary are tried. */
  readonly resourceOrder: 'longest first' | 'literal first, fewest slashes' | 'literal first, most slashes'
  /** Whether a `+` in a path is a space before resources are matched with it. */
  readonly plusIsSpace: boolean
  /** Whether resources match paths in any case. Origins and header names always do. */
  readonly pathsIgnoreCase: boolean
  /** What a pattern does that Python refuses: every request that is compared with it fails, or it matches nothing. */
  readonly brokenPattern: 'raises' | 'matches nothing'
  /** How strings that are no patterns are compared where case does not matter. */
  readonly folding: 'lower' | 'casefold'
}

const before4: FlaskCorsRow = {
  privateNetwork: 'unanswered',
  allowPrivateNetwork: false,
  resourceOrder: 'longest first',
  plusIsSpace: true,
  pathsIgnoreCase: true,
  brokenPattern: 'raises',
  folding: 'lower',
}

const from4: FlaskCorsRow = { ...before4, privateNetwork: 'allowed' }

/** CVE-2024-6221: private networks may be refused, from 5.0 on by default. */
const from402: FlaskCorsRow = { ...from4, privateNetwork: 'by option', allowPrivateNetwork: true }

const from5: FlaskCorsRow = { ...from402, allowPrivateNetwork: false }

/** CVE-2024-6839, CVE-2024-6844 and CVE-2024-6866: order, plus signs and case of paths. */
const safePaths = { plusIsSpace: false, pathsIgnoreCase: false, brokenPattern: 'matches nothing' } as const

const from6: FlaskCorsRow = {
  ...from5,
  ...safePaths,
  resourceOrder: 'literal first, fewest slashes',
  folding: 'casefold',
}

const from601: FlaskCorsRow = { ...from6, resourceOrder: 'literal first, most slashes' }

export type FlaskCorsVersion =
  | '3.0.10'
  | '3.0.10-2+deb12u1'
  | '4.0.0'
  | '4.0.1'
  | '4.0.2'
  | '5.0.0'
  | '5.0.1'
  | '6.0.0'
  | '6.0.1'
  | '6.0.2'

export const flaskCorsRows: { readonly [Version in FlaskCorsVersion]: FlaskCorsRow } = {
  '3.0.10': before4,
  '3.0.10-2+deb12u1': {
    ...before4,
    ...safePaths,
    resourceOrder: 'literal first, most slashes',
    folding: 'casefold',
  },
  '4.0.0': from4,
  '4.0.1': from4,
  '4.0.2': from402,
  '5.0.0': from5,
  '5.0.1': from5,
  '6.0.0': from6,
  '6.0.1': from601,
  '6.0.2': from601,
}

/** All versions that are known, oldest first. */
export const flaskCorsVersions: readonly FlaskCorsVersion[] = Object.keys(flaskCorsRows) as FlaskCorsVersion[]
