import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingNames } from './environment.mjs'
import { inRoot } from './root.mjs'

const compose = readFileSync(inRoot('docker-compose.yml'), 'utf8')
const caddyfile = readFileSync(inRoot('deploy', 'Caddyfile'), 'utf8')

/**
 * What a pattern's group finds in a text, each once.
 * @param {string} text
 * @param {RegExp} pattern
 */
const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort()

test('the head of docker-compose.yml tells of every variable that it takes', () => {
  const head = compose.slice(0, compose.indexOf('\nx-restart'))
  const untold = found(compose, /\$\{([A-Z_]+)/g).filter((name) => !head.includes(name))
  expect(untold).toEqual(['LOG_LEVEL']) // which .env.example tells of
})

test('what it sets are settings that there are', () => {
  const names = found(compose, /^ {6,}([A-Z_]+): /gm)
  const others = [
    'COLLAB_NODES',
    'NODE_ENV',
    'POSTGRES_DB',
    'POSTGRES_PASSWORD',
    'REDIS_PASSWORD',
    'SITE_ADDRESS',
    'WEB',
  ]
  expect(names.filter((name) => !settingNames.some((known) => known === name))).toEqual(others)
})

test('secrets have no default', () => {
  for (const name of ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'TICKET_SECRET', 'NEXTAUTH_SECRET']) {
    expect(compose).toContain(`\${${name}:?set ${name}}`)
    expect(compose).not.toContain(`\${${name}:-`)
  }
})

test('what git leaves out for its secrets goes into no image either', () => {
  const kept = readFileSync(inRoot('.dockerignore'), 'utf8').split('\n')
  expect(kept).toEqual(expect.arrayContaining(['.data', '.env*']))
})

test('whoever runs in the image may write where the data is kept', () => {
  const lines = readFileSync(inRoot('Dockerfile'), 'utf8').split('\n')
  const at = (/** @type {RegExp} */ pattern) => lines.findIndex((line) => pattern.test(line))
  const [made, user, volume] = [
    at(/install --directory --owner=node .* \.data$/),
    at(/^USER node$/),
    at(/^VOLUME .*\.data$/),
  ]
  expect(made).toBeGreaterThan(0)
  expect([made, user, volume]).toEqual([made, user, volume].toSorted((a, b) => a - b))
})

test('figures are for the inside alone: the proxy is the only one with ports', () => {
  const ports = compose.slice(compose.indexOf('    ports:'))
  expect(found(ports, /^ +- "([^"]+)"$/gm)).toEqual([`\${HTTPS_PORT:-3443}:443`, `\${HTTP_PORT:-3000}:80`].sort())
  expect(compose.split('    ports:').length).toBe(2)
  expect(caddyfile).not.toContain('4001')
})

test('the proxy is told everything that its configuration asks for', () => {
  const proxy = compose.slice(compose.indexOf('  proxy:'))
  for (const name of found(caddyfile, /\{\$([A-Z_]+)\}/g)) expect(proxy).toContain(`${name}: `)
})

const caddy = spawnSync('caddy', ['version']).status === 0

test.skipIf(!caddy)('Caddy takes its configuration (where there is a Caddy)', () => {
  const env = { ...process.env, SITE_ADDRESS: ':80', COLLAB_NODES: 'collab-1:4000 collab-2:4000', WEB: 'web:3000' }
  const args = ['adapt', '--validate', '--config', inRoot('deploy', 'Caddyfile'), '--adapter', 'caddyfile']
  const { status, stderr } = spawnSync('caddy', args, { env, encoding: 'utf8' })
  expect(status === 0 ? '' : stderr).toBe('')
})
