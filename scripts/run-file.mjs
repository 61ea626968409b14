// run.json in the data folder: what the launcher runs there, for other commands, for tests, and for the launcher that comes
// after one that was killed.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {import('./processes.mjs').ProcessId & { port: number }} RunningPart
 * @typedef {object} RunFile
 * @property {{ port: number }} [postgres] the embedded one
 * @property {RunningPart} [collab]
 * @property {RunningPart} [web]
 * @property {import('./processes.mjs').ProcessId[]} [others] more processes that end with the data folder, each leading a group
 * @property {string} [url] where the web app is
 */

/** @param {string} dataDir */
const path = (dataDir) => join(dataDir, 'run.json')

/**
 * @param {string} dataDir
 * @returns {RunFile} empty when there is none
 */
export function readRunFile(dataDir) {
  try {
    return JSON.parse(readFileSync(path(dataDir), 'utf8'))
  } catch {
    return {} // none, or torn by a power cut: as good as none
  }
}

/**
 * @param {string} dataDir
 * @param {RunFile} run
 */
export function writeRunFile(dataDir, run) {
  const draft = `${path(dataDir)}.new`
  writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path(dataDir))
}

/** @param {string} dataDir */
export const removeRunFile = (dataDir) => rmSync(path(dataDir), { force: true })
