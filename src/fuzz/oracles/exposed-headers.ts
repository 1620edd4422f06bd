import { hasHeader } from '../../http/header-list'
import type { PlayedStep } from '../play'
import { type Oracle, playable, readable, useGrants } from './violation'

/** Headers that are meant to be read, and that the server sends, can be read. */
export const exposedHeaders: Oracle = (campaign, played, found) => {
  const { steps } = played
  for (let at = 0; at < steps.length; at++) {
    const done = steps[at] as PlayedStep
    const grants = useGrants(campaign, done.step)
    const { response } = done
    if (grants === 0 || response === null || response.type === 'error' || !readable(campaign, done)) continue
    if (!playable(campaign, played, done)) continue
    const { credentialed } = done.step.shape
    for (let i = 0; i < campaign.intent.grants.length; i++) {
      if ((grants & (1 << i)) === 0) continue
      for (const name of campaign.intent.grants[i]?.exposedHeaders ?? []) {
        if (!hasHeader(response.internalResponse.headerList, name) || hasHeader(response.headerList, name))
          continue
        found.push({ class: 'exposed-header-hidden', credentialed, subject: name, at, byPage: false })
      }
    }
  }
}
