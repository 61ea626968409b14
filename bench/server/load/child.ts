// One process, one job: it comes as the first argument, the outcome goes to the parent, which is asked what the server uses.
import { unreachable } from '@tandem/protocol'
import { clientOf } from '../clients/index.ts'
import { idle } from './idle.ts'
import type { Job, Outcome, Usage, UsageAnswer, UsageQuestion } from './job.ts'
import { open } from './open.ts'
import { read } from './read.ts'
import { saturate } from './saturate.ts'
import { SessionLost } from './scene.ts'
import type { Found, Surroundings } from './surroundings.ts'
import { countTraffic } from './traffic.ts'
import { type } from './type.ts'

countTraffic()
process.on('disconnect', () => process.exit(1))
const job: Job = JSON.parse(process.argv[2] ?? '')
const outcome = await perform(job)
process.send?.(outcome, () => process.exit(0))

async function perform(job: Job): Promise<Outcome> {
  try {
    const found = await find(job)
    return found ? { kind: 'measured', ...found } : { kind: 'unsupported', reason: 'it has no such thing' }
  } catch (error) {
    const kind = error instanceof SessionLost ? 'lost' : 'failed'
    return { kind, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function find(job: Job): Promise<Found | null> {
  const client = await clientOf(job.contender)
  const { load } = job
  const surroundings: Surroundings = { usage: askParent(), seed: 1 }
  switch (load.kind) {
    case 'typing':
      return type(client, job, load, surroundings)
    case 'saturation':
      return saturate(client, job, load, surroundings)
    case 'opening': {
      const [stage] = job.documents
      if (!stage) throw new Error('there is no document to open')
      const place = { url: job.url, document: stage.document, member: stage.members[0] ?? null }
      return open(client, place, load, surroundings)
    }
    case 'reading':
      return read(client, job, load, surroundings)
    case 'idle':
      return idle(client, job, load, surroundings)
    default:
      return unreachable(load)
  }
}

function askParent(): (collectGarbage: boolean) => Promise<Usage> {
  const waiting = new Map<number, (usage: Usage) => void>()
  let count = 0
  process.on('message', ({ ask, usage }: UsageAnswer) => {
    waiting.get(ask)?.(usage)
    waiting.delete(ask)
  })
  return (collectGarbage) =>
    new Promise((resolve) => {
      const ask = ++count
      waiting.set(ask, resolve)
      process.send?.({ ask, collectGarbage } satisfies UsageQuestion)
    })
}
