import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { endPostgres } from './postgres-left-over.mjs'
import { endGroup } from './processes.mjs'
import { readRunFile, removeRunFile } from './run-file.mjs'

/**
 * Ends what a killed launcher left running on a data folder: the web app, the collaboration server, the database. Only
 * processes that are provably those are touched. The caller holds the folder's lock, or knows that its holder is dead.
 * @param {string} dataDir
 */
export async function endLeftOvers(dataDir) {
  const { web, collab, others = [] } = readRunFile(dataDir)
  for (const part of [web, collab]) if (part) await endGroup(part, { graceMs: 5_000 })
  for (const other of others) await endGroup(other, { graceMs: 0 })
  removeRunFile(dataDir)
  const cluster = join(dataDir, 'postgres', 'cluster')
  if (existsSync(cluster)) await endPostgres(realpathSync(cluster))
}
