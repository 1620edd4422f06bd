import type { AccessRule } from '../config/site'
import { evaluate } from './evaluate'
import type { Exchange } from './exchange'
import { addHeader } from './out'
import { credentialsOf } from './variables'

/** Whether somebody may come in: yes, no with a status, or nobody has said anything. */
type Verdict = 'allowed' | 401 | 403 | null

/** The status that a request is turned away with; null where it may go on. */
export function accessDenied(exchange: Exchange): 401 | 403 | null {
  const verdicts = [byAddress(exchange), byPassword(exchange)] as const
  const denied = verdicts.includes(401) ? 401 : verdicts.includes(403) ? 403 : null
  if (exchange.level.settings.satisfy === 'any') {
    if (!verdicts.includes('allowed')) return withChallenge(exchange, denied)
    takeChallengeBack(exchange)
    return null
  }
  // The address is looked at first, and then nobody is asked for a password.
  return verdicts[0] === 403 ? 403 : withChallenge(exchange, denied)
}

function withChallenge(exchange: Exchange, denied: 401 | 403 | null): 401 | 403 | null {
  const { authBasic } = exchange.level.settings
  if (denied === 401 && authBasic !== null) {
    addHeader(exchange, 'www-authenticate', `Basic realm="${evaluate(exchange, authBasic)}"`)
  }
  return denied
}

/** The challenge of a level where the request was before, and was sent away from, goes where any of its rules lets in. */
function takeChallengeBack(exchange: Exchange): void {
  const last = exchange.out.findLastIndex(({ name }) => name === 'www-authenticate')
  exchange.out = exchange.out.filter((_, index) => index !== last)
}

function byAddress({ level, surroundings }: Exchange): Verdict {
  const rule = level.settings.accessRules.find((each) => covers(each, surroundings.clientAddress))
  if (rule === undefined) return null
  return rule.allow ? 'allowed' : 403
}

function covers({ from }: AccessRule, address: string): boolean {
  if (from === 'all' || from === address) return true
  const [network, bits] = from.split('/') as [string, string | undefined]
  const [wanted, given] = [toNumber(network), toNumber(address)]
  if (bits === undefined || wanted === null || given === null) return false
  const size = 2 ** (32 - Number(bits))
  return Math.floor(wanted / size) === Math.floor(given / size)
}

/** An IPv4 address as a number; null for any other. */
function toNumber(address: string): number | null {
  const parts = address.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return null
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0)
}

function byPassword(exchange: Exchange): Verdict {
  const { authBasic, authBasicUserFile } = exchange.level.settings
  if (authBasic === null || authBasicUserFile === null) return null
  if (evaluate(exchange, authBasic) === 'off') return null
  const credentials = credentialsOf(exchange)
  if (credentials === null) return 401
  const userFile = evaluate(exchange, authBasicUserFile)
  return exchange.surroundings.authenticate(...credentials, userFile) ? 'allowed' : 401
}
