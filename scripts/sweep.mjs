// The helper of temporary-data.mjs: waits until its starter closes stdin, by will or by dying, and clears the data folder.
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { endLeftOvers } from './left-overs.mjs'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('usage: sweep.mjs <data folder>')
process.stdin.resume()
await once(process.stdin, 'close')
await endLeftOvers(folder)
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
