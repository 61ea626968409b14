// The settings of .env.example, read once for every command: from the surroundings, then from a file .env if there is one.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { inRoot, root } from './root.mjs'

/** Where the parts listen when nobody asks for another port. */
export const usualPorts = { web: 3000, collab: 4000 }

/** Every setting, as in .env.example. */
export const settingNames = /** @type {const} */ ([
  'PORT',
  'WEB_HOST',
  'COLLAB_PORT',
  'COLLAB_HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'COLLAB_URL',
  'WEB_ORIGIN',
  'NEXTAUTH_URL',
  'NEXTAUTH_SECRET',
  'TICKET_SECRET',
  'TRUSTED_PROXIES',
  'LOG_LEVEL',
])

/**
 * @typedef {object} Environment
 * @property {string} dataDir absolute
 * @property {number | undefined} port the one asked for the web app
 * @property {number | undefined} collabPort the one asked for the collaboration server
 * @property {string | undefined} databaseUrl undefined: the embedded database
 */

/**
 * @returns {Environment}
 * @throws {Error} naming the variable that makes no sense
 */
export function readEnvironment() {
  // Never overrides what is set already.
  if (existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'))
  const { PORT, COLLAB_PORT, DATA_DIR, DATABASE_URL } = process.env
  return {
    dataDir: resolve(root, DATA_DIR || '.data'),
    port: readPort('PORT', PORT),
    collabPort: readPort('COLLAB_PORT', COLLAB_PORT),
    databaseUrl: readDatabaseUrl(DATABASE_URL),
  }
}

/**
 * @param {string} name
 * @param {string | undefined} value
 */
function readPort(name, value) {
  if (!value) return undefined
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${name} must be a port, a whole number from 1 to 65535; it is "${value}"`)
  }
  return port
}

/** @param {string | undefined} value */
function readDatabaseUrl(value) {
  if (!value) return undefined
  if (!/^postgres(ql)?:\/\//.test(value)) {
    throw new Error('DATABASE_URL must begin with postgresql:// (leave it empty for the embedded database)')
  }
  return value
}
