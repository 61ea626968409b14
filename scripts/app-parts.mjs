// The two servers: how each is started, with which settings, and how it says that it is ready.
import { quietTools } from './pnpm.mjs'
import { inRoot } from './root.mjs'

/**
 * @typedef {object} Settings
 * @property {string} databaseUrl
 * @property {import('./secrets.mjs').Secrets} secrets
 * @property {number} webPort
 * @property {number} collabPort
 * @property {number} metricsPort where the collaboration server tells its figures
 * @property {string} [redisUrl] what several collaboration servers share
 * @property {boolean} dev
 */

/** @param {Settings} settings */
export function collabPart(settings) {
  const cwd = inRoot('apps', 'server')
  return {
    name: 'collaboration server',
    cwd,
    args: settings.dev ? ['dev.mjs'] : ['--enable-source-maps', 'dist/main.js'],
    env: environment(settings, {
      COLLAB_PORT: String(settings.collabPort),
      METRICS_PORT: String(settings.metricsPort),
      ...(settings.redisUrl === undefined ? {} : { REDIS_URL: settings.redisUrl }),
      WEB_ORIGIN: `http://localhost:${settings.webPort},http://127.0.0.1:${settings.webPort}`,
    }),
    healthUrl: `http://${reachable(process.env.COLLAB_HOST)}:${settings.collabPort}/ready`,
    readyMs: 30_000,
    graceMs: 10_000,
  }
}

/** @param {Settings & { mailFolder: string }} settings with where messages are written when there is no mail server */
export function webPart(settings) {
  const cwd = inRoot('apps', 'web')
  const host = process.env.WEB_HOST || '127.0.0.1'
  return {
    name: 'web app',
    cwd,
    args: [inRoot('apps/web/node_modules/next/dist/bin/next'), settings.dev ? 'dev' : 'start', '--hostname', host],
    env: environment(settings, {
      PORT: String(settings.webPort),
      COLLAB_URL: `http://localhost:${settings.collabPort}`,
      WEB_ORIGIN: `http://localhost:${settings.webPort},http://127.0.0.1:${settings.webPort}`,
      NEXTAUTH_URL: `http://localhost:${settings.webPort}`,
      NEXTAUTH_SECRET: settings.secrets.nextAuthSecret,
      MAIL_FOLDER: settings.mailFolder,
    }),
    healthUrl: `http://${reachable(host)}:${settings.webPort}/api/health`,
    readyMs: settings.dev ? 120_000 : 60_000,
    graceMs: 5_000,
  }
}

/**
 * Where something that listens on an address is reached from here: all addresses include loopback.
 * @param {string | undefined} host
 */
function reachable(host) {
  if (!host || host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/**
 * What is set outside wins over what we would choose (WEB_ORIGIN behind a proxy, secrets from a vault), except for what the
 * launcher decides itself: the ports it took, and the database and the Redis it started.
 * @param {Settings} settings
 * @param {Record<string, string>} own
 * @returns {NodeJS.ProcessEnv}
 */
function environment({ databaseUrl, secrets, dev }, own) {
  const decided = ['PORT', 'COLLAB_PORT', 'METRICS_PORT', 'REDIS_URL']
  const pick = (/** @type {boolean} */ isDecided) =>
    Object.fromEntries(Object.entries(own).filter(([name]) => decided.includes(name) === isDecided))
  const outside = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  return {
    ...quietTools,
    TICKET_SECRET: secrets.ticketSecret,
    ...pick(false),
    ...outside,
    ...pick(true),
    DATABASE_URL: databaseUrl,
    NODE_ENV: dev ? 'development' : 'production',
  }
}
