import { readFileSync } from 'node:fs'
import { inRoot } from './root.mjs'

/** Ends the process with one clear line when this Node or this system can't run Tandem. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  if (!satisfies(process.versions.node, engines.node)) {
    console.error(`Tandem needs Node ${engines.node}; this is ${process.versions.node}. See https://nodejs.org`)
    process.exit(1)
  }
  if (process.platform === 'win32') {
    console.error('Tandem runs on Linux and macOS. On Windows, use it inside WSL.')
    process.exit(1)
  }
}

/**
 * @param {string} version as in 20.19.1
 * @param {string} range `^a.b`, `>=a` and `||` only: this runs before anything is installed
 */
export function satisfies(version, range) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return range.split('||').some((alternative) => {
    const match = /^\s*(\^|>=)(\d+)(?:\.(\d+))?\s*$/.exec(alternative)
    if (!match) throw new Error(`package.json: engines.node "${alternative}" is not understood`)
    const [wantedMajor, wantedMinor] = [Number(match[2]), Number(match[3] ?? 0)]
    if (major === wantedMajor) return minor >= wantedMinor
    return match[1] === '>=' && major > wantedMajor
  })
}
