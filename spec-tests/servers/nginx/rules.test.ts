import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/infra/config-error'
import { nginx } from '../../../src/servers/nginx'
import { askModel, comparable, upstream } from './compare'
import { files, type Places, placed } from './configurations'
import { type Asked, type Laboratory, openLaboratory, skipped, skippedBecause } from './real-nginx'
import { type Rule, refusals, rules } from './rules'

const nowhere: Laboratory = {
  port: 8080,
  upstreamPort: 3000,
  closedPort: 3001,
  folder: '/srv',
  ask: () => Promise.reject(new Error('not there')),
  askMain: () => Promise.reject(new Error('not there')),
  check: () => null,
  close: () => Promise.resolve(),
}

const defines = 'set $v1 "";'

function configurationOf({ http, server, more }: Rule, places: Places): string {
  return placed(`${http ?? ''} server { listen 127.0.0.1:PORT; ${defines} ${server} } ${more ?? ''}`, places)
}

function askedOf({ request }: Rule): Asked {
  const [head = '', body = ''] = request.split('\n\n')
  const [first = '', ...lines] = head.split('\n')
  const [method = '', path = ''] = first.split(' ')
  const headers = lines.map((line) => line.split(': ') as [string, string])
  const hasHost = headers.some(([name]) => name === 'host')
  return { method, path, headers: hasHost ? headers : [['host', 'localhost'], ...headers], body }
}

describe('the model of nginx', () => {
  for (const rule of rules) {
    it(rule.desc, () => {
      const [answer] = askModel(configurationOf(rule, nowhere), nowhere, files, [askedOf(rule)])
      const [status, ...lines] = placed(rule.answer, nowhere).split('\n')
      expect(String(answer?.status)).toBe(status)
      if (rule.body !== undefined) expect(answer?.body).toContain(placed(rule.body, nowhere))
      const headers = answer?.headers.map(([name, value]) => `${name}: ${value}`) ?? []
      const names = new Set(lines.filter((line) => !line.startsWith('-')).map((line) => line.split(':')[0]))
      expect(headers.filter((line) => names.has(line.split(':')[0]))).toEqual(
        lines.filter((line) => !line.startsWith('-')),
      )
      for (const line of lines.filter((each) => each.startsWith('-'))) {
        expect(headers.filter((header) => header.startsWith(`${line.slice(1)}:`))).toEqual([])
      }
    })
  }

  for (const { desc, http, message } of refusals) {
    it(`refuses ${desc}`, () => {
      let refused: unknown = null
      try {
        nginx(http, { otherUpstreams: 'refused' })
      } catch (error) {
        refused = error
      }
      expect(refused).toBeInstanceOf(ConfigError)
      expect((refused as ConfigError).message).toContain(`nginx.conf:${message}`)
    })
  }
})

describe.skipIf(skipped)(`a real nginx says the same of every rule${skippedBecause}`, () => {
  let laboratory: Laboratory
  beforeAll(async () => {
    laboratory = await openLaboratory(upstream, files)
  })
  afterAll(() => laboratory.close())

  for (const rule of rules) {
    it(rule.desc, async () => {
      const configuration = configurationOf(rule, laboratory)
      const asked = [askedOf(rule)]
      const real = await laboratory.ask(configuration, asked)
      if (typeof real === 'string') throw new Error(real)
      const model = askModel(configuration, laboratory, files, asked)
      expect(model.map(comparable)).toEqual(real.map(comparable))
    })
  }

  for (const { desc, http } of refusals) {
    it(`refuses ${desc}`, () => {
      expect(laboratory.check(http)).toMatch(/emerg/)
    })
  }
})
