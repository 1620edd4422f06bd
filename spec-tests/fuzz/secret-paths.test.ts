import { describe, expect, it } from 'vitest'
import { fuzzText } from '../../src/cli/fuzz/fuzz-text'
import { noPaint } from '../../src/explain/text-layout'
import { audit } from '../../src/fuzz/audit'
import { describeIntent } from '../../src/fuzz/describe-intent'
import { server } from './servers'

const path = '/me?token=SECRETTOK&api_key=K123&page=2'
const intent = {
  target: 'https://api.example.com',
  grants: [{ who: 'https://app.example.com', paths: [path] }],
}
const reflecting = server({ allow: (origin) => origin, credentials: true })

describe('secrets in a path that is asked for', () => {
  const report = audit(reflecting, { intent, runs: 60, profiles: ['chromium'] })
  const text = fuzzText(report, [], null, { paint: noPaint, width: 80, verbose: true })

  it('are shown neither on the wire nor in the line for a shell, which says that they are left out', () => {
    expect(text).toContain('> GET https://api.example.com/me?token=***&api_key=***&page=2')
    expect(text).toMatch(/curl .*'https:\/\/api\.example\.com\/me\?token=\*\*\*&api_key=\*\*\*&page=2'/)
    expect(text).toContain('  Put in what is *** yourself.\n')
    expect(text).not.toMatch(/SECRETTOK|K123/)
  })

  it('are not shown in what is left out, nor where the intent is told', () => {
    const skipped = [{ kind: `requests for ${path}`, cases: 3 }]
    const left = fuzzText({ ...report, skipped }, [], null, { paint: noPaint, width: 80, verbose: false })
    expect(left).toContain('requests for')
    expect(left).not.toMatch(/SECRETTOK|K123/)
    expect(describeIntent(report.intent)).toContain('/me?token=***&api_key=***&page=2')
  })

  it('stay in the case, which is to be played again', () =>
    expect(report.findings[0]?.case?.steps[0]?.request.path).toBe(path))
})
