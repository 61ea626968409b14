// The helper of startRedis: waits until its starter closes stdin, by will or by dying, and ends a process.
import { once } from 'node:events'
import { endGroup } from './processes.mjs'

const [pid, startedAt] = process.argv.slice(2)
if (!pid || !startedAt) throw new Error('usage: end-with-us.mjs <pid> <when it started>')
process.stdin.resume()
await once(process.stdin, 'close')
await endGroup({ pid: Number(pid), startedAt }, { graceMs: 2_000 })
