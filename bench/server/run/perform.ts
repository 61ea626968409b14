import { fork } from 'node:child_process'
import { join } from 'node:path'
import { unreachable } from '@tandem/protocol'
import { type ContenderName, contenders } from '../contenders.ts'
import type { Job, Load, Outcome, Stage, Usage, UsageAnswer, UsageQuestion } from '../load/job.ts'
import type { BenchDatabase } from './database.ts'
import { type Programs, startContender } from './servers.ts'

/** What every job of a run needs. */
export type Ground = { readonly programs: Programs; readonly database: BenchDatabase; readonly signal: AbortSignal }

/** Longer than any load takes that is not stuck. */
const limitMs = 300_000

/** One load on one contender: a fresh server, fresh documents, and a fresh process with all sessions. */
export async function perform(ground: Ground, contender: ContenderName, load: Load): Promise<Outcome> {
  const { database, signal } = ground
  try {
    const documents = await stagesFor(database, contender, load)
    const server = await startContender(contender, ground.programs, database, signal)
    try {
      const usage = async (collectGarbage: boolean): Promise<Usage> => {
        const { cpuUs, ...memory } = await server.usage(collectGarbage)
        const postgresUs = contenders[contender].usesPostgres ? database.usage.total() : null
        return { serverUs: cpuUs, postgresUs, ...memory }
      }
      return await runLoad(ground, { contender, url: server.url, documents, load }, usage)
    } finally {
      await server.stop()
    }
  } catch (error) {
    signal.throwIfAborted()
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Only Tandem has to know of a document, and who may come, before somebody does. */
async function stagesFor(database: BenchDatabase, contender: ContenderName, load: Load): Promise<readonly Stage[]> {
  const people = peopleOf(load)
  if (contender !== 'Tandem') return people.map((_, index) => ({ document: `document-${index + 1}`, members: [] }))
  // Its history is typed once, and is in the database then.
  return load.kind === 'opening' ? [await database.longDocument()] : database.makeStages(people)
}

/** How many people come to each of the documents that a load needs. */
function peopleOf(load: Load): readonly number[] {
  switch (load.kind) {
    case 'typing':
      return Array.from({ length: load.documents }, () => load.sessions)
    case 'saturation':
    case 'reading':
      return [load.sessions]
    case 'opening':
      return [1]
    case 'idle':
      return [...Array.from({ length: load.documents }, () => 1), load.sessions]
    default:
      return unreachable(load)
  }
}

function runLoad(
  { programs, signal }: Ground,
  job: Job,
  usage: (collectGarbage: boolean) => Promise<Usage>,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = fork(join(programs.folder, 'load.mjs'), [JSON.stringify(job)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    })
    let outcome: Outcome | null = null
    let complaint = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000)
    })
    const kill = () => void child.kill('SIGKILL')
    const timer = setTimeout(() => {
      outcome ??= { kind: 'failed', reason: `it was not done after ${limitMs / 1000} s` }
      kill()
    }, limitMs)
    signal.addEventListener('abort', kill, { once: true })
    child.on('message', (message: UsageQuestion | Outcome) => {
      if ('kind' in message) outcome ??= message
      else
        usage(message.collectGarbage).then(
          (answer) => child.connected && child.send({ ask: message.ask, usage: answer } satisfies UsageAnswer),
          (error: Error) => {
            outcome ??= { kind: 'failed', reason: error.message }
            kill()
          },
        )
    })
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', kill)
    }
    child.on('error', (error) => {
      settle()
      reject(error)
    })
    child.on('close', (code, killedBy) => {
      settle()
      if (signal.aborted) reject(signal.reason)
      else
        resolve(outcome ?? { kind: 'failed', reason: `the load ended with ${killedBy ?? code}: ${complaint.trim()}` })
    })
  })
}
