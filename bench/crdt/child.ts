// One process, one job: it comes as the first argument, the outcome goes to the parent.
import type { Job } from './job.ts'
import { perform } from './workloads/perform.ts'
import { watchWasm } from './workloads/wasm-memory.ts'

watchWasm()
const job: Job = JSON.parse(process.argv[2] ?? '')
const outcome = await perform(job)
process.send?.(outcome, () => process.exit(0))
