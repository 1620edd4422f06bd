import { type DecisionId, decisions } from './decisions'
import { type RefusalId, refusals } from './refusals'
import type { Step } from './step'

/** The published list of step ids: `family/what-was-decided`, never renamed. */
export type StepId = RefusalId | DecisionId
export const steps: { readonly [Id in StepId]: Step } = { ...refusals, ...decisions }
export type { DecisionId, RefusalId, Step }
