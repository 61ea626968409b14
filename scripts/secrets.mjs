import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {object} Secrets
 * @property {string} nextAuthSecret signs people's sessions on the web app
 * @property {string} ticketSecret signs what the web app tells the collaboration server about a person
 */

/**
 * The secrets of a data folder, made when it has none. They stay: a new one would sign everybody out.
 * @param {string} dataDir
 * @returns {Secrets}
 */
export function readSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json')
  if (!existsSync(file)) {
    /** @type {Secrets} */
    const made = { nextAuthSecret: makeSecret(), ticketSecret: makeSecret() }
    writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  chmodSync(file, 0o600) // it may have been copied or unpacked with looser rights
  const { nextAuthSecret, ticketSecret } = JSON.parse(readFileSync(file, 'utf8'))
  if (!isSecret(nextAuthSecret) || !isSecret(ticketSecret)) {
    throw new Error(`${file} does not hold two secrets: delete it to get new ones (everybody has to sign in again)`)
  }
  return { nextAuthSecret, ticketSecret }
}

const makeSecret = () => randomBytes(32).toString('base64url')

/** @param {unknown} value */
const isSecret = (value) => typeof value === 'string' && value.length >= 32
