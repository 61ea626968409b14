import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isRunning, thisProcess } from './processes.mjs'

/**
 * A lock that this process holds until it releases it or ends.
 * @typedef {{ release(): void }} Lock
 */

/**
 * Takes a lock file. One that a dead process left is taken over.
 * @param {string} file
 * @returns {{ lock: Lock } | { heldBy: import('./processes.mjs').ProcessId }}
 */
export function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true })
  const mine = JSON.stringify(thisProcess())
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (;;) {
      // A link appears with its content at once and fails when the name is taken.
      if (attempt(() => linkSync(draft, file), 'EEXIST')) return { lock: { release: () => releaseLock(file, mine) } }
      const found = read(file)
      if (found === null) continue
      const holder = parse(found)
      if (holder && isRunning(holder)) return { heldBy: holder }
      moveStale(file, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Moves a stale lock out of the way. Another process may have done the same and taken the lock since it was read: then
 * what was moved is the other's lock, and it is put back.
 * @param {string} file
 * @param {string} stale its content
 */
function moveStale(file, stale) {
  const aside = `${file}.stale-${process.pid}`
  if (!attempt(() => renameSync(file, aside), 'ENOENT')) return
  if (read(aside) !== stale) attempt(() => linkSync(aside, file), 'EEXIST')
  rmSync(aside, { force: true })
}

/**
 * @param {string} file
 * @param {string} mine
 */
function releaseLock(file, mine) {
  if (read(file) === mine) rmSync(file, { force: true })
}

/**
 * @param {string} file
 * @returns {string | null}
 */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/**
 * @param {string} content
 * @returns {import('./processes.mjs').ProcessId | null} null for anything that is not a lock of ours
 */
function parse(content) {
  try {
    const { pid, startedAt } = JSON.parse(content)
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null
  } catch {
    return null
  }
}

/**
 * @param {() => void} work
 * @param {string} expected the error code that means "no"
 */
function attempt(work, expected) {
  try {
    work()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === expected) return false
    throw error
  }
}
