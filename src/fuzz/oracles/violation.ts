import { sameOrigin } from '../../origin/origin'
import type { Campaign } from '../campaign-values'
import { failed, type Played, type PlayedStep } from '../play'
import type { FindingClass } from '../types'

/** That a case went otherwise than it should. */
export interface Violation {
  readonly class: FindingClass
  /** Whether it was as the signed-in user. */
  readonly credentialed: boolean
  /** What it is about: the step that refused, a header, a cookie; empty where the class says it all. */
  readonly subject: string
  /** Which of the case's steps. */
  readonly at: number
  /** Whether by a page that it is not meant to be by: its origin is part of the finding. */
  readonly byPage: boolean
}

/** Judges a played case, and adds what is wrong with it. Pure. */
export type Oracle = (campaign: Campaign, played: Played, found: Violation[]) => void

/** Whether script got the target's response. */
export function readable({ target }: Campaign, { response }: PlayedStep): boolean {
  if (response === null || response.type !== 'cors') return false
  const url = response.urlList[response.urlList.length - 1]
  return url !== undefined && sameOrigin(url.origin, target.origin)
}

/** The grants by which a step's page may read its path, with these credentials: a bit each. */
export function readingGrants({ credentialGrants }: Campaign, { page, shape }: PlayedStep['step']): number {
  const granted = page.grants & shape.pathGrants
  return shape.credentialed ? granted & credentialGrants : granted
}

/** The grants by which all of a request has to work: a bit each. */
export function useGrants({ credentialGrants }: Campaign, { page, shape }: PlayedStep['step']): number {
  const granted = page.exampleOf & shape.useGrants
  return shape.credentialed ? granted & credentialGrants : granted
}

/** Whether this profile's browser has such pages, and they are of another origin than the target. */
export function playable(
  { profiles, target }: Campaign,
  { case: { profile } }: Played,
  { step }: PlayedStep,
): boolean {
  const { client, reach } = step.page
  if (client === null || sameOrigin(client.origin, target.origin)) return false
  return reach === -1 || (reach & (1 << profiles.indexOf(profile))) !== 0
}

/** Whether a preflight was sent to the target and let the request itself go out. */
export function passedPreflight({ target }: Campaign, { sent }: PlayedStep): boolean {
  const last = sent[sent.length - 1]
  const before = sent[sent.length - 2]
  if (last === undefined || before === undefined || before.method !== 'OPTIONS') return false
  return before.url.href === last.url.href && sameOrigin(last.url.origin, target.origin)
}

/** Whether there was no connection for one of the requests, as the target has it on purpose. */
export function refused({ answers }: PlayedStep): boolean {
  return answers.some((answer) => failed(answer) && answer.kind === 'refused')
}

/** Whether the target gave no answer to one of the requests; other oracles have nothing to judge then. */
export function broken({ answers }: PlayedStep): boolean {
  for (const answer of answers) if (failed(answer)) return true
  return false
}
