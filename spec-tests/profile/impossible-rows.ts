// Rows that must not compile. `impossible-rows.test.ts` runs the compiler over them, and again without the comments.

import type { Divergence, Row } from '../../src/profile/divergences'

const common = {
  id: 'DV-1',
  anchor: 'fetch#concept-cors-check',
  summary: 'A row that cannot be.',
  leftOpen: false,
  since: {},
  note: null,
  evidence: { kind: 'documented', source: 'nowhere', date: '2026-11-21', why: 'nobody looked' },
} as const

/** Of these two parts a row can be made, so that the others fail for what is said of them. */
const limit = { knob: 'maxAgeLimit', values: { spec: null, chromium: 7200 } } as const
export const possible: Row = { ...common, ...limit }

// @ts-expect-error A knob with the value of another.
export const otherKnobsValue: Row = { ...common, knob: 'maxAgeLimit', values: { spec: 'zero' } }

// @ts-expect-error A choice that its knob has not.
export const noSuchChoice: Row = { ...common, knob: 'emptyMaxAge', values: { spec: 'zero' } }

// @ts-expect-error No value for the standard.
export const noStandard: Row = { ...common, knob: 'maxAgeLimit', values: { chromium: 7200 } }

// @ts-expect-error An engine that does not exist.
export const noSuchEngine: Row = { ...common, knob: 'maxAgeLimit', values: { spec: null, netscape: 1 } }

// @ts-expect-error A knob that does not exist.
export const noSuchKnob: Row = { ...common, knob: 'maxAge', values: { spec: null } }

// @ts-expect-error A number without its prefix.
export const bareNumber: Row = { ...common, ...limit, id: '1' }

// @ts-expect-error An anchor of no standard.
export const bareAnchor: Row = { ...common, ...limit, anchor: 'cors-check' }

// @ts-expect-error No evidence, no row.
export const hearsay: Row = { ...common, ...limit, evidence: null }

// @ts-expect-error A source without the day it was read.
export const undated: Row = { ...common, ...limit, evidence: { kind: 'documented', source: '', why: '' } }

// @ts-expect-error A value of another knob, where the knob is in the type.
export const typed: Divergence<'maxAgeDefault'>['values'] = { spec: null }
