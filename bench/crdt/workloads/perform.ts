import { mkdirSync } from 'node:fs'
import { Unsupported } from '../contenders/contender.ts'
import { loadContender } from '../contenders/index.ts'
import type { Job, Measured, Outcome } from '../job.ts'
import { readScene } from '../scene-file.ts'
import { type Load, loadOf } from '../synthetic/loads.ts'
import type { Context } from './context.ts'
import { local, pair } from './local.ts'
import { makeConversation, makeRivals, makeTyping } from './make.ts'
import { memoryLocal, memoryOpen } from './memory.ts'
import { openEdit, openText } from './open.ts'
import { merged, remote } from './remote.ts'
import { alternate, exchange } from './two.ts'

/** Does a job. What goes wrong is an outcome too. */
export async function perform(job: Job): Promise<Outcome> {
  try {
    mkdirSync(job.folder, { recursive: true })
    const context = { contender: await loadContender(job.contender), folder: job.folder }
    return { kind: 'measured', values: measure(context, job) }
  } catch (error) {
    if (error instanceof Unsupported) return { kind: 'unsupported', reason: error.message }
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

function measure(context: Context, { workload, scene }: Job): Measured {
  switch (workload) {
    case 'remote':
      return remote(context)
    case 'merged':
      return merged(context)
    case 'open-text':
      return openText(context)
    case 'open-edit':
      return openEdit(context)
    case 'memory-open':
      return memoryOpen(context)
    default:
      return scene.kind === 'trace'
        ? measureTrace(context, workload, scene.file)
        : measureLoad(context, workload, loadOf(scene.name), scene.size)
  }
}

function measureTrace(context: Context, workload: Job['workload'], file: string): Measured {
  const scene = readScene(file)
  if (workload === 'make')
    return scene.kind === 'typing' ? makeTyping(context, scene) : makeConversation(context, scene)
  if (scene.kind === 'typing') {
    if (workload === 'local') return local(context, scene)
    if (workload === 'memory-local') return memoryLocal(context, scene)
  }
  throw new Error(`${workload} doesn't go with a ${scene.kind}`)
}

function measureLoad(context: Context, workload: Job['workload'], load: Load, size: number): Measured {
  switch (load.kind) {
    case 'typing':
      return workload === 'local' ? local(context, load.make(size)) : pair(context, load.make(size))
    case 'meeting':
      return exchange(context, load.make(size))
    case 'rivals':
      return makeRivals(context, load.make(size))
    case 'alternate':
      return alternate(context, size)
  }
}
