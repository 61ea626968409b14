import { fork } from 'node:child_process'
import type { Job, Outcome } from './job.ts'

/** How a process ended: with an outcome, or killed when its time was up. */
export type Ending = Outcome | { readonly kind: 'too slow' }

/** Does a job in a process of its own, which is killed after so many milliseconds, or when the signal aborts. */
export function runJob(child: string, job: Job, limitMs: number, signal: AbortSignal): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const running = fork(child, [JSON.stringify(job)], {
      execArgv: ['--expose-gc', '--max-old-space-size=6144'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    let ending: Ending | null = null
    let complaint = ''
    running.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000)
    })
    const kill = () => running.kill('SIGKILL')
    const timer = setTimeout(() => {
      ending ??= { kind: 'too slow' }
      kill()
    }, limitMs)
    signal.addEventListener('abort', kill, { once: true })
    running.on('message', (message: Outcome) => {
      ending ??= message
    })
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', kill)
    }
    running.on('error', (error) => {
      settle()
      reject(error)
    })
    running.on('close', (code, killedBy) => {
      settle()
      if (signal.aborted) reject(signal.reason)
      else resolve(ending ?? { kind: 'failed', reason: `it ended with ${killedBy ?? code}: ${complaint.trim()}` })
    })
  })
}
