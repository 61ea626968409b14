import { defineConfig } from 'vitest/config'
import { testsWithPage } from './scripts/vitest-pages.mjs'

const folders = '{apps,packages,prisma,bench,chaos,sim,scripts}/**'
const onPostgres = [`${folders}/*.pg.test.{ts,mjs}`]
const onPostgresAlone = ['{apps/server,bench,chaos,scripts}/**/*.pg.test.{ts,mjs}']
const manyNodes = [`${folders}/*.cluster.test.{ts,mjs}`]
const withPage = testsWithPage(['apps', 'packages'])
const notOurs = ['**/node_modules/**', '**/.next/**']

// To start a process and load Vitest into it takes longer than most tests.
const sharedProcess = { isolate: false, setupFiles: ['scripts/vitest-clean-slate.mjs'] }

// Against hanging, not against slowness: a busy machine is no failure.
const patient = { testTimeout: 60_000, hookTimeout: 60_000 }

const postgres = {
  ...patient,
  globalSetup: ['scripts/vitest-postgres.mjs'],
  // Each has a database of its own, and while one waits for the disk the others go on.
  maxWorkers: '100%',
}

/**
 * The suffix says where a test runs: `.test` and `.fuzz.test` anywhere, `.pg.test` on a real PostgreSQL, `.cluster.test` on a
 * real PostgreSQL and a real Redis.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...sharedProcess,
          ...patient,
          name: 'unit',
          include: [`${folders}/*.test.{ts,tsx,mjs}`],
          exclude: [...notOurs, ...onPostgres, ...manyNodes, ...withPage],
          // Loaded anew like modules of ours: each file has an IndexedDB of its own.
          server: { deps: { inline: ['fake-indexeddb', 'idb'] } },
          // They wait for nothing: each processor has one.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          ...patient,
          name: 'unit-page',
          include: withPage,
          exclude: notOurs,
          // Each has a place of its own, a thread: CodeMirror and React keep hold of the page they saw first.
          pool: 'threads',
          maxWorkers: '100%',
        },
      },
      {
        test: {
          ...sharedProcess,
          ...postgres,
          name: 'pg',
          include: onPostgres,
          exclude: [...notOurs, ...onPostgresAlone],
        },
      },
      {
        // Servers under attack and under load: what one does to its process is its own.
        test: { ...postgres, name: 'pg-alone', include: onPostgresAlone, exclude: notOurs },
      },
      {
        test: {
          ...patient,
          name: 'cluster',
          include: manyNodes,
          exclude: notOurs,
          globalSetup: ['scripts/vitest-postgres.mjs', 'scripts/vitest-redis.mjs'],
        },
      },
    ],
  },
})
