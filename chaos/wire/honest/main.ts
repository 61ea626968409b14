// The process of the honest people: apart from the one that attacks, whose work would count as the server's delay.
import { setTimeout as pause } from 'node:timers/promises'
import { unreachable } from '@tandem/protocol'
import type { FromHonest, HonestJob, HonestResult, Phase, ToHonest } from './messages.ts'
import { Typist } from './typist.ts'

const lookMs = 20
/** Longer than a lost connection takes to be noticed and made again. */
const settleMs = 60_000

const job: HonestJob = JSON.parse(process.argv[2] ?? '')
const delays: Record<Phase, number[]> = { quiet: [], elsewhere: [], attacked: [] }
/** Keystrokes that have not arrived yet: when they were made, and in which phase. */
const underWay = new Map<number, { readonly at: number; readonly phase: Phase }>()
let attacked: string | null = null
let keystrokes = 0

const arrived = (keystroke: number) => {
  const made = underWay.get(keystroke)
  if (made === undefined) return
  underWay.delete(keystroke)
  delays[made.phase].push(performance.now() - made.at)
}
const typists = job.documents.flatMap((document) =>
  document.people.map((person) => new Typist(job, document, person, arrived)),
)

await settled(() => typists.every(({ isSettled }) => isSettled))
say({ kind: 'typing' })
const typing = setInterval(() => {
  // In turn: all of them at once would measure a burst.
  const number = keystrokes++
  const typist = typists[number % typists.length]
  const at = performance.now()
  if (typist?.strike(number)) underWay.set(number, { at, phase: phaseOf(typist) })
}, job.pauseMs / typists.length)

process.on('message', (message: ToHonest) => {
  switch (message.kind) {
    case 'attack':
      attacked = message.url
      break
    case 'rest':
      clearInterval(typing)
      void settled(() => typists.every(({ isSettled }) => isSettled)).then(() => say({ kind: 'resting' }))
      break
    case 'finish':
      void finish(message.heads)
      break
    default:
      unreachable(message)
  }
})

function phaseOf({ url }: Typist): Phase {
  if (attacked === null) return 'quiet'
  return attacked === url ? 'attacked' : 'elsewhere'
}

/** Waits for everybody to have everything, tells what they have, and ends. */
async function finish(heads: Readonly<Record<string, number>>): Promise<void> {
  await settled(() => typists.every(({ document, session }) => session.seq === heads[document]))
  const result: HonestResult = {
    kind: 'result',
    delays,
    sessions: typists.map(({ document, person, session, changes, troubles }) => ({
      document,
      user: person.id,
      digest: session.doc?.digest() ?? 'nothing',
      changes,
      troubles,
    })),
  }
  await Promise.all(typists.map(({ session }) => session.close()))
  // It is long: whoever leaves before it is told has not told it.
  process.send?.(result satisfies FromHonest, () => process.disconnect())
}

/** Resolves when it holds, or when that is not to be expected any more: what is missing then shows in the result. */
async function settled(holds: () => boolean): Promise<void> {
  const until = performance.now() + settleMs
  while (!holds() && performance.now() < until) await pause(lookMs)
}

function say(message: FromHonest): void {
  process.send?.(message)
}
