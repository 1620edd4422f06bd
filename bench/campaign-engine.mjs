/* The cases of a campaign without its threads: in this process, one after the other. Prints milliseconds. */
import { auditRange, createCampaign, createTally, readIntent, targetOf } from '../dist/fuzz.js'
import handler from './campaign-target.mjs'

const cases = Number(process.argv[2])
const grants = [{ who: 'https://app.example.com', credentials: true }]
const campaign = createCampaign({ intent: readIntent({ target: 'https://api.example.com', grants }) })
const target = targetOf(handler)
const tally = createTally()
const warm = 200_000
auditRange(campaign, target, 1, 0, warm, tally)
const from = performance.now()
auditRange(campaign, target, 1, warm, warm + cases, tally)
console.log(performance.now() - from)
