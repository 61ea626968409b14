// A server that is there before we start one: left by a killed launcher, or cared for by another process.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf, identify, processesIn, signalProcess, waitUntilGone } from './processes.mjs'

const shutdownMs = 30_000

/**
 * Ends whatever still runs on the cluster and removes the mark of a server that is gone, which would make the next one
 * refuse to start when its pid belongs to a zombie or by now to somebody else.
 * @param {string} cluster
 */
export async function endPostgres(cluster) {
  const postmaster = readPidFile(cluster)
  if (postmaster?.id) await fastShutdown(postmaster.id)
  // The workers of a killed postmaster end by themselves as soon as they notice. While one lives, the mark must stay:
  // it is what keeps a second server off the same files.
  for (const worker of processesIn(cluster)) {
    if (await waitUntilGone(worker, 5_000)) continue
    signalProcess(worker, 'SIGKILL')
    await waitUntilGone(worker, 5_000)
  }
  if (postmaster) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

/**
 * Rolls open transactions back, cuts every client, writes everything out and ends. A server that can't is made to crash,
 * from which the next start recovers.
 * @param {import('./processes.mjs').ProcessId} postmaster
 */
export async function fastShutdown(postmaster) {
  signalProcess(postmaster, 'SIGINT')
  if (await waitUntilGone(postmaster, shutdownMs)) return
  signalProcess(postmaster, 'SIGQUIT')
  await waitUntilGone(postmaster, shutdownMs)
}

/**
 * Who runs on the cluster, as its postmaster.pid says and the processes confirm.
 * @param {string} cluster
 * @returns {{ id: import('./processes.mjs').ProcessId | null, port: number | null } | null} null: no server was running
 *   here; `id` is null when the one that was is gone
 */
export function readPidFile(cluster) {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const id = identify(Number(lines[0]))
  const ours = id !== null && commandOf(id.pid).includes('postgres') && worksIn(id, cluster)
  return { id: ours ? id : null, port: Number(lines[3]) || null }
}

/**
 * @param {import('./processes.mjs').ProcessId} id
 * @param {string} cluster
 */
function worksIn(id, cluster) {
  return process.platform === 'linux'
    ? processesIn(cluster).some(({ pid }) => pid === id.pid)
    : commandOf(id.pid).includes(cluster)
}
