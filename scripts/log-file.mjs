import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const maxBytes = 10 * 1024 * 1024

/**
 * Opens a log file for a child to write to. A file that has grown large becomes `<file>.1` first, in place of an older one.
 * @param {string} file
 * @returns {number} the file descriptor
 */
export function openLog(file) {
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > maxBytes) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

/**
 * The last lines of a log file; empty when there is none.
 * @param {string} file
 * @param {number} lines
 */
export function tailOf(file, lines) {
  if (!existsSync(file)) return ''
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
}
