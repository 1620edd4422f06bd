import { ConfigError } from '../../../infra/config-error'
import { place, type Span } from './span'

/**
 * Thrown where a file is no nginx configuration: at the first place that cannot be right, as nginx itself stops there.
 * Its one issue has the place as its path.
 */
export class NginxSyntaxError extends ConfigError {
  readonly span: Span
  /** What would have been right there, for people: `";" or "{"`. */
  readonly expected: string

  constructor(span: Span, expected: string, found: string, hint = '') {
    const path = place(span)
    const message = `${path}: expected ${expected}, found ${found}${hint === '' ? '' : `; ${hint}`}`
    super([{ path, value: found, reason: 'invalid', message }])
    this.span = span
    this.expected = expected
  }
}
