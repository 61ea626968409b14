// Knowing a process again. A pid alone is not enough: after a crash or a reboot somebody else may have it.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const hasProc = process.platform === 'linux'

/**
 * A process, told apart by its start time from a later one with the same pid.
 * @typedef {{ readonly pid: number, readonly startedAt: string }} ProcessId
 */

/**
 * The process that has this pid now; null when there is none or only its zombie is left.
 * @param {number} pid
 * @returns {ProcessId | null}
 */
export function identify(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null
  const [state, startedAt] = hasProc ? fromProc(pid) : fromPs(pid)
  return state === undefined || startedAt === undefined || state.startsWith('Z') ? null : { pid, startedAt }
}

/**
 * Whether that very process still runs.
 * @param {ProcessId} id
 */
export const isRunning = (id) => identify(id.pid)?.startedAt === id.startedAt

/** @returns {ProcessId} the process this code runs in */
export function thisProcess() {
  const id = identify(process.pid)
  if (!id) throw new Error(`process ${process.pid} can't see itself`)
  return id
}

/**
 * Sends a signal to a process if it still runs.
 * @param {ProcessId} id
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(id, signal) {
  if (isRunning(id)) kill(id.pid, signal)
}

/**
 * Sends a signal to a process that leads a group (spawned `detached`) and to everything it started, also when it is gone
 * itself: its pid is not given to another process while its group has members.
 * @param {ProcessId} leader
 * @param {NodeJS.Signals} signal
 */
function signalGroup(leader, signal) {
  const now = identify(leader.pid)
  if (now === null || now.startedAt === leader.startedAt) kill(-leader.pid, signal)
}

/**
 * Waits until the process is gone. True when it is, false when the time is up.
 * @param {ProcessId} id
 * @param {number} timeoutMs
 */
export async function waitUntilGone(id, timeoutMs) {
  const deadline = performance.now() + timeoutMs
  while (isRunning(id)) {
    if (performance.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return true
}

/**
 * Asks the leader of a group to end, with all it started, and kills what is left of them when the time is up.
 * @param {ProcessId} leader
 * @param {{ graceMs: number }} options
 */
export async function endGroup(leader, { graceMs }) {
  signalGroup(leader, 'SIGTERM')
  await waitUntilGone(leader, graceMs)
  signalGroup(leader, 'SIGKILL')
  await waitUntilGone(leader, 5_000)
}

/**
 * The processes that work in this folder (Linux; elsewhere none is known).
 * @param {string} folder its real path
 * @returns {ProcessId[]}
 */
export function processesIn(folder) {
  if (!hasProc) return []
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      if (readlinkSync(`/proc/${name}/cwd`) !== folder) return []
    } catch {
      return [] // gone meanwhile, or not ours to look at
    }
    return identify(Number(name)) ?? []
  })
}

/**
 * The command line of a process; empty when it is gone.
 * @param {number} pid
 */
export function commandOf(pid) {
  if (!hasProc) return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function kill(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/**
 * @param {number} pid
 * @returns {string[]} state and start time (in clock ticks since boot)
 */
function fromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [fields[0] ?? '', fields[19] ?? '']
  } catch {
    return []
  }
}

/**
 * @param {number} pid
 * @returns {string[]} state and start time (to the second)
 */
function fromPs(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const [state, ...start] = stdout.trim().split(/\s+/)
  return state ? [state, start.join(' ')] : []
}
