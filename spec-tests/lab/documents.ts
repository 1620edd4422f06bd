import { listenForSteps, listenToOpener, runStep, runStepInFrame } from './in-page.mjs'
import type { FrameDocument, HeaderLine, Scenario, WireAnswer } from './scenario'

// Keeps browsers from asking for /favicon.ico.
const head = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>lab</title><body>'

/** The top-level page of a scenario, with the frame in it. */
export function pageAnswer(scenario: Scenario): WireAnswer {
  const frame = scenario.frame === null ? '' : frameElement(scenario.frame)
  return documentAnswer(scenario.page.headers, `${head}${frame}`)
}

/** The same with a script that runs the steps which the window that opened it sends. */
export function openedPageAnswer(scenario: Scenario): WireAnswer {
  const script = `globalThis.runStep = ${runStep};globalThis.runStepInFrame = ${runStepInFrame};(${listenToOpener})()`
  const frame = scenario.frame === null ? '' : frameElement(scenario.frame)
  return documentAnswer(scenario.page.headers, `${head}${scriptElement(script)}${frame}`)
}

function scriptElement(script: string): string {
  return `<script>${script.replaceAll('</', '<\\/')}</script>`
}

function frameElement({ url, sandbox }: FrameDocument): string {
  const attribute = sandbox === null ? '' : ` sandbox="${escapeAttribute(sandbox)}"`
  return `<iframe src="${escapeAttribute(url)}"${attribute}></iframe>`
}

/** The frame's document, which runs the steps that the page sends it. */
export function frameAnswer(frame: FrameDocument): WireAnswer {
  const script = `globalThis.runStep = ${runStep};(${listenForSteps})()`
  return documentAnswer(frame.headers, `${head}${scriptElement(script)}`)
}

/** An empty document. */
export function blankAnswer(headers: readonly HeaderLine[]): WireAnswer {
  return documentAnswer(headers, head)
}

function documentAnswer(headers: readonly HeaderLine[], body: string): WireAnswer {
  return {
    kind: 'answer',
    status: 200,
    reason: 'OK',
    headers: [...headers, ['Content-Type', 'text/html']],
    body: latin1(body),
    delay: 0,
  }
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
}
