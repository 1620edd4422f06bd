import { failed, type PlayedStep } from '../play'
import type { Oracle } from './violation'

/** The target answers, and with something that HTTP can carry. */
export const targetFailure: Oracle = (_campaign, played, found) => {
  const { steps } = played
  for (let at = 0; at < steps.length; at++) {
    const { answers } = steps[at] as PlayedStep
    for (let i = 0; i < answers.length; i++) {
      const answer = answers[i]
      if (answer === undefined || !failed(answer)) continue
      if (answer.kind === 'unsent' || answer.kind === 'refused') continue
      const of = answer.kind === 'threw' ? 'target-threw' : 'target-answers-garbage'
      found.push({ class: of, credentialed: false, subject: '', at, byPage: false })
    }
  }
}
