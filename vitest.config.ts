import { defineConfig } from 'vitest/config'

const folders = '{apps,packages,prisma,bench,chaos,sim,scripts}/**'
const onPostgres = [`${folders}/*.pg.test.{ts,mjs}`]
const manyNodes = [`${folders}/*.cluster.test.{ts,mjs}`]

/**
 * The suffix says where a test runs: `.test` and `.fuzz.test` anywhere, `.pg.test` on a real PostgreSQL, `.cluster.test` on a
 * real PostgreSQL and a real Redis.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${folders}/*.test.{ts,tsx,mjs}`],
          exclude: ['**/node_modules/**', '**/.next/**', ...onPostgres, ...manyNodes],
          // Against hanging, not against slowness: a busy machine is no failure.
          testTimeout: 60_000,
          // They share nothing and wait for nothing: each processor has one.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'pg',
          include: onPostgres,
          exclude: ['**/node_modules/**', '**/.next/**'],
          globalSetup: ['scripts/vitest-postgres.mjs'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // Each has a database of its own, and while one waits for the disk the others go on.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'cluster',
          include: manyNodes,
          exclude: ['**/node_modules/**', '**/.next/**'],
          globalSetup: ['scripts/vitest-postgres.mjs', 'scripts/vitest-redis.mjs'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
})
