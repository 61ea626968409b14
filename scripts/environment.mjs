// The settings of .env.example, read once for every command: from the surroundings, then from a file .env if there is one.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { inRoot, root } from './root.mjs'

/** Where the parts listen when nobody asks for another port. */
export const usualPorts = { web: 3000, collab: 4000, metrics: 4001 }

/** Every setting, as in .env.example. */
export const settingNames = /** @type {const} */ ([
  'PORT',
  'WEB_HOST',
  'COLLAB_PORT',
  'COLLAB_HOST',
  'METRICS_PORT',
  'METRICS_HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'REDIS_URL',
  'CLUSTER',
  'COLLAB_URL',
  'WEB_ORIGIN',
  'NEXTAUTH_URL',
  'NEXTAUTH_SECRET',
  'TICKET_SECRET',
  'TRUSTED_PROXIES',
  'SMTP_URL',
  'MAIL_FROM',
  'MAIL_FOLDER',
  'GITHUB_CLIENT_ID',
  'GITHUB_CLIENT_SECRET',
  'GOOGLE_CLIENT_ID',
  'GOOGLE_CLIENT_SECRET',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_NAME',
  'COLLAB_LIMITS',
  'LOG_LEVEL',
])

/**
 * @typedef {object} Environment
 * @property {string} dataDir absolute
 * @property {number | undefined} port the one asked for the web app
 * @property {number | undefined} collabPort the one asked for the collaboration server
 * @property {number | undefined} metricsPort the one asked for the collaboration server's figures
 * @property {string | undefined} databaseUrl undefined: the embedded database
 * @property {string | undefined} redisUrl
 */

/**
 * @returns {Environment}
 * @throws {Error} naming the variable that makes no sense
 */
export function readEnvironment() {
  // Never overrides what is set already.
  if (existsSync(inRoot('.env'))) process.loadEnvFile(inRoot('.env'))
  const { PORT, COLLAB_PORT, METRICS_PORT, DATA_DIR, DATABASE_URL, REDIS_URL } = process.env
  return {
    dataDir: resolve(root, DATA_DIR || '.data'),
    port: readPort('PORT', PORT),
    collabPort: readPort('COLLAB_PORT', COLLAB_PORT),
    metricsPort: readPort('METRICS_PORT', METRICS_PORT),
    databaseUrl: readDatabaseUrl(DATABASE_URL),
    redisUrl: REDIS_URL || undefined,
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
