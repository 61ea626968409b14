import { type ChildProcess, fork } from 'node:child_process'
import { nodeFlags } from './node-flags.ts'
import { reportOn, type SeedReport } from './seed-report.ts'
import { Tally } from './tally.ts'

/** Fewer seeds than this are run in this process: starting others would take longer. */
const manySeeds = 100
/** Processes that run seeds: as many as there are cores to rely on. */
const workers = 2

/** What came of a search: it ends with the first seed that fails. */
export type Search = { readonly tally: Tally; readonly failed: SeedReport | null }

/** Runs seeds, on two processes when there are many; `progress` is called now and then. */
export function search(from: number, count: number, progress: (tally: Tally) => void): Promise<Search> {
  return count < manySeeds ? searchHere(from, count) : searchElsewhere(from, count, progress)
}

async function searchHere(from: number, count: number): Promise<Search> {
  const tally = new Tally()
  for (let seed = from; seed < from + count; seed++) {
    const report = await reportOn(seed)
    tally.add(report)
    if (report.violation) return { tally, failed: report }
  }
  return { tally, failed: null }
}

function searchElsewhere(from: number, count: number, progress: (tally: Tally) => void): Promise<Search> {
  return new Promise((resolve, reject) => {
    const tally = new Tally()
    const children: ChildProcess[] = []
    let next = from
    let failed: SeedReport | null = null
    let running = 0
    const end = () => {
      for (const child of children) child.kill()
      resolve({ tally, failed })
    }
    const give = (child: ChildProcess) => {
      if (failed || next >= from + count) {
        if (running === 0) end()
        return
      }
      running++
      child.send(next++)
    }
    for (let number = 0; number < workers; number++) {
      const child = fork(new URL('./worker.ts', import.meta.url), { execArgv: [...process.execArgv, ...nodeFlags] })
      children.push(child)
      child.on('error', reject)
      child.on('exit', (code) => {
        if (code !== null && code !== 0) reject(new Error(`a process that runs seeds ended with ${code}`))
      })
      child.on('message', (report: SeedReport) => {
        running--
        tally.add(report)
        progress(tally)
        // The smallest of those that fail, of those that were under way.
        if (report.violation && (!failed || report.seed < failed.seed)) failed = report
        give(child)
      })
      give(child)
    }
  })
}
