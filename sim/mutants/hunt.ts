import { fork } from 'node:child_process'
import { nodeFlags } from '../run/node-flags.ts'
import { buildWith } from './build.ts'
import type { Finding, Progress } from './finding.ts'
import type { Mutant } from './mutant.ts'

/** A run that takes longer does not end: that is found, too. */
const patienceMs = 60_000

/** Which seeds are run with each bug. */
export type HuntOptions = { readonly from: number; readonly count: number; readonly signal: AbortSignal }

/** Runs seeds with a bug in the product until an invariant does not hold; null: all of them did with every seed. */
export async function hunt(mutant: Mutant, { from, count, signal }: HuntOptions): Promise<Finding | null> {
  const { program, remove } = await buildWith(mutant)
  try {
    return await look(program, from, count, signal)
  } finally {
    remove()
  }
}

function look(program: string, from: number, count: number, signal: AbortSignal): Promise<Finding | null> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    // What the product says of itself is no news here: that it fails shows in an invariant.
    const child = fork(program, [String(from), String(count)], {
      execArgv: [...process.execArgv, ...nodeFlags],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let seed = from
    let finding: Finding | null = null
    const kill = () => void child.kill('SIGKILL')
    const giveUp = () => {
      finding = { seed, invariant: 'every run ends', what: `it took more than ${patienceMs / 1000} s` }
      kill()
    }
    let timer = setTimeout(giveUp, patienceMs)
    child.on('message', (message: Progress | Finding) => {
      clearTimeout(timer)
      timer = setTimeout(giveUp, patienceMs)
      seed = message.seed
      if ('invariant' in message) finding = message
    })
    signal.addEventListener('abort', kill, { once: true })
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', kill)
      if (signal.aborted) reject(signal.reason)
      else if (finding === null && code !== 0) {
        resolve({ seed, invariant: 'nothing throws', what: `the process ended with ${code}` })
      } else resolve(finding)
    })
  })
}
