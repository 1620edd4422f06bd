import { ConfigError, type ConfigIssue } from '../../../infra/config-error'
import type { Directive } from '../syntax/directive'
import { place, type Span } from '../syntax/span'

/** Something of a configuration that the model does not know. */
export interface Unknown {
  /** Of the directive, or of the variable without its dollar sign. */
  readonly name: string
  readonly span: Span
}

/** A directive that is not read, by its name; an `include` with what it is of. */
export function unread({ name, args, span }: Directive): Unknown {
  return { name: name === 'include' && args[0] !== undefined ? `include ${args[0].text}` : name, span }
}

/** What a reading of a configuration has to say besides its result. */
export interface Report {
  /** Notes what nginx would refuse to start with. The first word of the message is what is wrong. */
  fail(span: Span, message: string): void
  unknownDirective(unknown: Unknown): void
  unknownVariable(unknown: Unknown): void
  readonly unknownDirectives: readonly Unknown[]
  readonly unknownVariables: readonly Unknown[]
  /** @throws ConfigError with everything that was noted */
  throwIfFailed(): void
}

export function createReport(): Report {
  const issues: ConfigIssue[] = []
  const unknownDirectives: Unknown[] = []
  const unknownVariables: Unknown[] = []
  return {
    fail(span, message) {
      const path = place(span)
      issues.push({ path, value: undefined, reason: 'invalid', message: `${path}: ${message}` })
    },
    unknownDirective: (unknown) => void unknownDirectives.push(unknown),
    unknownVariable: (unknown) => void unknownVariables.push(unknown),
    unknownDirectives,
    unknownVariables,
    throwIfFailed() {
      if (issues.length > 0) throw new ConfigError(issues)
    },
  }
}
