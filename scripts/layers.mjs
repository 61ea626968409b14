// Who may import whom, as data. check-layers.mjs holds every package.json and every import statement against it.

/**
 * @typedef {object} Layer
 * @property {string} folder
 * @property {readonly string[]} uses the workspace packages it may import, all below it
 * @property {readonly string[]} [usesTypesOf] those it may only import types of
 * @property {Readonly<Record<string, readonly string[]>>} [alsoIn] path (inside the folder, a prefix or `*.suffix`) → what
 *   files there may import besides
 * @property {boolean} [usesScripts] true: it may start and stop the application with scripts/
 * @property {boolean} [pure] true: nothing from outside either, not even Node
 */

/** @type {Readonly<Record<string, Layer>>} lowest first */
export const layers = {
  '@tandem/crdt': { folder: 'packages/crdt', uses: [], pure: true },
  '@tandem/protocol': { folder: 'packages/protocol', uses: ['@tandem/crdt'] },
  '@tandem/client': { folder: 'packages/client', uses: ['@tandem/crdt', '@tandem/protocol'] },
  '@tandem/db': {
    folder: 'prisma',
    uses: [],
    alsoIn: { 'factories/': ['@tandem/crdt'], 'seed/': ['@tandem/crdt'] }, // a document made whole has log rows
  },
  '@tandem/codemirror': {
    folder: 'packages/codemirror',
    uses: ['@tandem/crdt'],
    usesTypesOf: ['@tandem/client'],
  },
  '@tandem/documents': { folder: 'packages/documents', uses: ['@tandem/crdt', '@tandem/protocol', '@tandem/db'] },
  '@tandem/server': {
    folder: 'apps/server',
    uses: ['@tandem/crdt', '@tandem/protocol', '@tandem/db', '@tandem/documents'],
    alsoIn: { '*.test.ts': ['@tandem/client'], 'src/testing/': ['@tandem/client'] }, // so that real sessions meet real rooms
  },
  '@tandem/web': {
    folder: 'apps/web',
    uses: ['@tandem/protocol', '@tandem/client', '@tandem/codemirror', '@tandem/documents'],
    // People and documents for tests.
    alsoIn: {
      '*.pg.test.ts': ['@tandem/db'],
      'src/server/testing/': ['@tandem/db'],
      'src/server/api/testing/': ['@tandem/db'],
    },
  },
  '@tandem/e2e': {
    folder: 'e2e',
    uses: ['@tandem/crdt', '@tandem/protocol', '@tandem/client', '@tandem/codemirror', '@tandem/db'],
    usesScripts: true,
  },
  '@tandem/bench': {
    folder: 'bench',
    uses: ['@tandem/crdt', '@tandem/protocol', '@tandem/client', '@tandem/db', '@tandem/documents'],
    usesScripts: true,
  },
  '@tandem/chaos': {
    folder: 'chaos',
    uses: ['@tandem/crdt', '@tandem/protocol', '@tandem/client', '@tandem/db', '@tandem/documents'],
    usesScripts: true,
  },
  '@tandem/sim': {
    folder: 'sim',
    uses: ['@tandem/crdt', '@tandem/protocol', '@tandem/client', '@tandem/documents', '@tandem/server'],
    usesScripts: true,
  },
}

/**
 * Packages from outside that belong to one place. The key is a name, or `scope/*`.
 * @type {Readonly<Record<string, readonly string[]>>} package → path prefixes or `*.suffix` patterns under a prefix
 */
export const places = {
  '@redis/client': ['apps/server/src/cluster/', 'apps/server/**.cluster.test.ts'],
  'socket.io': ['apps/server/src/gateway/', 'bench/server/servers/'],
  'socket.io-client': ['packages/client/src/socket-io-transport.ts', 'apps/server/**.test.ts', 'bench/server/clients/'],
  pg: ['prisma/', 'scripts/', 'apps/server/src/cluster/', 'bench/search/', 'bench/server/servers/'], // the one that listens for NOTIFY
  '@prisma/*': ['prisma/', 'scripts/'],
  next: ['apps/web/'],
  'next-auth': ['apps/web/', 'e2e/'],
  react: ['apps/web/'],
  'react-dom': ['apps/web/'],
  '@codemirror/*': ['packages/codemirror/', 'apps/web/src/features/editor/', 'e2e/bench/', 'e2e/package.json'],
}

/**
 * Packages that may be declared where they are not imported: bundlers leave them out of the bundle, and it finds them there.
 * @type {Readonly<Record<string, readonly string[]>>} package → folders
 */
export const leftOutOfBundles = {
  pg: ['apps/server', 'apps/web'],
  '@prisma/*': ['apps/server', 'apps/web'],
}

/** The zones of the web app, inside apps/web/src: a file of a zone imports only from these. `features/*` is one each. */
export const webZones = {
  ui: ['ui', 'lib'],
  lib: ['lib'],
  server: ['server', 'lib'],
  features: ['own feature', 'ui', 'lib', 'server'],
  app: ['app', 'features', 'ui', 'lib', 'server'],
}

/** For the web app's server code only: src/server, the routes, and files marked 'use server' or 'server-only'. */
export const serverOnly = ['@tandem/documents', '@tandem/db']
