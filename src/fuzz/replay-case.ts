import type { AnyTransport } from '../drivers/transport'
import {
  invalidJSON,
  readArray,
  readBoolean,
  readObject,
  readString,
  readStringOrNull,
} from '../infra/read-json'
import { playInTime } from './audit'
import type { Campaign, Case } from './campaign-values'
import { classes, filled } from './classes'
import { createCampaign } from './create-campaign'
import { readIntent } from './intent'
import { judgePlayed } from './judge'
import { type TargetInput, targetOf } from './target'
import type { CaseData, FindingClass, HeaderPair, How, RequestData, StepData, Story } from './types'

/** What is wrong with how a case went. */
export interface Objection {
  readonly class: FindingClass
  readonly consequence: string
}

export interface ReplayOptions {
  /** As `readIntent` takes it. */
  readonly intent: unknown
  /** The case itself, as findings have it. */
  readonly case: unknown
}

/**
 * Plays one case of a report again. What comes back is empty where all went as it should: the whole of a regression
 * test, see `Finding.test`.
 *
 * @throws ConfigError where the intent is wrong, or the case is none
 */
export async function replayCase(
  target: TargetInput<AnyTransport>,
  { intent, case: given }: ReplayOptions,
): Promise<readonly Objection[]> {
  const data = readCase(given)
  const campaign = createCampaign({ intent: readIntent(intent), profiles: [data.profile as 'chromium'] })
  const played = await playInTime(campaign, caseOf(campaign, data), targetOf(target))
  return judgePlayed(campaign, played).map(({ class: of, credentialed, subject }) => ({
    class: of,
    consequence: filled(classes[of].consequence, credentialed, subject),
  }))
}

/** The case of an index, as plain data, for those who play it elsewhere. */
export function caseOf(campaign: Campaign, data: CaseData): Case {
  const profile = campaign.profiles.find(({ name }) => name === data.profile)
  if (profile === undefined)
    return invalidJSON(data.profile, 'case.profile', 'one of the profiles of the campaign')
  const steps = data.steps.map(({ page, request }) => ({
    page: campaign.pageOf(page),
    shape: campaign.shapeOf(request),
  }))
  return { seed: 0, index: 0, profile, story: data.story, cookies: data.cookies, steps }
}

const stories: readonly Story[] = ['page', 'login', 'cache', 'raw']
const hows: readonly How[] = ['https-page', 'http-page', 'sandboxed-frame', 'redirect', 'file', 'raw', 'none']

/**
 * A case from what `JSON.parse` gave.
 *
 * @throws ConfigError naming the first place that is wrong
 */
export function readCase(json: unknown, path = 'case'): CaseData {
  const given = readObject<keyof CaseData>(json, path)
  return {
    story: memberAt(given.story, `${path}.story`, stories),
    profile: readString(given.profile, `${path}.profile`),
    // Cases of earlier versions do not say so.
    cookies: given.cookies === undefined ? false : readBoolean(given.cookies, `${path}.cookies`),
    steps: readArray(given.steps, `${path}.steps`).map((step, i) => readStep(step, `${path}.steps[${i}]`)),
  }
}

function readStep(json: unknown, path: string): StepData {
  const { page, request } = readObject<keyof StepData>(json, path)
  const { origin, how } = readObject<'origin' | 'how'>(page, `${path}.page`)
  return {
    page: { origin: readString(origin, `${path}.page.origin`), how: memberAt(how, `${path}.page.how`, hows) },
    request: readRequest(request, `${path}.request`),
  }
}

function readRequest(json: unknown, at: string): RequestData {
  const { path, method, headers, body, credentials } = readObject<keyof RequestData>(json, at)
  return {
    path: readString(path, `${at}.path`),
    method: readString(method, `${at}.method`),
    headers: readArray(headers, `${at}.headers`).map((pair, i): HeaderPair => {
      const [name, value] = readArray(pair, `${at}.headers[${i}]`)
      return [readString(name, `${at}.headers[${i}][0]`), readString(value, `${at}.headers[${i}][1]`)]
    }),
    body: readBody(body, `${at}.body`),
    credentials: memberAt(credentials, `${at}.credentials`, ['omit', 'include'] as const),
  }
}

function readBody(json: unknown, path: string): RequestData['body'] {
  if (typeof json !== 'object' || json === null) return readStringOrNull(json, path)
  const { repeated, times } = readObject<'repeated' | 'times'>(json, path)
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 0 || times > 1e8) {
    return invalidJSON(times, `${path}.times`, 'a whole number')
  }
  return { repeated: readString(repeated, `${path}.repeated`), times }
}

function memberAt<Member extends string>(json: unknown, path: string, members: readonly Member[]): Member {
  return members.find((member) => member === json) ?? invalidJSON(json, path, `one of ${members.join(', ')}`)
}
